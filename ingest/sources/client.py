"""The one way to the network: patient, polite, bounded, and with a record of every attempt.

Only addresses of publications and titles from the corpus are sent, never a user's question.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from ingest.document import Frozen
from ingest.sources.body import read_body
from ingest.sources.deadline import Deadline
from ingest.sources.errors import RequestError, SourceError
from ingest.sources.settings import SourceSettings
from ingest.sources.tries import Try

_MOST_REDIRECTS = 5
_MEGABYTE = 1_000_000
_T = TypeVar("_T")


class Response(Frozen):
    """What a server gave. `data` is empty where it is `unchanged` (304)."""

    url: str  # after redirects
    data: bytes
    etag: str | None
    modified: str | None
    unchanged: bool


class Client:
    """Gets addresses one after the other; not for use by several threads."""

    def __init__(self, settings: SourceSettings) -> None:
        self._settings = settings
        self._tries: list[Try] = []
        self._free_at: dict[str, float] = {}  # per host, on time.monotonic
        self._unreachable: set[str] = set()
        self._deadline = Deadline(settings.download_time)
        self._http = httpx.Client(
            timeout=settings.timeout,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            headers={
                "User-Agent": f"beleidswijzer/{version('beleidswijzer')}",
                "Accept-Encoding": "gzip",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            event_hooks={"request": [self._before_each_request]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    @property
    def tries(self) -> tuple[Try, ...]:
        """Every attempt so far, in order."""
        return tuple(self._tries)

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Response:
        """Get an address; with what is known of an earlier copy only if it has changed.

        Args:
            url: An http or https address.
            etag: The ETag of the earlier copy.
            modified: Its Last-Modified.

        Raises:
            RequestError: It failed, after the retries that the settings allow.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value and value.isascii()}
        host = _host(url)
        if host in self._unreachable:  # a service that is down costs its retries once
            self._record(url, "skipped, no answer before")
            raise RequestError("skipped, no answer before", unreachable=True)
        retrying = Retrying(
            stop=stop_after_attempt(1 + self._settings.retries),
            retry=retry_if_exception(lambda e: isinstance(e, RequestError) and e.transient),
            wait=self._wait,
            sleep=time.sleep,
            reraise=True,
        )
        try:
            return retrying(self._attempt, url, headers)
        except RequestError as error:
            if error.unreachable:
                self._unreachable.add(host)
            if str(error) == "429":
                self._amend("429, gave up")
            raise

    def read(self, url: str, parse: Callable[[Response], _T], *, etag: str | None = None) -> _T:
        """Get an address and parse it; what is no good is told as the outcome of the attempt.

        Raises:
            SourceError: The request failed, or `parse` raised this.
        """
        response = self.get(url, etag=etag)
        try:
            return parse(response)
        except SourceError as error:
            self._amend(str(error))
            raise

    def _attempt(self, url: str, headers: dict[str, str]) -> Response:
        try:
            response = self._request(url, headers)
        except RequestError as error:
            self._record(url, str(error))
            raise
        self._record(url, "unchanged" if response.unchanged else "ok")
        return response

    def _request(self, url: str, headers: dict[str, str]) -> Response:
        extensions = {"trace": self._deadline.note}
        try:
            with (
                self._deadline.running(),
                self._http.stream("GET", url, headers=headers, extensions=extensions) as answer,
            ):
                return self._received(answer, conditional=bool(headers))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failure(error) from error

    def _received(self, answer: httpx.Response, *, conditional: bool) -> Response:
        unchanged = conditional and answer.status_code == httpx.codes.NOT_MODIFIED
        if not unchanged and answer.status_code != httpx.codes.OK:
            busy = answer.status_code == httpx.codes.TOO_MANY_REQUESTS
            raise RequestError(
                str(answer.status_code),
                transient=busy or answer.is_server_error,
                retry_after=_seconds(answer.headers.get("Retry-After")),
            )
        return Response(
            url=str(answer.url),
            data=b"" if unchanged else self._body(answer),
            etag=answer.headers.get("ETag"),
            modified=answer.headers.get("Last-Modified"),
            unchanged=unchanged,
        )

    def _body(self, answer: httpx.Response) -> bytes:
        length = answer.headers.get("Content-Length", "")
        return read_body(
            answer.iter_raw(),
            encoding=answer.headers.get("Content-Encoding", ""),
            length=int(length) if length.isdecimal() else None,
            limit=int(self._settings.largest_mb * _MEGABYTE),
        )

    def _before_each_request(self, request: httpx.Request) -> None:
        """Wait for the host's turn; a redirect is a request too."""
        host = request.url.netloc.decode("ascii")
        now = time.monotonic()
        begin = max(now, self._free_at.get(host, now))
        time.sleep(begin - now)
        self._free_at[host] = begin + self._settings.pause

    def _wait(self, state: RetryCallState) -> float:
        longest = self._settings.longest_wait
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RequestError) and error.retry_after is not None:
            return min(error.retry_after, longest)
        start = self._settings.backoff
        return min(wait_exponential(start)(state) + wait_random(0, start)(state), longest)

    def _record(self, url: str, outcome: str) -> None:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        self._tries.append(Try(url=url, when=when, outcome=outcome))

    def _amend(self, outcome: str) -> None:
        self._tries[-1] = self._tries[-1].model_copy(update={"outcome": outcome})


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:  # the request itself will tell
        return ""


def _failure(error: Exception) -> RequestError:
    match error:
        case httpx.ConnectError():
            return RequestError("no connection", transient=True, unreachable=True)
        case httpx.TimeoutException():
            return RequestError("time-out", transient=True, unreachable=True)
        case httpx.TooManyRedirects():
            return RequestError("redirect loop")
        case httpx.UnsupportedProtocol() | httpx.InvalidURL() | httpx.LocalProtocolError():
            return RequestError("no http address")
        case _:  # the connection was closed before the end
            return RequestError("truncated", transient=True)


def _seconds(retry_after: str | None) -> float | None:
    """The Retry-After header: seconds, or a date (RFC 9110, 10.2.3)."""
    if not retry_after:
        return None
    if retry_after.isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
