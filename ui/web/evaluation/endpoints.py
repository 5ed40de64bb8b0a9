"""From a request to a page of the evaluation, or to a page that says why there is none."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from eval.errors import ComparisonError, QuestionSetError, RunFolderError
from ingest.errors import MissingExtraError
from ui.web.evaluation.pages import error_page
from ui.web.posts import RefusedError
from ui.web.site.frame import Frame, language_of, path_of

_Form = TypeVar("_Form")

_HEADERS = {
    "cache-control": "no-store",  # questions do not stay in a browser
    "referrer-policy": "same-origin",  # without a referrer a browser posts with "Origin: null"
}
_KEYS = {ComparisonError: "compare", MissingExtraError: "extra"}


class Endpoints:
    """Makes endpoints of functions that give a page, in the language of the address."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def get(self, page: Callable[[Request, Frame], Response]) -> Callable[[Request], Response]:
        """For what is only looked at."""
        # Not async: Starlette then runs it in a thread, for it reads files.
        return lambda request: self._answered(request, lambda frame: page(request, frame))

    def post(
        self,
        page: Callable[[Request, Frame, _Form], Response],
        read: Callable[[Request], Awaitable[_Form]],
    ) -> Callable[[Request], Awaitable[Response]]:
        """For a form, which `read` takes from the request."""

        async def endpoint(request: Request) -> Response:
            try:
                form = await read(request)
            except RefusedError as error:
                return self._error(error, self._frame_of(request))
            return await run_in_threadpool(
                self._answered, request, lambda frame: page(request, frame, form)
            )

        return endpoint

    def _frame_of(self, request: Request) -> Frame:
        return self._frame.at(path_of(request), language_of(request))

    def _answered(self, request: Request, page: Callable[[Frame], Response]) -> Response:
        frame = self._frame_of(request)
        try:
            return page(frame)
        except RefusedError as error:
            return self._error(error, frame)
        except (ComparisonError, MissingExtraError) as error:
            return self._error(RefusedError(422, _KEYS[type(error)], str(error)), frame)
        except (RunFolderError, QuestionSetError) as error:
            return self._error(RefusedError(500, "run", str(error)), frame)

    def _error(self, error: RefusedError, frame: Frame) -> Response:
        return html(error_page(error.key, frame, detail=error.detail), error.status)


def html(page: str, status: int = 200) -> Response:
    """A page that no browser keeps."""
    return HTMLResponse(page, status, _HEADERS)


def see(where: str) -> Response:
    """After a form: the page to look at."""
    return RedirectResponse(where, 303, _HEADERS)


def file(content: str | bytes, media_type: str, name: str) -> Response:
    """A file to save."""
    headers = {**_HEADERS, "content-disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=media_type)
