"""The reader of Word documents, on tiny ones in the wire format of Word and pandoc."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import kinds, marked, notes, outline

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.office.docx import read_docx

INFO = DocumentInfo(id="x", title="", kind="", date="")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>
  <w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Hoofdstuk"><w:name w:val="Hoofdstuk"/>
  <w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Platte"><w:name w:val="Geen kop"/><w:basedOn w:val="Kop1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Nummer1"><w:name w:val="Genummerd"/>
  <w:basedOn w:val="Kop1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Nummer2"><w:name w:val="Genummerd, lager"/>
  <w:basedOn w:val="Kop2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/>
  <w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Lijstalinea"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="Opsomming"><w:name w:val="Opsomming"/>
  <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>
"""


def level(depth, format_, text, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="10">'
    + level(0, "decimal", "%1.", '<w:pStyle w:val="Nummer1"/>')
    + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Nummer2"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="11">'
    + level(0, "lowerLetter", "%1.")
    + level(1, "lowerRoman", "(%2)")
    + level(2, "upperRoman", "%1-%3", "<w:isLgl/>")
    + level(3, "none", "")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="12">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'
        for id_, kind, more in (
            (1, 10, ""),
            (2, 11, ""),
            (3, 12, ""),
            (
                4,
                11,
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
            ),
        )
    )
)


def p(content, style="", properties=""):
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def listed(text, list_, depth=0):
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'
    return p(r(text), properties=numbering)


def mark(id_, kind="footnote", more=""):
    return f'<w:r><w:{kind}Reference {more} w:id="{id_}"/></w:r>'


def note(id_, *texts, kind="footnote"):
    paragraphs = [p(f"<w:r><w:{kind}Ref/></w:r>{r(f' {text}')}") for text in texts]
    return f'<w:{kind} w:id="{id_}">{"".join(paragraphs)}</w:{kind}>'


def table(*rows, header=False):
    heads = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    cells = ["".join(c if c.startswith("<w:tc>") else tc(c) for c in row) for row in rows]
    first, *others = (f"<w:tr>{{}}{row}</w:tr>" for row in cells)
    return f"<w:tbl>{first.format(heads)}{''.join(o.format('') for o in others)}</w:tbl>"


def tc(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text)) if text else p('')}</w:tc>"


def docx(body, footnotes="", endnotes="", links: Sequence[str] = (), core="", **parts) -> bytes:
    """A Word file; `parts` replace or add whole parts."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/hyperlink" Target="{link}" '
        'TargetMode="External"/>'
        for n, link in enumerate(links)
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    members = {
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body>"
        "</w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{separator}{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {NAMESPACES}>{endnotes}</w:endnotes>",
        "docProps/core.xml": f'<c:p xmlns:c="c" xmlns:dc="dc"><dc:title>{core}</dc:title></c:p>',
        **parts,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zip_:
        for name, xml in members.items():
            zip_.writestr(name, xml)
    return file.getvalue()


def read(body, **parts) -> Document:
    return read_docx(docx(body, **parts), INFO)


def texts(document):
    return [text for _, text in kinds(document)]


# Headings


def test_headings_follow_from_styles_and_outline_levels():
    document = read(
        p(r("Een"), "Kop1")
        + p(r("Twee"), "Kop2")
        + p(r("Drie"), "Hoofdstuk")
        + p(r("Geen kop"), "Platte")
        + p(r("Vier"), properties='<w:outlineLvl w:val="2"/>')
        + p(r("Slot."))
    )
    levels = [(s.title, s.level) for s in document.sections]
    assert levels == [("Een", 1), ("Twee", 2), ("Drie", 1), ("Vier", 3)]
    assert texts(document) == ["Geen kop", "Slot."]


def test_style_ids_name_the_styles_where_the_file_has_none():
    document = read(
        p(r("Kop"), "Heading2") + p(r("Tekst."), "FirstParagraph"), **{"word/styles.xml": "<w/>"}
    )
    assert [(s.title, s.level) for s in document.sections] == [("Kop", 2)]


def test_headings_are_numbered_as_printed():
    document = read(
        p(r("A"), "Nummer1") + p(r("B"), "Nummer2") + p(r("C"), "Nummer2") + p(r("D"), "Nummer1")
    )
    assert outline(document) == [("1", 1), ("1.1", 2), ("1.2", 2), ("2", 1)]
    assert document.text == "1. A\n1.1 B\n1.2 C\n2. D"
    assert [s.title for s in document.sections] == ["A", "B", "C", "D"]


def test_bold_and_slanted_lines_head_a_letter_without_styles():
    document = read(
        p(r("Aanleiding", "<w:b/>"))
        + p(r("Deel", "<w:i/>") + r(" vier", "<w:u w:val='single'/>"))
        + p(r("De tekst begint."))
        + p(r("2. Politie", "<w:b/>"))
        + p(r("Deze zin is vet.", "<w:b/>"))
        + p(r("Niet ", "<w:b/>") + r("helemaal"))
        + p(r("Zonder tekst eronder", "<w:b/>"))
    )
    assert [(s.number, s.title, s.level) for s in document.sections] == [
        (None, "Aanleiding", 1),
        (None, "Deel vier", 2),
        ("2", "Politie", 1),
    ]


def test_bold_lines_head_nothing_where_there_are_heading_styles():
    document = read(p(r("Kop"), "Kop1") + p(r("Vet", "<w:b/>")) + p(r("Tekst.")))
    assert [s.title for s in document.sections] == ["Kop"]


def test_the_title_stands_in_front():
    document = read(p(r("De titel"), "Titel") + p(r("Onder"), "Subtitle") + p(r("Tekst.")))
    assert document.title == "De titel"
    assert texts(document) == ["Tekst."]


@pytest.mark.parametrize(
    ("core", "title"),
    [("Nota", "Nota"), ("Microsoft Word - a.docx", ""), ("Document1", ""), ("brief.docx", "")],
)
def test_the_title_in_the_properties_counts_unless_a_program_made_it_up(core, title):
    assert read(p(r("Tekst.")), core=core).title == title


# Lists


def test_items_are_labelled_as_printed_and_bullets_left_out():
    document = read(
        listed("een", 2)
        + listed("twee", 2)
        + listed("diep", 2, 1)
        + listed("dieper", 2, 2)
        + listed("zonder", 2, 3)
        + listed("drie", 2)
        + listed("opnieuw", 2, 1)
        + listed("vijf", 4)
        + listed("terug in het eerste", 2)
        + listed("bol", 3)
        + p(r("uit de stijl"), "Opsomming")
        + p(r("geen item"), "Opsomming", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert kinds(document) == [
        ("item", "a. een"),
        ("item", "b. twee"),
        ("item", "(i) diep"),
        ("item", "2-1 dieper"),
        ("item", "zonder"),
        ("item", "c. drie"),
        ("item", "(i) opnieuw"),
        ("item", "e. vijf"),
        ("item", "f. terug in het eerste"),
        ("item", "bol"),
        ("item", "g. uit de stijl"),
        ("paragraph", "geen item"),
    ]


def test_a_list_that_begins_again_below_its_first_level_shows_where_that_begins():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="2"/></w:lvlOverride>'
    kind = f'<w:abstractNum w:abstractNumId="1">{level(1, "decimal", "%1.%2")}'
    first = level(0, "decimal", "%1.")
    numbering = f'{kind}{first}</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="1"/>'
    document = read(
        listed("diep", 9, 1) + listed("boven", 9),
        **{"word/numbering.xml": f"<w:n {NAMESPACES}>{numbering}{override}</w:num></w:n>"},
    )
    assert texts(document) == ["2.1 diep", "2. boven"]


def test_literal_labels_make_items_in_a_list_style_only():
    document = read(
        p(r("1. een"), "Lijstalinea")
        + p(r("–") + "<w:r><w:tab/></w:r>" + r("twee"), "Lijstalinea")
        + p(r("tekst"), "Lijstalinea")
        + p(r("• drie"))
    )
    assert kinds(document) == [
        ("item", "1. een"),
        ("item", "twee"),
        ("paragraph", "tekst"),
        ("paragraph", "• drie"),
    ]


# Notes


def test_notes_stand_at_their_exact_place_in_text_headings_and_tables():
    document = read(
        p(r("Kop") + mark(4), "Kop1")
        + p(r("Een") + mark(2) + r(", twee") + mark(1, "endnote") + r("."))
        + table(["A", "B"], ["<w:tc>" + p(r("c") + mark(7)) + "</w:tc>", "d"]),
        footnotes=note(2, "Noot.", "Tweede alinea.") + note(4, "Bij kop.") + note(7, "In tabel."),
        endnotes=note(1, "Eind.", kind="endnote"),
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


def test_one_note_may_have_two_marks():
    document = read(
        p(r("Een") + mark(4) + r(" twee") + mark(4) + r(".")), footnotes=note(4, "Noot.")
    )
    assert [len(n.marks) for n in document.footnotes] == [2]


def test_a_cross_reference_to_a_note_is_a_mark_where_it_is_glued_to_a_word():
    def field(text):
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NOTEREF _Ref1 \\h '
            f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(text)}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    bookmarked = f'<w:bookmarkStart w:id="0" w:name="_Ref1"/>{mark(4)}<w:bookmarkEnd w:id="0"/>'
    document = read(
        p(r("Een") + bookmarked + r(" twee") + field("1") + r(", zie noot ") + field("1")),
        footnotes=note(4, "Noot."),
    )
    assert texts(document) == ["Een twee, zie noot 1"]
    assert [len(n.marks) for n in document.footnotes] == [2]


def test_a_custom_mark_is_no_text():
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    document = read(
        p(r("Een") + custom + r(".")),
        footnotes=f'<w:footnote w:id="2">{p(r("*") + r(" Noot."))}</w:footnote>',
    )
    assert texts(document) == ["Een."]
    assert notes(document) == [(1, "Noot.")]


def test_a_difference_between_marks_and_notes_is_told():
    document = read(p(r("Een") + mark(2) + mark(3)), footnotes=note(2, "Noot."))
    assert document.warnings == (
        "Notes referred to in the text: 2; notes in the file: 1.",
        "A mark has no note (printed number): 2.",
    )


# Tables


def test_cells_have_the_headings_of_their_row_and_columns():
    def tc_of(text, properties):
        return tc(text, properties)

    document = read(
        table(
            ["Maatregel", tc_of("Wie", '<w:gridSpan w:val="2"/>')],
            [tc_of("Voorlichting", '<w:vMerge w:val="restart"/>'), "JenV", "OCW"],
            [tc_of("", "<w:vMerge/>"), "VWS", ""],
            header=True,
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


def test_a_cell_is_one_line_and_a_table_in_it_is_flattened():
    inner = table(["c", "d"])
    cell = f"<w:tc>{p(r('a'))}{p(r('b'))}{inner}{p('')}</w:tc>"
    assert texts(read(table([cell, "e"]))) == ["a b c d\te"]


def test_a_table_of_one_cell_is_a_frame_around_text():
    document = read(table([f"<w:tc>{p(r('Kop'), 'Kop1')}{p(r('Tekst.'))}</w:tc>"]))
    assert [s.title for s in document.sections] == ["Kop"]
    assert kinds(document) == [("paragraph", "Tekst.")]


# What is left out


def test_deletions_are_left_out_with_their_notes_and_told():
    document = read(
        p(
            r("Een ")
            + f"<w:ins>{r('nieuwe ')}</w:ins>"
            + f"<w:del><w:r><w:delText>oude</w:delText></w:r>{mark(2)}</w:del>"
            + f"<w:moveFrom>{r('verplaatst')}</w:moveFrom>"
            + r("zin"),
            properties="<w:rPr><w:del/></w:rPr>",
        )
        + p(r(" loopt door.")),
        footnotes=note(2, "Weg."),
    )
    assert document.text == "Een nieuwe zin loopt door."
    assert document.warnings == (
        "The document has tracked changes: insertions were read, deletions left out.",
    )


def test_hidden_text_and_comments_are_left_out_and_told():
    document = read(
        p(
            r("Een")
            + r(" geheim " + 60 * "x", "<w:vanish/>")
            + r(" via stijl", '<w:rStyle w:val="Weg"/>')
            + r(" zicht", "<w:vanish w:val='0'/>")
            + '<w:r><w:commentReference w:id="0"/></w:r>'
        )
    )
    assert document.text == "Een zicht"
    assert document.warnings == (
        "Hidden text was left out: geheim " + 53 * "x",
        "Comments were left out: 1.",
    )


def test_the_table_of_contents_is_left_out():
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p(r('Kop 3'))}</w:sdtContent></w:sdt>"
    )
    document = read(p(r("Kop 2"), "Inhopg1") + control + p(r("Tekst.")))
    assert document.text == "Tekst."
    assert document.warnings == ()


# Characters


def test_characters_that_are_elements():
    document = read(
        p(
            r("niet")
            + "<w:r><w:noBreakHyphen/><w:t>af</w:t><w:softHyphen/><w:t>breken</w:t><w:br/>"
            '<w:t>en</w:t><w:tab/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
            + r(" g")
            + r("e")
            + r("heel")
        )
    )
    assert document.text == "niet‑afbreken en • geheel"


def test_links_lead_to_their_targets_and_codes_of_fields_are_no_text():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>HYPERLINK "https://example.nl/b" \\o "tip"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("de ")}{r("tweede")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(
        p(
            r("Zie ")
            + f'<w:hyperlink r:id="rId0">{r("de ")}{r("eerste")}</w:hyperlink>'
            + r(", ")
            + field
            + f'<w:fldSimple w:instr=" PAGE ">{r(", 7")}</w:fldSimple>'
        ),
        links=["https://example.nl/a"],
    )
    assert document.text == "Zie de eerste, de tweede, 7"
    assert [(document.quote(ref), ref.url) for ref in document.references] == [
        ("de eerste", "https://example.nl/a"),
        ("de tweede", "https://example.nl/b"),
    ]


def test_a_text_box_is_read_once_and_a_content_control_and_the_unknown_too():
    box = f"<w:txbxContent>{p(r('In het kader.'))}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
        f"<wp:posOffset>123</wp:posOffset><wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('beheerd')}</w:sdtContent></w:sdt>"
    document = read(
        p(r("Tekst ") + drawing + control + "<w:smartTag>" + r(" slim") + "</w:smartTag>")
        + '<x xmlns="y"><z>Onbekend.</z></x>'
    )
    assert texts(document) == ["Tekst beheerd slim", "In het kader.", "Onbekend."]


# What cannot be read


def test_the_main_part_is_found_by_its_relation_in_the_strict_namespace_too():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    relation = f'<Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/>'
    body = f"<w:body>{p(r('Tekst.'))}</w:body>"
    parts = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>",
        "word/document2.xml": f"<w:document {strict}>{body}</w:document>",
    }
    assert read("", **parts).text == "Tekst."


def test_what_is_no_word_document_is_refused_with_what_to_do():
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as zip_:
        zip_.writestr("a.txt", "a")
    for data in (b"", b"PK\x03\x04", b"gewoon tekst", plain.getvalue(), docx("<w:p>")):
        with pytest.raises(UnreadableError, match=r"Not a Word document.*Save it again as \.docx"):
            read_docx(data, INFO)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(UnreadableError, match="remove the password"):
        read_docx(ole + "EncryptedPackage".encode("utf-16-le"), INFO)
    with pytest.raises(UnreadableError, match=r"An old \.doc"):
        read_docx(ole + "WordDocument".encode("utf-16-le"), INFO)


def test_bombs_are_refused():
    entities = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document/>'
    deep = "<w:ins>" * 300 + "</w:ins>" * 300
    for body, parts in (("", {"word/document.xml": entities}), (deep, {})):
        with pytest.raises(UnreadableError, match="Not a Word document"):
            read(body, **parts)
    with pytest.raises(UnreadableError, match="Too large"):
        read("", **{"word/media/image1.bmp": "\0" * 21_000_000})


@pytest.mark.parametrize("tag", ["w:ins", "w:hyperlink", "w:tbl><w:tr><w:tc", "w:sdt"])
def test_deep_nesting_is_no_trouble(tag):
    opening = f"<{tag}>"
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    times = 240 // len(tag.split("><"))
    assert read(opening * times + p(r("diep")) + closing * times).text == "diep"
    inside = p(opening * times + r("diep") + closing * times)
    assert "tbl" in tag or read(inside).text == "diep"


# Properties

WORDS = st.text("abcé€", min_size=1, max_size=8)
LINES = st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4)  # word, whether noted
KINDS = {"heading": ("Kop2", ""), "paragraph": ("", ""), "item": ("", "3")}


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), LINES), min_size=1, max_size=6))
def test_what_was_written_is_read(blocks):
    body = footnotes = ""
    lines: list[str] = []
    before: list[str] = []  # of each mark: what stands before it on its line
    for kind, words in blocks:
        style, list_ = KINDS[kind]
        runs = ""
        line = ""
        for word, noted in words:
            said = f" {word}" if line else word
            line += said
            runs += r(said[:2]) + r(said[2:])
            if noted:
                before.append(line)
                runs += mark(len(before))
                footnotes = note(len(before), f"Noot {len(before)}") + footnotes
        numbering = f'<w:numPr><w:numId w:val="{list_}"/></w:numPr>' if list_ else ""
        body += p(runs, style, numbering)
        lines.append(line)
    document = read(body, footnotes=footnotes)
    found = [line for line in document.text.split("\n") if line]
    assert found == [*lines, *(f"Noot {n}" for n in range(1, len(before) + 1))]
    assert [document.text[: n.marks[0]].rpartition("\n")[2] for n in document.footnotes] == before
    assert len([q for q in document.paragraphs if q.kind == "item"]) == [
        k for k, _ in blocks
    ].count("item")


WHOLE = (
    p(r("Kop"), "Kop1")
    + p(r("Een") + mark(2) + f'<w:hyperlink r:id="rId0">{r("link")}</w:hyperlink>')
    + listed("een", 2)
    + table(["A", "B"], ["c", "d"])
)
CHANGES = st.lists(
    st.tuples(st.integers(0, len(WHOLE) - 1), st.text('az09"</>', max_size=2)), max_size=3
)


@settings(max_examples=200)
@given(CHANGES, CHANGES)
def test_damage_is_told_or_survived(in_text, in_file):
    body = WHOLE
    for at, new in in_text:
        body = body[:at] + new + body[at + len(new) :]
    data = bytearray(docx(body, footnotes=note(2, "Noot."), links=["https://example.nl"]))
    for at, new in in_file:
        data[at : at + len(new)] = new.encode()
    try:
        document = read_docx(bytes(data), INFO)
    except UnreadableError:
        return
    assert isinstance(document, Document)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data):
    with pytest.raises(UnreadableError):
        read_docx(data, INFO)
