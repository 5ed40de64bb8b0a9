"""What went wrong, as RFC 9457 problem details; nothing of what was sent is repeated in it."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.document import Frozen

MEDIA_TYPE = "application/problem+json"
UNCACHED = {"cache-control": "no-store"}

_log = logging.getLogger(__name__)


class Problem(Frozen):
    """Why a request got no answer."""

    type: str = "about:blank"  # no more is meant than the status says
    title: str
    status: int
    detail: str
    errors: dict[str, str]  # per field of the body: what is wrong with it


# For the OpenAPI description: any other status than those named has this body.
DESCRIBED: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Why there is no answer (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": Problem.model_json_schema()}},
    }
}


def problem(
    status: int,
    detail: str,
    errors: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The response that says so."""
    body = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=dict(errors or {})
    )
    return JSONResponse(
        body.model_dump(), status, {**UNCACHED, **(headers or {})}, media_type=MEDIA_TYPE
    )


async def on_http_error(_: Request, error: Exception) -> JSONResponse:
    """What a route refuses, and what no route is for."""
    assert isinstance(error, HTTPException)
    said = str(error.detail)
    if said == HTTPStatus(error.status_code).phrase:  # no such address, or not with that method
        said = "Nothing here answers that: /api/v1/openapi.json says what does."
    return problem(error.status_code, said, headers=error.headers)


async def on_invalid(_: Request, error: Exception) -> JSONResponse:
    """A body that is not as described."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if found[0]["type"] == "json_invalid":
        return problem(400, "The body is no JSON.")
    errors = {_field(e): e["msg"] for e in found}
    return problem(422, "The body is not as /api/v1/openapi.json describes it.", errors)


def _field(error: Mapping[str, Any]) -> str:
    """The field, by a name that is ours: an unknown field's name may be anything."""
    place = [str(part) for part in error["loc"] if part != "body"]
    if error["type"] == "extra_forbidden":
        place[-1] = "(unknown field)"
    return ".".join(place) or "body"


class Guard:
    """ASGI middleware: of what is unforeseen only the type is logged, for it may hold questions."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            _log.error("A request failed: %s", type(error).__name__)
            await problem(500, "Something went wrong here. Try again.")(scope, receive, send)
