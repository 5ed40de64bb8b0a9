"""Tables of every format: which headings stand over and before each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.manuscript import Cell, Manuscript, Run

_MOST_COLUMNS = 200  # a span beyond it is a fault in the file


@dataclass(frozen=True)
class Field:
    """A cell as it is written in the file."""

    runs: tuple[Run, ...]
    header: bool = False  # marked as a heading, or all bold
    colspan: int = 1
    rowspan: int = 1
    column: int | None = None  # where the format names it

    @property
    def text(self) -> str:
        """What it says, white space made one space."""
        said = "".join(
            run if isinstance(run, str) else getattr(run, "text", "") for run in self.runs
        )
        return " ".join(said.split())


def write_table(manuscript: Manuscript, rows: Sequence[Sequence[Field]], headers: int = 0) -> None:
    """Write the rows of a table, each cell with its headings.

    Args:
        manuscript: Where to.
        rows: The cells as written; one that a row above spans is not among them.
        headers: How many rows the format says are headings; where it says none, the first
            row is, if it holds nothing but headings.
    """
    if headers == 0 and len(rows) > 1 and _all_headings(rows[0]):
        headers = 1
    over: dict[int, list[str]] = {}  # column -> its headings so far
    taken: dict[tuple[int, int], Field] = {}  # places that a cell above spans
    for at, row in enumerate(rows):
        placed = _placed(row, at, taken)
        first = placed.get(0) or taken.get((at, 0))  # its row heading may stand in a row above
        cells = []
        for column, field in sorted(placed.items()):
            headings = over.get(column, ())
            before = [first.text] if first and first.text and column > 0 and at >= headers else []
            cells.append(Cell(field.runs, tuple(dict.fromkeys([*before, *headings]))))
            if at < headers and field.text:
                for under in range(column, column + min(field.colspan, _MOST_COLUMNS)):
                    over.setdefault(under, []).append(field.text)
        manuscript.row(cells)


def _all_headings(row: Sequence[Field]) -> bool:
    filled = [field for field in row if field.text]
    return bool(filled) and all(field.header for field in filled)


def _placed(row: Sequence[Field], at: int, taken: dict[tuple[int, int], Field]) -> dict[int, Field]:
    """The cells of a row by column; notes down the places that they span in the rows below."""
    placed: dict[int, Field] = {}
    column = 0
    for field in row:
        column = field.column if field.column is not None else column
        while field.column is None and (at, column) in taken:
            column += 1
        placed[column] = field
        width = min(max(field.colspan, 1), _MOST_COLUMNS)
        for below in range(at + 1, at + min(field.rowspan, _MOST_COLUMNS)):
            for under in range(column, column + width):
                taken[below, under] = field
        column += width
    return placed
