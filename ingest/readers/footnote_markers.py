"""Takes the footnote markers of Apache Tika's rich text out of a text.

A mark is ``[footnoteRef:4]`` or ``[endnoteRef:1]``; its note follows the paragraph as
``[4:  Text of the note.]``. (apache/tika XWPFWordExtractorDecorator, RichTextContentHandler.)
The number is an id of the file; the printed number is the order of the marks.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_MARK = re.compile(r"\[(?:footnote|endnote)Ref:-?[0-9]{1,9}\]")
_TOKEN = re.compile(
    r"\[(?P<kind>footnote|endnote)Ref:(?P<mark>-?[0-9]{1,9})\]"
    r"|(?P<noise>\[(?:bookmark|image): [^\[\]\n]{0,200}\])"
    r"|(?P<broken>\[(?:(?:footnote|endnote)Ref|bookmark|image):)"
    r"| ?\[(?P<note>-?[0-9]{1,9}): "
)
_NOISE = re.compile(r"\[(?:bookmark|image): [^\[\]\n]{0,200}\]")
_NOT_FOUND = re.compile(r'!!! (?:End|Foot) ?note with ID "?-?\d+"? not found in document\.')
_BROKEN = "A marker is not well formed and stays in the text: {}."
_UNCLOSED = "A note is not closed and stays in the text (id in the file): {}."
_UNMARKED = "What looks like a note has no mark and stays in the text (id in the file): {}."
_SECOND = "A mark has two different notes; the second stays in the text (id in the file): {}."
_MISSING = "A mark has no note (printed number): {}."
_EMPTY = "A note is empty (printed number): {}."
_SHOWN = 5  # ids named in one warning

Key = tuple[str, str]  # footnote or endnote, id in the file


class Link(NamedTuple):
    """Characters of a text that lead to an official id or an address."""

    start: int
    end: int
    target: str


class Note(NamedTuple):
    """A note: printed number, text, and where its marks stood in the text without markers."""

    number: int
    text: str
    marks: tuple[int, ...]
    links: tuple[Link, ...] = ()  # in its text


class Unmarked(NamedTuple):
    """A text without markers, with the notes taken out of it."""

    text: str
    notes: tuple[Note, ...]
    warnings: tuple[str, ...]


def take_notes(text: str) -> Unmarked:
    """Separate a text from its notes; what is not a well-formed marker stays as it is.

    Linear in the length of the text. Odd things are named in the warnings, never dropped: an
    unclosed or second, different note of one mark stays in the text.
    """
    scan = _Scan(text)
    scan.run()
    return Unmarked("".join(scan.kept), scan.notes(), scan.warnings())


class _Scan:
    """One pass from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closing = _closing_brackets(text)
        self._mark_starts = [m.start() for m in _MARK.finditer(text)]
        self.kept: list[str] = []
        self._length = 0
        self._marks: dict[Key, list[int]] = {}
        self._texts: dict[Key, str] = {}
        self._pending: defaultdict[str, list[Key]] = defaultdict(list)
        self._odd: defaultdict[str, list[str]] = defaultdict(list)

    def run(self) -> None:
        position = 0
        while token := _TOKEN.search(self._text, position):
            self._keep(position, token.start())
            position = self._take(token)
        self._keep(position, len(self._text))

    def _keep(self, start: int, end: int) -> None:
        self.kept.append(self._text[start:end])
        self._length += end - start

    def _take(self, token: re.Match[str]) -> int:
        """Handle one token; the offset at which the scan goes on."""
        if token["mark"]:
            key = (token["kind"], token["mark"])
            self._marks.setdefault(key, []).append(self._length)
            self._pending[token["mark"]].append(key)
        elif token["note"]:
            return self._take_note(token)
        elif token["broken"]:
            self._odd[_BROKEN].append(token[0])
            self._keep(*token.span())
        return token.end()

    def _take_note(self, token: re.Match[str]) -> int:
        id_ = token["note"]
        end = self._closing.get(token.end("note") - len(id_) - 1)
        problem = self._problem(id_, token.end(), end)
        if problem is None and end is not None:
            note = _NOISE.sub("", self._text[token.end() : end]).strip()
            key = self._pending[id_][0]
            if self._texts.setdefault(key, note) == note:
                self._pending[id_].pop(0)
                return end + 1
            problem = _SECOND
        if problem:
            self._odd[problem].append(id_)
        self._keep(*token.span())
        return token.end()

    def _problem(self, id_: str, start: int, end: int | None) -> str | None:
        """Why this is no note; "" where it need not be mentioned."""
        if not self._pending.get(id_):
            return _UNMARKED if self._text.startswith(" ", start) else ""
        # A note has no marks of its own: one in it shows that the closing bracket is missing.
        if end is None or bisect_right(self._mark_starts, start) != bisect_right(
            self._mark_starts, end
        ):
            return _UNCLOSED
        return None

    def notes(self) -> tuple[Note, ...]:
        """The notes that have a text, numbered by the order of all marks, as printed."""
        numbered: list[Note] = []
        for number, (key, marks) in enumerate(self._marks.items(), start=1):
            note = self._texts.get(key)
            if note is None or _NOT_FOUND.fullmatch(note):
                self._odd[_MISSING].append(str(number))
            else:
                if not note:
                    self._odd[_EMPTY].append(str(number))
                numbered.append(Note(number, note, tuple(marks)))
        return tuple(numbered)

    def warnings(self) -> tuple[str, ...]:
        return tuple(sentence.format(_some(ids)) for sentence, ids in self._odd.items())


def _some(all_ids: Sequence[str]) -> str:
    ids = list(dict.fromkeys(all_ids))
    rest = len(ids) - _SHOWN
    return ", ".join(ids[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _closing_brackets(text: str) -> dict[int, int]:
    """The offset of each "[" that is closed, with that of its "]"."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for bracket in re.finditer(r"[\[\]]", text):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            closing[opened.pop()] = bracket.start()
    return closing
