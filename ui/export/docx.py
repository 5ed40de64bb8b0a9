"""Blocks as a Word document: headings, a style for quotes, and the language of every text."""

import datetime
import io
import re
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run
from lxml import etree

from assistant.answer import Language
from ui.export.outline import Block, Kind

_STYLES: dict[Kind, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "part": "Heading 2",
    "text": "Normal",
    "quote": "Quote",
    "source": "Caption",
    "item": "List Bullet",
}
_LANGUAGES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
_DARK = RGBColor(0x15, 0x42, 0x73)
_FONT = "Calibri"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(blocks: Iterable[Block], language: Language, made: datetime.date) -> bytes:
    """The bytes of a .docx file.

    Args:
        blocks: What it says; the first is its title.
        language: Of the document; a block in another one is marked so.
        made: The day on which it is made.
    """
    document = docx.Document()
    _set_styles(document, language)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Beleidswijzer"
    properties.comments = ""
    properties.language = _LANGUAGES[language]
    properties.created = properties.modified = datetime.datetime.combine(made, datetime.time.min)
    for block in blocks:
        if block.kind == "title":
            properties.title = block.text
        paragraph = document.add_paragraph(style=_STYLES[block.kind])
        if block.label:
            paragraph.add_run(_in_xml(block.label + " ")).bold = True
        _mark_language(paragraph.add_run(_in_xml(block.text)), block.language)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_styles(document: Document, language: Language) -> None:
    """A4, one font, quotes and sources set in; the template is American."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for name in _STYLES.values():
        style = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.rPr.rFonts
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = _DARK
    for name, italic in (("Quote", True), ("Caption", False)):
        style = document.styles[name]
        style.paragraph_format.left_indent = Mm(8)
        style.font.italic, style.font.bold = italic, False
        style.font.color.rgb = RGBColor(0, 0, 0)
    quote, source = (document.styles[name].paragraph_format for name in ("Quote", "Caption"))
    quote.space_before, quote.space_after, quote.keep_with_next = Pt(10), Pt(2), True
    source.space_after = Pt(4)
    document.styles["Caption"].font.size = Pt(9)
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), _LANGUAGES[language])


def _mark_language(run: Run, language: Language) -> None:
    properties = run._r.get_or_add_rPr()
    etree.SubElement(properties, qn("w:lang"), {qn("w:val"): _LANGUAGES[language]})


def _in_xml(text: str) -> str:
    """Without the characters that no XML can hold."""
    return _NOT_IN_XML.sub("", text)
