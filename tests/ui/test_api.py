"""The API for programs: what it promises in its description is what it sends."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from assistant.answer import Answer, Engine, Turn
from ingest.document import Document
from ingest.overview import Overview
from ingest.passages import Passage
from tests.ui.conftest import serving
from ui.api.documents import _without_path

QUESTION = "Wat doet de politie in 2026?"
LETTER = "kst-30420-437"
VARYING = {"elapsed_ms"}
QUESTIONS = [
    QUESTION,
    "Wat zegt voetnoot 15?",
    "Wat zijn de drie doelen?",
    "What does the police do in 2026?",
    "Wie tekende de brief?",
    "Hoe duur is een fiets?",
    "Wat doet het COA?",
    "Waar kan ik discriminatie melden?",
    "",
    "Where do the measures for schools stand?",
]


@pytest.fixture(scope="module")
def api(address):
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def described(api):
    """Checks a response against what the description says of it."""
    spec = api.get("/openapi.json").json()

    def check(response, path, method="get"):
        operation = spec["paths"][path][method]
        said = operation["responses"].get(str(response.status_code))
        said = said or operation["responses"]["default"]
        (content,) = [
            said["content"][t] for t in said["content"] if t == response.headers["content-type"]
        ]
        schema = {**content["schema"], "components": spec["components"]}
        Draft202012Validator(schema).validate(response.json())
        return response.json()

    return check


def without_time(answer):
    return {k: v for k, v in answer.items() if k not in VARYING}


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_contract_and_what_was_described(api, described, assistant, question):
    sent = api.post("/ask", json={"question": question, "explain": True})
    assert sent.status_code == 200
    answer = Answer.model_validate_json(sent.content)
    assert json.loads(answer.model_dump_json()) == described(sent, "/ask", "post")
    asked = json.loads(assistant.ask(question, explain=True).model_dump_json())
    assert without_time(sent.json()) == without_time(asked)
    for citation in answer.citations:
        text = assistant.documents[citation.document.id].text
        assert text[citation.start : citation.end] == citation.quote
    assert sent.headers["x-ai-generated"] == "false"
    assert sent.headers["cache-control"] == "no-store"


def test_history_language_and_scope_are_heard(api, assistant):
    history = [{"role": "user", "content": QUESTION}]
    follow_up = api.post("/ask", json={"question": "En in 2027?", "history": history}).json()
    turns = [Turn(role="user", content=QUESTION)]
    asked = json.loads(assistant.ask("En in 2027?", turns).model_dump_json())
    assert without_time(follow_up) == without_time(asked)
    alone = api.post("/ask", json={"question": "En in 2027?"}).json()
    assert follow_up["citations"] != alone["citations"]
    english = api.post("/ask", json={"question": QUESTION, "language": "en"}).json()
    assert english["language"] == "en"
    for scope in ({"documents": ["x"]}, {"kinds": ["x"]}, {"since": "2026-01-01"}):
        assert not api.post("/ask", json={"question": QUESTION, "scope": scope}).json()["citations"]
    until = {"dossiers": ["30420"], "until": "2025-12-10"}
    assert api.post("/ask", json={"question": QUESTION, "scope": until}).json()["citations"]


def test_what_a_language_model_wrote_says_so(web_assistant):
    class Writing:
        def __init__(self, assistant):
            self.documents, self._assistant = assistant.documents, assistant

        def ask(self, *given, **named):
            engine = Engine(mode="llm", model="m", index="x")
            return self._assistant.ask(*given, **named).model_copy(update={"engine": engine})

    with serving(Writing(web_assistant[0]), web_assistant[1]) as address:
        sent = httpx.post(f"{address}/api/v1/ask", json={"question": QUESTION})
    assert sent.headers["x-ai-generated"] == "true"


def test_passages_stand_where_they_say(api, described, assistant):
    sent = api.post("/search", json={"question": QUESTION, "k": 3})
    described(sent, "/search", "post")
    passages = TypeAdapter(list[Passage]).validate_json(sent.content)
    assert passages == assistant.retrieve(QUESTION, 3)
    for passage in passages:
        text = assistant.documents[passage.document].text
        assert text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("wrong", [{"question": " "}, {"question": "a" * 2001}, {"k": 21}])
def test_a_search_for_nothing_is_refused(api, described, wrong):
    sent = api.post("/search", json={"question": QUESTION, **wrong})
    assert sent.status_code == 422
    described(sent, "/search", "post")


def test_the_collection_is_listed(api, described):
    rows = described(api.get("/documents"), "/documents")
    assert {row["id"]: row["state"] for row in rows}[LETTER] == "present"


def test_where_a_file_lay_is_not_told(api):
    row = Overview.model_validate(api.get("/documents").json()[0])
    for source, told in (("/home/me/x.xml", None), ("https://example.org/x", "same")):
        shown = _without_path(row.model_copy(update={"source": source})).source
        assert shown == (source if told else None)


def test_a_document_is_what_show_prints(api, described, assistant):
    sent = api.get(f"/documents/{LETTER}")
    described(sent, "/documents/{id}")
    assert Document.model_validate_json(sent.content) == assistant.documents[LETTER]


@pytest.mark.parametrize("place", ["4.politie", "4.politie.p3", "n15", "ondertekening"])
def test_a_place_has_its_text(api, described, assistant, place):
    sent = api.get(f"/documents/{LETTER}/{place}")
    found = described(sent, "/documents/{id}/{place}")
    assert found["anchor"] == f"{LETTER}#{place}"
    assert assistant.documents[LETTER].text[found["start"] : found["end"]] == found["text"]


def test_the_graph_is_linked_data(api, described):
    sent = api.get("/graph")
    assert LETTER in [n["identifier"] for n in described(sent, "/graph")["@graph"]]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/documents/x", 404),
        ("GET", f"/documents/{LETTER}/x", 404),
        ("GET", f"/documents/{LETTER}/%00", 404),
        ("GET", f"/documents/{'%F0' * 500}", 404),
        ("GET", "/documents/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/nothing", 404),
        ("GET", "/docs", 404),
        ("GET", "/ask", 405),
        ("DELETE", "/documents", 405),
        ("POST", "/ask/", 404),
    ],
)
def test_what_is_not_there_is_a_problem(api, method, path, status):
    problem = api.request(method, path)
    assert (problem.status_code, problem.json()["status"]) == (status, status)
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["cache-control"] == "no-store"


SECRET = "Zwanenburgwal 48213"
NESTED = b'{"question": ' + b"[" * 30_000 + b"]" * 30_000 + b"}"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (f'{{"question": "{SECRET}"'.encode(), 400),
        (b'{"question": "\x00"}', 400),
        (b"\xff\xfe", 400),
        (NESTED, 400),
        (b"[]", 422),
        (b"null", 422),
        (f'"{SECRET}"'.encode(), 422),
        (f'{{"question": ["{SECRET}"]}}'.encode(), 422),
        (b'{"question": NaN}', 422),
        (f'{{"question": "a", "{SECRET}": 1}}'.encode(), 422),
        (f'{{"question": "a", "language": "{SECRET}"}}'.encode(), 422),
        (f'{{"question": "a", "scope": {{"since": "{SECRET}"}}}}'.encode(), 422),
        (f'{{"question": "a", "scope": {{"{SECRET}": 1}}}}'.encode(), 422),
        (f'{{"question": "a", "history": [{{"role": "{SECRET}", "content": "a"}}]}}'.encode(), 422),
        (b"x" * 70_000, 413),
        (b"x" * 10_000_000, 413),
    ],
)
def test_what_is_no_question_is_a_problem_that_repeats_nothing(api, described, body, status):
    sent = api.post("/ask", content=body, headers={"content-type": "application/json"})
    assert sent.status_code == status
    assert described(sent, "/ask", "post")["detail"]
    assert "Zwanenburg" not in sent.text


def test_a_stream_without_end_is_cut_off(api):
    sent = 0

    def endless():
        nonlocal sent
        for _ in range(10_000):
            sent += 4096
            yield b"x" * 4096

    answer = api.post("/ask", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413
    assert sent < 10_000 * 4096


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "\\u202e", "\\udc00 politie"])
def test_what_is_no_text_in_a_question_is_answered(api, text):
    body = f'{{"question": "{text}"}}'.encode()
    sent = api.post("/ask", content=body, headers={"content-type": "application/json"})
    assert sent.status_code == 200
    assert Answer.model_validate_json(sent.content)


def test_only_json_is_taken(api):
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        sent = api.post("/ask", content=b'{"question": "a"}', headers={"content-type": kind})
        assert sent.status_code == 415


def test_twenty_at_once_get_each_their_own_answer(address):
    questions = [QUESTIONS[i % len(QUESTIONS)] for i in range(200)]

    def asked(question):
        sent = httpx.post(f"{address}/api/v1/ask", json={"question": question}, timeout=60)
        return without_time(sent.json())

    one_by_one = {question: asked(question) for question in QUESTIONS}
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(asked, questions))
    assert answers == [one_by_one[question] for question in questions]


def test_what_is_unforeseen_is_a_problem_and_no_question_is_logged(web_assistant, caplog, capfd):
    class Failing:
        documents = web_assistant[0].documents

        def ask(self, question, *given, **named):
            raise ValueError(question)

    with caplog.at_level(logging.DEBUG), serving(Failing(), web_assistant[1]) as address:
        sent = httpx.post(f"{address}/api/v1/ask", json={"question": SECRET})
        health = httpx.get(f"{address}/health")
    assert sent.status_code == 500
    assert sent.headers["content-type"] == "application/problem+json"
    assert (health.status_code, health.json()) == (503, {"status": "unavailable"})
    assert "ValueError" in caplog.text
    printed = capfd.readouterr()
    assert "48213" not in caplog.text + printed.out + printed.err + sent.text


def test_no_question_reaches_log_or_output(api, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        api.post("/ask", json={"question": f"Wie woont aan de {SECRET}?"})
        api.post("/search", json={"question": SECRET})
        api.post("/ask", json={"question": [SECRET]})
    printed = capfd.readouterr()
    assert "48213" not in caplog.text + printed.out + printed.err


def test_health_names_the_index(address, assistant):
    health = httpx.get(f"{address}/health")
    assert health.json() == {
        "status": "ok",
        "index": assistant.engine.index,
        "documents": len(assistant.documents),
    }
    assert health.headers["x-content-type-options"] == "nosniff"
