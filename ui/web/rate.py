"""How many questions one address may ask, so that one cannot keep the others waiting."""

import asyncio
import ipaddress
import math
import re
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer import Language
from assistant.texts import texts
from ui.api.problems import problem

MINUTE = 60.0
_QUESTIONS = re.compile(
    r"/api/v1/(?:ask|search|export|feedback)|/gradio_api/(?:queue/join|(?:call|run|api)/ask)"
)
_LANGUAGES: tuple[Language, ...] = ("nl", "en")
_MOST = 10_000  # clients that are remembered


class RateLimiter:
    """Lets each client ask so many times a minute, in one go or spread over it.

    Of a client only the moment is kept at which it may ask all its questions again (GCRA); from
    then on it is as if it had never been.
    """

    def __init__(
        self,
        per_minute: int,
        most: int = _MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._each = MINUTE / per_minute
        self._most, self._clock = most, clock
        self._free: dict[str, float] = {}  # the one that asked longest ago first

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._free)

    def wait(self, client: str) -> float:
        """Seconds until the client may ask; 0 where it may now, and then this one is counted."""
        now = self._clock()
        free = max(now, self._free.get(client, now)) + self._each
        over = free - now - MINUTE
        if over > 1e-6:  # sums of seconds are not exact
            return over
        self._free.pop(client, None)
        if len(self._free) >= self._most:
            del self._free[next(iter(self._free))]
        self._free[client] = free
        return 0.0

    def forget(self) -> None:
        """Forget the clients of whom nothing needs to be known any more."""
        now = self._clock()
        self._free = {client: free for client, free in self._free.items() if free > now}


class RateLimit:
    """ASGI middleware: too many questions get status 429."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        self._app = app
        self._limiter = RateLimiter(per_minute)
        self._sweeping = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if _is_question(scope):
            seconds = math.ceil(self._limiter.wait(_client(scope)))
            self._sweep()
            if seconds:
                said = (texts(n, "limits")["too_many"].format(seconds=seconds) for n in _LANGUAGES)
                refusal = problem(429, " ".join(said), headers={"retry-after": str(seconds)})
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _sweep(self) -> None:
        """While any client is remembered, look every minute who can be forgotten."""
        if len(self._limiter) and not self._sweeping:
            self._sweeping = True
            asyncio.get_running_loop().call_later(MINUTE, self._swept)

    def _swept(self) -> None:
        self._sweeping = False
        self._limiter.forget()
        self._sweep()


def _is_question(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "POST"
        and _QUESTIONS.fullmatch(scope["path"]) is not None
    )


def _client(scope: Scope) -> str:
    """The address that asks; of IPv6 the network, for one client has all addresses in it."""
    host = scope["client"][0] if scope["client"] else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 6:
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return host
