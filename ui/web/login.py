"""A name and a password before anything is shown, where the setting asks for them."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ingest.errors import BeleidswijzerError

_OPEN = "/health"  # holds no secret, and what asks for it has no password
_REFUSAL = {
    "www-authenticate": 'Basic realm="Beleidswijzer", charset="UTF-8"',
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class LoginError(BeleidswijzerError):
    """The setting of who may come in is not as it should be."""

    exit_code = 2


def accounts(setting: SecretStr) -> list[bytes]:
    """The digest of each "name:password".

    Raises:
        LoginError: One has no name or no password; what it is, is not said.
    """
    given = [part.strip() for part in setting.get_secret_value().split(",") if part.strip()]
    for number, account in enumerate(given, 1):
        name, _, password = account.partition(":")
        if not name or not password:
            raise LoginError(
                f"Account {number} in BELEIDSWIJZER_LOGIN is no name:password. Write "
                "name:password, with commas between accounts and none in a password."
            )
    return [_digest(account.encode()) for account in given]


class Login:
    """ASGI middleware: HTTP Basic authentication (RFC 7617)."""

    def __init__(self, app: ASGIApp, accounts: Sequence[bytes]) -> None:
        self._app, self._accounts = app, accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] == _OPEN or self._knows(scope):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("Unauthorized", 401, _REFUSAL)(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        """Takes as long whoever asks: digests are of one length, and all are compared."""
        kind, _, credentials = Headers(scope=scope).get("authorization", "").partition(" ")
        try:
            given = _digest(base64.b64decode(credentials, validate=True))
        except (binascii.Error, ValueError):
            return False
        known = [hmac.compare_digest(given, account) for account in self._accounts]
        return kind.lower() == "basic" and any(known)


def _digest(account: bytes) -> bytes:
    return hashlib.sha256(account).digest()
