"""The application under /api/v1: its routes, its description, and what it says when it cannot."""

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from assistant.live import LiveAssistant
from ingest.settings import Settings
from ui.api.conversations import conversation_routes
from ui.api.documents import document_routes
from ui.api.feedback import FeedbackFile, feedback_routes
from ui.api.problems import DESCRIBED, UNCACHED, Guard, on_http_error, on_invalid
from ui.api.questions import question_routes


def create_api(assistant: LiveAssistant, settings: Settings) -> FastAPI:
    """An ASGI application to mount. It describes itself at openapi.json, with no page for it.

    Raises:
        FeedbackFileError: The file for feedback cannot be written.
    """
    api = FastAPI(
        title="Beleidswijzer",
        summary="Answers from Dutch government policy documents, as verbatim quotes.",
        version="1",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(_uncached)],
        responses=DESCRIBED,
    )
    json_only = [Depends(_json_only)]
    api.include_router(question_routes(assistant, settings.max_question), dependencies=json_only)
    api.include_router(conversation_routes(assistant), dependencies=json_only)
    if settings.feedback:
        kept = FeedbackFile(settings.feedback)
        api.include_router(feedback_routes(assistant, kept), dependencies=json_only)
    api.include_router(document_routes(assistant, settings))
    api.add_exception_handler(HTTPException, on_http_error)
    api.add_exception_handler(RequestValidationError, on_invalid)
    api.add_middleware(Guard)
    return api


async def _uncached(response: Response) -> None:
    response.headers.update(UNCACHED)


async def _json_only(request: Request) -> None:
    """No page elsewhere can send JSON here without this server's leave (there is no CORS)."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "Send JSON, with the header Content-Type: application/json.")
