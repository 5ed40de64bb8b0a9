"""Pieces of text -> rows: what stands on one baseline, with the marks and exponents beside it."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.readers.pdf.drawing import Piece

# All in ems.
CELL_GAP = 1.2  # a wider one stands between cells or columns
SMALLER = 0.92  # than its line, in which a mark is set
_SAME_LINE = 0.2
_HIGHEST, _LOWEST = 0.65, -0.3  # of what is set higher or lower in a line
_BESIDE = 0.35
_REACH = 3.0
_BODY = 12.0  # points

_LONGEST_BESIDE = 4  # characters, in the size of the line


@dataclass
class Row:
    """Pieces on one baseline, with what is set a little higher or lower beside them."""

    y: float
    size: float
    pieces: list[Piece]


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """The rows from the top down; the biggest pieces tell where they are."""
    rows: list[Row] = []
    heights: list[tuple[float, int]] = []  # of the rows, in order
    for piece in sorted(pieces, key=lambda piece: -round(piece.size, 1)):
        row = _row_of(piece, rows, heights)
        if row:
            row.pieces.append(piece)
        elif piece.text.strip():
            insort(heights, (piece.y, len(rows)))
            rows.append(Row(piece.y, piece.size, [piece]))
    return sorted(rows, key=lambda row: -row.y)


def _row_of(piece: Piece, rows: list[Row], heights: list[tuple[float, int]]) -> Row | None:
    reach = _REACH * max(piece.size, _BODY)
    at = bisect_left(heights, (piece.y - reach, 0))
    beside: Row | None = None
    while at < len(heights) and heights[at][0] <= piece.y + reach:
        row = rows[heights[at][1]]
        above = (piece.y - row.y) / row.size
        if abs(above) <= _SAME_LINE:
            return row
        if _LOWEST <= above <= _HIGHEST and _beside(piece, row):
            beside = row
        at += 1
    return beside


def _beside(piece: Piece, row: Row) -> bool:
    """Whether a piece that is set higher or lower touches the row: a mark, an exponent."""
    if piece.size > SMALLER * row.size and len(piece.text.strip()) > _LONGEST_BESIDE:
        return False
    reach = _BESIDE * row.size
    return any(abs(piece.x0 - p.x1) < reach or abs(p.x0 - piece.x1) < reach for p in row.pieces)
