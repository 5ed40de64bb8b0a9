"""The lines of a converted text, a broken one made whole, and what a line looks like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.sentences import split_sentences

Piece = tuple[int, int]

_LONGEST_HEADING = 120  # characters
_WINDOW = 80  # characters around a joint: enough to see whether a sentence ends there

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[-–—•·▪◦‣●○*§\uf0b7]|o)\s+(?=\S)")
NUMBER = re.compile(
    r"\(?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3}(?=\.?\s)|\d{1,3}(?=[.)])|\d{1,2}(?=\s+[A-Z])"
    r"|[a-z](?=[.)])|[ivx]{1,5}(?=\))|[IVX]{1,5}(?=\.))(?P<closed>[.)]{0,2})\s+(?=\S)"
)
_CLOSED = re.compile(r"[.!?:;,…][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_GOES_ON = re.compile(r"[€$£%&+=\d(\[«“‘–-]")
_LEADS_ON = re.compile(
    r"(?:\b(?:als|de|den|der|een|en|het|met|naar|of|per|te|ten|ter|tot|van|vanuit|via|an|and|by|for|"
    r"the|to|with)|[&/–-])$",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"(?:[\w' -]{1,40}, )?\d{1,2} [a-z]{3,9} \d{4}$|\d{4} ?(?-i:[A-Z]{2}) [\w' -]{2,30}$"
    r"|(?:datum|betreft|onderwerp|(?:ons |uw )?kenmerk)\b|(?:geachte?|beste|dear)\b.{1,80},$",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line without the white space around it, or broken lines joined by a space."""

    text: str
    pieces: tuple[Piece, ...]  # of the source
    adjacent: bool  # no blank line before it
    cell: bool  # of a table: Tika begins it with a tab

    @property
    def number(self) -> str | None:
        """What numbers it: "4", "2.1", "a", "II"."""
        found = None if self.cell else NUMBER.match(self.text)
        return found["number"] if found else None

    @property
    def marked(self) -> bool:
        """Whether it begins as a list item does: a bullet, or a number with a stop or bracket."""
        found = NUMBER.match(self.text)
        return not self.cell and bool(_BULLET.match(self.text) or (found and found["closed"]))

    @property
    def bulleted(self) -> bool:
        """Whether it begins with a bullet."""
        return not self.cell and _BULLET.match(self.text) is not None

    @property
    def title(self) -> str:
        """It, without its number."""
        found = None if self.cell else NUMBER.match(self.text)
        return self.text[found.end() :] if found else self.text

    @property
    def letterhead(self) -> bool:
        """Whether it belongs to the top of a letter: place and date, subject, salutation."""
        return _LETTERHEAD.match(self.text) is not None

    @property
    def heading_like(self) -> bool:
        """Short, beginning with a capital or a number, without closing punctuation."""
        text = self.text
        if self.cell or len(text) > _LONGEST_HEADING or (self.number or "").islower():
            return False
        if _CLOSED.search(text) or _LEADS_ON.search(text) or self.letterhead:
            return False
        return self.title[:1].isupper() and len(split_sentences(self.title)) == 1


def whole_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank; each non-space character is in one piece."""
    return tuple(_joined(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    previous = -1
    for raw in _LINE.finditer(text):
        bare = raw[0].strip()
        if not bare:
            continue
        start = raw.start() + len(raw[0]) - len(raw[0].lstrip())
        adjacent = raw.start() == previous + 1
        previous = raw.end()
        yield Line(bare, ((start, start + len(bare)),), adjacent, raw[0].startswith("\t"))


def _joined(lines: Iterable[Line]) -> Iterator[Line]:
    parts: list[Line] = []
    for line in lines:
        if parts and not (line.adjacent and _goes_on(parts[-1], line)):
            yield _whole(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _whole(parts)


def _whole(parts: Sequence[Line]) -> Line:
    pieces = tuple(piece for part in parts for piece in part.pieces)
    return parts[0]._replace(text=" ".join(part.text for part in parts), pieces=pieces)


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a sentence runs from one line into the next."""
    if line.cell or following.cell or following.marked:
        return False
    if _SENTENCE_END.search(line.text):
        return not _closes(line, following)
    if following.text[0].islower() or _LEADS_ON.search(line.text):
        return True
    if _GOES_ON.match(following.text):
        return not line.heading_like
    if line.text.endswith(","):  # of prose, not of "Geachte voorzitter,"
        return len(line.text) > _LONGEST_HEADING
    return not line.heading_like and not following.heading_like


def _closes(line: Line, following: Line) -> bool:
    """Whether the line ends a sentence; it does not in "Kamerstuk 36 471, nr. / 37"."""
    tail = line.text[-_WINDOW:]
    if tail[-1] in ":;":
        return True
    joint = f"{tail} {following.text[:_WINDOW]}"
    return any(sentence.end == len(tail) for sentence in split_sentences(joint))
