import json

import pytest

from eval.authoring import footnotes_of, next_id, places_of, sections_of, to_line
from eval.questions import Question
from ingest.document import Paragraph, Span

FIRST = "De politie zet extra in op voorlichting."
SECOND = "Er komt een rechercheur bij."


@pytest.fixture
def noted(letter):
    """The tiny letter as one paragraph: its first sentence has footnote 14, its second 15."""
    spans = [(s, letter.text.index(s)) for s in (FIRST, SECOND)]
    first, second = (Span(start=at, end=at + len(s)) for s, at in spans)
    paragraph = Paragraph(
        start=first.start,
        end=second.end,
        anchor="kst-1#4.politie.p1",
        kind="paragraph",
        section=("4. Politie",),
        number=1,
        sentences=(first, second),
    )
    (note,) = letter.footnotes
    earlier = note.model_copy(update={"number": 14, "anchor": "kst-1#n14", "marks": (first.end,)})
    return letter.model_copy(update={"paragraphs": (paragraph,), "footnotes": (earlier, note)})


def test_a_wording_is_found_with_its_section_and_paragraph(noted):
    (place,) = places_of("extra in op  VOORLICHTING", [noted])
    assert (place.section, place.anchor) == (("4. Politie",), "kst-1#4.politie.p1")


@pytest.mark.parametrize(
    ("wording", "notes"),
    [
        ("extra in op voorlichting", (14,)),
        ("een rechercheur", (15,)),
        ("voorlichting. Er komt", (14, 15)),
    ],
)
def test_only_the_notes_of_its_own_sentences_belong_to_a_wording(noted, wording, notes):
    assert [place.footnotes for place in places_of(wording, [noted])] == [notes]


def test_a_wording_in_a_footnote_has_that_note(letter):
    (place,) = places_of("36 471, nr. 37", [letter])
    assert (place.anchor, place.footnotes) == ("kst-1#n15", (15,))


@pytest.mark.parametrize("wording", ["gratis ijs", "Politie De"])
def test_what_no_paragraph_says_has_no_place(noted, wording):
    assert places_of(wording, [noted]) == ()


def test_suggestions_name_each_section_and_note_once(noted):
    places = [*places_of("rechercheur", [noted]), *places_of("voorlichting. Er", [noted])]
    assert sections_of(places) == ("4. Politie",)
    assert footnotes_of(places) == (14, 15)


@pytest.mark.parametrize(
    ("ids", "free"),
    [
        ([], "q-001"),
        (["tun-119", "tun-120"], "tun-121"),
        (["a9"], "a10"),
        (["a3", "a2"], "a4"),
        (["geen-nummer"], "q-001"),
    ],
)
def test_ids_count_on_from_the_last_and_are_free(ids, free):
    assert next_id(ids) == free


def test_a_line_is_the_question_in_the_order_of_the_design(ask_for):
    question = ask_for(question="Één?", provenance="lay")
    line = to_line(question)
    assert Question.model_validate_json(line, strict=True) == question
    assert list(json.loads(line))[:6] == ["id", "lang", "persona", "type", "history", "question"]
    assert "Één?" in line
    assert "provenance" not in to_line(ask_for())
