"""Kamerstukken in XML, old and new, and Kamervragen."""

from contextlib import suppress
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from koop import QUESTIONS, letter, old
from reading import kinds, marked, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.kamerstuk_xml import read_kamerstuk_xml

NOTHING = DocumentInfo(id="", title="", kind="", date="")


def read(data):
    return read_kamerstuk_xml(data, NOTHING)


def body(xml):
    return read(letter(xml))


def test_a_letter_tells_what_it_is():
    document = read(letter())
    assert (document.id, document.dossier, document.number) == ("kst-30420-440", "30420", "440")
    assert (document.kind, document.date) == ("kamerbrief", "2026-11-12")
    assert document.title == "Emancipatiebeleid; Brief van de minister van justitie en veiligheid"
    assert [(s.name, s.role) for s in document.signatories] == [
        ("F. van Oosten", "De Minister van Justitie en Veiligheid")
    ]


def test_what_stands_above_the_text_is_in_it_but_in_no_paragraph():
    document = read(letter())
    assert document.text.startswith("Vergaderjaar 2026‒2027\n30 420 Emancipatiebeleid\nNr. 440\n")
    assert document.quote(document.paragraphs[0]).startswith("Hierbij de voortgang")


def test_the_info_that_is_given_wins():
    given_info = NOTHING.model_copy(update={"id": "blg-1", "title": "Eigen titel"})
    document = read_kamerstuk_xml(letter(), given_info)
    assert (document.id, document.title, document.date) == ("blg-1", "Eigen titel", "2026-11-12")


def test_a_note_leaves_the_sentence_and_keeps_its_place():
    document = body(
        '<al>Zie het akkoord<noot id="a" type="voet"><noot.nr>1</noot.nr>'
        "<noot.al>Een.</noot.al><noot.al>Twee.</noot.al></noot>, en nog eens"
        '<nootref refid="a"/>.</al>'
    )
    assert kinds(document) == [("paragraph", "Zie het akkoord, en nog eens.")]
    assert notes(document) == [(1, "Een.\nTwee.")]
    assert marked(document) == [" akkoord|, en", "nog eens|.\n\nD"]


def test_notes_stand_in_headings_and_cells_too():
    note = '<noot id="{}" type="voet"><noot.nr>1</noot.nr><noot.al>Noot {}.</noot.al></noot>'
    document = body(
        f"<divisie><kop><titel>Kop{note.format('a', 'a')}</titel></kop><table><tgroup><tbody><row>"
        f"<entry><al>Cel{note.format('b', 'b')}</al></entry></row></tbody></tgroup></table>"
        "</divisie>"
    )
    assert notes(document) == [(1, "Noot a."), (2, "Noot b.")]
    assert [section.title for section in document.sections] == ["Kop"]


def test_the_number_tells_the_level_and_not_the_nesting():
    document = body(
        "<divisie><kop><nr>2</nr><titel>Politie</titel></kop><al>A.</al></divisie>"
        "<divisie><kop><nr>2.1</nr><titel>Wijk</titel></kop><al>B.</al></divisie>"
    )
    assert outline(document) == [("2", 1), ("2.1", 2)]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Wat gebeurt er nu?", "heading"),
        ("Politie", "heading"),
        ("Het wetsvoorstel strekt ertoe om het volgende te wijzigen:", "paragraph"),
        ("Dit is een zin.", "paragraph"),
    ],
)
def test_a_tussenkop_that_is_a_sentence_is_text(said, kind):
    document = body(f'<tussenkop kopopmaak="vet">{said}</tussenkop><al>Tekst.</al>')
    assert (said in [s.title for s in document.sections]) == (kind == "heading")
    assert said in document.text


def test_items_keep_their_number_and_lose_their_bullet():
    document = body(
        "<al>Zo:</al><lijst><li><li.nr>1.</li.nr><al>Een.</al><lijst><li><li.nr>–</li.nr>"
        "<al>Onder.</al></li></lijst></li><li><li.nr>2.</li.nr><al>Twee.</al></li></lijst>"
    )
    assert kinds(document) == [
        ("lead_in", "Zo:"), ("item", "1. Een."), ("item", "Onder."), ("item", "2. Twee."),
    ]  # fmt: skip


def test_cells_know_the_headings_of_their_row_and_column():
    document = read(letter())
    cells = [c for p in document.paragraphs for c in p.cells]
    assert [(document.quote(c), c.headings) for c in cells[3:]] == [
        ("Reddingsbrigade Nederland", ("Organisatie",)),
        ("€ 1,2 miljoen", ("Reddingsbrigade Nederland", "2026")),
        ("€ 1,4 miljoen", ("Reddingsbrigade Nederland", "2027")),
    ]


def test_spans_of_columns_and_rows_and_empty_cells():
    document = body(
        '<table><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>'
        '<thead><row><entry colname="a"><al>Wie</al></entry><entry namest="b" nameend="c"><al>Geld'
        '</al></entry></row></thead><tbody><row><entry colname="a" morerows="1"><al>COA</al>'
        "</entry>"
        '<entry colname="b"><al>1</al></entry><entry colname="c"/></row><row>'
        '<entry colname="b"><al>2</al></entry><entry colname="c"><al>3</al></entry></row></tbody>'
        "</tgroup></table>"
    )
    cells = [(document.quote(c), c.headings) for p in document.paragraphs[1:] for c in p.cells]
    assert cells == [
        ("COA", ("Wie",)), ("1", ("COA", "Geld")), ("2", ("COA", "Geld")), ("3", ("COA", "Geld")),
    ]  # fmt: skip


def test_a_link_says_what_is_cited():
    document = body(
        '<al>Zie <extref doc="kst-28844-266" soort="document">de brief</extref>, het <dossierref '
        'dossier="36600-XXIII">dossier</dossierref> en <extref soort="URL" doc="https://a.nl/b">hier'
        "</extref>.</al>"
    )
    assert [(r.id, document.quote(r)) for r in document.references] == [
        ("kst-28844-266", "de brief"),
        ("dossier:36600-XXIII", "dossier"),
        ("https://a.nl/b", "hier"),
    ]


def test_instructions_in_a_word_leave_no_space_and_line_ends_are_one():
    document = body("<al>veilig<?xpp afbreek?>heid\r\nvan bĳ<br/>allen</al>")
    assert kinds(document) == [("paragraph", "veiligheid van bĳ allen")]


def test_what_is_not_known_keeps_its_text_and_is_counted():
    document = body("<al>Eén.</al><nieuwding>Twee.</nieuwding><nieuwding>Drie.</nieuwding>")
    assert [quote for _, quote in kinds(document)] == ["Eén.", "Twee.", "Drie."]
    assert any("nieuwding (2)" in warning for warning in document.warnings)


def test_a_piece_of_before_2010():
    document = read(
        old(
            '<tuskop letat="vet">1. Het\nbestuur </tuskop><al>De\ntekst'
            '<voetref refid="n1" nr="1"/> gaat door.</al><witreg/><al>– een punt</al>'
            '<voetnoot id="n1" nr="1"><al>De noot.</al></voetnoot>'
        )
    )
    assert (document.id, document.dossier) == ("kst-27400-XV-3", "27400-XV")
    assert outline(document) == [("1", 1)]
    assert kinds(document) == [("paragraph", "De tekst gaat door."), ("item", "een punt")]
    assert notes(document) == [(1, "De noot.")]
    assert marked(document) == ["De tekst| gaa"]


def test_questions_and_answers_of_members():
    document = read(QUESTIONS.encode())
    assert (document.title, document.kind) == ("De tipgever", "kamervragen")
    assert [s.title for s in document.sections] == ["Vraag 1", "Antwoord 1"]
    assert notes(document) == [(1, "Kamerstuk 31 066, nr. 119."), (2, "Zie de site.")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<kamerstuk><al>", "well-formed"),
        (b"<html/>", "no Kamerstuk"),
        (letter("").replace(b"<ondertekening>", b"<x>").replace(b"</ondertekening>", b"</x>")
         .replace(b"De Minister van Justitie en Veiligheid,", b"").replace(b"F.", b"")
         .replace(b"van Oosten", b""), "no text"),
        (b'<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kamerwrk>&x;</kamerwrk>', "entit"),  # noqa: E501
        (b'<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kamerwrk>&b;</kamerwrk>', "entit"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(data)


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6)


@given(paragraphs, st.data())
def test_every_note_stands_where_its_mark_stood(texts, data):
    parts, expected = [], []
    for number, text in enumerate(texts):
        at = data.draw(st.integers(1, len(text)))
        at = len(text[:at].rstrip(" "))  # a mark stands behind a word
        note = f'<noot id="n{number}"><noot.al>Noot {number}</noot.al></noot>'
        parts.append(f"<al>x{escape(text[:at])}{note}{escape(text[at:])}</al>")
        expected.append((f"x{text}", at + 1))
    document = body("".join(parts))
    assert [document.quote(p) for p in document.paragraphs] == [text for text, _ in expected]
    pairs = zip(document.footnotes, document.paragraphs, strict=True)
    assert [note.marks[0] - p.start for note, p in pairs] == [at for _, at in expected]


@given(st.binary(max_size=200), st.integers(0, 2000))
def test_damaged_bytes_are_read_or_refused(junk, at):
    good = letter()
    with suppress(UnreadableError):
        assert isinstance(read(good[:at] + junk + good[at + len(junk) :]), Document)
