"""The form for one answer: what is filled in becomes a rating, or comes back whole."""

import pytest

from assistant.answer import Answer, Citation, CitedDocument, Engine, Statement
from eval.outcome import Outcome
from eval.questions import Question
from eval.rating.rating import LONGEST_TEXT
from eval.rating.subject import is_of
from ingest.document import Document
from ui.web.evaluation.rating_form import (
    Filled,
    filled_from,
    judged_fields,
    read_form,
    with_all_good,
)

TEXT = "De politie zet extra in. Er komt een rechercheur bij."
FIRST, SECOND = "De politie zet extra in.", "Er komt een rechercheur bij."
GOOD = {
    "statement-1": "good",
    "statement-2": "needs_improvement",
    "citation-1": "incorrect",
    "citation-2": "good",
}


@pytest.fixture
def documents():
    fields = dict.fromkeys(
        ("sections", "paragraphs", "footnotes", "references", "signatories", "warnings"), ()
    )
    letter = Document(
        id="kst-1",
        title="Brief",
        kind="brief",
        date="2025-12-10",
        dossier=None,
        number=None,
        text=TEXT,
        **fields,
    )
    return {"kst-1": letter}


def outcome(*quotes):
    citations = tuple(
        Citation(
            id=i,
            quote=q,
            document=CitedDocument(id="kst-1", title="Brief", date="2025-12-10"),
            section=(),
            paragraph=1,
            page=None,
            footnotes=(),
            references=(),
            start=TEXT.index(q),
            end=TEXT.index(q) + len(q),
            anchor="kst-1#p1",
        )
        for i, q in enumerate(quotes, 1)
    )
    notice = Statement(text="Dit staat er.", kind="notice", citations=(), language="nl")
    statements = (
        Statement(text=c.quote, kind="quote", citations=(c.id,), language="nl") for c in citations
    )
    return Outcome(
        question=Question(
            id="q1", lang="nl", persona="staff", type="fact", question="Wat?", answerable=False
        ),
        answer=Answer(
            id="q1",
            question="Wat?",
            language="nl",
            status="partial" if quotes else "not_found",
            statements=(notice, *statements),
            citations=citations,
            missing=(),
            see_also=(),
            engine=Engine(mode="extractive", model=None, index="x"),
            elapsed_ms=1.0,
        ),
        passages=(),
    )


BOTH, NONE = outcome(FIRST, SECOND), outcome()


def test_every_statement_and_citation_takes_a_grade_and_a_refusal_takes_one():
    assert set(judged_fields(BOTH.answer)) == set(GOOD)
    assert judged_fields(NONE.answer) == ("whole",)


def test_what_is_filled_in_becomes_a_rating_of_that_answer(documents):
    filled = GOOD | {
        "statement-2-issue": "yes",
        "statement-2-harmful": "yes",
        "statement-2-comment": " te\tkort \r\nen laat\x1b ",
        "citation-1-better": "RECHERCHEUR  bij",
        "missing": "geld",
        "unknown": "field",
    }
    rating = read_form(filled, BOTH, documents)
    assert is_of(rating, BOTH)
    assert rating.total == 80.0  # 0.75 x 90 + 12.5
    second = rating.statements[1]
    assert (second.content_issue, second.harmful) == (True, True)
    assert second.comment == "te kort \nen laat"
    assert rating.citations[0].better.quote == "rechercheur bij"
    assert rating.missing == "geld"


def test_a_rating_comes_back_in_the_form_as_it_was(documents):
    rating = read_form(GOOD | {"citation-1-better": "zet  EXTRA in"}, BOTH, documents)
    shown = filled_from(rating)
    assert shown.values["citation-1-better"] == "zet extra in"
    again = read_form(shown.values, BOTH, documents)
    assert again.model_copy(update={"date": rating.date}) == rating


def test_a_refusal_is_judged_as_a_whole(documents):
    rating = read_form({"whole": "incorrect", "whole-comment": "toch wel"}, NONE, documents)
    assert (rating.whole.grade, rating.whole.comment, rating.total) == ("incorrect", "toch wel", 0)


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"statement-1": ""}, {"statement-1": "choose"}),
        ({"statement-1": "GOOD"}, {"statement-1": "choose"}),
        ({"citation-2": "100"}, {"citation-2": "choose"}),
        ({"citation-1-better": "staat nergens"}, {"citation-1-better": "no_quote"}),
        ({"missing": "a" * (LONGEST_TEXT + 1)}, {"missing": "too_long"}),
        ({"statement-1-comment": "a" * 5000}, {"statement-1-comment": "too_long"}),
        (
            {"missing": "a" * 5000, "citation-1": "", "statement-2": ""},
            {"citation-1": "choose", "statement-2": "choose", "missing": "too_long"},
        ),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_lost(documents, change, errors):
    filled = read_form(GOOD | change, BOTH, documents)
    assert isinstance(filled, Filled)
    assert list(filled.errors.items()) == list(errors.items()), "in the order of the page"
    assert filled.values == GOOD | change


def test_the_longest_text_just_fits_whatever_its_line_ends(documents):
    lines = "\r\n".join(["a" * 999] * 4)
    assert len(read_form(GOOD | {"missing": lines}, BOTH, documents).missing) == 3999


def test_all_good_keeps_what_was_written(documents):
    filled = with_all_good({"missing": "geld", "statement-1": "incorrect"}, BOTH.answer)
    rating = read_form(filled, BOTH, documents)
    assert (rating.total, rating.missing) == (100.0, "geld")
    assert read_form(with_all_good({}, NONE.answer), NONE, documents).total == 100.0
