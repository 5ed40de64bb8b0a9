"""Hand-made values: a tiny letter, and questions and answers over it."""

import pytest

from assistant.answer import Answer, Citation, CitedDocument, CitedFootnote, Engine, Statement
from eval.questions import Question
from ingest.document import Document, Footnote, Section

BODY = "Politie\nDe politie zet extra in op voorlichting. Er komt een rechercheur bij."
NOTE = "Kamerstuk 36 471, nr. 37."
TEXT = f"{BODY}\n{NOTE}"
NOTE_START = len(BODY) + 1


@pytest.fixture
def letter():
    return Document(
        id="kst-1",
        title="Brief",
        kind="brief",
        date="2025-12-10",
        dossier=None,
        number=None,
        text=TEXT,
        sections=(
            Section(
                anchor="kst-1#4.politie",
                number="4",
                title="Politie",
                level=1,
                start=0,
                end=len(BODY),
                heading_end=7,
            ),
        ),
        paragraphs=(),
        footnotes=(
            Footnote(
                anchor="kst-1#n15",
                number=15,
                text=NOTE,
                marks=(len(BODY),),
                sentences=(),
                start=NOTE_START,
                end=len(TEXT),
            ),
        ),
        references=(),
        signatories=(),
        warnings=(),
    )


@pytest.fixture
def documents(letter):
    return {letter.id: letter}


@pytest.fixture
def ask_for():
    def make(**fields):
        nuggets = [{"vital": v, "any_of": any_of} for v, *any_of in fields.pop("nuggets", ())]
        given = {
            "id": "q1",
            "lang": "nl",
            "persona": "staff",
            "type": "fact",
            "question": "Wat doet de politie?",
            "answerable": True,
            "nuggets": nuggets or [{"vital": True, "any_of": ["voorlichting"]}],
        }
        if fields.get("answerable") is False:
            given["nuggets"] = nuggets
        return Question.model_validate(given | fields)

    return make


@pytest.fixture
def cite():
    def make(quote, number=1, *, footnotes=(), section=("4. Politie",), **fields):
        start = TEXT.find(quote)
        given = {
            "id": number,
            "quote": quote,
            "document": CitedDocument(id="kst-1", title="Brief", date="2025-12-10"),
            "section": section,
            "paragraph": 1,
            "page": None,
            "footnotes": tuple(
                CitedFootnote(number=n, text=t, anchor=f"kst-1#n{n}", references=())
                for n, t in footnotes
            ),
            "references": (),
            "start": start,
            "end": start + len(quote),
            "anchor": "kst-1#4.politie.p1",
        }
        return Citation(**(given | fields))

    return make


@pytest.fixture
def answer():
    """An answer that quotes its citations, unless other statements are given."""

    def make(*citations, says=None, **fields):
        statements = says or [("quote", c.quote, (c.id,)) for c in citations]
        given = {
            "id": "a",
            "question": "Wat doet de politie?",
            "language": "nl",
            "status": "answered",
            "statements": tuple(
                Statement(kind=kind, text=text, citations=cited, language="nl")
                for kind, text, cited in statements
            ),
            "citations": citations,
            "missing": (),
            "see_also": (),
            "engine": Engine(mode="extractive", model=None, index="i1"),
            "elapsed_ms": 10.0,
        }
        return Answer(**(given | fields))

    return make
