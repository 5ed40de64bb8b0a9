"""No request is larger than a question with its history, or a conversation, can be."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.problems import problem

# Bytes. The page sends its conversation along; forms of the evaluation have their own limit.
_MOST = {
    "/api/v1/export": 1024 * 1024,
    "/api/": 64 * 1024,
    "/gradio_api/": 256 * 1024,
}


class BodyLimit:
    """ASGI middleware: reads a body before anything else does, and no more than it may be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        most = _limit(scope)
        if most is None:
            await self._app(scope, receive, send)
            return
        body = None if _announced(scope) > most else await _read(receive, most)
        if body is None:
            detail = f"The body is larger than {most} bytes."
            await problem(413, detail, headers={"connection": "close"})(scope, receive, send)
            return
        first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return first.pop() if first else await receive()

        await self._app(scope, replay, send)


def _limit(scope: Scope) -> int | None:
    if scope["type"] != "http":
        return None
    return next((most for path, most in _MOST.items() if scope["path"].startswith(path)), None)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


async def _read(receive: Receive, most: int) -> bytes | None:
    """The whole body; None where it is too large, or the client has gone."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if message["type"] != "http.request" or len(body) > most:
            return None
        if not message.get("more_body"):
            return body
