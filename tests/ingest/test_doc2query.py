"""Questions of added documents, written by a chat model that speaks OpenAI's wire format."""

import json

import pytest
from chat_server import chat_server
from koop import letter

from ingest.collecting import add_documents
from ingest.doc2query import write_questions
from ingest.encoder import open_encoder
from ingest.index.store import Index
from ingest.library import open_index
from ingest.shelf import Shelf

pytest.importorskip("langchain_openai", reason="needs: pip install -e '.[test]'")

SAYS = "<al>De gemeente plaatst lampen langs het pad. Dat kost\u00a0negen euro.</al>"


ODD = ["Which lamps? " * 40, "Shall I call 020-123 45 67?", "Is it on www.lampen.example?"]


def write(found):
    """Questions about what the light costs, and a near miss."""
    numbers = {sentence["text"]: sentence["number"] for sentence in found["sentences"]}
    last = numbers.get("Dat kost\u00a0negen euro.")
    if not last:
        return {"groups": []}
    return {
        "groups": [
            {
                "sentences": [last],
                "nl": ["Wat ben je kwijt aan\nlicht?"],
                "en": [],
                "answered": True,
            },
            {
                "sentences": [1],
                "nl": [],
                "en": [*ODD, "Who pays?"],
                "answered": False,
            },
        ]
    }


@pytest.fixture
def chat(monkeypatch):
    with chat_server(monkeypatch, write) as server:
        yield server


@pytest.fixture
def home(home):
    return home.model_copy(update={"model": "openai:toy"})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "brief.xml"
    path.write_bytes(letter(SAYS))
    return str(path)


def test_an_added_document_is_found_through_what_people_ask(home, file, chat):
    [added] = add_documents([file], home, open_encoder())
    assert (added.status, added.warnings) == ("added", ())
    index = Index.open(home.data)
    [asked] = [q for q in index.questions if q.text == "Wat ben je kwijt aan licht?"]
    row, span = index.sentences[asked.sentences[0]]
    assert index.quote(row, span) == "Dat kost\u00a0negen euro."
    assert [q.text for q in index.questions if not q.answered] == ["Who pays?"]


def test_the_text_is_sent_as_data_and_each_document_once(home, file, chat):
    add_documents([file], home, open_encoder())
    texts = [s["text"] for _, _, body in chat.requests for s in given(body)["sentences"]]
    assert texts.count("De gemeente plaatst lampen langs het pad.") == 1
    sent = len(chat.requests)
    assert write_questions(home) == {}
    open_index(home, open_encoder())
    assert len(chat.requests) == sent


def given(body):
    return json.JSONDecoder().raw_decode(body["messages"][1]["content"])[0]


def test_a_reply_that_names_a_sentence_that_is_not_there_gives_no_questions(home, file, chat):
    wrong = {"groups": [{"sentences": [99], "nl": ["Wat?"], "en": [], "answered": True}]}
    chat.replies = [(200, json.dumps(wrong))] * 2
    [added] = add_documents([file], home, open_encoder())
    [warning] = added.warnings
    assert "no questions were written" in warning
    assert "[99]" in warning
    assert "Wat?" not in [q.text for q in Index.open(home.data).questions]


def test_without_the_model_the_document_is_added_all_the_same(home, file, chat, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    [added] = add_documents([file], home, open_encoder())
    assert added.status == "added"
    assert "openai:toy cannot be reached" in added.warnings[0]
    assert "beleidswijzer ingest" in added.warnings[0]
    assert "kst-30420-440" in Index.open(home.data).documents
    monkeypatch.setenv("OPENAI_BASE_URL", f"{chat.url}/v1")
    assert write_questions(home) == {"kst-30420-440": ()}
    assert open_index(home, open_encoder()).questions


def test_nothing_is_sent_where_no_model_is_configured(home, file, chat):
    add_documents([file], home.model_copy(update={"model": None}), open_encoder())
    assert chat.requests == []
    [record] = Shelf(home.data).records()
    assert not Shelf(home.data).questions(record).exists()
