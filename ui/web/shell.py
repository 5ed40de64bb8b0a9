"""The shell around Gradio: what it may do in the browser, and what it leaves out.

Pure ASGI. It lets through only the paths that the page and `gradio_client` need, gives every
response its security headers, and rewrites the page: Dutch from the first byte, the emergency
line and a word for browsers without JavaScript already in it, scripts only with this page's nonce.
The plain pages around it get headers only.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.answer import Language
from ui.web.site.frame import OWNER, language_of

_PATHS = re.compile(
    r"/|/(?:config|theme\.css|favicon\.ico)|/(?:assets|static)/[\w/-]+(?:\.[\w-]+)+"
    r"|/gradio_api/(?:info|startup-events|queue/join|queue/data|heartbeat/\w+|call/ask(?:/\w+)?)"
    r"|/gradio_api/(?:api|run)/ask|/health|/api/v1/.*"
)
_HEADERS = (
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# 'unsafe-eval': gr.HTML builds its (constant) template with Function(); no inline script runs
# without the nonce. 'unsafe-inline' for styles: Svelte sets style attributes.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_BARE_POLICY = b"default-src 'none'; frame-ancestors 'none'"
# The plain pages: no script but that of the quick exit, and forms that go nowhere else.
_PLAIN_POLICY = (
    b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
_EVALUATION_POLICY = _PLAIN_POLICY + b"; connect-src 'self'"  # the progress of a run
_SITE = re.compile(
    r"/(?:documenten|document/[^/]+(?:/pagina-\d+\.png)?|hulp|over|weg|stijl\.css|verlaten\.js)"
)
_OWNER = re.compile(rf"{OWNER}(?:/[^/]+)?")
_EVALUATION = re.compile(r"/evaluatie(?:/.*)?", re.DOTALL)
# Gradio follows the browser's language and would set lang to it.
_LANGUAGE = (
    "<script>for (const [name, value] of [['language', '{0}'], ['languages', ['{0}']]])"
    "Object.defineProperty(navigator, name, {{get: () => value}});</script>"
)


@dataclass(frozen=True)
class Shell:
    """ASGI middleware: `head` is HTML for the head, `top` for the top of the body by language.

    `words` gives, for a language, values of components as Gradio writes them into the page, and
    what to put in their place;
    `evaluation` and `owner` are whether there are such pages to let through; `nowhere` is the page
    for people who follow an address at which there is nothing, by language.
    """

    app: ASGIApp
    head: str
    top: Mapping[Language, str]
    words: Callable[[Language], Sequence[tuple[str, str]]]
    nowhere: Mapping[Language, str]
    evaluation: bool = False
    owner: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and self._is_evaluation(scope):
            await self.app(scope, receive, _with_headers(send, _EVALUATION_POLICY))
        elif scope["type"] == "http" and self._is_site(scope):
            await self.app(scope, receive, _with_headers(send, _PLAIN_POLICY))
        elif scope["type"] != "http" or not _PATHS.fullmatch(scope["path"]):
            await self._nothing(scope)(scope, receive, _with_headers(send, _PLAIN_POLICY))
        elif scope["path"] == "/" and scope["method"] == "GET":
            await self._page(scope, receive, send)
        else:
            await self.app(scope, receive, _with_headers(send))

    def _nothing(self, scope: Scope) -> Response:
        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            return HTMLResponse(self.nowhere[language_of(Request(scope))], 404)
        return PlainTextResponse("Not found", 404)

    def _is_evaluation(self, scope: Scope) -> bool:
        return self.evaluation and bool(_EVALUATION.fullmatch(scope["path"]))

    def _is_site(self, scope: Scope) -> bool:
        if self.owner and _OWNER.fullmatch(scope["path"]):
            return True
        return scope["method"] in ("GET", "HEAD") and bool(_SITE.fullmatch(scope["path"]))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page, whole and uncompressed, rewritten."""
        plain = [h for h in scope["headers"] if h[0] != b"accept-encoding"]
        language = language_of(Request(scope))
        words = await run_in_threadpool(self.words, language)  # it may open a new index
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            nonce = secrets.token_urlsafe(16)
            page = self._rewritten(body.decode(), nonce, language, words).encode()
            headers = [h for h in start["headers"] if h[0] != b"content-length"]
            headers.append((b"content-length", str(len(page)).encode()))
            headers.append((b"content-security-policy", _POLICY.format(nonce=nonce).encode()))
            guarded = _with_headers(send)
            await guarded({**start, "headers": headers})
            await guarded({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": plain}, receive, hold)

    def _rewritten(
        self, page: str, nonce: str, language: Language, words: Sequence[tuple[str, str]]
    ) -> str:
        page = page.replace('lang="en"', f'lang="{language}"', 1)
        for drawn, wanted in words:
            page = page.replace(drawn, wanted)
        # Without it a link to a place in the page stays in the page, whatever the query.
        page = re.sub(r"<base [^>]*>", "", page, count=1)
        page = page.replace("<head>", f"<head>{_LANGUAGE.format(language)}", 1)
        page = page.replace("</head>", f"{self.head}</head>", 1)
        page = re.sub(r"<body[^>]*>", lambda m: m[0] + self.top[language], page, count=1)
        return re.sub(r"<script(?=[\s>])", f'<script nonce="{nonce}"', page)


def _with_headers(send: Send, policy: bytes = _BARE_POLICY) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            own = (*_HEADERS, (b"content-security-policy", policy))
            message = {
                **message,
                "headers": [*message["headers"], *(h for h in own if h[0] not in given)],
            }
        await send(message)

    return guarded
