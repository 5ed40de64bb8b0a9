"""Answers to judge, a tiny model of inference, and a server that speaks OpenAI's wire format."""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from eval.outcome import Outcome

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] de politie zet extra in op voorlichting er komt bij".split()


@pytest.fixture
def outcome(ask_for, answer):
    def make(*citations, says=None, attempt=1, reply=(), **fields):
        return Outcome(
            question=ask_for(**fields),
            answer=answer(*citations, says=says, **dict(reply)),
            passages=(),
            attempt=attempt,
        )

    return make


@pytest.fixture
def save_model():
    """Saves a classifier of a few KB, random but for the column that is to win for every pair."""

    def save(folder, *, labels=("entailment", "neutral", "contradiction"), always=None, width=32):
        import torch
        from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

        folder.mkdir(exist_ok=True)
        (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
        BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=width).save_pretrained(folder)
        torch.manual_seed(30420)
        model = BertForSequenceClassification(
            BertConfig(
                vocab_size=len(WORDS),
                hidden_size=8,
                num_hidden_layers=1,
                num_attention_heads=1,
                intermediate_size=8,
                max_position_embeddings=width,
                initializer_range=1.0,
                id2label=dict(enumerate(labels)),
                label2id={label: n for n, label in enumerate(labels)},
            )
        )
        if always is not None:
            with torch.no_grad():
                model.classifier.bias[always] = 50
        model.save_pretrained(folder)

    return save


@pytest.fixture
def nli_folder(tmp_path, save_model):
    folder = tmp_path / "nli"
    save_model(folder)
    return folder


@dataclass
class ChatServer:
    """Replies in turn; when they are spent, grades by itself: a nugget is there or not."""

    url: str = ""
    replies: list = field(default_factory=list)  # status, body or text of the message
    requests: list = field(default_factory=list)  # path, headers, body

    @property
    def data(self):
        """What the last request gave as data, and the text after it."""
        text = self.requests[-1][2]["messages"][1]["content"]
        found, end = json.JSONDecoder().raw_decode(text)
        return found, text[end:]

    def grades(self):
        found, _ = self.data
        text = " ".join(found["answer"])
        there = [any(w in text for w in nugget["wordings"]) for nugget in found["nuggets"]]
        labels = ["support" if yes else "not_support" for yes in there]
        nuggets = [{"number": n, "support": label} for n, label in enumerate(labels, 1)]
        return json.dumps({"nuggets": nuggets, "addresses": "yes" if any(there) else "no"})

    def reply(self):
        status, body = self.replies.pop(0) if self.replies else (200, self.grades())
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


@pytest.fixture
def chat(monkeypatch):
    state = ChatServer()

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
