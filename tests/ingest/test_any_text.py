"""Whatever is read: no crash, true spans, nothing lost, linear time."""

import re
import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import INFO, read

from ingest.document import Document
from ingest.readers.tika import read_tika

MARKERS = [
    "[footnoteRef:1]",
    "[footnoteRef:2]",
    "[endnoteRef:1]",
    "[footnoteRef:-1]",
    "[footnoteRef:",
    "[bookmark: _Hlk1]",
    "[image: x.png]",
    "[1: ",
    " [2:  ",
    "[99: ",
    "[",
    "]",
    "[]",
    "[[1: ]]",
]
WORDS = [
    "Kop\n",
    "De tekst gaat door. ",
    "de\n",
    "1. Eerste.\n",
    "- punt\n",
    "zo:\n",
    "§€ë",
    "\n\n",
    "\r\n",
    "\xa0",
    "\t",
    "De minister van X,\nPiet Jansen\n",
]
soup = st.lists(st.sampled_from(MARKERS + WORDS) | st.text(max_size=8), max_size=40).map("".join)


def letters(text: str) -> Counter[str]:
    """How often each character that no marker is made of occurs; NBSP and such are space."""
    return Counter(c for c in text if not c.isspace() and not re.match(r"[\[\]\w:.\-]", c))


@given(soup)
def test_any_text_is_read_and_every_span_holds(text):
    document = read(text)
    spans = [*document.sections, *document.paragraphs, *document.footnotes]
    anchors = [span.anchor for span in spans]
    assert len(set(anchors)) == len(anchors)
    assert Document.model_validate(document.model_dump(mode="json")) == document
    body_end = min((n.start for n in document.footnotes), default=len(document.text))
    for part in (*document.paragraphs, *document.footnotes):
        quote = document.quote(part)
        assert quote == quote.strip()
        inside = "".join(document.quote(s) for s in part.sentences)
        assert "".join(inside.split()) == "".join(quote.split())
    for note in document.footnotes:
        assert all(0 <= mark <= body_end for mark in note.marks)
    for one, other in combinations(document.sections, 2):
        apart = one.end <= other.start
        nested = one.start <= other.start and other.end <= one.end and one.level < other.level
        assert apart or nested
    assert read(text) == document


@given(soup)
def test_no_character_outside_markers_is_lost_or_made(text):
    assert letters(read(text).text) <= letters(text)
    repeats_possible = "[1: " in text or "[2: " in text or "[-1: " in text
    if not repeats_possible:
        assert letters(read(text).text) == letters(re.sub(r"\[image: x\.png\]", "", text))


plain = st.text(st.characters(codec="utf-8", exclude_characters="[]\ufeff"), max_size=30)
note_text = st.text(st.sampled_from("Noot tekst.,\n€"), min_size=1, max_size=20).filter(str.strip)
pieces = st.lists(st.tuples(plain, st.none() | note_text), max_size=8)


@given(pieces)
def test_body_and_notes_of_a_well_formed_text_come_back_whole(parts):
    text = "".join(
        body if note is None else f"{body}[footnoteRef:{id_}] [{id_}:  {note}]"
        for id_, (body, note) in enumerate(parts)
    )
    document = read(text)
    body = "".join(body for body, _ in parts)
    expected = [note.strip() for _, note in parts if note is not None]
    assert [n.text for n in document.footnotes] == expected
    assert "".join(document.text.split()) == "".join((body + "".join(expected)).split())
    seen = ""
    marks = iter(document.footnotes)
    for part, note in parts:
        seen += part
        if note is not None:
            before = document.text[: next(marks).marks[0]]
            assert "".join(before.split()) == "".join(seen.split())
    assert document.warnings == () or not document.paragraphs


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    assert isinstance(read_tika(data, INFO), Document)


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("[", 10**6),
        ("]", 10**6),
        ("[footnoteRef:1]", 10**6),
        ("[footnoteRef:1] [1:  a] ", 10**6),
        ("[footnoteRef:1][1:  ", 10**6),
        ("[bookmark: ", 10**6),
        ("\n \n", 10**6),
        (". ", 2 * 10**5),
        ("a\n", 2 * 10**5),
        ("zo:\n", 2 * 10**5),
        ("Kop\nDe tekst is hier.\n", 2 * 10**5),
        ("De minister van X,\n", 2 * 10**5),
    ],
)
def test_much_noise_takes_linear_time(unit, size):
    data = (unit * (size // len(unit))).encode()
    begin = time.process_time()
    read_tika(data, INFO)
    assert time.process_time() - begin < 10  # seconds, on a slow machine; quadratic takes minutes
