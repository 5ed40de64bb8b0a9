"""The reader of Tika's text, against the letter and against anything."""

import re
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document, DocumentInfo, Signatory
from ingest.readers.tika import read_tika

LETTER = Path(__file__).parents[2] / "corpus" / "kst-30420-437" / "letter.tika.txt"
INFO = DocumentInfo(
    id="kst-30420-437",
    title="Versterkte aanpak lhbtiq+ veiligheid 2026-2029",
    kind="Kamerbrief",
    date="2025-12-10",
    dossier="30420",
    number="437",
)


def read(text: str) -> Document:
    return read_tika(text.encode(), INFO)


def outline(document: Document) -> list[tuple[str, int]]:
    return [(s.anchor.partition("#")[2], s.level) for s in document.sections]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.quote(p)) for p in document.paragraphs]


def marked(document: Document) -> list[str]:
    """The text before each mark and behind it."""
    return [
        f"{document.text[max(0, m - 8) : m]}|{document.text[m : m + 4]}"
        for n in document.footnotes
        for m in n.marks
    ]


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_tika(LETTER.read_bytes(), INFO)


def paragraph(document: Document, anchor: str) -> str:
    return next(document.quote(p) for p in document.paragraphs if p.anchor == f"{INFO.id}#{anchor}")


# The letter


def test_letter_has_the_part_before_the_headings_and_fifteen_headings_in_two_levels(letter):
    assert outline(letter) == [
        ("inleiding", 1),
        ("aanleiding", 1),
        ("versterkte-aanpak", 1),
        ("extra-maatregelen-binnen-huidig-en-toekomstig-beleid", 1),
        ("1", 1),
        ("2", 1),
        ("3", 1),
        ("4", 1),
        ("4.antidiscriminatievoorzieningen-advs", 2),
        ("4.politie", 2),
        ("4.openbaar-ministerie", 2),
        ("4.coa", 2),
        ("4.ind", 2),
        ("4.scholen", 2),
        ("5", 1),
        ("voortgang", 1),
    ]


def test_headings_stand_in_the_text_and_the_part_before_them_has_none(letter):
    first, *others = letter.sections
    assert (first.title, first.number, first.start) == ("Inleiding", None, first.heading_end)
    for section in others:
        assert letter.text[section.start : section.heading_end] == section.label
    theme = letter.sections[7]
    assert theme.number == "4"
    assert theme.title.startswith("Vergroten van veiligheid van lhbtiq+ personen binnen")
    assert letter.sections[8].title == "Antidiscriminatievoorzieningen (ADV’s)"


def test_a_section_spans_its_subsections_and_no_more(letter):
    by_anchor = {s.anchor.partition("#")[2]: s for s in letter.sections}
    theme, schools = by_anchor["4"], by_anchor["4.scholen"]
    assert theme.end == schools.end
    assert letter.text[: theme.end].endswith("schoolklimaat verder versterkt.")
    assert letter.text[: by_anchor["voortgang"].end].endswith(
        "verantwoordelijkheid van ons allemaal."
    )


def test_paragraphs_carry_their_heading_path_and_number(letter):
    police = [p for p in letter.paragraphs if p.section[-1] == "Politie"]
    assert [p.number for p in police] == [1, 2, 3, 4]
    assert police[0].section[0].startswith("4. Vergroten van veiligheid van lhbtiq+ personen")
    assert paragraph(letter, "4.politie.p3").startswith("Het expertisecentrum aanpak discriminatie")
    assert paragraph(letter, "4.openbaar-ministerie.p3").startswith(
        "Het OM vervolgt sinds 1 juli jl"
    )
    assert paragraph(letter, "4.coa.p1").startswith("Binnen het COA zijn er medewerkers")
    assert paragraph(letter, "2.p2").startswith("Om meer zicht te krijgen")
    assert len(letter.paragraphs) == 37


def test_the_three_goals_are_items_under_their_lead_in(letter):
    goals = [p for p in letter.paragraphs if p.kind != "paragraph"]
    start = f"{INFO.id}#extra-maatregelen-binnen-huidig-en-toekomstig-beleid.p2"
    assert [(p.kind, p.anchor.removeprefix(start), p.number) for p in goals] == [
        ("lead_in", "", 2),
        ("item", ".i1", 2),
        ("item", ".i2", 2),
        ("item", ".i3", 2),
    ]
    assert letter.quote(goals[0]) == "Er zijn 3 strategische doelen:"
    assert letter.quote(goals[1]).startswith("1. Vergroten van de persoonlijke veiligheid")
    assert [len(p.sentences) for p in goals] == [1, 2, 2, 2]


def test_the_broken_sentence_is_whole_again(letter):
    sentences = [letter.quote(s) for p in letter.paragraphs for s in p.sentences]
    (whole,) = [s for s in sentences if s.startswith("Dit totaalbedrag")]
    assert whole.startswith("Dit totaalbedrag van € 1,8 miljoen komt bovenop de investeringen")
    assert whole.endswith("Emancipatienota Veilig Meedoen.")


def test_sentences_of_the_letter_are_not_cut_at_abbreviations(letter):
    sentences = [letter.quote(s) for p in letter.paragraphs for s in p.sentences]
    (flagger,) = [s for s in sentences if "Meld.Online" in s]
    assert flagger.startswith("Daarbij zal ook")
    assert flagger.endswith("op het gebied van online discriminatie.")
    (coa,) = [s for s in sentences if "het percentage getrainde" in s]
    assert coa.endswith("units wel of niet te openen.")
    assert len(sentences) == 124
    assert all(s[-1] in ".:" for s in sentences)


def test_sixteen_notes_stand_at_their_marks(letter):
    assert [n.number for n in letter.footnotes] == list(range(1, 17))
    assert marked(letter) == [
        "personen|) te",
        " mensen.| Dez",
        "elicten.|\n\nAa",
        "nakkoord| en ",
        "rogramma| is ",
        "19-2022,| dat",
        "alueerd.| Dez",
        "Meedoen.|\n\nOm",
        "e delen.|\n\nVe",
        "ebieden.| Han",
        "et WODC.|\n\nDa",
        "oorkomt.| Het",
        " geweld.| Tra",
        "estalkt.|\n\nIn",
        "gesteld.| De ",
        "baarheid| voo",
    ]


def test_notes_are_trimmed_and_stand_on_lines_of_their_own_at_the_end(letter):
    texts = [n.text for n in letter.footnotes]
    assert texts[4] == "Bijlage bij Kamerstuk 36 471, nr. 96"
    assert texts[13] == "CBS Slachtofferschap en veiligheidsbeleving LHBTQIA personen, 2024."
    assert letter.text.endswith("\n\n" + "\n".join(texts))
    assert [n.anchor for n in letter.footnotes][14] == f"{INFO.id}#n15"
    assert [letter.quote(s)[:12] for s in letter.footnotes[14].sentences] == [
        "Iedere zaak ",
        "Het is afhan",
        "Het raadpleg",
    ]


def test_nothing_of_the_letter_is_lost_and_no_marker_is_left(letter):
    raw = LETTER.read_text(encoding="utf-8")
    raw = re.sub(r"\[bookmark: [^]]*\]|\[footnoteRef:\d+\]", "", raw)
    notes = re.findall(r"\[\d+: ([^]]*)\]", raw)
    body = re.sub(r"\[\d+: [^]]*\]", "", raw)
    assert letter.text.split() == " ".join([body, *notes]).split()
    assert not re.search(r"[\[\]]|footnoteRef|bookmark|_Hlk", letter.text)
    assert "In\xa02026 wordt in Amsterdam" in letter.text
    assert "onderzoeken.  Zo worden" in letter.text


def test_signatories_are_known_and_their_lines_are_no_paragraphs(letter):
    assert letter.signatories == (
        Signatory(name="F. van Oosten", role="De minister van Justitie en Veiligheid"),
        Signatory(
            name="K.M. Becking",
            role="De staatssecretaris van Onderwijs, Cultuur en Wetenschap",
        ),
    )
    assert "\n\nDe minister van Justitie en Veiligheid,\nF. van Oosten\nDe staatss" in letter.text
    assert not any("Becking" in letter.quote(p) for p in letter.paragraphs)


def test_references_are_found_in_notes_and_in_the_body(letter):
    in_notes = {r.footnote: r.id for r in letter.references if r.footnote}
    assert in_notes[4] == "kst-36471-37"
    assert in_notes[9] == "TZ202411-074"
    assert any("44bis" in letter.quote(r) for r in letter.references if r.footnote is None)


def test_nothing_in_the_letter_is_odd(letter):
    assert letter.warnings == ()


def test_reading_again_gives_the_same_document(letter):
    assert read_tika(LETTER.read_bytes(), INFO) == letter


def test_line_endings_and_byte_order_mark_change_nothing(letter):
    data = LETTER.read_bytes()
    assert read_tika(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), INFO) == letter
    assert read_tika(data.decode().encode("utf-16"), INFO) == letter


def test_the_dump_of_a_document_has_the_fields_of_the_design(letter):
    dump = letter.model_dump(mode="json")
    assert {"id", "title", "kind", "date", "dossier", "number", "text"} <= dump.keys()
    assert {"anchor", "number", "title", "level", "start", "end"} <= dump["sections"][0].keys()
    assert {"anchor", "section", "start", "end", "page"} <= dump["paragraphs"][0].keys()
    assert {"number", "text", "marks"} <= dump["footnotes"][0].keys()
    assert {"kind", "id", "url", "start", "end", "footnote", "present", "title_check"} <= dump[
        "references"
    ][0].keys()
    assert {"name", "role"} <= dump["signatories"][0].keys()
    assert dump["warnings"] == []
    assert Document.model_validate(dump) == letter


# Other letters


def test_numbers_give_the_levels():
    document = read(
        "1 Inleiding\nDit is tekst.\n2. Aanpak\nDit is tekst.\n2.1 Doelen\nDit is tekst.\n"
        "Politie\nDit is tekst.\n2.2. Geld\nDit is tekst.\n3. Slot\nDit is tekst."
    )
    assert outline(document) == [
        ("1", 1),
        ("2", 1),
        ("2.1", 2),
        ("2.1.politie", 3),
        ("2.2", 2),
        ("3", 1),
    ]
    assert document.paragraphs[3].section == ("2. Aanpak", "2.1. Doelen", "Politie")


def test_a_closing_heading_is_a_subsection_while_numbered_ones_follow():
    theme = "{}. Thema\n\nTekst van het thema.\n\nVoortgang\n\nHet gaat goed.\n\n"
    document = read(theme.format(1) + theme.format(2) + "Tot slot\nDank.\n\nBijlagen\nDit ook.")
    assert outline(document) == [
        ("1", 1),
        ("1.voortgang", 2),
        ("2", 1),
        ("voortgang", 1),
        ("tot-slot", 1),
        ("bijlagen", 1),
    ]


def test_equal_headings_get_different_anchors():
    document = read("Doel\nTekst.\nDoel\nTekst.\nN1\nTekst.\nP1\nTekst.\nΔοκιμή\nTekst.")
    assert [a for a, _ in outline(document)] == ["doel", "doel-2", "deel-n1", "deel-p1", "deel"]


def test_a_long_title_gives_a_short_slug():
    title = "Een titel die zo lang is dat niemand hem ooit helemaal in een adres wil terugzien"
    ((anchor, _),) = outline(read(f"{title}\nTekst."))
    assert anchor == "een-titel-die-zo-lang-is-dat-niemand-hem-ooit-helemaal-in"


def test_a_year_under_a_heading_is_text():
    assert outline(read("Planning\n2026 is een druk jaar.")) == [("planning", 1)]


def test_an_address_block_and_a_date_are_no_headings():
    document = read(
        "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n"
        "2500 EA DEN HAAG\nBinnenhof 4\nPlein 2\n\nDatum 10 december 2025\n\n"
        "Den Haag, 10 december 2025\n\nGeachte voorzitter,\n\nHierbij een brief.\n\n"
        "Aanleiding\nTekst.\n"
    )
    assert [a for a, _ in outline(document)] == ["inleiding", "aanleiding"]


@pytest.mark.parametrize(
    "line",
    [
        "Dit is een korte alinea.",
        "Geachte voorzitter,",
        "het kabinet in kleine letters",
        "Samenwerking met de",
        "Een regel die veel te lang is voor een kop " * 4,
        "\tCel van een tabel",
    ],
)
def test_what_is_no_heading(line):
    assert [a for a, _ in outline(read(f"{line}\n\nDaarna volgt tekst."))] == ["inleiding"]


def test_a_last_line_with_nothing_under_it_is_no_heading():
    assert [a for a, _ in outline(read("Tekst van de brief.\n\nBijlage"))] == ["inleiding"]


def test_lists_of_every_kind():
    document = read(
        "Er zijn doelen:\n- Meer kennis.\n- Minder geweld.\n\nNiets meer.\n\n"
        "Dit doen we:\na) voorlichting geven;\nb) trainen.\n\nVerder dit.\n\n"
        "1. Een hele zin.\n2. Nog een zin.\n\nEn ook:\nVoorlichting op scholen\nEen pilot\n\n"
        "Het gaat om:\nhet percentage;\nde zichtbaarheid;\nen de redenen.\nDaarna gaat het door."
    )
    assert kinds(document) == [
        ("lead_in", "Er zijn doelen:"),
        ("item", "- Meer kennis."),
        ("item", "- Minder geweld."),
        ("paragraph", "Niets meer."),
        ("lead_in", "Dit doen we:"),
        ("item", "a) voorlichting geven;"),
        ("item", "b) trainen."),
        ("paragraph", "Verder dit."),
        ("item", "1. Een hele zin."),
        ("item", "2. Nog een zin."),
        ("lead_in", "En ook:"),
        ("item", "Voorlichting op scholen"),
        ("item", "Een pilot"),
        ("lead_in", "Het gaat om:"),
        ("item", "het percentage;"),
        ("item", "de zichtbaarheid;"),
        ("item", "en de redenen."),
        ("paragraph", "Daarna gaat het door."),
    ]
    anchors = [p.anchor.partition("#")[2] for p in document.paragraphs]
    assert anchors[:3] == ["inleiding.p1", "inleiding.p1.i1", "inleiding.p1.i2"]
    assert anchors[7:10] == ["inleiding.p4", "inleiding.p5.i1", "inleiding.p5.i2"]
    assert anchors[13:18] == [
        "inleiding.p7",
        "inleiding.p7.i1",
        "inleiding.p7.i2",
        "inleiding.p7.i3",
        "inleiding.p8",
    ]


def test_numbered_lines_in_sequence_are_items_and_alone_a_heading():
    document = read(
        "Onze thema's zijn:\n1. Veiligheid op straat\n2. Veiligheid thuis\n\nZie hieronder.\n\n"
        "1. Veiligheid op straat\nTekst over straat.\n\n2. Veiligheid thuis\nTekst over thuis."
    )
    assert [a for a, _ in outline(document)] == ["inleiding", "1", "2"]
    assert [k for k, _ in kinds(document)][:4] == ["lead_in", "item", "item", "paragraph"]


@pytest.mark.parametrize(
    "broken",
    [
        "Het bedrag van\n€ 1,8 miljoen is er.",
        "Zie Kamerstuk 30 420, nr.\n392 voor meer.",
        "Dit is een zin die\nverder loopt.",
        "De politie werkt samen met het\nOpenbaar Ministerie.",
        "Een lange regel over de aanpak van de veiligheid van alle personen in ons land en de "
        "landen daaromheen, die in het stuk van\n2026 staat.",
    ],
)
def test_broken_lines_are_joined(broken):
    assert [q for _, q in kinds(read(broken))] == [broken.replace("\n", " ")]


def test_a_new_line_after_a_whole_sentence_begins_a_paragraph():
    assert [q for _, q in kinds(read("Een zin.\nNog een zin."))] == ["Een zin.", "Nog een zin."]


def test_a_role_on_two_lines_and_one_without_a_name():
    document = read(
        "Tekst.\n\nDe minister van Onderwijs,\nCultuur en Wetenschap,\n\n\nE. de Vries-Groen\n\n"
        "De staatssecretaris van Financiën,\n"
    )
    assert document.signatories == (
        Signatory(
            name="E. de Vries-Groen", role="De minister van Onderwijs, Cultuur en Wetenschap"
        ),
    )
    assert [q for _, q in kinds(document)] == ["Tekst.", "De staatssecretaris van Financiën,"]


# Marks and notes


def notes(document: Document) -> list[tuple[int, str]]:
    return [(n.number, n.text) for n in document.footnotes]


def test_a_note_with_brackets_and_lines_keeps_them():
    document = read("Tekst[footnoteRef:6]. [6:  Eerste [concept] alinea.\nTweede alinea.\n] \nEn.")
    assert notes(document) == [(1, "Eerste [concept] alinea.\nTweede alinea.")]
    assert document.text == "Tekst.\n\nEn.\n\nEerste [concept] alinea.\nTweede alinea."
    assert document.footnotes[0].marks == (5,)


def test_a_repeated_mark_is_another_mark_of_its_note():
    document = read("Een[footnoteRef:4] twee[footnoteRef:4]. [4:  Noot.]  [4:  Noot.]  \n")
    assert notes(document) == [(1, "Noot.")]
    assert marked(document) == ["Een| twe", "Een twee|.\n\nN"]
    assert (document.text, document.warnings) == ("Een twee.\n\nNoot.", ())


def test_footnotes_and_endnotes_of_one_id_are_two_notes():
    document = read("Een[footnoteRef:1] en[endnoteRef:1]. [1:  Voet.]  [1:  Eind.]")
    assert notes(document) == [(1, "Voet."), (2, "Eind.")]


def test_numbers_follow_the_marks_as_printed_even_where_a_note_is_missing():
    document = read("Een[footnoteRef:9] en[footnoteRef:2] [2:  Noot.]")
    assert notes(document) == [(2, "Noot.")]
    assert document.warnings == ("A mark has no note (printed number): 1.",)


def test_a_note_that_tika_could_not_find_is_missing():
    document = read('Een[footnoteRef:77]. [77: !!! End note with ID "77" not found in document.]')
    assert (document.text, notes(document)) == ("Een.", [])
    assert len(document.warnings) == 1


@pytest.mark.parametrize(
    ("text", "left", "words"),
    [
        ("Een[footnoteRef:1] [1:  niet dicht", "Een [1:  niet dicht", "not closed"),
        (
            "Een[footnoteRef:1] [1:  niet dicht [x]\nTwee[footnoteRef:2]] [2:  b]",
            "Een [1:  niet dicht [x]",
            "not closed",
        ),
        ("Een [5:  zonder merk] twee.", "Een [5:  zonder merk] twee.", "no mark"),
        ("Een[footnoteRef:x] twee.", "Een[footnoteRef:x] twee.", "not well formed"),
        ("Een [bookmark: niet dicht", "Een [bookmark: niet dicht", "not well formed"),
        (
            "Een[footnoteRef:1]a[footnoteRef:1] [1:  b] [1:  c]",
            "Eena [1:  c]",
            "two different notes",
        ),
        ("Een[footnoteRef:1] [1:  ] twee.", "Een twee.", "empty"),
    ],
)
def test_what_is_odd_stays_in_the_text_with_a_warning(text, left, words):
    document = read(text)
    assert document.text.startswith(left)
    assert any(words in warning for warning in document.warnings)
    assert all(w.endswith(".") for w in document.warnings)


def test_bookmarks_and_images_are_dropped_and_other_brackets_stay():
    document = read("1. [bookmark: _Hlk1]Kop\nEen [image: a.png]tekst [sic] en [2026: meer].")
    assert document.text == "1. Kop\nEen tekst [sic] en [2026: meer]."
    assert document.sections[0].title == "Kop"
    assert document.warnings == ()


def test_a_mark_in_a_heading_and_in_a_table_cell():
    document = read("Kop[footnoteRef:3] [3:  A.]\nTekst.\n\tCel[footnoteRef:5] [5:  B.] \n\tTwee\n")
    assert outline(document) == [("kop", 1)]
    assert marked(document) == ["Kop|\nTek", "st.\n\nCel|\n\nTw"]
    assert [q for _, q in kinds(document)] == ["Tekst.", "Cel", "Twee"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff".encode(), b"[bookmark: x]"])
def test_an_empty_document_says_so(data):
    document = read_tika(data, INFO)
    assert (document.text, document.sections) == ("", ())
    assert document.warnings == ("The document has no text.",)


def test_bytes_that_are_no_text_are_replaced_and_told():
    document = read_tika(b"Caf\xe9 is open.", INFO)
    assert document.text == "Caf\ufffd is open."
    assert document.warnings == ("Bytes that are no utf-8 text were replaced by U+FFFD.",)


# Anything

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
    begin = time.perf_counter()
    read_tika(data, INFO)
    assert time.perf_counter() - begin < 10  # seconds, on a slow machine; quadratic takes minutes
