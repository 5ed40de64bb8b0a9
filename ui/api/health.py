"""Whether this server can answer: for whoever keeps it running."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.live import LiveAssistant
from ui.api.problems import UNCACHED


def health_route(assistant: LiveAssistant) -> Route:
    """GET /health: 200 while the index is open, else 503, and never why."""

    def health(_: Request) -> Response:
        try:
            state = {
                "status": "ok",
                "index": assistant.engine.index,
                "documents": len(assistant.documents),
            }
        except Exception:  # whatever it is: it cannot answer
            return JSONResponse({"status": "unavailable"}, 503, UNCACHED)
        return JSONResponse(state, 200, UNCACHED)

    return Route("/health", health)
