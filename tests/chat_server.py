"""A server that speaks OpenAI's wire format, for what asks a chat model."""

import json
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class ChatServer:
    """Replies in turn; when they are spent, as it was told to."""

    by_itself: Callable[[dict], dict]  # what it was given -> the form that it fills in
    url: str = ""
    replies: list = field(default_factory=list)  # status, body or text of the message
    requests: list = field(default_factory=list)  # path, headers, body

    @property
    def data(self):
        """What the last request gave as data, and the text after it."""
        text = self.requests[-1][2]["messages"][1]["content"]
        found, end = json.JSONDecoder().raw_decode(text)
        return found, text[end:]

    def reply(self):
        status, body = (
            self.replies.pop(0) if self.replies else (200, json.dumps(self.by_itself(self.data[0])))
        )
        if status == "hang":
            time.sleep(body)
            return 200, {}
        if status != 200:
            return status, {"error": {"message": body, "type": "x", "param": None, "code": None}}
        finish = "stop"
        if isinstance(body, tuple):
            body, finish = body
        message = {"role": "assistant", "content": body, "refusal": None}
        if finish == "refusal":
            message, finish = {**message, "content": None, "refusal": body}, "stop"
        return 200, {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "toy",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }


@contextmanager
def chat_server(monkeypatch, by_itself):
    """A server on loopback, to which the environment points."""
    state = ChatServer(by_itself)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers.get("content-length") or 0)
            raw = self.rfile.read(size)
            is_chat = self.path == "/v1/chat/completions"
            body = json.loads(raw) if is_chat else None
            state.requests.append(
                (self.path, {k.casefold(): v for k, v in self.headers.items()}, body)
            )
            status, reply = state.reply() if is_chat else (202, {})
            sent = json.dumps(reply).encode()
            try:
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(sent)))
                self.send_header("retry-after-ms", "1")
                self.end_headers()
                self.wfile.write(sent)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client had enough of waiting

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    state.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    for name in ("OPENAI_API_BASE", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_BASE_URL", f"{state.url}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield state
    server.shutdown()
    server.server_close()
