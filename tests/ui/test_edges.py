"""The hard edges of the server: who may come in, how often, by which way, and how it stops."""

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from gradio_client import Client
from pydantic import SecretStr

from tests.ui.conftest import serving
from tests.ui.stripping_proxy import PREFIX, stripping_proxy
from ui.web.login import LoginError, visitors

QUESTION = "Wat doet de politie in 2026?"
BODY = {"question": QUESTION}
GRADIO = {"data": [QUESTION]}


@pytest.fixture
def served(web_assistant):
    """A front end with other settings."""
    assistant, settings = web_assistant

    def with_settings(results=None, **changes):
        return serving(assistant, settings.model_copy(update=changes), results)

    return with_settings


@pytest.mark.parametrize("path", ["/api/v1/ask", "/gradio_api/queue/join", "/gradio_api/run/ask"])
def test_a_large_body_is_refused_wherever_it_is_sent(address, path):
    for content in (b"x" * 300_000, iter([b"x" * 10_000] * 30)):
        sent = httpx.post(
            address + path, content=content, headers={"content-type": "application/json"}
        )
        assert sent.status_code == 413
        assert sent.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/ask", BODY),
        ("/api/v1/search", BODY),
        ("/gradio_api/run/ask", GRADIO),
        ("/gradio_api/api/ask", GRADIO),
        ("/gradio_api/call/ask", GRADIO),
        ("/gradio_api/queue/join", {**GRADIO, "fn_index": 0, "session_hash": "x"}),
    ],
)
def test_too_many_questions_have_to_wait_by_whatever_door(served, path, body):
    with served(rate_per_minute=2) as address, httpx.Client(base_url=address) as client:
        for _ in range(2):
            assert client.post(path, json=body).status_code == 200
        refused = client.post(path, json=body)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 30
        assert "te veel vragen" in refused.json()["detail"]
        assert "too many questions" in refused.json()["detail"]
        assert client.post("/api/v1/ask", json=BODY).status_code == 429, "one limit for all doors"
        assert client.get("/").status_code == 200
        assert client.get("/api/v1/documents").status_code == 200


def test_only_a_named_proxy_is_believed_about_who_asks(served):
    def asked(address, client):
        headers = {"x-forwarded-for": f"192.0.2.99, {client}"}
        return httpx.post(f"{address}/api/v1/ask", json=BODY, headers=headers).status_code

    with served(rate_per_minute=1) as address:
        assert [asked(address, c) for c in ("192.0.2.1", "192.0.2.2")] == [200, 429]
    with served(rate_per_minute=1, trusted_proxy="198.51.100.1") as address:
        assert [asked(address, c) for c in ("192.0.2.1", "192.0.2.2")] == [200, 429]
    with served(rate_per_minute=1, trusted_proxy="127.0.0.1") as address:
        clients = ("192.0.2.1", "192.0.2.2", "192.0.2.1")
        assert [asked(address, c) for c in clients] == [200, 200, 429]


def test_behind_a_proxy_that_strips_a_path_every_door_opens(served):
    with served(root_path=PREFIX) as address, stripping_proxy(address) as shown:
        page = httpx.get(f"{shown}/")
        assert page.status_code == 200
        links = re.findall(r'(?:src|href)="(\./[^"]+)"', page.text)
        assert links
        for link in links:
            assert httpx.get(httpx.URL(f"{shown}/").join(link)).status_code == 200, link
        answer = Client(f"{shown}/", verbose=False).predict(question=QUESTION, api_name="/ask")
        assert answer["status"] == "answered"
        asked = httpx.post(f"{shown}/api/v1/ask", json=BODY).json()
        assert asked["citations"] == answer["citations"]
        spec = httpx.get(f"{shown}/api/v1/openapi.json").json()
        assert spec["servers"] == [{"url": f"{PREFIX}/api/v1"}]
        assert httpx.get(f"{shown}/health").json()["status"] == "ok"


def test_behind_a_proxy_that_strips_a_path_runs_are_scored(served, results, make_run):
    make_run("proxied", QUESTION)
    with served(results, root_path=PREFIX) as address, stripping_proxy(address) as shown:
        page = httpx.get(f"{shown}/evaluatie")
        links = re.findall(r'href="(/[^"]+)"', page.text)
        links = [a for a in links if "/run/" not in a or a.endswith("/proxied")]  # not of others
        assert f"{PREFIX}/evaluatie/run/proxied" in links
        for link in links:
            expected = 303 if link == f"{PREFIX}/weg" else 200  # the quick exit leads elsewhere
            assert httpx.get(httpx.URL(shown).join(link)).status_code == expected, link
        begun = httpx.post(
            f"{shown}/evaluatie/run/proxied",
            data={"rater": "ans"},
            headers={"sec-fetch-site": "same-origin"},
        )
        assert begun.headers["location"] == f"{PREFIX}/evaluatie/run/proxied/ans"


LOGIN = SecretStr("ans:geheim:woord, bé:wachtwoord")


def test_with_a_login_all_but_health_needs_it(served, caplog, capfd):
    with served(login=LOGIN) as address, httpx.Client(base_url=address) as client:
        assert client.get("/health").status_code == 200
        for path in ("/", "/config", "/nothing", "/api/v1/openapi.json", "/health/", "//health"):
            refused = client.get(path)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"].startswith("Basic ")
        assert client.post("/api/v1/ask", json=BODY).status_code == 401
        for name, password in (("ans", "geheim:woord"), ("bé", "wachtwoord")):
            auth = httpx.BasicAuth(name, password)
            assert client.get("/", auth=auth).status_code == 200
            assert client.post("/api/v1/ask", json=BODY, auth=auth).status_code == 200
        for wrong in (("ans", "wachtwoord"), ("ans", ""), ("", ""), ("ans", "geheim:woordx")):
            assert client.get("/", auth=wrong).status_code == 401
        for header in ("Basic", "Basic !!!", "Basic ÿ", "Bearer YW5z", ""):
            sent = client.get("/", headers={"authorization": header.encode("latin-1")})
            assert sent.status_code == 401
    printed = capfd.readouterr()
    assert "geheim" not in caplog.text + printed.out + printed.err


def test_without_a_login_nobody_needs_one(address):
    assert httpx.get(f"{address}/").status_code == 200


@pytest.mark.parametrize("setting", ["geheim", ":geheim", "ans:", "ans:x,geheim"])
def test_a_wrong_login_is_a_clear_error_that_does_not_tell_it(settings, setting):
    with pytest.raises(LoginError, match=r"Account . in BELEIDSWIJZER_LOGIN") as error:
        visitors(settings.model_copy(update={"login": SecretStr(setting)}))
    assert "geheim" not in str(error.value)


SLOW = """
import sys, time
from assistant.assistant import Assistant
from ingest.settings import Settings
from ui.web.app import serve

class Slow(Assistant):
    def ask(self, *given, **named):
        print("asked", flush=True)
        time.sleep(1.5)
        return super().ask(*given, **named)

settings = Settings(port=0)
serve(Slow.open(settings), settings, lambda address: print(address, flush=True))
"""


def test_a_server_that_is_stopped_answers_first_by_whatever_door(settings):
    environment = {**os.environ, "BELEIDSWIJZER_DATA": str(settings.data)}
    with (
        subprocess.Popen(
            [sys.executable, "-c", SLOW], env=environment, stdout=subprocess.PIPE, text=True
        ) as server,
        ThreadPoolExecutor(2) as pool,
    ):
        try:
            address = server.stdout.readline().strip()
            client = Client(address, verbose=False)
            by_queue = pool.submit(client.predict, question=QUESTION, api_name="/ask")
            by_api = pool.submit(httpx.post, f"{address}api/v1/ask", json=BODY, timeout=30)
            for _ in range(2):
                assert server.stdout.readline().strip() == "asked"
            time.sleep(0.5)  # the client has begun to listen for its answer
            server.send_signal(signal.SIGTERM)
            assert by_queue.result(30)["status"] == "answered"
            assert by_api.result(30).json()["status"] == "answered"
            assert server.wait(10) in (0, -signal.SIGTERM)
        finally:
            server.kill()
