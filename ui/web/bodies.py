"""No request is larger than a question with its history can be."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api.problems import problem

MOST = 64 * 1024  # bytes
_LIMITED = ("/api/", "/gradio_api/")  # forms of the evaluation have their own limit


class BodyLimit:
    """ASGI middleware: reads a body before anything else does, and no more than it may be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_LIMITED):
            await self._app(scope, receive, send)
            return
        body = None if _announced(scope) > MOST else await _read(receive)
        if body is None:
            detail = f"The body is larger than {MOST} bytes."
            await problem(413, detail, headers={"connection": "close"})(scope, receive, send)
            return
        first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return first.pop() if first else await receive()

        await self._app(scope, replay, send)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


async def _read(receive: Receive) -> bytes | None:
    """The whole body; None where it is too large, or the client has gone."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if message["type"] != "http.request" or len(body) > MOST:
            return None
        if not message.get("more_body"):
            return body
