"""What people thought of answers, kept where the owner wants it: never what they asked."""

import datetime
import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException
from pydantic import Field

from assistant.answer import Status
from assistant.live import LiveAssistant
from ingest.document import Document, Frozen
from ingest.errors import BeleidswijzerError, UnknownAnchorError
from ingest.places import place_in
from ui.export.conversation import Feedback


class FeedbackFileError(BeleidswijzerError):
    """The file for feedback cannot be written."""


class FeedbackBody(Frozen):
    """A judgement on an answer, and which answer it was but for its words."""

    status: Status
    anchors: Annotated[tuple[str, ...], Field(max_length=50, description="Those of its quotes.")]
    feedback: Feedback


class FeedbackFile:
    """A file of JSON lines."""

    def __init__(self, path: Path) -> None:
        """Open it once, to see that it can be written.

        Raises:
            FeedbackFileError: It cannot.
        """
        self._path, self._lock = path, threading.Lock()
        try:
            path.open("a").close()
        except OSError as error:
            raise FeedbackFileError(
                f"Feedback cannot be kept in {path}: {error.strerror}. Set BELEIDSWIJZER_FEEDBACK "
                "to a file that can be written, or leave it out."
            ) from error

    def append(self, given: FeedbackBody, index: str) -> None:
        """Add a line: the day, the index that answered, and what was given."""
        line = {
            "date": datetime.date.today().isoformat(),
            "index": index,
            "status": given.status,
            "anchors": given.anchors,
            **given.feedback.model_dump(),
        }
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def feedback_routes(assistant: LiveAssistant, file: FeedbackFile) -> APIRouter:
    """The route that adds to the file."""
    router = APIRouter()

    @router.post("/feedback", status_code=204)
    def feedback(body: FeedbackBody) -> None:
        """Keep a judgement, for whoever runs this. It does not hold the question."""
        if not all(_is_place(anchor, assistant.documents) for anchor in body.anchors):
            raise HTTPException(422, "An anchor is not that of a place here.")
        file.append(body, assistant.engine.index)

    return router


def _is_place(anchor: str, documents: Mapping[str, Document]) -> bool:
    """Whether it names a place here: anything else could be words of a question."""
    document = documents.get(anchor.partition("#")[0])
    try:
        return document is not None and bool(place_in(document, anchor))
    except UnknownAnchorError:
        return False
