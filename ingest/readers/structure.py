"""Plain lines -> headings, paragraphs, list items and signatures.

A converted letter keeps no styles, so a line is judged by its looks:

- **Paragraph**: a line, with the next one joined to it where the first is not closed and the next
  goes on (a small letter, an amount, a capital after "de", "van", ...).
- **List item**: a bullet; a numbered line that is a whole sentence; or numbered lines in sequence.
- **Heading**: a short line that opens with a capital or a number and has no closing punctuation.
  Text must follow it. A run of more than three such lines is no heading but an address or a list
  of contents.
- **Level**: that of the number ("2" is 1, "2.1" is 2). Without a number: 1, but one below the last
  numbered heading where there is one, until a heading that closes letters ("Voortgang", "Tot
  slot") after the last numbered one: from there on it is 1 again.
- **Signature**: the line of a minister's or state secretary's role, closed by a comma, and the name
  under it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ingest.document import Signatory
from ingest.sentences import split_sentences

Piece = tuple[int, int]
Kind = Literal["paragraph", "lead_in", "item", "heading", "signature"]

_LONGEST_HEADING = 120  # characters
_LONGEST_RUN = 3  # headings directly under each other
_LONGEST_NAME = 60

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[-–—•·▪◦‣●○*§\uf0b7]|o)\s+(?=\S)")
_NUMBER = re.compile(
    r"\(?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}(?=\.?\s)|\d{1,3}(?=[.)])|\d{1,2}(?=\s+[A-Z])"
    r"|[a-z](?=[.)])|[ivx]{1,5}(?=\))|[IVX]{1,5}(?=\.))[.)]{0,2}\s+(?=\S)"
)
_CLOSED = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[€$£%&+=\d(\[«“‘–-]")
_LEADS_ON = re.compile(
    r"(?:\b(?:aan|als|bij|by|de|den|der|door|een|en|for|het|in|met|naar|of|om|on|op|over|per|te|"
    r"ten|ter|the|to|tot|uit|van|vanuit|via|voor|with|and|an|zijn)|[,&/-])$",
    re.IGNORECASE,
)
_CLOSING_HEADING = re.compile(
    r"(?:voortgang|vervolg|vervolgstappen|vervolgproces|vervolgtraject|planning|tot slot|ten slotte|"
    r"slot|slotwoord|afsluiting|afsluitend|conclusies?|samenvatting|bijlagen?|progress|next steps|"
    r"follow-up|conclusions?|closing|annex(?:es)?)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:mede namens )?(?:de |het )?(?:demissionaire? |vice)?"
    r"(?:minister|staatssecretaris|minister-president)\b[^.!?:;]{0,200},",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][^\d,;:!?]*[^\s\d.,;:!?]")


@dataclass(frozen=True)
class Block:
    """A stretch of the source that belongs together: its pieces, joined, are one line."""

    kind: Kind
    pieces: tuple[Piece, ...]
    number: str | None = None  # of a heading
    title: str = ""  # of a heading, without its number
    level: int = 0  # of a heading, from 1


class Structure(NamedTuple):
    """What a reader hands on: blocks in order, and who signed."""

    blocks: tuple[Block, ...]
    signatories: tuple[Signatory, ...]


class _Line(NamedTuple):
    text: str
    pieces: tuple[Piece, ...]
    adjacent: bool  # no blank line before it
    cell: bool  # of a table: Tika begins it with a tab

    @property
    def number(self) -> str | None:
        found = None if self.cell else _NUMBER.match(self.text)
        return found["number"] if found else None

    @property
    def bulleted(self) -> bool:
        return not self.cell and _BULLET.match(self.text) is not None


def structure_of(text: str) -> Structure:
    """Find the blocks of a text without markers; every non-space character is in one piece."""
    lines = tuple(_joined(_lines(text)))
    signed, signatories = _signatures(lines)
    kinds = _kinds(lines, signed)
    return Structure(tuple(_blocks(lines, kinds)), signatories)


def _lines(text: str) -> Iterator[_Line]:
    previous = -1
    for raw in _LINE.finditer(text):
        bare = raw[0].strip()
        if not bare:
            continue
        start = raw.start() + raw[0].index(bare[0])
        adjacent = raw.start() == previous + 1
        previous = raw.end()
        yield _Line(bare, ((start, start + len(bare)),), adjacent, raw[0].startswith("\t"))


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines, with a broken one made whole."""
    parts: list[_Line] = []
    for line in lines:
        if parts and not (line.adjacent and _goes_on(parts[-1], line)):
            yield _whole(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _whole(parts)


def _whole(parts: Sequence[_Line]) -> _Line:
    pieces = tuple(piece for part in parts for piece in part.pieces)
    return parts[0]._replace(text=" ".join(part.text for part in parts), pieces=pieces)


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether a sentence runs from one line into the next."""
    if line.cell or following.cell or following.bulleted or _closes(line, following):
        return False
    if following.text[0].islower():
        return following.number is None
    if _LEADS_ON.search(line.text):
        return not line.text.endswith(",")  # "Geachte voorzitter,"
    prose = not _CLOSED.search(line.text) and not _looks_like_heading(line)
    if following.number is None and prose and not _looks_like_heading(following):
        return True
    return prose and _GOES_ON.match(following.text) is not None and following.number is None


def _closes(line: _Line, following: _Line) -> bool:
    """Whether the line ends a sentence (it does not in "Kamerstuk 36 471, nr. / 37")."""
    if not _SENTENCE_END.search(line.text):
        return False
    tail = line.text[-_LONGEST_HEADING:]
    joint = f"{tail} {following.text[:_LONGEST_NAME]}"
    return any(s.end == len(tail) for s in split_sentences(joint)) or line.text.endswith(":")


def _signatures(lines: Sequence[_Line]) -> tuple[set[int], tuple[Signatory, ...]]:
    """The places of the lines that sign, and what they say."""
    signed: set[int] = set()
    signatories: list[Signatory] = []
    for at in range(len(lines) - 1):
        if at in signed or not _ROLE.fullmatch(lines[at].text):
            continue
        last = at  # a role may run over two lines: "... van Onderwijs, / Cultuur en Wetenschap,"
        if lines[at + 1].adjacent and _continues_role(lines[at + 1]) and at + 2 < len(lines):
            last = at + 1
        name = lines[last + 1].text
        if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
            role = " ".join(line.text for line in lines[at : last + 1])
            signatories.append(Signatory(name=name, role=role.removesuffix(",")))
            signed.update(range(at, last + 2))
    return signed, tuple(signatories)


def _continues_role(line: _Line) -> bool:
    return line.text.endswith(",") and len(line.text) <= _LONGEST_NAME


def _kinds(lines: Sequence[_Line], signed: set[int]) -> list[Kind]:
    kinds: list[Kind] = []
    last_number = ""  # of the list that is open
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        kind: Kind = "paragraph"
        if at in signed:
            kind = "signature"
        elif line.bulleted or _is_numbered_item(line, last_number, following):
            kind = "item"
        elif _looks_like_heading(line):
            kind = "heading"
        kinds.append(kind)
        if kind != "item":
            last_number = ""
        elif line.number:
            last_number = line.number
    _drop_false_headings(kinds)
    for at in range(1, len(kinds)):
        if kinds[at] == "item" and kinds[at - 1] == "paragraph" and lines[at - 1].text[-1] == ":":
            kinds[at - 1] = "lead_in"
    return kinds


def _is_numbered_item(line: _Line, last_number: str, following: _Line | None) -> bool:
    number = line.number
    if number is None:
        return False
    if not _looks_like_heading(line) or _next(last_number, number):
        return True
    return following is not None and _next(number, following.number or "")


def _next(number: str, other: str) -> bool:
    if number.isdecimal() and other.isdecimal():
        return int(other) == int(number) + 1
    return len(number) == len(other) == 1 and ord(other) == ord(number) + 1


def _looks_like_heading(line: _Line) -> bool:
    text = line.text
    if line.cell or len(text) > _LONGEST_HEADING or _CLOSED.search(text) or _LEADS_ON.search(text):
        return False
    number = _NUMBER.match(text)
    title = text[number.end() :] if number else text
    if number and number["number"].islower():  # "a." numbers items
        return False
    return title[:1].isupper() and len(split_sentences(title)) == 1


def _drop_false_headings(kinds: list[Kind]) -> None:
    """Take back the headings of runs that are too long, and those with no text under them."""
    at = 0
    while at < len(kinds):
        run = at
        while run < len(kinds) and kinds[run] == "heading":
            run += 1
        bare = run == len(kinds) or kinds[run] == "signature"
        if run - at > _LONGEST_RUN or (run > at and bare):
            kinds[at:run] = ["paragraph"] * (run - at)
        at = run + 1


def _blocks(lines: Sequence[_Line], kinds: Sequence[Kind]) -> Iterator[Block]:
    headings = [at for at, kind in enumerate(kinds) if kind == "heading"]
    last_numbered = max((at for at in headings if lines[at].number), default=-1)
    below = 0  # level of the last numbered heading
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        block = Block(kind, line.pieces)
        if kind == "heading":
            number = _NUMBER.match(line.text)
            title = line.text[number.end() :] if number else line.text
            if number:
                below = number["number"].count(".") + 1
            elif at > last_numbered and _CLOSING_HEADING.match(title):
                below = 0
            level = below if number else below + 1
            block = replace(block, number=line.number, title=title, level=level)
        yield block
