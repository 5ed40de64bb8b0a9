"""Plain lines -> headings, paragraphs, list items and signatures.

A converted letter keeps no styles, so a line is judged by its looks:

- **List item**: a bullet; a numbered line that is a whole sentence; numbered lines in sequence; two
  or more short lines directly under a line that ends with a colon.
- **Heading**: a short line that opens with a capital or a number and has no closing punctuation.
  Text must follow it, not the top of a letter (place and date, salutation) nor a signature. A run
  of more than three such lines is no heading but an address or a list of contents.
- **Level**: that of the number ("2" is 1, "2.1" is 2). Without a number: 1, but one below the last
  numbered heading where there is one, until a heading that closes letters ("Voortgang", "Tot
  slot") after the last numbered one: from there on it is 1 again.
- **Signature**: the line of a role, closed by a comma, and the name under it.
- **Paragraph**: every other line; **lead-in** where it ends with a colon and items follow.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.document import Signatory
from ingest.readers.frontmatter import Facts, front_of
from ingest.readers.lines import Line, Piece, whole_lines
from ingest.readers.signatures import signatures_in

Kind = Literal["paragraph", "lead_in", "item", "row", "heading", "front", "signature"]

_LONGEST_RUN = 3  # headings directly under each other
_CLOSING_HEADING = re.compile(
    r"(?:voortgang|vervolg|vervolg(?:stappen|proces|traject)|planning|tot slot|ten slotte|slot|"
    r"slotwoord|afsluiting|afsluitend|conclusies?|samenvatting|bijlagen?|progress|next steps|"
    r"follow-up|conclusions?|closing|annex(?:es)?)\b",
    re.IGNORECASE,
)


class CellText(NamedTuple):
    """A cell: its piece of the source, and the headings of its row and columns."""

    piece: Piece
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A stretch of the source that belongs together: its pieces, joined, are one line.

    The pieces of a row are its cells.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    number: str | None = None  # of a heading
    title: str = ""  # of a heading, without its number
    level: int = 0  # of a heading, from 1
    cells: tuple[CellText, ...] = ()  # of a row


class Structure(NamedTuple):
    """What a reader hands on: blocks in order, who signed, what the document says of itself."""

    blocks: tuple[Block, ...]
    signatories: tuple[Signatory, ...]
    facts: Facts


def structure_of(text: str) -> Structure:
    """Find the blocks of a text without markers; each non-space character is in one piece."""
    lines = whole_lines(text)
    signed, signatories = signatures_in(lines)
    kinds = _kinds(lines)
    for at in signed:
        kinds[at] = "signature"
    _drop_false_headings(lines, kinds)
    mark_lead_ins(lines, kinds)
    front, facts = front_of(lines, kinds)
    for at in front:
        kinds[at] = "front"
    return Structure(tuple(_blocks(lines, kinds)), signatories, facts)


def _kinds(lines: Sequence[Line]) -> list[Kind]:
    """What each line looks like by itself and beside its neighbours."""
    unmarked = _unmarked_items(lines)
    kinds: list[Kind] = []
    number = ""  # the last of the list that is open
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if at in unmarked or line.bulleted or _is_numbered_item(line, number, following):
            kinds.append("item")
            number = line.number or number
        else:
            kinds.append("heading" if line.heading_like else "paragraph")
            number = ""
    return kinds


def _is_numbered_item(line: Line, last_number: str, following: Line | None) -> bool:
    number = line.number
    if number is None or not line.marked:
        return False
    if not line.heading_like or _succeeds(last_number, number):
        return True
    return following is not None and _succeeds(number, following.number or "")


def _succeeds(number: str, other: str) -> bool:
    """Whether the other number is the next one: "2" and "3", "b" and "c"."""
    if number.isdecimal() and other.isdecimal():
        return int(other) == int(number) + 1
    return len(number) == len(other) == 1 and ord(other) == ord(number) + 1


def _unmarked_items(lines: Sequence[Line]) -> set[int]:
    """Items whose bullets the conversion lost: short lines directly under a colon."""
    found: set[int] = set()
    at = 0
    while at < len(lines):
        run = at + 1
        if lines[at].text.endswith(":"):
            while run < len(lines) and lines[run].adjacent and _is_unmarked_item(lines, run):
                run += 1
            if run > at + 2:
                found.update(range(at + 1, run))
        at = run
    return found


def _is_unmarked_item(lines: Sequence[Line], at: int) -> bool:
    """A line that is open or closed by a semicolon, or the one that ends such a list."""
    line = lines[at]
    if line.marked or line.cell:
        return False
    return line.heading_like or line.text.endswith(";") or lines[at - 1].text.endswith(";")


def _drop_false_headings(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Take back the headings of runs that are too long, and those with no text under them."""
    at = 0
    while at < len(kinds):
        run = at
        while run < len(kinds) and kinds[run] == "heading":
            run += 1
        bare = run == len(kinds) or kinds[run] == "signature" or lines[run].letterhead
        if bare or run - at > _LONGEST_RUN:
            kinds[at:run] = ["paragraph"] * (run - at)
        at = run + 1


def mark_lead_ins(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A paragraph that ends with a colon leads in the items behind it."""
    for at in range(1, len(kinds)):
        if kinds[at] == "item" and kinds[at - 1] == "paragraph" and lines[at - 1].text[-1] == ":":
            kinds[at - 1] = "lead_in"


def _blocks(lines: Sequence[Line], kinds: Sequence[Kind]) -> Iterator[Block]:
    numbered = [at for at, kind in enumerate(kinds) if kind == "heading" and lines[at].number]
    last_numbered = max(numbered, default=-1)
    above = 0  # the level under which headings without a number stand
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "heading":
            yield Block(kind, line.pieces)
            continue
        number, title = line.number, line.title
        if number:
            above = number.count(".") + 1
        elif at > last_numbered and _CLOSING_HEADING.match(title):
            above = 0
        yield Block(kind, line.pieces, number, title, level=above if number else above + 1)
