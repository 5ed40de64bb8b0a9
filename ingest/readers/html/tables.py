"""The rows of an HTML table: which cells stand in them, and which headings each cell has."""

import re
from collections.abc import Callable, Iterator, Sequence

from lxml.html import HtmlElement

from ingest.readers.manuscript import Cell, Run
from ingest.readers.table import Field, headed, words

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def rows_of(
    table: HtmlElement, read: Callable[[HtmlElement], tuple[Run, ...]]
) -> Iterator[list[Cell]]:
    """The rows of a table, as `read` reads its cells.

    The headings of the columns are the rows of its thead, else the first rows that are all th.
    """
    grid = _grid(table)
    marked = next((at for at, row in enumerate(grid) if not _is_header(row)), len(grid))
    fields = [[_field(cell, read, len(grid) - at) for cell in row] for at, row in enumerate(grid)]
    return headed(fields, marked)


def _field(
    element: HtmlElement, read: Callable[[HtmlElement], tuple[Run, ...]], rows_left: int
) -> Field:
    rows = whole_number(element.get("rowspan"), 1) or rows_left
    return Field(
        read(element),
        width=whole_number(element.get("colspan"), 1),
        height=min(rows, rows_left),
        heading=element.tag == "th" or element.get("scope") == "row",
    )


def is_data(table: HtmlElement) -> bool:
    """Whether it is a table with all its text in cells, and does not only lay out the page."""
    if table.get("role") in ("presentation", "none") or _says_more_than_its_cells(table):
        return False
    grid = _grid(table)
    if any(cell.tag == "th" for row in grid for cell in row):
        return True
    return any(len(row) > 1 for row in grid) and next(table.iter(*HEADINGS), None) is None


def _says_more_than_its_cells(table: HtmlElement) -> bool:
    """Whether text stands between its rows or cells, where no valid table has any."""
    cells = [cell for row in _grid(table) for cell in row]
    within = sum(_letters(element) for element in (*cells, *table.iterchildren("caption")))
    return within < _letters(table)


def _letters(element: HtmlElement) -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


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


def _is_header(row: Sequence[HtmlElement]) -> bool:
    in_head = next(row[0].iterancestors("thead", "table"), row[0]).tag == "thead"
    return in_head or all(cell.tag == "th" for cell in row)
