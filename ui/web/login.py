"""A name and a password before anything is shown, or before anything is changed.

Two settings: who may come in, and who owns the documents; an owner may come in too.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.texts import texts
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.web.site.frame import LANGUAGES

_OPEN = "/health"  # holds no secret, and what asks for it has no password
_SHORTEST = 12  # characters of an owner's password: nobody guesses it one by one
_REFUSAL = {
    "www-authenticate": 'Basic realm="{realm}", charset="UTF-8"',
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}


class LoginError(BeleidswijzerError):
    """The setting of who may come in, or of who owns, is not as it should be."""

    exit_code = 2


def visitors(settings: Settings) -> list[bytes]:
    """The digests of the accounts that may come in, owners too; none where everyone may.

    Raises:
        LoginError: One has no name or no password; what it is, is not said.
    """
    given = _accounts(settings.login, "BELEIDSWIJZER_LOGIN", shortest=1)
    return [*given, *owners(settings)] if given else []


def owners(settings: Settings) -> list[bytes]:
    """The digests of the accounts that may add and remove documents; none where nobody may.

    Raises:
        LoginError: One has no name, or a password that is too short; what it is, is not said.
    """
    return _accounts(settings.owner, "BELEIDSWIJZER_OWNER", shortest=_SHORTEST)


def _accounts(setting: SecretStr, variable: str, shortest: int) -> list[bytes]:
    given = [part.strip() for part in setting.get_secret_value().split(",") if part.strip()]
    for number, account in enumerate(given, 1):
        name, _, password = account.partition(":")
        if not name or not password:
            raise LoginError(
                f"Account {number} in {variable} is no name:password. Write "
                "name:password, with commas between accounts and none in a password."
            )
        if len(password) < shortest:
            raise LoginError(
                f"The password of account {number} in {variable} is too short. Take one of "
                f"{shortest} characters or more."
            )
    return [_digest(account.encode()) for account in given]


class Login:
    """ASGI middleware: HTTP Basic authentication (RFC 7617)."""

    def __init__(
        self, app: ASGIApp, accounts: Sequence[bytes], realm: str = "Beleidswijzer"
    ) -> None:
        self._app, self._accounts = app, accounts
        self._refusal = {name: value.format(realm=realm) for name, value in _REFUSAL.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] == _OPEN or self._knows(scope):
            await self._app(scope, receive, send)
        else:
            said = "\n".join(texts(language, "limits")["login"] for language in LANGUAGES)
            await PlainTextResponse(said, 401, self._refusal)(scope, receive, send)

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
