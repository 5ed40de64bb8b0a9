"""Rows in reading order: one column, or two where a page clearly has them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from ingest.readers.pdf.rows import CELL_GAP, Row

_FEWEST_IN_COLUMN = 8  # lines
_MOST_ACROSS = 0.2  # of the lines: titles and the like
_FULL = 0.75  # of the width of a column: prose fills it, the cells of a table do not
_MIDDLE = 0.15  # of the width: how far from the middle a column may begin


def in_columns(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """The rows in reading order, each with the number of its column on the page."""
    gutter = _gutter([part for row in rows for part in _parts(row)])
    if gutter is None:
        yield from ((0, row) for row in rows)
        return
    column = 0
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        halves = _halves(row, gutter)
        if halves:
            for half, side in zip(halves, (left, right), strict=True):
                side += [half] if half.pieces else []
            continue
        yield from ((column + at, r) for at, side in enumerate((left, right)) for r in side)
        column += 2
        left, right = [], []
        yield column, row
        column += 1
    yield from ((column + at, r) for at, side in enumerate((left, right)) for r in side)


def _parts(row: Row) -> Iterator[tuple[float, float]]:
    """From where to where there is text without a wide gap."""
    pieces = sorted((p for p in row.pieces if p.text.strip()), key=lambda p: p.x0)
    x0 = x1 = pieces[0].x0
    for piece in pieces:
        if piece.x0 - x1 > CELL_GAP * row.size:
            yield x0, x1
            x0 = piece.x0
        x1 = max(x1, piece.x1)
    yield x0, x1


def _gutter(parts: Sequence[tuple[float, float]]) -> float | None:
    """Where the second of two columns of prose begins."""
    if len(parts) < 2 * _FEWEST_IN_COLUMN:
        return None
    start, end = min(x0 for x0, _ in parts), max(x1 for _, x1 in parts)
    middle = (start + end) / 2
    begins = Counter(round(x0) for x0, _ in parts if abs(x0 - middle) < _MIDDLE * (end - start))
    for x, _ in begins.most_common(3):
        left = [part for part in parts if part[1] < x]
        right = [part for part in parts if part[0] >= x - 1]
        across = len(parts) - len(left) - len(right)
        enough = min(len(left), len(right)) >= _FEWEST_IN_COLUMN
        if enough and across <= _MOST_ACROSS * len(parts) and _filled(left) and _filled(right):
            return x - 1.0
    return None


def _filled(parts: Sequence[tuple[float, float]]) -> bool:
    width = max(x1 for _, x1 in parts) - min(x0 for x0, _ in parts)
    return median(x1 - x0 for x0, x1 in parts) >= _FULL * width


def _halves(row: Row, gutter: float) -> tuple[Row, Row] | None:
    """The row in both columns; None where it runs across."""
    if any(x0 < gutter < x1 for x0, x1 in _parts(row)):
        return None
    return (
        Row(row.y, row.size, [p for p in row.pieces if p.x0 < gutter]),
        Row(row.y, row.size, [p for p in row.pieces if p.x0 >= gutter]),
    )
