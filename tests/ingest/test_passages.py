"""What is retrieved from the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import INFO, LETTER

from ingest.passages import passages_of
from ingest.readers.tika import read_tika


@pytest.fixture(scope="module")
def letter():
    return read_tika(LETTER.read_bytes(), INFO)


@pytest.fixture(scope="module")
def passages(letter):
    return {p.anchor.partition("#")[2]: p for p in passages_of(letter)}


def test_the_letter_has_a_passage_for_each_paragraph_list_and_note(passages):
    kinds = [p.kind for p in passages.values()]
    assert (kinds.count("paragraph"), kinds.count("list"), kinds.count("footnote")) == (33, 1, 16)


def test_a_list_is_one_passage_with_its_lead_in(passages):
    (goals,) = [p for p in passages.values() if p.kind == "list"]
    assert goals.anchor.endswith("toekomstig-beleid.p2")
    assert goals.text.startswith("Er zijn 3 strategische doelen:\n1. Vergroten van de persoonlijke")
    assert goals.text.endswith("bijdragen aan het stellen van deze norm.")
    assert len(goals.sentences) == 7


def test_a_list_without_lead_in_is_a_passage_too():
    document = read_tika(b"Een zin.\n\n1. Dit is een.\n2. Dit is twee.\n\nNog een zin.", INFO)
    assert [(p.anchor.partition("#")[2], p.kind, p.text) for p in passages_of(document)] == [
        ("inleiding.p1", "paragraph", "Een zin."),
        ("inleiding.p2", "list", "1. Dit is een.\n2. Dit is twee."),
        ("inleiding.p3", "paragraph", "Nog een zin."),
    ]


def test_a_passage_knows_its_notes_and_heading_path(passages):
    assert passages["aanleiding.p1"].footnotes == (4, 5, 6, 7, 8)
    assert passages["4.ind.p1"].footnotes == (15,)
    assert passages["4.ind.p1"].section[1] == "IND"
    assert passages["4.politie.p1"].footnotes == ()


def test_a_note_is_a_passage_of_the_section_of_its_mark(passages, letter):
    note = passages["n15"]
    assert (note.kind, note.footnotes, note.section[1]) == ("footnote", (15,), "IND")
    assert note.text == letter.footnotes[14].text
    assert len(note.sentences) == 3
    assert passages["n1"].section == ("Inleiding",)


def test_headings_are_no_passages(passages):
    assert not any(p.text == "Politie" for p in passages.values())


def test_the_signatures_are_one_passage_with_a_sentence_each(letter, passages):
    signed = passages["ondertekening"]
    assert signed.kind == "signatures"
    assert [letter.quote(s).split("\n")[-1] for s in signed.sentences] == [
        "F. van Oosten",
        "K.M. Becking",
    ]


def test_a_note_marked_in_a_heading_or_signature_has_a_place():
    document = read_tika(
        b"Kop[footnoteRef:1] [1:  A.]\nTekst.\n\nDe minister,[footnoteRef:2] [2:  B.]\nPiet\n",
        INFO,
    )
    assert [(p.text, p.section) for p in passages_of(document)] == [
        ("Tekst.", ("Kop",)),
        ("De minister,\nPiet", ("Ondertekening",)),
        ("A.", ("Kop",)),
        ("B.", ()),
    ]


@given(
    st.lists(
        st.sampled_from(["Kop\n", "Tekst. ", "- punt\n", "zo:\n", "[footnoteRef:1]", " [1:  a. B]"])
        | st.text(max_size=6),
        max_size=25,
    ).map("".join)
)
def test_passages_of_any_document_are_its_text(text):
    document = read_tika(text.encode(), INFO)
    passages = passages_of(document)
    assert len({p.anchor for p in passages}) == len(passages)
    for passage in passages:
        assert passage.text == document.quote(passage)
        assert passage.text
        assert all(passage.start <= s.start < s.end <= passage.end for s in passage.sentences)
    words = "".join(document.quote(s) for p in passages for s in p.sentences)
    parts = "".join(document.quote(p) for p in (*document.paragraphs, *document.footnotes))
    assert "".join(words.split()) == "".join(parts.split())
