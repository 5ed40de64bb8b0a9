"""The reader of Tika's text, against the letter."""

import re

import pytest
from reading import INFO, LETTER, marked, outline

from ingest.document import Document, Signatory
from ingest.readers.tika import read_tika


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_tika(LETTER.read_bytes(), INFO)


def paragraph(document: Document, anchor: str) -> str:
    return next(document.quote(p) for p in document.paragraphs if p.anchor == f"{INFO.id}#{anchor}")


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


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff".encode(), b"[bookmark: x]"])
def test_an_empty_document_says_so(data):
    document = read_tika(data, INFO)
    assert (document.text, document.sections) == ("", ())
    assert document.warnings == ("The document has no text.",)


def test_bytes_that_are_no_text_are_replaced_and_told():
    document = read_tika(b"Caf\xe9 is open.", INFO)
    assert document.text == "Caf\ufffd is open."
    assert document.warnings == ("Bytes that are no utf-8 text were replaced by U+FFFD.",)
