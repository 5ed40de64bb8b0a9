"""The lines of a page: text in one look after another, and what lines have in common."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.readers.pdf.columns import in_columns
from ingest.readers.pdf.drawing import Dot, Drawing, Piece
from ingest.readers.pdf.rows import CELL_GAP, SMALLER, Row, rows_of

# All in ems.
_SPACE = 0.16  # a wider gap between letters is a space
_RAISED = 0.12
_FURTHEST_BULLET = 2.0
_CLOSEST, _USUAL, _WIDEST = 0.9, 1.2, 2.5  # steps from line to line

_LONGEST_MARK = 8  # characters
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


def lines_of(drawing: Drawing, page: int) -> tuple[Line, ...]:
    """The lines of a page; text that is turned comes behind the rest."""
    found: list[Line] = []
    pieces = sorted(drawing.pieces, key=lambda piece: piece.turned)
    for _, turned in groupby(pieces, key=lambda piece: piece.turned):
        for column, row in in_columns(rows_of(turned)):
            line = _line(row, page, column)
            if line.text:
                found.append(line)
    return tuple(_bulleted(line, drawing.dots) for line in found)


def _bulleted(line: Line, dots: Iterable[Dot]) -> Line:
    """The line with its bullet, where that is drawn as a dot before it."""
    for dot in dots:
        before, above = (line.x0 - dot.x) / line.size, (dot.y - line.y) / line.size
        if 0 < before < _FURTHEST_BULLET and 0 < above < 1:
            bullet = line.spans[0]._replace(text="• ", x0=dot.x, x1=dot.x)
            return replace(line, spans=(bullet, *line.spans))
    return line


def _line(row: Row, page: int, column: int) -> Line:
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


def _spans(piece: Piece, said: str, row: Row) -> Iterator[Span]:
    """The piece, superscript digits apart from the rest."""
    smaller = piece.size <= SMALLER * row.size
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
