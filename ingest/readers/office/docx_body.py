"""The blocks of a Word document in reading order: paragraphs and tables, not yet written down.

ECMA-376 part 1, 17.3.1 (paragraphs), 17.4 (tables), 17.5 (content controls).
"""

from collections.abc import Iterable, Iterator

from ingest.readers.manuscript import Manuscript, Run
from ingest.readers.office.blocks import Block, Paragraph, Table, Text, flat, paragraph
from ingest.readers.office.docx_styles import Lists, Styles, is_on, number, numbering_of, value
from ingest.readers.office.docx_text import TextReader, chosen
from ingest.readers.office.scribe import warn_of_hidden
from ingest.readers.office.styles import Style
from ingest.readers.table import Field, headed
from ingest.safe_xml import Element

_MOST_COLUMNS = 63  # in Word
_DELETED = ("del", "moveFrom")
_SILENT = frozenset(("sectPr", "sdtPr", "sdtEndPr", "tcPr", "customXmlPr", "tblPr", *_DELETED))
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))  # of rows and cells
_EMBEDDED = "A file that is embedded in the document was left out."


class Body:
    """Reads the blocks of a document and of its notes; lists count in the order of reading."""

    def __init__(self, styles: Styles, lists: Lists, manuscript: Manuscript) -> None:
        self._styles = styles
        self._lists = lists
        self._manuscript = manuscript
        self._carried: list[Run] = []  # of a paragraph whose end was deleted

    def blocks(self, elements: Iterable[Element], reader: TextReader) -> Iterator[Block]:
        """The blocks in some elements; `reader` knows the part in which they stand."""
        for element in elements:
            if element.tag == "p":
                yield from self._paragraph(element, reader)
            elif element.tag == "tbl":
                yield from self._table(element, reader)
            elif element.tag == "AlternateContent":
                yield from self.blocks(chosen(element), reader)
            elif element.tag == "altChunk":
                self._manuscript.warn(_EMBEDDED)
            elif element.tag not in _SILENT and not _is_contents(element):
                if element.text and element.text.strip():  # unknown: its text is kept
                    yield Paragraph([element.text], Style())
                yield from self.blocks(element, reader)

    def _paragraph(self, element: Element, reader: TextReader) -> Iterator[Block]:
        properties = element.find("pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        text = reader.read(element, style)
        warn_of_hidden(text.hidden, self._manuscript)
        text.runs = [*self._carried, *text.runs]
        self._carried = []
        if _runs_on(element):
            self._carried = text.runs
        elif style.role != "contents" and (text.runs or not text.hidden):
            yield self._judged(text, style, properties)
        for box in text.boxes:
            yield from self.blocks(box, reader)

    def _judged(self, text: Text, style: Style, properties: Element | None) -> Paragraph:
        outline = number(value(properties, "outlineLvl"))
        level = style.level if outline is None else outline + 1 if 0 <= outline < 9 else None
        numbered, label = self._label(style, properties)
        return paragraph(text, style, level, label, numbered=numbered)

    def _label(self, style: Style, properties: Element | None) -> tuple[bool, str]:
        """Whether a list counts the paragraph, and the number that it prints."""
        own = numbering_of(properties)
        list_ = style.numbering.list if own.list is None else own.list
        if list_ is None or list_ == "0":  # 17.9.18: 0 takes it out of the list
            return False, ""
        depth = own.depth
        if depth is None:
            depth = style.numbering.depth if own.list is None else 0
        if depth is None:
            depth = self._lists.depth(list_, style)
        return True, self._lists.label(list_, depth)

    def _table(self, table: Element, reader: TextReader) -> Iterator[Block]:
        found = [row for row in _nearest(table, "tr") if not _is_deleted(row.find("trPr"))]
        cells = [list(_nearest(row, "tc")) for row in found]
        if len(cells) == 1 and len(cells[0]) == 1:  # a frame around text
            yield from self.blocks(cells[0][0], reader)
            return
        grid: list[list[Field]] = []
        for row, in_row in zip(found, cells, strict=True):
            before = number(value(row.find("trPr"), "gridBefore")) or 0
            grid.append([Field((), _bounded(before))] if before > 0 else [])
            for cell in in_row:
                properties = cell.find("tcPr")
                merge = None if properties is None else properties.find("vMerge")
                grid[-1].append(
                    Field(
                        tuple(flat(self.blocks(cell, reader))),
                        _bounded(number(value(properties, "gridSpan")) or 1),
                        merged=merge is not None and merge.get("val") != "restart",
                    )
                )
        headers = 0
        while headers < len(found) and is_on(found[headers].find("trPr"), "tblHeader"):
            headers += 1
        yield Table(list(headed(grid, headers)))


def _bounded(columns: int) -> int:
    return min(max(columns, 1), _MOST_COLUMNS)


def _is_contents(element: Element) -> bool:
    """Whether it is the content control of a table of contents."""
    if element.tag != "sdt":
        return False
    return any("Contents" in e.get("val", "") for e in element.findall("sdtPr//docPartGallery"))


def _is_deleted(properties: Element | None) -> bool:
    return properties is not None and any(properties.find(tag) is not None for tag in _DELETED)


def _runs_on(paragraph: Element) -> bool:
    """Whether its end was deleted, so that it goes on in the next paragraph."""
    following = paragraph.getnext()
    return _is_deleted(paragraph.find("pPr/rPr")) and following is not None and following.tag == "p"


def _nearest(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _nearest(child, tag)
