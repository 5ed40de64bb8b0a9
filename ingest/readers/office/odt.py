"""The reader of OpenDocument texts (.odt), of LibreOffice and others.

OpenDocument 1.3 part 3: chapter 5 (headings, lists, sections, changes), 8 (indexes), 9 (tables).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.document import Document, DocumentInfo
from ingest.readers.manuscript import Manuscript
from ingest.readers.office.blocks import Block, Paragraph, Table, flat, paragraph
from ingest.readers.office.numbering import Counter
from ingest.readers.office.odt_styles import Styles, number
from ingest.readers.office.odt_text import TextReader
from ingest.readers.office.package import Format, Package
from ingest.readers.office.scribe import warn_of_hidden, warn_of_review, write
from ingest.readers.office.styles import Style
from ingest.readers.table import Field, headed
from ingest.safe_xml import Element

_OPEN_DOCUMENT = Format("an OpenDocument text", ".odt", "content.xml")
_INDEXES = frozenset(
    "table-of-content illustration-index table-index object-index user-index alphabetical-index "
    "bibliography".split()
)
_CELLS = ("table-cell", "covered-table-cell")
_ROW_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_SILENT = frozenset(
    ("tracked-changes", "number", "title", "desc", "annotation", "forms", *_INDEXES)
)
_MOST_COLUMNS = 100
_MOST_DEPTH = 10  # of lists and headings
_LARGEST = 10**9  # number


def read_odt(data: bytes, info: DocumentInfo) -> Document:
    """Read an OpenDocument text.

    What is left out because a reader of the printed page does not see it (deletions, comments,
    hidden text) is told in `Document.warnings`.

    Raises:
        UnreadableError: The bytes are no OpenDocument text, or it is damaged or has a password.
    """
    package = Package(data, _OPEN_DOCUMENT)
    content = package.main()
    text = content.find("body/text")
    if text is None:
        raise _OPEN_DOCUMENT.damaged("no text in it")
    manuscript = Manuscript()
    common = package.part("styles.xml")
    styles = Styles([content] if common is None else [common, content])
    write(list(_Body(styles, manuscript).blocks(text)), package.part("meta.xml"), manuscript)
    warn_of_review(
        manuscript,
        changes=next(text.iter("changed-region"), None) is not None,
        comments=sum(1 for _ in text.iter("annotation")),
    )
    return manuscript.document(info)


@dataclass
class _List:
    """A list that is open, and where in it we are."""

    style: str
    counter: Counter
    depth: int = 0
    begins: bool = False  # whether the next paragraph begins an item that counts
    number: str | None = None  # what the file says is printed in front of it
    start: int | None = None  # its number, where the file sets it


class _Body:
    """Reads blocks; lists count in the order of reading."""

    def __init__(self, styles: Styles, manuscript: Manuscript) -> None:
        self._styles = styles
        self._manuscript = manuscript
        self._reader = TextReader(styles)
        self._outline = Counter()
        self._by_id: dict[str, Counter] = {}  # of the lists that were read
        self._by_style: dict[str, Counter] = {}
        self._handlers = {
            "p": self._paragraph,
            "h": self._paragraph,
            "list": self._list,
            "table": self._table,
            "section": self._section,
        }

    def blocks(self, elements: Iterable[Element], list_: _List | None = None) -> Iterator[Block]:
        """The blocks in some elements, which may stand in a list."""
        for element in elements:
            if handler := self._handlers.get(str(element.tag)):
                yield from handler(element, list_)
            elif element.tag not in _SILENT:  # a frame, or unknown
                if element.text and element.text.strip():
                    yield Paragraph([element.text], Style())
                yield from self.blocks(element, list_)

    def _paragraph(self, element: Element, list_: _List | None) -> Iterator[Block]:
        style = self._styles.style("paragraph", element.get("style-name", ""))
        text = self._reader.read(element, style)
        warn_of_hidden(text.hidden, self._manuscript)
        if style.role != "contents" and (text.runs or not text.hidden):
            label = ""
            level = number(element.get("outline-level"), _MOST_DEPTH) or style.level
            if element.tag == "h":
                level = level or 1
                label = self._heading_label(element, style, level) if list_ is None else ""
            if list_ is not None:
                label = self._item_label(list_, style)
            yield paragraph(text, style, level, label, numbered=list_ is not None)
        for key, body in text.notes:
            self._manuscript.note(key, [flat(self.blocks([block])) for block in body])
        for box in text.boxes:
            yield from self.blocks(box)

    def _item_label(self, list_: _List, style: Style) -> str:
        if not list_.begins:
            return ""
        list_.begins = False
        levels = self._styles.levels(list_.style or style.numbering.list or "")
        if list_.start is not None:
            list_.counter.restart(list_.depth, list_.start)
        label = list_.counter.next(levels, list_.depth)
        return (label if list_.number is None else list_.number).strip()

    def _heading_label(self, element: Element, style: Style, level: int) -> str:
        if element.get("is-list-header") == "true" or style.numbering.list == "":
            return ""
        start = number(element.get("start-value"), _LARGEST)
        if start is not None:
            self._outline.restart(level - 1, start)
        label = self._outline.next(self._styles.outline, level - 1)
        printed = element.findtext("number")
        return (label if printed is None else printed).strip()

    def _list(self, element: Element, outer: _List | None) -> Iterator[Block]:
        style = element.get("style-name") or (outer.style if outer else "")
        if outer:
            list_ = _List(style, outer.counter, min(outer.depth + 1, _MOST_DEPTH - 1))
        else:
            list_ = _List(style, self._counter(element, style))
        for item in element:
            list_.begins = item.tag == "list-item"  # a list-header has no number
            list_.number = item.findtext("number")
            list_.start = number(item.get("start-value"), _LARGEST)
            yield from self.blocks(item, list_)

    def _counter(self, element: Element, style: str) -> Counter:
        """A new count, or that of the list that goes on here."""
        counter = self._by_id.get(element.get("continue-list", ""))
        if counter is None and element.get("continue-numbering") == "true":
            counter = self._by_style.get(style)
        counter = counter or Counter()
        self._by_style[style] = counter
        if id_ := element.get("id"):
            self._by_id[id_] = counter
        return counter

    def _section(self, element: Element, list_: _List | None) -> Iterator[Block]:
        if element.get("display") == "none" or element.get("is-hidden") == "true":
            warn_of_hidden("".join(element.itertext()), self._manuscript)
        else:
            yield from self.blocks(element, list_)

    def _table(self, table: Element, list_: _List | None) -> Iterator[Block]:
        found = list(_rows(table))
        cells = [cell for row, _ in found for cell in row if cell.tag in _CELLS]
        if len(cells) == 1:  # a frame around text
            yield from self.blocks(cells[0])
            return
        grid = [list(self._cells(row)) for row, _ in found]
        headers = next((at for at, (_, heads) in enumerate(found) if not heads), len(found))
        yield Table(list(headed(grid, headers)))

    def _cells(self, row: Element) -> Iterator[Field]:
        """The cells of a row."""
        covered = 0  # columns that the last cell takes from the cells to its right
        for cell in row:
            width = number(cell.get("number-columns-repeated"), _MOST_COLUMNS) or 1
            if cell.tag == "covered-table-cell":
                if width > covered:
                    yield Field((), width - covered, merged=True)
                covered = max(covered - width, 0)
            elif cell.tag == "table-cell":
                spanned = number(cell.get("number-columns-spanned"), _MOST_COLUMNS) or 1
                covered = spanned - 1
                yield Field(tuple(flat(self.blocks(cell))), max(width, spanned))


def _rows(element: Element, *, heads: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether they hold the headings of its columns."""
    for child in element:
        if child.tag == "table-row":
            yield child, heads
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, heads=heads or child.tag == "table-header-rows")
