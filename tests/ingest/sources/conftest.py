"""A real server on the loopback that speaks as the government's services do; nothing else."""

import threading
from collections import defaultdict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest

from ingest.sources.client import Client
from ingest.sources.settings import SourceSettings


class Site:
    """What the server answers, by path; the last of several answers stays."""

    def __init__(self, address):
        self.address = address
        self.requests = []
        self._answers = defaultdict(list)
        self._handlers = {}

    def put(self, path, body=b"", status=200, **headers):
        """An answer; header names with "_" for "-"."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        self._answers[path].append((status, named, data))

    def handle(self, path, handler):
        """A function that writes the answer itself."""
        self._handlers[path] = handler

    def asked(self, path):
        return [r for r in self.requests if urlsplit(r.path).path == path]

    def queries(self, path):
        return [unquote(urlsplit(r.path).query).replace("+", " ") for r in self.asked(path)]

    def answer(self, request):
        self.requests.append(request)
        path = urlsplit(request.path).path
        if path in self._handlers:
            self._handlers[path](request)
            return
        answers = self._answers.get(path) or [(404, {}, b"<html><title>404</title></html>")]
        status, headers, data = answers.pop(0) if len(answers) > 1 else answers[0]
        request.send_response(status)
        for name, value in {"Content-Length": len(data), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)


class _Handler(BaseHTTPRequestHandler):
    wbufsize = -1  # one packet an answer: the second would wait for the first to be acknowledged

    def do_GET(self):
        with suppress(BrokenPipeError, ConnectionResetError):  # the client had enough
            self.server.site.answer(self)
        self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def _server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(_server):
    _server.site = Site(f"http://127.0.0.1:{_server.server_port}")
    return _server.site


@pytest.fixture
def settings(site):
    return SourceSettings(
        sru=f"{site.address}/sru",
        publications=f"{site.address}/op",
        tweedekamer=f"{site.address}/OData/v5",
        woo=f"{site.address}/woo",
        timeout=2,
        retries=1,
        backoff=0,
        pause=0,
        tk_page=2,
    )


@pytest.fixture
def client(settings):
    with Client(settings) as client:
        yield client
