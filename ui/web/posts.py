"""Forms that this site's own pages post, and only those."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request

_LARGEST = 512 * 1024  # bytes of a form
_MOST_FIELDS = 1000
_FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A request that gets no page: the status, the key of what to say, and details."""

    def __init__(self, status: int, key: str, detail: str = "") -> None:
        self.status, self.key, self.detail = status, key, detail


async def read_post(request: Request) -> Mapping[str, str]:
    """The fields of a form that this site's own page has posted.

    Raises:
        RefusedError: it comes from elsewhere, is too large, or is no form.
    """
    if not _is_own(request.headers):
        raise RefusedError(403, "elsewhere")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise RefusedError(415, "no_form")
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


def _is_own(headers: Headers) -> bool:
    """Whether a browser says that its page is of this site; Origin where it says only that."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin", "").partition("://")[2]
    return bool(origin) and origin == headers.get("host")
