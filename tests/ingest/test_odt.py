"""The reader of OpenDocument texts, on tiny ones in the wire format of LibreOffice and pandoc."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import kinds, marked, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.office.odt import read_odt

INFO = DocumentInfo(id="x", title="", kind="", date="")
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "office": f"{OASIS}:office:1.0",
        "style": f"{OASIS}:style:1.0",
        "text": f"{OASIS}:text:1.0",
        "table": f"{OASIS}:table:1.0",
        "draw": f"{OASIS}:drawing:1.0",
        "fo": f"{OASIS}:xsl-fo-compatible:1.0",
        "svg": f"{OASIS}:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def style(name, parent="", inside="", family="paragraph", more=""):
    return (
        f'<style:style style:name="{name}" style:family="{family}" '
        f'style:parent-style-name="{parent}" {more}>{inside}</style:style>'
    )


def numbered(depth, format_, more='style:num-suffix="."', kind="list-level-style-number"):
    return f'<text:{kind} text:level="{depth}" style:num-format="{format_}" {more}/>'


STYLES = (
    style("Heading")
    + style("Heading_20_1", "Heading", more='style:default-outline-level="1"')
    + style("Heading_20_2", "Heading")
    + style("Title", "Heading")
    + style("Contents_20_1")
    + '<text:outline-style style:name="Outline">'
    + numbered(1, "1", kind="outline-level-style")
    + numbered(2, "1", 'text:display-levels="2"', kind="outline-level-style")
    + numbered(3, "", kind="outline-level-style")
    + "</text:outline-style>"
)
AUTOMATIC = (
    style("P1", "Heading_20_2")
    + style("B", family="text", inside='<style:text-properties fo:font-weight="bold"/>')
    + style("I", family="text", inside='<style:text-properties fo:font-style="italic"/>')
    + style("Weg", family="text", inside='<style:text-properties text:display="none"/>')
    + '<text:list-style style:name="L1">'
    + numbered(1, "a", 'style:num-suffix=")"')
    + numbered(2, "i", 'style:num-prefix="(" style:num-suffix=")" text:start-value="3"')
    + numbered(3, "1", 'text:display-levels="3"')
    + '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def p(content, style_="Standard"):
    return f'<text:p text:style-name="{style_}">{content}</text:p>'


def h(content, level, more=""):
    return f'<text:h text:outline-level="{level}" {more}>{content}</text:h>'


def span(content, style_):
    return f'<text:span text:style-name="{style_}">{content}</text:span>'


def note(id_, *texts, kind="footnote"):
    body = "".join(p(text, "Footnote") for text in texts)
    return (
        f'<text:note text:id="{id_}" text:note-class="{kind}"><text:note-citation>9'
        f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
    )


def items(*contents, style_="L1", more="", tag="list-item"):
    named = f'text:style-name="{style_}"' if style_ else ""
    inside = "".join(
        f"<text:{tag}>{c if c.startswith('<') else p(c)}</text:{tag}>" for c in contents
    )
    return f"<text:list {named} {more}>{inside}</text:list>"


def cell(content, more=""):
    inside = content if content[:1] == "<" else p(content)
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def row(*cells):
    inside = "".join(c if c.startswith("<table:") else cell(c) for c in cells)
    return f"<table:table-row>{inside}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def table(*rows, header=""):
    head = f"<table:table-header-rows>{header}</table:table-header-rows>" if header else ""
    columns = '<table:table-column table:number-columns-repeated="3"/>'
    return f"<table:table>{columns}{head}{''.join(rows)}</table:table>"


def odt(body, title="", **parts) -> bytes:
    """An OpenDocument text; `parts` replace or add whole parts."""
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>"
        f"{AUTOMATIC}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{STYLES}"
        "</office:styles></office:document-styles>",
        "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta><dc:title>{title}"
        "</dc:title></office:meta></office:document-meta>",
        **parts,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zip_:
        for name, xml in members.items():
            zip_.writestr(name, xml)
    return file.getvalue()


def read(body, title="", **parts) -> Document:
    return read_odt(odt(body, title, **parts), INFO)


# Headings


def test_headings_follow_from_elements_and_styles_and_are_numbered_as_printed():
    document = read(
        h("A", 1)
        + h("B", 2)
        + h("C", 2)
        + h("Zonder", 2, 'text:is-list-header="true"')
        + h("D", 1)
        + h("E", 3)
        + p("F", "P1")
        + p("Tekst.")
    )
    assert document.text == "1. A\n1.1 B\n1.2 C\nZonder\n2. D\nE\nF\nTekst."
    assert [(s.number, s.title, s.level) for s in document.sections] == [
        ("1", "A", 1),
        ("1.1", "B", 2),
        ("1.2", "C", 2),
        (None, "Zonder", 2),
        ("2", "D", 1),
        (None, "E", 3),
        (None, "F", 2),
    ]


def test_a_heading_in_a_list_has_the_number_of_the_list():
    assert outline(read(items(h("Kop", 1)) + p("Tekst."))) == [("a", 1)]


def test_bold_and_slanted_lines_head_a_letter_without_styles():
    document = read(
        p("De titel", "Title")
        + p(span("Aanleiding", "B"))
        + p(span("Politie", "I"))
        + p("De tekst begint.")
    )
    assert outline(document) == [("aanleiding", 1), ("aanleiding.politie", 2)]


def test_the_title_stands_in_front_or_in_the_properties():
    titled = read(p("De titel", "Title") + p("Tekst."), title="Iets anders")
    assert (titled.title, kinds(titled)) == ("De titel", [("paragraph", "Tekst.")])
    assert read(p("Tekst."), title="Nota").title == "Nota"
    assert read(p("Tekst."), title="Naamloos 1").title == ""


# Lists


def test_items_are_labelled_as_printed_and_bullets_left_out():
    deep = p("twee") + items("diep", items("dieper", style_=""), style_="")
    document = read(
        items("een", deep, p("drie") + p("vervolg"), more='xml:id="l1"')
        + p("Tussen.")
        + items("vier", more='text:continue-list="l1"')
        + items("vijf", more='text:continue-numbering="true"')
        + items("opnieuw")
        + items("kop", tag="list-header")
        + items("bol", style_="L2")
        + '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
        + p("zeven")
        + "</text:list-item></text:list>"
    )
    assert kinds(document) == [
        ("item", "a) een"),
        ("item", "b) twee"),
        ("item", "(iii) diep"),
        ("item", "b.iii.1 dieper"),
        ("item", "c) drie"),
        ("item", "vervolg"),
        ("paragraph", "Tussen."),
        ("item", "d) vier"),
        ("item", "e) vijf"),
        ("item", "a) opnieuw"),
        ("item", "kop"),
        ("item", "bol"),
        ("item", "g) zeven"),
    ]


# Notes


def test_notes_stand_at_their_exact_place_in_text_headings_and_tables():
    document = read(
        h("Kop" + note("ftn0", "Bij kop."), 3)
        + p("Een" + note("ftn1", "Noot.", "Tweede alinea.") + f", twee{note('edn1', 'Eind.')}.")
        + table(row("A", "B"), row(f"{p('c' + note('ftn1', 'In tabel.'))}", "d"))
    )
    assert notes(document) == [
        (1, "Bij kop."),
        (2, "Noot.\nTweede alinea."),
        (3, "Eind."),
        (4, "In tabel."),
    ]
    assert marked(document) == [
        "Kop|\nEen",
        "Kop\nEen|, tw",
        "en, twee|.\n\nA",
        ".\n\nA\tB\nc|\td\n\n",
    ]
    assert document.warnings == ()


def test_a_cross_reference_to_a_note_is_a_mark_where_it_is_glued_to_a_word():
    again = '<text:note-ref text:note-class="footnote" text:ref-name="ftn1">1</text:note-ref>'
    document = read(p(f"Een{note('ftn1', 'Noot.')} twee{again}, zie noot {again}"))
    assert document.text.startswith("Een twee, zie noot 1\n")
    assert [len(n.marks) for n in document.footnotes] == [2]


# Tables


def test_cells_have_the_headings_of_their_row_and_columns():
    document = read(
        table(
            row(cell("Voorlichting", 'table:number-rows-spanned="2"'), "JenV", "OCW"),
            row(COVERED, "VWS", cell(p("") * 2)),
            header=row("Maatregel", cell("Wie", 'table:number-columns-spanned="2"'), COVERED),
        )
    )
    rows = [[(document.quote(c), c.headings) for c in q.cells] for q in document.paragraphs]
    assert rows == [
        [("Maatregel", ()), ("Wie", ())],
        [
            ("Voorlichting", ("Maatregel",)),
            ("JenV", ("Voorlichting", "Wie")),
            ("OCW", ("Voorlichting", "Wie")),
        ],
        [("VWS", ("Voorlichting", "Wie"))],
    ]


def test_a_cell_is_one_line_and_repeated_columns_are_bounded():
    wide = cell("b", 'table:number-columns-repeated="999999999"')
    document = read(table(row(p("a") + p("c") + table(row("d", "e")), wide)))
    assert kinds(document) == [("row", "a c d e\tb")]


def test_a_table_of_one_cell_is_a_frame_around_text():
    assert kinds(read(table(row(p("Een.") + p("Twee."))))) == [
        ("paragraph", "Een."),
        ("paragraph", "Twee."),
    ]


# What is left out


def test_what_is_not_on_the_page_is_left_out_and_told():
    deletion = f"<text:changed-region><text:deletion>{p('oud' + note('ftn9', 'Weg.'))}"
    document = read(
        f"<text:tracked-changes>{deletion}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        + p(
            'Een <text:change text:change-id="c"/>zin'
            + span(" geheim", "Weg")
            + '<text:hidden-text text:string-value=" veld" text:is-hidden="true"/>'
            + f"<office:annotation><dc:creator>x</dc:creator>{p('commentaar')}</office:annotation>."
        )
        + p('<text:hidden-paragraph text:is-hidden="true"/>Hele alinea.')
        + f'<text:section text:display="none">{p("Hele sectie.")}</text:section>'
        + f"<text:section>{p('Zichtbaar.')}</text:section>"
    )
    assert [text for _, text in kinds(document)] == ["Een zin.", "Zichtbaar."]
    assert document.footnotes == ()
    assert document.warnings == (
        "Hidden text was left out: geheim veld",
        "Hidden text was left out: Hele alinea.",
        "Hidden text was left out: Hele sectie.",
        "The document has tracked changes: insertions were read, deletions left out.",
        "Comments were left out: 1.",
    )


def test_the_table_of_contents_is_left_out():
    index = f"<text:index-body>{p('Kop 3')}</text:index-body>"
    document = read(
        f"<text:table-of-content>{index}</text:table-of-content>"
        + p("Kop 4", "Contents_20_1")
        + p("Tekst.")
    )
    assert (document.text, document.warnings) == ("Tekst.", ())


# Characters


def test_characters_links_and_text_boxes():
    box = f"<draw:text-box>{p('In het kader.')}</draw:text-box><svg:title>alt</svg:title>"
    link = '<text:a xlink:href="https://example.nl/a">' + span("de link", "I") + "</text:a>"
    document = read(
        p(
            f'\n  Zie {link}<text:s text:c="3"/>en<text:tab/>meer<text:line-break/>zacht'
            "<text:soft-page-break/>jes, on\xadnodig <text:page-number>7</text:page-number>"
            f"<draw:frame>{box}</draw:frame><text:onbekend>!</text:onbekend>"
        )
    )
    assert [text for _, text in kinds(document)] == [
        "Zie de link en meer zachtjes, onnodig 7!",
        "In het kader.",
    ]
    assert [(document.quote(ref), ref.url) for ref in document.references] == [
        ("de link", "https://example.nl/a")
    ]


# What cannot be read


def test_what_is_no_opendocument_text_is_refused_with_what_to_do():
    sheet = "<office:document-content xmlns:office='o'><office:body/></office:document-content>"
    for data in (b"", b"gewoon tekst", odt("<text:p>"), odt("", **{"content.xml": sheet})):
        with pytest.raises(UnreadableError, match=r"Not an OpenDocument text.*again as \.odt"):
            read_odt(data, INFO)
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(UnreadableError, match="remove the password"):
        read("", **{"META-INF/manifest.xml": manifest})


# Properties

WORDS = st.text("abcé€", min_size=1, max_size=8)
LINES = st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4)  # word, whether noted
KINDS = {
    "heading": lambda text: h(text, 3),
    "paragraph": p,
    "item": lambda text: items(p(text), style_="L2"),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), LINES), min_size=1, max_size=6))
def test_what_was_written_is_read(blocks):
    body = ""
    lines: list[str] = []
    before: list[str] = []  # of each mark: what stands before it on its line
    for kind, words in blocks:
        content = line = ""
        for word, noted in words:
            said = f" {word}" if line else word
            line += said
            content += said[:2] + span(said[2:], "I")
            if noted:
                before.append(line)
                content += note(f"ftn{len(before)}", f"Noot {len(before)}")
        body += KINDS[kind](content)
        lines.append(line)
    document = read(body)
    found = [line for line in document.text.split("\n") if line]
    assert found == [*lines, *(f"Noot {n}" for n in range(1, len(before) + 1))]
    assert [document.text[: n.marks[0]].rpartition("\n")[2] for n in document.footnotes] == before


WHOLE = h("Kop", 1) + p("Een" + note("ftn1", "Noot.")) + items("een") + table(row("A", "B"))
CHANGES = st.lists(
    st.tuples(st.integers(0, len(WHOLE) - 1), st.text('az09"</>', max_size=2)), max_size=3
)


@settings(max_examples=200)
@given(CHANGES, CHANGES)
def test_damage_is_told_or_survived(in_text, in_file):
    body = WHOLE
    for at, new in in_text:
        body = body[:at] + new + body[at + len(new) :]
    data = bytearray(odt(body))
    for at, new in in_file:
        data[at : at + len(new)] = new.encode()
    try:
        document = read_odt(bytes(data), INFO)
    except UnreadableError:
        return
    assert isinstance(document, Document)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data):
    with pytest.raises(UnreadableError):
        read_odt(data, INFO)
