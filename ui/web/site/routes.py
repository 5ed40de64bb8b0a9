"""The addresses of the plain pages, and of what every page needs: style sheet, quick exit."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from ingest.errors import BeleidswijzerError
from ingest.manifest import Manifest, load_manifest
from ingest.settings import Settings
from ui.web.site.catalogue import entries_by_document
from ui.web.site.frame import EXIT, EXIT_SCRIPT, STATIC, STYLE, Frame, language_of, path_of
from ui.web.site.pages import (
    about_page,
    absent_page,
    document_page,
    documents_page,
    error_page,
    help_page,
)
from ui.web.site.printed import PrintedPages

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_log = logging.getLogger(__name__)
_SHEETS = ("style.css", "frame.css", "site.css")
_LONGEST_SOUGHT = 100  # characters
# An address may hold a word that was searched for: neither it nor the page stays anywhere.
_HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer"}


class Site:
    """The plain pages.

    Args:
        assistant: whose documents are shown.
        settings: where the corpus is, and what its owner has set.
        frame: the surroundings of the pages.
    """

    def __init__(self, assistant: "LiveAssistant", settings: Settings, frame: Frame) -> None:
        self._assistant, self._settings, self._frame = assistant, settings, frame
        self._printed = PrintedPages(settings)
        self._style = "\n".join((STATIC / name).read_text("utf-8") for name in _SHEETS)

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the pages."""
        return [
            Route("/documenten", self._get(self._documents)),
            Route("/document/{id}", self._get(self._document)),
            Route("/document/{id}/pagina-{number:int}.png", self._printed_page),
            Route("/over", self._get(self._about)),
            Route("/hulp", self._get(self._help)),
            Route(EXIT, self._leave),
            Route(EXIT_SCRIPT, _script),
            Route(STYLE, self._sheet),
        ]

    def _documents(self, _: Request, frame: Frame) -> Response:
        return _html(documents_page(self._assistant.documents, self._manifest(), frame))

    def _document(self, request: Request, frame: Frame) -> Response:
        id_, documents, manifest = (
            request.path_params["id"],
            self._assistant.documents,
            self._manifest(),
        )
        if document := documents.get(id_):
            sought = request.query_params.get("zoek", "").strip()[:_LONGEST_SOUGHT]
            page = document_page(
                document,
                documents,
                manifest,
                frame,
                sought,
                printed=self._printed.offered(document),
            )
            return _html(page)
        if entry := entries_by_document(manifest).get(id_):
            return _html(absent_page(entry, frame))
        return _html(error_page("not_found", frame), 404)

    async def _printed_page(self, request: Request) -> Response:
        of = request.path_params
        if image := await self._printed.image(of["id"], of["number"]):
            return Response(image, media_type="image/png", headers=_HEADERS)
        return PlainTextResponse("Not found", 404, _HEADERS)

    def _about(self, _: Request, frame: Frame) -> Response:
        return _html(about_page(self._settings.owner_contact, frame))

    def _help(self, _: Request, frame: Frame) -> Response:
        return _html(help_page(frame))

    def _leave(self, _: Request) -> Response:
        return RedirectResponse(self._settings.exit_url, 303, _HEADERS)

    def _sheet(self, _: Request) -> Response:
        return Response(self._style, media_type="text/css", headers={"cache-control": "no-cache"})

    def _manifest(self) -> Manifest:
        return load_manifest(self._settings.corpus, self._settings.data)

    def _get(self, page: Callable[[Request, Frame], Response]) -> Callable[[Request], Response]:
        # Not async: Starlette then runs it in a thread, for it reads files.
        def endpoint(request: Request) -> Response:
            frame = self._frame.at(path_of(request), language_of(request))
            try:
                return page(request, frame)
            except BeleidswijzerError as error:  # it may name folders: not for all to read
                _log.error("The documents cannot be shown: %s", error)
                return _html(error_page("corpus", frame), 500)
            except Exception as error:  # its message may hold what was searched for
                _log.error("A page failed: %s", type(error).__name__)
                return _html(error_page("failed", frame), 500)

        return endpoint


def _script(_: Request) -> Response:
    return FileResponse(STATIC / "verlaten.js", media_type="text/javascript")


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, _HEADERS)
