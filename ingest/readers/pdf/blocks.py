"""Lines -> blocks: headings, paragraphs, items and tables, each whole across pages."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.labels import label_of
from ingest.readers.pdf.lines import Line, leading_of
from ingest.readers.pdf.tables import table_at

# In leadings: how far two lines stand apart.
_APART = 1.45  # always a new block
_LOOSE = 1.12  # a new block where the line before may be the last of one
_LOOSE_WITH_MARK = 1.3  # a raised mark pushes its line down
_INDENT = 0.8  # ems
_DEEPEST_INDENT = 4.0
_WIDE, _SPACE = 1.3, 0.5  # how wide a word may be beside the letters of its line, and a space
_SAME_SIZE = 0.06
_ALIGNED = 2.5  # points

_SURE_BULLET = re.compile(r"[•·▪◦‣●■➢➤►\uf0b7\uf0a7\uf0d8\uf0fc]")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass
class Block:
    """Lines that are one heading, paragraph or item, or the rows of a table."""

    lines: list[Line]
    label: str = ""  # the bullet or number by which an item begins, the space behind it included
    table: bool = False

    @property
    def text(self) -> str:
        """The text of the first lines, joined by spaces: enough to judge it by."""
        return " ".join(line.text for line in self.lines[:8])


@dataclass(frozen=True)
class Measures:
    """What the lines of a document have in common."""

    leading: float  # in ems
    _right: Mapping[tuple[int, int, int], float]  # by frame, and by where lines begin
    _right_anywhere: Mapping[int, float]  # on any page

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Measures":
        """Measure the lines of a document."""
        right: defaultdict[tuple[int, int, int], float] = defaultdict(float)
        anywhere: defaultdict[int, float] = defaultdict(float)
        for line in lines:
            begin = round(line.x0 / _ALIGNED)
            right[*line.frame, begin] = max(right[*line.frame, begin], line.x1)
            anywhere[begin] = max(anywhere[begin], line.x1)
        return cls(leading_of(lines), right, anywhere)

    def right(self, line: Line, following: Line) -> float:
        """How far lines that begin below this one run to the right."""
        begin = round(line.x0 / _ALIGNED)
        near = (begin - 1, begin, begin + 1)
        if line.frame == following.frame:
            return max(self._right.get((*line.frame, at), 0.0) for at in near)
        return max(self._right_anywhere.get(at, 0.0) for at in near)


def blocks_of(lines: Sequence[Line], measures: Measures) -> list[Block]:
    """Put together the lines that belong together."""
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        rows = table_at(lines, at, measures.leading)
        if rows:
            blocks.append(Block(list(lines[at : at + rows]), table=True))
            at += rows
            continue
        line = lines[at]
        label = label_of(line.text)
        if blocks and not blocks[-1].table and _goes_on(blocks[-1], line, label, measures):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], label))
        at += 1
    return blocks


def _goes_on(block: Block, line: Line, label: str, measures: Measures) -> bool:
    """Whether a line belongs to the block above it."""
    above = block.lines[-1]
    if abs(above.size - line.size) > _SAME_SIZE * above.size or _style_ends(above, line):
        return False
    room = _has_room(block, line, measures)
    ended = _ENDS.search(above.text) is not None
    fresh = not line.text[0].islower()
    if label and (_SURE_BULLET.match(label) or room or (ended and _aligned(block, line))):
        return False
    if above.frame != line.frame:
        return _runs_over(block, line, room)
    step = (above.y - line.y) / (line.size * measures.leading)
    raised = any(span.raised or span.note for span in line.spans)
    if step > _APART or step < 0:
        return False
    if step > (_LOOSE_WITH_MARK if raised else _LOOSE) and (ended or room):
        return False
    if room and (ended or fresh):
        return False
    return not _indent_changes(block, line)


def _runs_over(block: Block, line: Line, room: bool) -> bool:
    """Whether a block goes on in the next column or on the next page."""
    return not block.lines[-1].text.endswith(":") and (line.text[0].islower() or not room)


def _style_ends(above: Line, line: Line) -> bool:
    """Whether a wholly bold line ends or begins here, as a heading does."""
    if above.bold == line.bold:
        return False
    return above.spans[-1].bold != line.spans[0].bold


def _has_room(block: Block, line: Line, measures: Measures) -> bool:
    """Whether the first word of the line had room at the end of the line above it.

    If so, the line was broken on purpose: a paragraph ends there.
    """
    above = block.lines[-1]
    word = line.text.split()[0]
    width = _WIDE * (line.x1 - line.x0) * len(word) / len(line.text)
    right = max(measures.right(above, line), *(each.x1 for each in block.lines))
    if above.frame == line.frame:
        right = max(right, measures.right(line, line)) if line.x0 < above.x0 else right
        right = max(right, line.x1)
    return above.x1 + width + _SPACE * above.size < right


def _aligned(block: Block, line: Line) -> bool:
    return abs(block.lines[0].x0 - line.x0) < _INDENT * line.size


def _indent_changes(block: Block, line: Line) -> bool:
    """Whether a line begins further to the right or left than the block has its lines."""
    above, first = block.lines[-1], block.lines[0]
    by = (line.x0 - above.x0) / line.size
    if abs(by) < _INDENT:
        return False
    if len(block.lines) > 1:
        return True
    if by < 0:  # the first line of a paragraph is indented
        return bool(block.label) or by < -_DEEPEST_INDENT
    hangs = any(abs(cell[0].x0 - line.x0) < _INDENT * line.size for cell in first.cells[1:])
    return not (hangs or block.label)
