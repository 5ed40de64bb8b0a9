"""Simple tables: lines that are parted at the same places."""

from collections.abc import Sequence

from ingest.readers.pdf.labels import label_of
from ingest.readers.pdf.lines import Line

_FEWEST_ROWS = 3
_ALIGNED = 3.0  # points
_APART = 4.0  # leadings: what stands further off is no row of the same table


def table_at(lines: Sequence[Line], start: int, leading: float) -> int:
    """How many lines from `start` on are the rows of a table; 0 where none begins there."""
    if not _parted(lines[start]):
        return 0
    end = start + 1
    while end < len(lines) and _follows(lines[end - 1], lines[end], lines[start], leading):
        end += 1
    return end - start if end - start >= _FEWEST_ROWS else 0


def _parted(line: Line) -> bool:
    """Whether the line has cells; the label of an item or of a field is none."""
    if len(line.cells) < 2:
        return False
    opening = "".join(span.text for span in line.cells[0]).strip()
    return not (opening.endswith(":") or label_of(f"{opening} x"))


def _follows(above: Line, line: Line, first: Line, leading: float) -> bool:
    if line.frame != above.frame or len(line.cells) != len(first.cells) or not _parted(line):
        return False
    if above.y - line.y > _APART * leading * line.size:
        return False
    return all(
        abs(a[0].x0 - b[0].x0) < _ALIGNED or abs(a[-1].x1 - b[-1].x1) < _ALIGNED
        for a, b in zip(first.cells, line.cells, strict=True)
    )
