"""Pieces of text -> lines in reading order: one column, or two where a page clearly has them."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from ingest.readers.pdf_layout.drawing import Drawing, Piece

# All in ems.
_SPACE = 0.16  # a wider gap between letters is a space
CELL_GAP = 1.2  # a wider one stands between cells or columns
_SAME_LINE = 0.2
_HIGHEST, _LOWEST = 0.65, -0.3  # of what is set higher or lower in a line
_BESIDE = 0.35
_RAISED = 0.12
_SMALLER = 0.92
_LONGEST_MARK = 8  # characters

_FEWEST_IN_COLUMN = 8  # lines
_MOST_ACROSS = 0.2  # of the lines: titles and the like
_FULL = 0.75  # of the width of a column: prose fills it, the cells of a table do not
_CLOSEST, _USUAL, _WIDEST = 0.9, 1.2, 2.5  # steps from line to line, in ems
_SUPERSCRIPT = re.compile(r"([\u2070-\u2079\u00b9\u00b2\u00b3]+)")


class Span(NamedTuple):
    """A stretch of a line with the same looks, begun by a space where one stands before it."""

    text: str
    x0: float
    x1: float
    bold: bool
    italic: bool
    raised: bool  # and smaller, as the mark of a note is
    target: str
    note: str = ""  # the key of the note of which it is the mark


@dataclass(frozen=True)
class Line:
    """A line of a page."""

    page: int  # its index
    column: int  # on the page
    y: float
    size: float
    spans: tuple[Span, ...]
    spaced: bool  # a space is drawn at its end

    @cached_property
    def text(self) -> str:
        """What can be read, the marks of known notes left out."""
        return "".join(s.text for s in self.spans if not s.note).strip()

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.spans[-1].x1

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(s.bold for s in self.spans if not s.raised and s.text.strip())

    @cached_property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(s.italic for s in self.spans if not s.raised and s.text.strip())

    @property
    def frame(self) -> tuple[int, int]:
        """Page and column."""
        return self.page, self.column

    @cached_property
    def cells(self) -> tuple[tuple[Span, ...], ...]:
        """Its spans, parted where the gaps are wide."""
        parted: list[list[Span]] = [[]]
        for span in self.spans:
            if parted[-1] and span.x0 - parted[-1][-1].x1 > CELL_GAP * self.size:
                parted.append([])
            parted[-1].append(span)
        return tuple(map(tuple, parted))


@dataclass
class _Row:
    """Pieces on one baseline, with what is set a little higher or lower beside them."""

    y: float
    size: float
    pieces: list[Piece]


def lines_of(drawing: Drawing, page: int) -> tuple[Line, ...]:
    """The lines of a page; text that is turned comes behind the rest."""
    found: list[Line] = []
    pieces = sorted(drawing.pieces, key=lambda piece: piece.turned)
    for _, turned in groupby(pieces, key=lambda piece: piece.turned):
        for column, row in _ordered(_rows(turned)):
            line = _line(row, page, column)
            if line.text:
                found.append(line)
    return tuple(found)


def _rows(pieces: Iterable[Piece]) -> list[_Row]:
    """Pieces by baseline, the biggest first: they tell where the line is."""
    rows: list[_Row] = []
    heights: list[tuple[float, int]] = []  # of the rows, in order
    for piece in sorted(pieces, key=lambda piece: -round(piece.size, 1)):
        row = _row_of(piece, rows, heights)
        if row:
            row.pieces.append(piece)
        elif piece.text.strip():
            insort(heights, (piece.y, len(rows)))
            rows.append(_Row(piece.y, piece.size, [piece]))
    return sorted(rows, key=lambda row: -row.y)


def _row_of(piece: Piece, rows: list[_Row], heights: list[tuple[float, int]]) -> _Row | None:
    reach = 3 * max(piece.size, 12)
    at = bisect_left(heights, (piece.y - reach, 0))
    beside: _Row | None = None
    while at < len(heights) and heights[at][0] <= piece.y + reach:
        row = rows[heights[at][1]]
        above = (piece.y - row.y) / row.size
        if abs(above) <= _SAME_LINE:
            return row
        if _LOWEST <= above <= _HIGHEST and _beside(piece, row):
            beside = row
        at += 1
    return beside


def _beside(piece: Piece, row: _Row) -> bool:
    """Whether a piece that is set higher or lower touches the row: a mark, an exponent."""
    if piece.size > _SMALLER * row.size and len(piece.text.strip()) > 4:
        return False
    reach = _BESIDE * row.size
    return any(abs(piece.x0 - p.x1) < reach or abs(p.x0 - piece.x1) < reach for p in row.pieces)


def _ordered(rows: Sequence[_Row]) -> Iterator[tuple[int, _Row]]:
    """The rows in reading order, parted into columns where there are two."""
    gutter = _gutter([part for row in rows for part in _parts(row)])
    if gutter is None:
        yield from ((0, row) for row in rows)
        return
    column = 0
    left: list[_Row] = []
    right: list[_Row] = []
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


def _parts(row: _Row) -> Iterator[tuple[float, float]]:
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
    begins = Counter(round(x0) for x0, _ in parts if abs(x0 - middle) < 0.15 * (end - start))
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


def _halves(row: _Row, gutter: float) -> tuple[_Row, _Row] | None:
    """The row in both columns; None where it runs across."""
    if any(x0 < gutter < x1 for x0, x1 in _parts(row)):
        return None
    return (
        _Row(row.y, row.size, [p for p in row.pieces if p.x0 < gutter]),
        _Row(row.y, row.size, [p for p in row.pieces if p.x0 >= gutter]),
    )


def _line(row: _Row, page: int, column: int) -> Line:
    pieces = sorted(row.pieces, key=lambda piece: piece.x0)
    weights: Counter[float] = Counter()
    for piece in pieces:
        weights[piece.size] += len(piece.text.strip())
    size = weights.most_common(1)[0][0]
    spans: list[Span] = []
    space = False
    before: Piece | None = None
    for piece in pieces:
        said = piece.text.strip(" ")
        if before and said == before.text.strip(" ") and piece.x0 - before.x0 < 0.1 * size:
            continue  # drawn twice to look bold
        space |= piece.text.startswith(" ")
        if said:
            gap = piece.x0 - before.x1 if before else 0.0
            if before and (space or gap > _SPACE * size):
                said = " " + said
            _append(spans, _spans(piece, said, row), gap > CELL_GAP * size)
            space, before = piece.text.endswith(" "), piece
    return Line(page, column, row.y, size, tuple(spans), space)


def _spans(piece: Piece, said: str, row: _Row) -> Iterator[Span]:
    """The piece, superscript digits apart from the rest."""
    smaller = piece.size <= _SMALLER * row.size
    short = len(said) <= _LONGEST_MARK
    raised = short and smaller and piece.y - row.y >= _RAISED * row.size
    for at, part in enumerate(_SUPERSCRIPT.split(said)):
        if part:
            yield Span(
                part,
                piece.x0,
                piece.x1,
                piece.bold,
                piece.italic,
                raised or at % 2 == 1,
                piece.target,
            )


def _append(spans: list[Span], more: Iterable[Span], parted: bool) -> None:
    """Add spans, those that look like the one before them to it."""
    for span in more:
        last = spans[-1] if spans else None
        if last and not parted and last[3:] == span[3:]:
            spans[-1] = last._replace(text=last.text + span.text, x1=max(last.x1, span.x1))
        else:
            spans.append(span)
        parted = False


def leading_of(lines: Sequence[Line]) -> float:
    """How far the lines of a paragraph stand apart, in ems: what is most usual."""
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        if above.frame == line.frame and line.text[0].islower():  # goes on with a sentence
            step = (above.y - line.y) / line.size
            if _CLOSEST < step < _WIDEST:
                steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else _USUAL


def body_size(lines: Iterable[Line]) -> float:
    """The size in which most of the text is set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0
