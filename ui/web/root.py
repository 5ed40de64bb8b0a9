"""The path under which a reverse proxy shows us, and which it strips before it sends on."""

from contextvars import ContextVar

from starlette.types import ASGIApp, Receive, Scope, Send

shown_under: ContextVar[str] = ContextVar("shown_under", default="")  # during one request


class RootPath:
    """ASGI middleware: puts it back, for ASGI has it in the path as well as in root_path."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            shown_under.set(self._root)
            scope = {**scope, "root_path": self._root, "path": self._root + scope["path"]}
        await self._app(scope, receive, send)
