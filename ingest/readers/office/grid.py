"""The rows of a table, each cell with the headings of its row and columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.readers.manuscript import Cell, Linked, Run

_LONGEST_HEADING = 200  # characters; a longer first cell is text, not a heading
_MOST_COLUMNS = 1000
_SPACE = re.compile(r"[ \t\r\n]+")


class GridCell(NamedTuple):
    """A cell as it stands in the file."""

    runs: tuple[Run, ...]
    width: int = 1  # columns
    merged: bool = False  # with the cell above: it shows the text of that one


def words(runs: Iterable[Run]) -> str:
    """The text of runs, white space made one space."""
    said = (run.text if isinstance(run, Linked) else run for run in runs)
    return _SPACE.sub(" ", "".join(part for part in said if isinstance(part, str))).strip(" ")


def rows(grid: Sequence[Sequence[GridCell]], headers: int) -> Iterator[list[Cell]]:
    """The rows of a table, of which the first `headers` hold the headings of the columns.

    Where no row is marked so (`headers` is 0), the first one does, if there are more rows and more
    columns than one. The first cell heads its row.
    """
    wide = max((sum(cell.width for cell in row) for row in grid), default=0) > 1
    headers = min(headers or int(wide), len(grid) - 1)
    above: list[str] = []  # what each column shows in the row above
    columns: list[tuple[str, ...]] = []  # the headings of each column
    for at, row in enumerate(grid):
        shown: list[str] = []
        cells = []
        for cell in row:
            start = len(shown)
            text = words(cell.runs)
            for column in range(start, min(start + cell.width, _MOST_COLUMNS)):
                shown.append(above[column] if cell.merged and column < len(above) else text)
            own = columns[start] if start < len(columns) else ()
            first = shown[0] if start and shown[0] and len(shown[0]) <= _LONGEST_HEADING else None
            headings = ((first, *own) if first else own) if at >= headers else ()
            cells.append(Cell(() if cell.merged else cell.runs, headings))
        yield cells
        above = shown
        if at < headers:
            columns = [
                _with(columns[n] if n < len(columns) else (), text) for n, text in enumerate(shown)
            ]


def _with(headings: tuple[str, ...], text: str) -> tuple[str, ...]:
    return headings if not text or text in headings else (*headings, text)
