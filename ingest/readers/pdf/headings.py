"""Which blocks are headings, of which level, and which is the title of the document."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.readers.pdf.blocks import Block
from ingest.readers.pdf.labels import BULLET, label_of

_LARGER = 1.08  # than the text
_LONGEST = 250  # characters
_MOST_LINES = 4
_CLOSED = re.compile(r"[.!;:,…][\"'”’»)\]]*$")
_NUMBER = re.compile(r"^[\d.]+\s*")
_ABOVE_TITLE = 6  # blocks
_SHORT = 120  # characters

Look = tuple[float, bool, bool]  # size, bold, italic


class Outline(NamedTuple):
    """The levels of the headings by their place among the blocks, and the place of the title."""

    levels: Mapping[int, int]
    title: int | None


def outline_of(
    blocks: Sequence[Block], body: float, bookmarks: Mapping[str, int], title_of_file: str
) -> Outline:
    """Find the headings by their type; bookmarks (plain title -> level) confirm them.

    The title that the properties of the file have confirms the title.
    """
    marked = {at: level for at, b in enumerate(blocks) if (level := bookmarks.get(plain(b.text)))}
    looks = {at: _look(b) for at, b in enumerate(blocks) if at in marked or _is_heading(b, body)}
    title = _title(blocks, looks, body, plain(title_of_file))
    if title is not None and title not in marked:
        del looks[title]
    ranks = {look: rank for rank, look in enumerate(sorted(set(looks.values()), reverse=True), 1)}
    by_look: defaultdict[Look, Counter[int]] = defaultdict(Counter)
    for at, level in marked.items():
        by_look[looks[at]][level] += 1
    levels = {
        at: marked.get(at)
        or (by_look[look].most_common(1)[0][0] if look in by_look else ranks[look])
        for at, look in looks.items()
        if at != title
    }
    return Outline(levels, title)


def plain(title: str) -> str:
    """A title without its number, spaces and case, to compare it by."""
    return re.sub(r"\W+", "", _NUMBER.sub("", title.strip())).lower()


def _look(block: Block) -> Look:
    first = block.lines[0]
    return (round(first.size * 2) / 2, first.bold, first.italic)


def _is_heading(block: Block, body: float) -> bool:
    text = block.text
    if (
        block.table
        or len(block.lines) > _MOST_LINES
        or len(text) > _LONGEST
        or not re.search(r"[^\W\d_]", text)
    ):
        return False
    if BULLET.match(text):
        return False
    size = min(line.size for line in block.lines)
    if size >= _LARGER * body:
        return True
    set_off = all(line.bold for line in block.lines) or all(line.italic for line in block.lines)
    opens = re.search(r"\w", text)
    capital = opens is not None and not opens[0].islower()
    cells = any(len(line.cells) > 1 and not label_of(line.text) for line in block.lines)
    return size > 0.95 * body and set_off and capital and not (cells or _CLOSED.search(text))


def _title(
    blocks: Sequence[Block], looks: Mapping[int, Look], body: float, told: str
) -> int | None:
    """The biggest line of the first page, above the text, where no other line is as big.

    One that is as big as others is the title where the file says so.
    """
    if not looks:
        return None
    biggest = max(looks, key=lambda at: looks[at][0])
    size = looks[biggest][0]
    alone = all(look[0] < size for at, look in looks.items() if at != biggest)
    above = all(len(block.text) < _SHORT for block in blocks[:biggest])
    first = biggest < _ABOVE_TITLE and blocks[biggest].lines[0].page == 0
    confirmed = alone or plain(blocks[biggest].text) == told
    return biggest if size > _LARGER * body and confirmed and above and first else None
