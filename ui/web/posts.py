"""Forms that this site's own pages post, and only those."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

_LARGEST = 512 * 1024  # bytes of a form
_MOST_FIELDS = 1000
_FORM, _WITH_FILE = "application/x-www-form-urlencoded", "multipart/form-data"
LARGEST_FILE = 1024 * 1024  # bytes; what is larger, the reader of forms would put on disk


class RefusedError(Exception):
    """A request that gets no page: the status, the key of what to say, and details."""

    def __init__(self, status: int, key: str, detail: str = "") -> None:
        self.status, self.key, self.detail = status, key, detail


@dataclass(frozen=True)
class Upload:
    """A form with a file in it; without one its name and data are empty."""

    values: Mapping[str, str]
    name: str
    data: bytes


async def read_post(request: Request) -> Mapping[str, str]:
    """The fields of a form that this site's own page has posted.

    Raises:
        RefusedError: it comes from elsewhere, is too large, or is no form.
    """
    body = await _body(request, _FORM, _LARGEST)
    try:
        fields = parse_qsl(
            body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise RefusedError(413, "too_large") from error
    return dict(fields)


async def read_upload(request: Request) -> Upload:
    """The fields and the file of a form that this site's own page has posted.

    Raises:
        RefusedError: it comes from elsewhere, is too large, or is no form.
    """
    body = await _body(request, _WITH_FILE, LARGEST_FILE + _LARGEST)

    async def replay() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        form = await Request(request.scope, replay).form(max_files=1, max_fields=_MOST_FIELDS)
    except HTTPException as error:
        raise RefusedError(415, "no_form") from error
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
    data = await file.read() if file else b""
    if len(data) > LARGEST_FILE:
        raise RefusedError(413, "file_too_large")
    return Upload(values, (file.filename if file else None) or "", data)


async def _body(request: Request, kind: str, most: int) -> bytes:
    if not _is_own(request.headers):
        raise RefusedError(403, "elsewhere")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise RefusedError(415, "no_form")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise RefusedError(413, "too_large" if kind == _FORM else "file_too_large")
    return body


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that its page is of this site; Origin where it says only that."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin", "").partition("://")[2]
    return bool(origin) and origin == headers.get("host")
