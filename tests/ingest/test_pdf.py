"""PDFs made by the tests, read by `read_pdf`."""

import re

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import kinds, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.pdf.reader import read_pdf

EMPTY = DocumentInfo(id="doc", title="", kind="", date="")
LEADING, LEFT, WIDTH, SIZE = 14, 72, 450, 11


class Sheets(FPDF):
    """Pages on which text is put by place, in points from the upper left corner."""

    def __init__(self, **options):
        super().__init__(unit="pt", format="A4", **options)
        self.set_auto_page_break(False)
        self.add_page()
        self.at = 130.0

    def put(self, text, x=LEFT, y=None, size=SIZE, style="", font="helvetica"):
        self.set_font(font, style, size)
        self.text(x, self.at if y is None else y, text)
        return x + self.get_string_width(text)

    def line_of(self, *parts, x=LEFT, size=SIZE, style=""):
        """A line; a part ("^", "1") is raised, one (url, text) a link."""
        for part in parts:
            if isinstance(part, str):
                x = self.put(part, x, size=size, style=style)
            elif part[0] == "^":
                x = self.put(part[1], x, self.at - 4, size=7)
            else:
                end = self.put(part[1], x, size=size)
                self.link(x, self.at - size, end - x, size * 1.2, part[0])
                x = end
        self.at += LEADING * size / SIZE

    def paragraph(self, text, x=LEFT, **looks):
        """Text with marks as "word{1}", wrapped; a gap under it."""
        line = ""
        for word in text.split(" "):
            if line and self.width(f"{line} {word}", **looks) > WIDTH - (x - LEFT):
                self.line_of(*marked(line), x=x, **looks)
                line = word
            else:
                line = f"{line} {word}".strip()
        self.line_of(*marked(line), x=x, **looks)
        self.at += 8

    def width(self, text, size=SIZE, style=""):
        width = 0.0
        for part in marked(text):
            small = not isinstance(part, str)
            self.set_font("helvetica", style, 7 if small else size)
            width += self.get_string_width(part[1] if small else part)
        return width

    def note(self, number, text, y):
        self.put(str(number), LEFT, y - 3, size=6)
        self.put(text, LEFT + 5, y, size=9)

    def next_page(self):
        self.add_page()
        self.at = 130.0

    @property
    def data(self):
        return bytes(self.output())


def marked(line):
    return [("^", part) if at % 2 else part for at, part in enumerate(re.split(r"\{(\d+)\}", line))]


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.data, EMPTY)


def test_lines_become_paragraphs():
    sheets = Sheets()
    one = "De politie werkt in het hele land aan een veilige buurt. " * 4
    two = "Ook de gemeente en de scholen werken daaraan mee, elke dag opnieuw. " * 3
    sheets.paragraph(one.strip())
    sheets.paragraph(two.strip())
    assert kinds(read(sheets)) == [("paragraph", one.strip()), ("paragraph", two.strip())]


def test_a_short_last_line_ends_a_paragraph_without_a_gap():
    sheets = Sheets()
    for text in ("De eerste alinea is hier", "lang genoeg.", "De tweede alinea is ook", "lang."):
        sheets.line_of(
            text + (" en gaat nog een heel eind door tot aan de kantlijn" * (" " in text))
        )
    assert len(read(sheets).paragraphs) == 2


def test_type_makes_headings_and_numbers_their_levels():
    sheets = Sheets()
    sheets.paragraph("Een veilig land voor iedereen", size=22, style="B")
    for heading, size in (("1. Inleiding", 15), ("1.1 Doel", 12.5), ("Politie", 11)):
        sheets.paragraph(heading, size=size, style="B")
        sheets.paragraph("Hier staat een zin die iets zegt. En nog een.")
    sheets.paragraph("2. Slot", size=15, style="B")
    sheets.paragraph("Hier staat een zin die iets zegt. En nog een.")
    document = read(sheets)
    assert document.title == "Een veilig land voor iedereen"
    assert outline(document) == [("1", 1), ("1.1", 2), ("1.1.politie", 3), ("2", 1)]


def test_bookmarks_give_the_level():
    sheets = Sheets()
    for heading, level in (("Aanpak", 0), ("Politie", 1), ("Scholen", 1)):
        sheets.start_section(heading, level)
        sheets.paragraph(heading)
        sheets.paragraph("Hier staat een zin die iets zegt. En nog een.")
    assert outline(read(sheets)) == [("aanpak", 1), ("aanpak.politie", 2), ("aanpak.scholen", 2)]


def test_marks_find_their_notes_at_the_foot():
    sheets = Sheets()
    sheets.paragraph("Dat staat in de wet{1} en in de nota.{2} Een m{2} is een maat.")
    sheets.note(1, "Wet van 1 mei.", 760)
    sheets.note(2, "Nota Veilig, die doorloopt", 772)
    sheets.next_page()
    sheets.paragraph("Nog een zin met een noot.{3} En CO{2} blijft staan.")
    sheets.put("op de volgende bladzijde.", LEFT, 760, size=9)
    sheets.note(3, "Nota Veilig, p. 7.", 772)
    document = read(sheets)
    assert notes(document) == [
        (1, "Wet van 1 mei."),
        (2, "Nota Veilig, die doorloopt op de volgende bladzijde."),
        (3, "Nota Veilig, p. 7."),
    ]
    text = document.text
    assert [text[m - 4 : m] for n in document.footnotes for m in n.marks] == [
        " wet",
        "ota.",
        "oot.",
    ]
    assert "Een m2 is een maat." in text


def test_notes_of_the_size_of_the_text_stand_under_a_rule():
    sheets = Sheets()
    sheets.paragraph("Dat staat in de wet{1} en in de nota.{2}")
    sheets.line(LEFT, 740, LEFT + 120, 740)
    for number, text, y in (("1)", "Wet van 1 mei.", 756), ("2)", "Nota Veilig.", 772)):
        sheets.put(f"{number} {text}", LEFT, y)
    assert notes(read(sheets)) == [(1, "Wet van 1 mei."), (2, "Nota Veilig.")]


def test_notes_behind_the_text():
    sheets = Sheets()
    sheets.paragraph("Dat staat in de wet{1} en in de nota.{2}")
    sheets.next_page()
    sheets.paragraph("Noten", size=15, style="B")
    sheets.paragraph("1. Wet van 1 mei.")
    sheets.paragraph(
        "2. Nota Veilig, en een heel lange toelichting die niet op een regel past, " * 2
    )
    document = read(sheets)
    assert [text[:13] for _, text in notes(document)] == ["Wet van 1 mei", "Nota Veilig, "]
    assert kinds(document) == [("paragraph", "Dat staat in de wet en in de nota.")]


def test_lists():
    sheets = Sheets()
    sheets.paragraph("Er zijn drie doelen:")
    sheets.put("\xb7", LEFT)
    sheets.paragraph(
        "Het eerste doel is zo lang dat het op twee regels moet staan, net als dit doel, "
        "dat ook lang is;",
        x=LEFT + 18,
    )
    sheets.put("1.", LEFT)
    sheets.paragraph("Het tweede doel.", x=LEFT + 18)
    document = read(sheets)
    assert [kind for kind, _ in kinds(document)] == ["lead_in", "item", "item"]
    assert kinds(document)[1][1].startswith("Het eerste doel")
    assert kinds(document)[2][1] == "1. Het tweede doel."


def test_a_bullet_may_be_drawn():
    sheets = Sheets()
    for text in ("Een ding.", "Nog een ding."):
        sheets.ellipse(LEFT, sheets.at - 6, 4, 4, style="F")
        sheets.paragraph(text, x=LEFT + 14)
    assert kinds(read(sheets)) == [("item", "Een ding."), ("item", "Nog een ding.")]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("de veilig-", "heid van", "de veiligheid van"),
        ("in Noord-", "Holland is", "in Noord-Holland is"),
        ("de in-", "en uitvoer", "de in- en uitvoer"),
        ("de lhbtiq+-", "personen", "de lhbtiq+-personen"),
        ("het OM-", "beleid is", "het OM-beleid is"),
        ("de COC-leden, een COC-", "lid is", "een COC-lid is"),
        ("de samen\xad", "leving is", "de samenleving is"),
        ("van 2026-", "2029 is", "van 2026-2029 is"),
    ],
)
def test_words_broken_at_the_end_of_a_line(above, below, whole):
    sheets = Sheets()
    sheets.line_of(f"Dit is een regel die begint en eindigt met {above}")
    sheets.line_of(f"{below} een zaak van ons allen en van de regering.")
    assert whole in read(sheets).text


def test_headers_footers_and_page_numbers_are_left_out():
    sheets = Sheets()
    for page, word in enumerate(("een", "twee", "drie", "vier"), start=1):
        if page > 1:
            sheets.next_page()
        sheets.put("Directie Emancipatie", LEFT, 40, size=8)
        sheets.put(f"Pagina {page} van 4", 480, 815, size=8)
        sheets.paragraph(f"Dit is bladzijde {word}, " + "en nog wat tekst " * 6 + "erbij.")
    document = read(sheets)
    assert "Directie" not in document.text
    assert "Pagina" not in document.text
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [p.page for p in document.paragraphs] == [1, 2, 3, 4]


def test_a_paragraph_goes_on_on_the_next_page():
    sheets = Sheets()
    sheets.set_page_label(label_style="r")
    sheets.line_of("Deze zin begint onderaan de bladzijde en loopt daarna verder door op de vol-")
    sheets.next_page()
    sheets.line_of("gende bladzijde.")
    document = read(sheets)
    ((_, text),) = kinds(document)
    assert text.endswith("op de volgende bladzijde.")
    assert [(p.number, p.label, document.text[p.start : p.start + 5]) for p in document.pages] == [
        (1, "i", "Deze "),
        (2, "ii", "gende"),
    ]


def test_two_columns_are_read_one_after_the_other():
    sheets = Sheets()
    for column, word in ((LEFT, "links"), (320, "rechts")):
        sheets.at = 130
        for number in range(12):
            sheets.line_of(f"regel {number} staat {word} en vult de kolom", x=column)
    text = read(sheets).text
    assert text.rindex("links") < text.index("rechts")


def test_a_table_has_rows_under_its_headings():
    sheets = Sheets()
    for row in (("Jaar", "Meldingen"), ("2024", "120"), ("2025", "140")):
        for x, cell in zip((LEFT, 200), row, strict=True):
            sheets.put(cell, x, style="B" if row[0] == "Jaar" else "")
        sheets.at += LEADING
    document = read(sheets)
    assert [p.kind for p in document.paragraphs] == ["row"] * 3
    cells = document.paragraphs[2].cells
    assert [(document.quote(c), c.headings) for c in cells] == [
        ("2025", ("Jaar",)),
        ("140", ("Meldingen",)),
    ]


def test_a_link_leads_where_it_led():
    sheets = Sheets()
    sheets.line_of("Lees de ", ("https://example.org/nota", "nota Veilig"), " nog eens na.")
    (reference,) = read(sheets).references
    assert reference.url == "https://example.org/nota"


def test_a_turned_page_is_read_upright():
    sheets = Sheets()
    sheets.line_of("Deze bladzijde ligt op haar kant, maar de tekst staat recht.")
    data = sheets.data.replace(b"/Type /Page\n", b"/Type /Page\n/Rotate 180\n", 1)
    assert b"/Rotate 180" in data
    assert "Deze bladzijde ligt op haar kant" in read_pdf(data, EMPTY).text


def test_an_empty_page_is_named():
    sheets = Sheets()
    sheets.paragraph("Een zin op de eerste bladzijde.")
    sheets.next_page()
    assert read(sheets).warnings == ("Pages without text, in which nothing can be found: 2.",)


def test_a_scan_is_refused():
    with pytest.raises(UnreadableError, match="ocrmypdf"):
        read(Sheets())


def test_a_password_is_told():
    sheets = Sheets()
    sheets.paragraph("Geheim.")
    sheets.set_encryption("owner", "user")
    with pytest.raises(UnreadableError, match="password"):
        read(sheets)


def test_an_empty_password_opens():
    sheets = Sheets()
    sheets.paragraph("Niet geheim.")
    sheets.set_encryption("owner", "")
    assert "Niet geheim." in read(sheets).text


@pytest.mark.parametrize("data", [b"", b"geen pdf", b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<<>>%%EOF"])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(UnreadableError, match="damaged"):
        read_pdf(data, EMPTY)


WORDS = st.sampled_from("de het een politie gemeente lhbtiq+ veiligheid en in wet 2026".split())
SENTENCES = st.lists(WORDS, min_size=12, max_size=30).map(lambda words: " ".join(words))
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3)


@given(st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_paragraphs_with_notes_read_back_as_they_were_written(pages):
    sheets, number, texts = Sheets(), 0, []
    for page, paragraphs in enumerate(pages):
        if page:
            sheets.next_page()
        sheets.paragraph("Een deel van de brief", size=15, style="B")
        foot = 772 - 12 * sum(map(len, paragraphs))
        for sentences in paragraphs:
            capital = [f"Nu {sentence}." for sentence in sentences]
            texts.append(" ".join(capital))
            for at, sentence in enumerate(capital):
                number, foot = number + 1, foot + 12
                sheets.note(number, f"Noot bij zin {number}.", foot)
                capital[at] = f"{sentence}{{{number}}}"
            sheets.paragraph(" ".join(capital))
    document = read(sheets)
    assert kinds(document) == [("paragraph", text) for text in texts]
    assert notes(document) == [(n, f"Noot bij zin {n}.") for n in range(1, number + 1)]
    ends = [s.end for p in document.paragraphs for s in p.sentences]
    assert [m for n in document.footnotes for m in n.marks] == ends


def good() -> bytes:
    sheets = Sheets()
    sheets.start_section("Aanpak")
    sheets.paragraph("Aanpak", size=15, style="B")
    sheets.paragraph("Dat staat in de wet{1} en in de nota.")
    sheets.line_of(("https://example.org", "Een adres"))
    sheets.note(1, "Wet van 1 mei.", 760)
    return sheets.data


GOOD = good()


@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(max_size=8)), max_size=8),
    st.integers(0, len(GOOD)),
)
@settings(max_examples=200, deadline=None)
def test_damaged_bytes_are_read_or_refused(changes, end):
    data = bytearray(GOOD)
    for at, new in changes:
        data[at : at + len(new)] = new
    for damaged in (bytes(data), bytes(data[:end])):
        try:
            document = read_pdf(damaged, EMPTY)
        except UnreadableError:
            continue
        assert document.text
