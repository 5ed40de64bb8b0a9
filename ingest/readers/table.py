"""The tables of all formats: which headings stand over and before each cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.readers.manuscript import Cell, Linked, Run

_LONGEST_HEADING = 200  # characters; a longer first cell is text, not a heading
_MOST_SPANNED = 1000  # columns or rows; a span beyond it is a fault in the file
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Field(NamedTuple):
    """A cell as it stands in the file."""

    runs: tuple[Run, ...]
    width: int = 1  # columns
    height: int = 1  # rows
    merged: bool = False  # with the cell above: it shows the text of that one
    heading: bool = False  # marked as the heading of its row
    column: int | None = None  # its place, where the format names it


def words(runs: Iterable[Run]) -> str:
    """The text of runs, white space made one space."""
    said = (run.text if isinstance(run, Linked) else run for run in runs)
    return _SPACE.sub(" ", "".join(part for part in said if isinstance(part, str))).strip(" ")


def headed(grid: Sequence[Sequence[Field]], headers: int = 0) -> Iterator[list[Cell]]:
    """The rows of a table, each cell with the headings of its row, then those of its columns.

    Args:
        grid: The cells as they stand in the file; what a cell above spans is not among them.
        headers: How many rows are marked as headings of the columns. Where none is, the first one
            is, if there are more rows and more columns than one. What is marked as the heading of
            a row is, else its first cell.
    """
    wide = any(sum(field.width for field in row) > 1 for row in grid)
    headers = min(headers or int(wide), len(grid) - 1)
    columns: dict[int, tuple[str, ...]] = {}
    above: list[_Placed] = []
    for at, row in enumerate(grid):
        line = _placed(row, above)
        if at < headers:
            for cell in line:
                for column in cell.columns:
                    said = columns.get(column, ())
                    columns[column] = said if cell.text in (*said, "") else (*said, cell.text)
            yield [Cell(cell.runs) for cell in line if cell.own]
        else:
            yield [Cell(c.runs, _headings(c, line, columns)) for c in line if c.own]
        above = line


class _Placed(NamedTuple):
    """A cell in its place; `reach` is how many rows below it spans."""

    runs: tuple[Run, ...]
    text: str
    columns: range
    reach: int
    heading: bool
    own: bool = True  # begins in this row


def _placed(row: Sequence[Field], above: Sequence[_Placed]) -> list[_Placed]:
    """The cells that stand in a row, those that reach into it from above among them."""
    down = [cell._replace(runs=(), reach=cell.reach - 1, own=False) for cell in above if cell.reach]
    line: list[_Placed] = []
    column = 0
    for field in row:
        while down and down[0].columns.start <= (field.column or column):
            line.append(down.pop(0))
            column = line[-1].columns.stop
        start = column if field.column is None else field.column
        column = start + max(1, min(field.width, _MOST_SPANNED))
        shown = next((cell.text for cell in above if start in cell.columns), "")
        text = shown if field.merged else words(field.runs)
        reach = min(field.height, _MOST_SPANNED) - 1
        line.append(_Placed(field.runs, text, range(start, column), max(reach, 0), field.heading))
    return sorted([*line, *down], key=lambda cell: cell.columns.start)


def _headings(
    cell: _Placed, line: Sequence[_Placed], columns: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    heads = [other for other in line if other.heading] or line[:1]
    row = [h.text for h in heads if h is not cell and len(h.text) <= _LONGEST_HEADING]
    own = [text for column in cell.columns for text in columns.get(column, ())]
    return tuple(dict.fromkeys(text for text in (*row, *own) if text))
