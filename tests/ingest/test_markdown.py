"""Markdown: headings, lists, tables, and the notes of pandoc and markitdown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import INFO, kinds, marked, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.readers.html.markdown import read_markdown

UNKNOWN = DocumentInfo(id="", title="", kind="", date="")


def read(text: str, info: DocumentInfo = INFO) -> Document:
    return read_markdown(text.encode(), info)


def texts_of(document: Document) -> list[str]:
    return [said for _, said in kinds(document)]


def texts(text: str) -> list[str]:
    return texts_of(read(text))


def test_headings_of_both_forms_and_the_title_above_them():
    document = read("# Nota\n\nVooraf.\n\n## 1. Doel {#doel .x}\n\na\n\nSlot\n----\n\nb", UNKNOWN)
    assert document.title == "Nota"
    assert document.text.startswith("Nota\n\nVooraf.")
    assert outline(document) == [("inleiding", 1), ("1", 1), ("slot", 1)]
    assert outline(read("A\n=\na\n\n# B\nb\n\n### C\nc")) == [("a", 1), ("b", 1), ("b.c", 3)]


def test_front_matter_tells_title_and_date():
    text = '---\ntitle: "Nota: water"\ndate: 10 december 2025\ntags: [a]\n---\n\n# Kop\n\nTekst.'
    document = read(text, UNKNOWN)
    assert (document.title, document.date) == ("Nota: water", "2025-12-10")
    assert kinds(document) == [("paragraph", "Tekst.")]
    assert texts("---\nLos.\n\n---\nMeer.") == ["Los.", "Meer."]


def test_notes_of_pandoc():
    document = read(
        "In het akkoord[^1] en programma[^b], weer[^1] en hier^[Kort [x].].\n\n"
        "[^b]: Kamerstuk 36 471, nr. 96 \\[concept\\]\n\n"
        "[^1]: Eerste alinea.\n\n    Tweede **alinea**.\n\nSlot."
    )
    assert kinds(document) == [
        ("paragraph", "In het akkoord en programma, weer en hier."),
        ("paragraph", "Slot."),
    ]
    assert notes(document) == [
        (1, "Eerste alinea.\nTweede alinea."),
        (2, "Kamerstuk 36 471, nr. 96 [concept]"),
        (3, "Kort [x]."),
    ]
    assert marked(document) == [
        " akkoord| en ",
        "ma, weer| en ",
        "rogramma|, we",
        " en hier|.\n\nS",
    ]
    assert document.warnings == ()


def test_a_note_without_a_mark_is_told_and_a_mark_without_a_note_is_text():
    document = read("Tekst[^9].\n\n[^1]: Los.\n")
    assert texts("Tekst[^9].\n\n[^1]: Los.\n") == ["Tekst[^9].", "Los."]
    assert document.warnings == ("A note has no mark; it stands at the end of the text: 1.",)


def test_notes_of_markitdown():
    document = read(
        "In het akkoord[[1]](#footnote-4) en noot[[2]](#endnote-1).\n\n1. Punt\n\n"
        "Slot.\n\n1. Kamerstuk 36 471. [↑](#footnote-ref-4)\n"
        "2. Eerste.\n\n   Tweede. [↑](#endnote-ref-1)\n"
    )
    assert texts_of(document) == ["In het akkoord en noot.", "1. Punt", "Slot."]
    assert notes(document) == [(1, "Kamerstuk 36 471."), (2, "Eerste.\nTweede.")]
    assert marked(document) == [" akkoord| en ", " en noot|.\n\n1"]


def test_lists_keep_their_numbers_and_lose_their_bullets():
    text = "Zo:\n\n3) drie\n4) vier\n   - onder\n\n* punt\n\n1.  los\n\n2.  los"
    assert kinds(read(text)) == [
        ("lead_in", "Zo:"),
        *(("item", said) for said in ("3) drie", "4) vier", "onder", "punt", "1. los", "2. los")),
    ]


def test_pipe_tables_with_and_without_headings():
    document = read("| Wie | Wat |\n|-----|-----|\n| JenV | x[^1] |\n\n[^1]: Noot.\n")
    row = document.paragraphs[1]
    assert [(document.quote(c), c.headings) for c in row.cells] == [
        ("JenV", ("Wie",)),
        ("x", ("JenV", "Wat")),
    ]
    assert marked(document) == ["t\nJenV\tx|\n\nNo"]
    empty = read("|  |  |\n| --- | --- |\n| Wie | Wat |\n| JenV | x |")
    assert empty.paragraphs[1].cells[1].headings == ("JenV", "Wat")


def test_inline_markup_is_dropped_and_its_text_kept():
    assert texts("*a* **b** `c[^1]` [d](https://e.nl) \\*f\\*  \ng\\\nh [i]{.underline} j\nk") == [
        "a b c[^1] d *f* g h i j k"
    ]
    assert texts("```\ncode *x*\n```\n\n> citaat\n\n::: {.kader}\nkader\n:::") == [
        "code *x*",
        "citaat",
        "kader",
    ]
    [reference] = read("[de site](https://e.nl/pad)").references
    assert reference.id == "https://e.nl/pad"


def test_html_is_text_and_never_markup():
    said = "<p hidden>Tekst</p> en <b>vet</b> <!-- c -->"
    assert texts(said) == [said]
    assert texts("[^<b>]: x\n\ntekst[^<b>]")[0] == "tekst"


def test_what_is_nested_too_deeply_is_told():
    assert "100 levels" in read(">" * 150 + " tekst").warnings[0]


@pytest.mark.parametrize("text", ["", "---\n", "[^1]:", "^[", "| |\n|-|", "# ", "1.", "\x00"])
def test_odd_texts_are_read(text):
    assert read(text).id == INFO.id


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(data):
    assert read_markdown(data, INFO).id == INFO.id


PARTS = ["# ", "\n", "\n\n", "    ", "- ", "1. ", "[^1]", "[^1]: ", "^[", "]", "[", "(#footnote-1)"]
PARTS += ["[[1]](#footnote-1)", "[↑](#footnote-ref-1)", "| a | b |\n|-|-|\n", "`", "*", "<b>", ">"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=30).map("".join))
def test_any_markup_is_read_and_every_span_holds(text):
    document = read(text)
    assert Document.model_validate(document.model_dump(mode="json")) == document


word = st.text("abcdefgëï’€+", min_size=1, max_size=7).filter(lambda said: said[0] not in "+")
words = st.lists(st.tuples(word, st.booleans()), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("", "## ", "- ", "> ")), words), min_size=1, max_size=6))
def test_random_texts_come_back_with_exact_marks(paragraphs):
    parts, expected, marks = [], [], []
    for prefix, pieces in paragraphs:
        line, text = "", ""
        for said, noted in pieces:
            text += f" {said}" if text else said
            line += f" {said}" if line else said
            if noted:
                marks.append((len(expected), len(text)))
                line += f"[^n{len(marks)}]"
        parts.append(prefix + line)
        expected.append(text)
    parts += [f"[^n{n}]: Noot *{n}*." for n in range(1, len(marks) + 1)]
    document = read("\n\n".join(parts))
    headings = [(s.start, s.heading_end) for s in document.sections if s.heading_end > s.start]
    places = sorted(headings + [(p.start, p.end) for p in document.paragraphs])
    assert [document.text[start:end] for start, end in places] == expected
    assert notes(document) == [(n, f"Noot {n}.") for n in range(1, len(marks) + 1)]
    found = [mark for note in document.footnotes for mark in note.marks]
    assert found == [places[at][0] + offset for at, offset in marks]
