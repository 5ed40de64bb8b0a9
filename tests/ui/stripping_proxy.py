"""A reverse proxy that shows a server under a path, and strips that path, as nginx does."""

import socket
import threading
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.responses import PlainTextResponse, StreamingResponse

PREFIX = "/beleid"


@contextmanager
def stripping_proxy(target):
    """Gives the address under which the target is shown."""

    async def forward(scope, receive, send):
        if scope["type"] != "http":
            return
        if not scope["path"].startswith(f"{PREFIX}/"):
            await PlainTextResponse("elsewhere", 418)(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body")
        path = scope["path"].removeprefix(PREFIX)
        query = scope["query_string"].decode()
        async with httpx.AsyncClient(timeout=60) as client:
            request = client.build_request(
                scope["method"],
                f"{target}{path}?{query}",
                headers=[*scope["headers"], (b"x-forwarded-for", b"192.0.2.7")],
                content=body,
            )
            answer = await client.send(request, stream=True)
            shown = StreamingResponse(answer.aiter_raw(), answer.status_code)
            shown.raw_headers = answer.headers.raw
            await shown(scope, receive, send)

    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(forward, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}{PREFIX}"
    server.should_exit = True
    thread.join(timeout=10)
