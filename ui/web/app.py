"""Serving the web front end: FastAPI, Gradio in it, the shell around it, uvicorn under it.

Gradio takes seconds to import, so it is imported where it is used.
"""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Language
from assistant.texts import texts
from ingest.contacts import load_contacts
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from assistant.live import LiveAssistant

_BACKLOG = 128  # connections that may wait to be accepted
# Read by gradio and huggingface_hub when they are imported: nothing is reported to anyone, and no
# statistics are drawn up after every event (which would load pandas).
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
}


class PortError(BeleidswijzerError):
    """The front end cannot listen where it was told to."""

    exit_code = 7


def create_app(
    assistant: "LiveAssistant", settings: Settings, results: Path | None = None
) -> "FastAPI":
    """The front end as an ASGI application, at "/".

    Args:
        assistant: Answers the questions.
        settings: Where things are.
        results: A folder for runs: evaluators then make, read and score them at /evaluatie.

    Raises:
        CorpusError: The table of contacts is not as it should be.
        FeedbackFileError: The file for feedback cannot be written.
        LoginError: The setting of who may come in, or owns, is not as it should be.
    """
    os.environ.update(_QUIET)
    import gradio as gr
    from fastapi import FastAPI

    from ui.api.app import create_api
    from ui.api.health import health_route
    from ui.web.bodies import BodyLimit
    from ui.web.filters import PLACE, filters_html
    from ui.web.login import Login, owners, visitors
    from ui.web.page import question_page, words_of
    from ui.web.rate import RateLimit
    from ui.web.root import RootPath, shown_under
    from ui.web.sessions import forget_sessions
    from ui.web.shell import Shell
    from ui.web.site.frame import Frame, question_head, question_top
    from ui.web.site.pages import nowhere_pages
    from ui.web.site.routes import Site
    from ui.web.theme import own_theme

    token = shown_under.set(settings.root_path)  # pages are drawn here, once
    owning = owners(settings)
    frame = Frame(
        "nl",
        "/",
        load_contacts(settings.corpus),
        evaluation=results is not None,
        owner=bool(owning),
    )
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.router.routes.extend(Site(assistant, settings, frame).routes())
    if owning:
        from ui.web.site.owner import Owner

        app.router.routes.extend(Owner(assistant, settings, frame, owning).routes())
    if results:
        from ui.web.evaluation.routes import evaluation_routes

        app.router.routes.extend(evaluation_routes(results, assistant, settings.encoder, frame))
    app.router.routes.append(health_route(assistant))
    app.mount("/api/v1", create_api(assistant, settings))
    page = question_page(assistant, settings)

    english = [
        (_as_in_page(dutch), _as_in_page(english))
        for dutch, english in zip(words_of("nl"), words_of("en"), strict=True)
    ]

    def words(language: Language) -> list[tuple[str, str]]:
        choice = filters_html(assistant.documents, language)  # documents come and go
        return [*(english if language == "en" else ()), (_as_in_page(PLACE), _as_in_page(choice))]

    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=own_theme(),
        i18n=gr.I18n(**{n: {"common.complete": texts(n, "web")["done"]} for n in ("nl", "en")}),
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=1,
        root_path=settings.root_path or None,
    )
    forget_sessions(app, page)
    # The last one added meets a request first.
    app.add_middleware(RootPath, root=settings.root_path)
    app.add_middleware(BodyLimit)
    if settings.rate_per_minute:
        app.add_middleware(RateLimit, per_minute=settings.rate_per_minute)
    app.add_middleware(
        Shell,
        head=question_head(),
        top=question_top(frame),
        words=words,
        nowhere=nowhere_pages(frame),
        evaluation=results is not None,
        owner=bool(owning),
    )
    if names := visitors(settings):
        app.add_middleware(Login, accounts=names)
    shown_under.reset(token)
    return app


def open_server(
    assistant: "LiveAssistant", settings: Settings, results: Path | None = None
) -> "tuple[uvicorn.Server, socket.socket]":
    """A server that logs no request, and the socket, already listening, to run it on.

    Raises:
        PortError: The port is taken, or the address is not one of this machine.
    """
    import uvicorn

    listener = _listen(settings.host, settings.port)
    config = uvicorn.Config(
        create_app(assistant, settings, results),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        proxy_headers=bool(settings.trusted_proxy),
        forwarded_allow_ips=settings.trusted_proxy,
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config), listener


def serve(
    assistant: "LiveAssistant",
    settings: Settings,
    announce: Callable[[str], None] = lambda _: None,
    results: Path | None = None,
) -> None:
    """Serve the front end until interrupted.

    Args:
        assistant: Answers the questions.
        settings: Where to listen; port 0 takes a free one.
        announce: Told the address once it listens.
        results: A folder for the runs of /evaluatie.

    Raises:
        PortError: The port is taken, or the address is not one of this machine.
    """
    server, listener = open_server(assistant, settings, results)
    host, port = listener.getsockname()[:2]
    announce(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/")
    server.run(sockets=[listener])


def _as_in_page(value: str) -> str:
    """A value as Gradio writes it into its page."""
    from gradio.routes import toorjson

    return str(toorjson(value))  # type: ignore[no-untyped-call]


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = str(error.strerror or error).split(" (")[0]  # Python repeats the address there
        raise PortError(
            f"Cannot listen on {host}, port {port}: {reason}. Choose another "
            "port with BELEIDSWIJZER_PORT (0 takes a free one) or --port, or stop the program "
            "that uses this one."
        ) from error
