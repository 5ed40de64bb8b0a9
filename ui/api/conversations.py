"""A conversation made into a file: it comes in the body, and goes out in the answer."""

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field

from assistant.answer import Language
from assistant.live import LiveAssistant
from ingest.document import Frozen
from ui.api.problems import UNCACHED
from ui.export.conversation import Conversation
from ui.export.files import MEDIA_TYPES, Format, file_of

_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            type_.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for type_ in MEDIA_TYPES.values()
        }
    }
}


class ExportBody(Frozen):
    """Answers as `ask` gave them, and the file that is wanted of them."""

    exchanges: Conversation
    format: Format
    language: Annotated[Language, Field(description="Of what surrounds the answers.")] = "nl"


def conversation_routes(assistant: LiveAssistant) -> APIRouter:
    """The route over the documents of an assistant: quotes are held against these."""
    router = APIRouter()

    @router.post("/export", response_class=Response, responses=_FILES)
    def export(body: ExportBody) -> Response:
        """Make a file of a conversation. Nothing of it is kept."""
        file = file_of(
            body.exchanges,
            body.format,
            assistant.documents,
            body.language,
            datetime.date.today(),
        )
        saved_as = f'attachment; filename="{file.name}"'
        headers = {**UNCACHED, "content-disposition": saved_as}
        return Response(file.content, media_type=file.media_type, headers=headers)

    return router
