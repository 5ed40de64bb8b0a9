"""The page on which the owner adds and removes documents, behind a login of its own.

Plain posts, no script needed; a request lasts until its documents are read and indexed. Only with
the setting BELEIDSWIJZER_OWNER.
"""

import logging
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ingest.adding import Added, Original
from ingest.collecting import add_originals, remove_documents
from ingest.encoder import open_encoder
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ingest.shelf import Record, Shelf
from ingest.sources.errors import UnknownIdError
from ingest.sources.ids import read_wanted
from ui.web.login import Login
from ui.web.posts import RefusedError, Upload, read_post, read_upload
from ui.web.site.frame import OWNER, Frame, language_of, path_of
from ui.web.site.pages import error_page, owner_page, removing_page

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_log = logging.getLogger(__name__)
_MEGABYTE = 2**20
_LONGEST = 2000  # characters of the ids and addresses
_REMOVED = "weggehaald"  # in an address: that was just done
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",  # without a referrer a browser posts with "Origin: null"
}


class Owner:
    """The page of the owner.

    Args:
        assistant: Answers from what is added as soon as it is there.
        settings: Where documents are kept, and what reading one may cost.
        frame: The surroundings of the page.
        accounts: The digests of the accounts that may use it.
    """

    def __init__(
        self,
        assistant: "LiveAssistant",
        settings: Settings,
        frame: Frame,
        accounts: Sequence[bytes],
    ) -> None:
        self._assistant, self._settings, self._frame = assistant, settings, frame
        self._login = Middleware(Login, accounts=accounts, realm="Beleidswijzer beheer")
        self._changing = threading.Lock()

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the page: no door without the login."""
        one = f"{OWNER}/{{id}}"
        doors = [
            (OWNER, "GET", self._get(self._show)),
            (OWNER, "POST", self._post(self._add)),
            (one, "GET", self._get(self._ask_whether)),
            (one, "POST", self._post(self._remove)),
        ]
        return [
            Route(path, endpoint, methods=[method], middleware=[self._login])
            for path, method, endpoint in doors
        ]

    def _show(self, request: Request, frame: Frame) -> Response:
        return self._page(frame, removed=_REMOVED in request.query_params)

    async def _add(self, request: Request, frame: Frame) -> Response:
        form = await read_upload(request, self._settings.max_file_mb * _MEGABYTE)
        return await run_in_threadpool(self._added, form, frame)

    def _added(self, form: Upload, frame: Frame) -> Response:
        wanted = form.fields.get("wanted", "").strip()[:_LONGEST]
        ids = wanted.split()
        if not form.files and not ids:
            return self._page(frame, problem="nothing", status=422)
        if not all(map(_can_be_looked_up, ids)):
            return self._page(frame, problem="unknown_id", wanted=wanted, status=422)
        originals = [Original(data=data, name=name, source=name) for name, data in form.files]
        with _one_at_a_time(self._changing):
            encoder = open_encoder(self._settings.encoder)
            added = add_originals(originals, ids, self._settings, encoder)
        return self._page(frame, added=added)

    def _ask_whether(self, request: Request, frame: Frame) -> Response:
        return _html(removing_page(self._record(request), frame))

    async def _remove(self, request: Request, frame: Frame) -> Response:
        await read_post(request)
        return await run_in_threadpool(self._removed, request, frame)

    def _removed(self, request: Request, frame: Frame) -> Response:
        record = self._record(request)
        with _one_at_a_time(self._changing):
            remove_documents([record.info.id], self._settings, open_encoder(self._settings.encoder))
        page = frame.link(OWNER)
        join = "&" if "?" in page else "?"
        return RedirectResponse(f"{page}{join}{_REMOVED}=1", 303, _HEADERS)

    def _record(self, request: Request) -> Record:
        record = Shelf(self._settings.data).record(request.path_params["id"])
        if record is None:
            raise RefusedError(404, "not_found")
        return record

    def _page(
        self,
        frame: Frame,
        *,
        status: int = 200,
        added: Sequence[Added] = (),
        problem: str = "",
        detail: str = "",
        wanted: str = "",
        removed: bool = False,
    ) -> Response:
        page = owner_page(
            frame.at(OWNER, frame.language),
            Shelf(self._settings.data).records(),
            self._assistant.documents,  # opened anew where they have changed
            largest_mb=self._settings.max_file_mb,
            added=added,
            problem=problem,
            detail=detail,
            wanted=wanted,
            removed=removed,
        )
        return _html(page, status)

    def _refused(self, error: RefusedError | BeleidswijzerError, frame: Frame) -> Response:
        if isinstance(error, BeleidswijzerError):
            _log.error("The documents could not be changed or shown: %s", error)
            return self._page(frame, status=500, problem="failed", detail=str(error))
        if error.status == 404:
            return _html(error_page(error.key, frame), 404)
        return self._page(frame, status=error.status, problem=error.key)

    def _get(
        self, page: Callable[[Request, Frame], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def in_thread(request: Request, frame: Frame) -> Response:
            return await run_in_threadpool(page, request, frame)

        return self._post(in_thread)

    def _post(
        self, page: Callable[[Request, Frame], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            frame = self._frame.at(path_of(request), language_of(request))
            try:
                return await page(request, frame)
            except (RefusedError, BeleidswijzerError) as error:
                return await run_in_threadpool(self._refused, error, frame)

        return endpoint


@contextmanager
def _one_at_a_time(lock: threading.Lock) -> Iterator[None]:
    if not lock.acquire(blocking=False):
        raise RefusedError(409, "busy")
    try:
        yield
    finally:
        lock.release()


def _can_be_looked_up(written: str) -> bool:
    """Whether a register may know it, or it is an address of the open web."""
    try:
        return read_wanted(written).kind != "address" or written.startswith("https://")
    except UnknownIdError:
        return False


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, _HEADERS)
