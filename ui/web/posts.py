"""Forms that this site's own pages post, and only those."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

_LARGEST = 512 * 1024  # bytes of a form
_MOST_FIELDS = 1000
_MOST_FILES = 100
_FORM = "application/x-www-form-urlencoded"
_FORM_WITH_FILES = "multipart/form-data"


class RefusedError(Exception):
    """A request that gets no page: the status, the key of what to say, and details."""

    def __init__(self, status: int, key: str, detail: str = "") -> None:
        self.status, self.key, self.detail = status, key, detail


@dataclass(frozen=True)
class Upload:
    """A form with files in it, each by its name."""

    fields: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...]


async def read_post(request: Request) -> Mapping[str, str]:
    """The fields of a form that this site's own page has posted.

    Raises:
        RefusedError: it comes from elsewhere, is too large, or is no form.
    """
    _see_that_it_is(_FORM, request)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise RefusedError(413, "too_large")
    try:
        fields = parse_qsl(
            body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise RefusedError(413, "too_large") from error
    return dict(fields)


async def read_upload(request: Request, largest: int) -> Upload:
    """The fields and files of a form that this site's own page has posted.

    Args:
        request: the post.
        largest: how many bytes the whole form may have; a file of more than 1 MB is for a moment
            in a temporary file.

    Raises:
        RefusedError: it comes from elsewhere, is too large, or is no form.
    """
    _see_that_it_is(_FORM_WITH_FILES, request)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > largest:  # the server reads no more than that
        raise RefusedError(413, "file_too_large")
    try:
        async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS) as form:
            fields = {name: one for name, one in form.multi_items() if isinstance(one, str)}
            files = [
                (PureWindowsPath(one.filename).name, await one.read())  # some send the folder too
                for _, one in form.multi_items()
                if isinstance(one, UploadFile) and one.filename
            ]
    except HTTPException as error:
        raise RefusedError(400, "no_form") from error
    return Upload(fields, tuple(files))


def _see_that_it_is(kind: str, request: Request) -> None:
    if not _is_own(request.headers):
        raise RefusedError(403, "elsewhere")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise RefusedError(415, "no_form")


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that its page is of this site; Origin where it says only that."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin", "").partition("://")[2]
    return bool(origin) and origin == headers.get("host")
