"""The rows of an HTML table: which cells stand in them, and which headings each cell has."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.readers.manuscript import Cell, Linked, Run

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 100  # columns
_LONGEST_ROW_HEADING = 200  # characters; a longer first cell is text


def words(runs: Iterable[Run]) -> str:
    """The text of runs, white space made one space."""
    said = (run.text if isinstance(run, Linked) else run for run in runs)
    return _SPACE.sub(" ", "".join(part for part in said if isinstance(part, str))).strip(" ")


def rows_of(
    table: HtmlElement, read: Callable[[HtmlElement], tuple[Run, ...]]
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table, as `read` reads its cells.

    Headings of columns are the rows of its thead, else the first rows that are all th, else the
    first row of a table without any th. What heads a row is its th, else its first cell.
    """
    grid = _grid(table)
    headers = _header_rows(grid)
    above: dict[int, tuple[_Placed, int]] = {}  # column -> a cell that reaches down, how far
    columns: dict[int, list[str]] = {}
    for at, row in enumerate(grid):
        line, above = _placed(row, above, read, len(grid) - at)
        if at < headers:
            for cell in line:
                for column in cell.columns:
                    columns.setdefault(column, []).append(cell.text)
            yield tuple(Cell(cell.runs) for cell in line if cell.own)
        else:
            yield tuple(Cell(c.runs, _headings(c, line, columns)) for c in line if c.own)


def _headings(
    cell: "_Placed", line: Sequence["_Placed"], columns: dict[int, list[str]]
) -> tuple[str, ...]:
    heads = [c for c in line if c.head] or line[:1]
    row = [h.text for h in heads if h is not cell and len(h.text) <= _LONGEST_ROW_HEADING]
    own = [text for column in cell.columns for text in columns.get(column, ())]
    return tuple(dict.fromkeys(text for text in (*row, *own) if text))


def is_data(table: HtmlElement) -> bool:
    """Whether it is a table, and does not only lay out the page."""
    if table.get("role") in ("presentation", "none"):
        return False
    grid = _grid(table)
    if any(cell.tag == "th" for row in grid for cell in row):
        return True
    return any(len(row) > 1 for row in grid) and next(table.iter(*HEADINGS), None) is None


def whole_number(text: str | None, default: int) -> int:
    """The number that an attribute gives, as lenient as browsers are."""
    found = re.match(r"\s*([+-]?\d{1,6})", text or "")
    return int(found[1]) if found else default


def _grid(table: HtmlElement) -> list[list[HtmlElement]]:
    """Its own rows, not those of tables inside it, nor empty ones."""
    rows: list[list[HtmlElement]] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        for row in [child] if child.tag == "tr" else child.iterchildren("tr"):
            cells = list(row.iterchildren("td", "th"))
            if any(words(cell.itertext()).strip() for cell in cells):
                rows.append(cells)
    return rows


def _header_rows(grid: Sequence[Sequence[HtmlElement]]) -> int:
    """How many rows hold the headings of the columns; the first, where nothing is marked."""
    marked = next((at for at, row in enumerate(grid) if not _is_header(row)), len(grid))
    if not marked and not any(cell.tag == "th" for row in grid for cell in row):
        marked = 1
    return min(marked, len(grid) - 1)


def _is_header(row: Sequence[HtmlElement]) -> bool:
    in_head = next(row[0].iterancestors("thead", "table"), row[0]).tag == "thead"
    return in_head or all(cell.tag == "th" for cell in row)


@dataclass
class _Placed:
    """A cell in its place in the table."""

    runs: tuple[Run, ...]
    text: str
    columns: range
    head: bool
    own: bool = True  # begins in this row


def _placed(
    row: Sequence[HtmlElement],
    above: dict[int, tuple[_Placed, int]],
    read: Callable[[HtmlElement], tuple[Run, ...]],
    rows_left: int,
) -> tuple[list[_Placed], dict[int, tuple[_Placed, int]]]:
    """The cells that stand in a row, and those that reach into the next one."""
    line: list[_Placed] = []
    below: dict[int, tuple[_Placed, int]] = {}
    column = 0

    def carry() -> int:
        at = column
        while at in above:
            cell, rows = above.pop(at)
            line.append(cell)
            if rows > 1:
                below[at] = (cell, rows - 1)
            at = cell.columns.stop
        return at

    for element in row:
        column = carry()
        width = max(1, min(whole_number(element.get("colspan"), 1), _MOST_SPANNED))
        rows = whole_number(element.get("rowspan"), 1) or rows_left
        runs = read(element)
        head = element.tag == "th" or element.get("scope") == "row"
        cell = _Placed(runs, words(runs), range(column, column + width), head)
        line.append(cell)
        if min(rows, rows_left) > 1:
            later = _Placed((), cell.text, cell.columns, head, own=False)
            below[column] = (later, min(rows, rows_left) - 1)
        column += width
    carry()
    return line, below
