"""The front end as a server: what it answers, what it refuses, and that it keeps nothing."""

import logging
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from gradio_client import Client

from assistant.texts import texts
from ingest.settings import Settings
from ui.web.app import PortError, open_server

QUESTION = "Wat doet de politie in 2026?"


@pytest.fixture(scope="module")
def client(address):
    return Client(address, verbose=False)


def test_a_program_asks_and_gets_the_answer_with_its_place(client, web_assistant):
    answer = client.predict(question=QUESTION, api_name="/ask")
    assert answer["status"] == "answered"
    documents = web_assistant[0].documents
    for citation in answer["citations"]:
        text = documents[citation["document"]["id"]].text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_ask_is_the_only_endpoint(client):
    endpoints = client.view_api(return_format="dict")
    assert list(endpoints["named_endpoints"]) == ["/ask"]
    assert not endpoints["unnamed_endpoints"]


@pytest.mark.parametrize("question", ["", "  ", "a" * 100_000, "\x00\x07", "‮", "<script>"])
def test_bad_questions_are_invalid_not_errors(client, question):
    answer = client.predict(question=question, api_name="/ask")
    assert answer["status"] in ("invalid", "out_of_scope", "not_found")
    assert answer["citations"] == []


def test_sessions_at_once_get_their_own_answers(address):
    questions = [QUESTION, "Wat zegt voetnoot 15?", "Wat zijn de drie doelen?"] * 4

    def asked(question):
        return Client(address, verbose=False).predict(question=question, api_name="/ask")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(asked, questions))
    assert [a["question"] for a in answers] == questions
    first = {a["question"]: a["statements"] for a in answers}
    assert all(a["statements"] == first[a["question"]] for a in answers)


def test_the_page_is_dutch_guarded_and_says_112_before_any_script(address):
    page = httpx.get(f"{address}/")
    assert page.status_code == 200
    assert page.text.startswith('<!doctype html>\n<html\n\tlang="nl"')
    assert page.text.index('href="tel:112"') < page.text.index("<gradio-app")
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"
    policy = page.headers["content-security-policy"]
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", policy)[0]
    (nonce,) = re.findall(r"'nonce-([^']+)'", policy)
    scripts = re.findall(r"<script[\s>][^>]*", page.text)
    assert len(scripts) > 3
    assert all(f'nonce="{nonce}"' in script for script in scripts)


def test_every_page_has_its_own_nonce(address):
    policies = {httpx.get(f"{address}/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/openapi.json",
        "/monitoring",
        "/gradio_api/runs",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=https://example.org",
        "/gradio_api/deep_link",
        "/gradio_api/openapi.json",
        "/static/../../etc/passwd",
        "/nothing",
    ],
)
def test_what_the_page_does_not_need_is_not_there(address, path):
    answer = httpx.get(address + path)
    assert answer.status_code == 404
    assert answer.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_people_who_follow_a_wrong_address_get_a_page_that_leads_on(address, language):
    asked = {"taal": "en"} if language == "en" else {}
    headers = {"accept": "text/html,*/*"}
    page = httpx.get(f"{address}/document", params=asked, headers=headers)
    assert page.status_code == 404
    assert texts(language, "site")["error_nowhere"] in page.text
    for link in re.findall(r'<p><a href="(/[^"]*)">', page.text):
        assert httpx.get(address + link).status_code == 200
    assert "unsafe" not in page.headers["content-security-policy"]


def test_nothing_can_be_uploaded(address):
    sent = httpx.post(f"{address}/gradio_api/upload", files={"files": b"x"})
    assert sent.status_code == 404


def test_no_question_reaches_log_or_output(client, caplog, capfd):
    secret = "Wie is Zwanenburgwal-48213 van de politie?"
    with caplog.at_level(logging.DEBUG):
        client.predict(question=secret, api_name="/ask")
    own = [r for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    printed = capfd.readouterr()
    assert "48213" not in "".join(r.getMessage() for r in own) + printed.out + printed.err


def test_a_taken_port_is_a_clear_error(web_assistant):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"port {port}.*BELEIDSWIJZER_PORT"):
            open_server(web_assistant[0], Settings(port=port))


def test_an_address_of_another_machine_is_a_clear_error(web_assistant):
    with pytest.raises(PortError, match=r"192\.0\.2\.1"):
        open_server(web_assistant[0], Settings(host="192.0.2.1", port=0))
