"""What the readers of rich formats write into: headings, paragraphs, items, rows and notes.

A reader goes through its format once and writes down what it meets; `Manuscript.document` makes
the `Document` of it. White space is made one space, as a printed page would; a no-break space
stays. A note's key is whatever the format calls it: its printed number is the order of the marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Document, DocumentInfo, Signatory
from ingest.readers.compose import PageStart, compose
from ingest.readers.footnote_markers import Link, Note
from ingest.readers.frontmatter import Facts, front_of
from ingest.readers.lines import Line, Piece
from ingest.readers.signatures import signatures_in
from ingest.readers.structure import Block, CellText, Kind, Structure, mark_lead_ins

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_MISSING = "A mark has no note (printed number): {}."
_UNMARKED = "A note has no mark; it stands at the end of the text: {}."


@dataclass(frozen=True)
class Mark:
    """The mark of a note stands here."""

    key: str


@dataclass(frozen=True)
class Linked:
    """Text that is a link to an official id, such as kst-28844-266, or to an address."""

    text: str
    target: str


@dataclass(frozen=True)
class NewPage:
    """A new page begins here; its number counts from 1, its label is what is printed on it."""

    number: int
    label: str


Run = str | Mark | Linked | NewPage
Runs = Iterable[Run]


@dataclass(frozen=True)
class Cell:
    """A cell of a table, with the headings of its row and columns, outermost first."""

    runs: tuple[Run, ...]
    headings: tuple[str, ...] = ()


class Manuscript:
    """A document while it is being read; call its methods in reading order."""

    def __init__(self) -> None:
        self.facts = Facts()  # what the format says of the document as a whole
        self._source: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._marks: dict[str, list[int]] = {}
        self._notes: dict[str, tuple[str, tuple[Link, ...]]] = {}
        self._links: list[Link] = []
        self._pages: list[PageStart] = []
        self._signatories: dict[Signatory, None] = {}
        self._warnings: dict[str, None] = {}

    def heading(self, runs: Runs, level: int, number: str | None = None) -> None:
        """A heading; `level` from 1. A number that opens it is found where none is given."""
        span, text = self._write(runs)
        if not text:
            return
        line = Line(text, (span,), adjacent=False, cell=False)
        if number:
            title = text.removeprefix(number).lstrip(".) ")
        else:
            number, title = line.number, line.title
        self._blocks.append(Block("heading", (span,), number, title or text, level))

    def paragraph(self, runs: Runs) -> None:
        """A paragraph."""
        self._add("paragraph", runs)

    def item(self, runs: Runs) -> None:
        """An item of a list; begin the runs with its printed number, but leave out a bullet."""
        self._add("item", runs)

    def front(self, runs: Runs) -> None:
        """A line above the text proper: it is shown, but is no passage."""
        self._add("front", runs)

    def signed(self, role: str, name: str) -> None:
        """Who signed, where the format says so: two lines, the role closed by a comma."""
        self._add("signature", [role if role.endswith(",") else f"{role},"])
        self._add("signature", [name])
        self._signatories[Signatory(name=name, role=role.removesuffix(","))] = None

    def row(self, cells: Sequence[Cell]) -> None:
        """A row of a table; empty cells are left out."""
        written = [(self._write(cell.runs), cell.headings) for cell in cells]
        kept = [CellText(span, headings) for (span, text), headings in written if text]
        if kept:
            self._blocks.append(Block("row", tuple(c.piece for c in kept), cells=tuple(kept)))

    def note(self, key: str, paragraphs: Iterable[Runs]) -> None:
        """The text of a note; its paragraphs become lines. The first text of a key wins."""
        aside = Manuscript()
        for runs in paragraphs:
            aside._write(runs)
        self._notes.setdefault(key, ("".join(aside._source).rstrip("\n"), tuple(aside._links)))

    def warn(self, sentence: str) -> None:
        """Tell the user of something odd, in an English sentence; the same one only once."""
        self._warnings[sentence] = None

    def document(self, info: DocumentInfo) -> Document:
        """The document; what `info` leaves empty is filled with what was found in the text."""
        for key in [key for key in self._notes if key not in self._marks]:
            self.warn(_UNMARKED.format(key))
            self.paragraph([self._notes[key][0]])
        if not self._blocks:
            self.warn("The document has no text.")
        source = "".join(self._source)
        lines = [_line(block, source) for block in self._blocks]
        signed, signatories = signatures_in(lines)
        kinds: list[Kind] = [
            "signature" if at in signed else b.kind for at, b in enumerate(self._blocks)
        ]
        front, told = front_of(lines, kinds)
        kinds = ["front" if at in front else kind for at, kind in enumerate(kinds)]
        mark_lead_ins(lines, kinds)
        blocks = [replace(b, kind=kind) for b, kind in zip(self._blocks, kinds, strict=True)]
        notes = tuple(self._numbered())
        signed_by = tuple(dict.fromkeys((*self._signatories, *signatories)))
        return compose(
            info,
            source,
            Structure(tuple(_levelled(blocks)), signed_by, self.facts.over(told)),
            notes,
            tuple(self._warnings),
            links=self._links,
            pages=self._pages,
        )

    def _numbered(self) -> Iterator[Note]:
        """The notes in the order of their marks, which is their printed number."""
        for number, (key, marks) in enumerate(self._marks.items(), start=1):
            if key in self._notes:
                text, links = self._notes[key]
                yield Note(number, text, tuple(marks), links)
            else:
                self.warn(_MISSING.format(number))

    def _add(self, kind: Kind, runs: Runs) -> None:
        span, text = self._write(runs)
        if text:
            self._blocks.append(Block(kind, (span,)))

    def _write(self, runs: Runs) -> tuple[Piece, str]:
        """Write runs as one line: its place and its text, both without the line end."""
        start = self._length
        first = len(self._source)
        space = ""  # is written before the next letter, if there is one
        for run in runs:
            if isinstance(run, Mark):
                self._marks.setdefault(run.key, []).append(self._length)
            elif isinstance(run, NewPage):
                self._pages.append(PageStart(self._length, run.number, run.label))
            else:
                said = _SPACE.sub(" ", run.text if isinstance(run, Linked) else run)
                if said.startswith(" ") and self._length > start:
                    space = " "
                if bare := said.strip(" "):
                    self._append(space)
                    if isinstance(run, Linked):
                        end = self._length + len(bare)
                        self._links.append(Link(self._length, end, run.target))
                    self._append(bare)
                    space = " " if said.endswith(" ") else ""
        piece, text = (start, self._length), "".join(self._source[first:])
        if text:
            self._append("\n")
        return piece, text

    def _append(self, text: str) -> None:
        self._source.append(text)
        self._length += len(text)


def _line(block: Block, source: str) -> Line:
    text = " ".join(source[start:end] for start, end in block.pieces)
    return Line(text, block.pieces, adjacent=True, cell=block.kind == "row")


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    """The number of a heading tells its level, not its nesting: "2.1" stands under "2"."""
    levels: dict[str, int] = {}
    for block in blocks:
        if block.kind == "heading" and block.number:
            above = block.number.rstrip(".").rpartition(".")[0]
            level = levels[above] + 1 if above in levels else block.level
            levels[block.number] = level
            yield replace(block, level=level)
        else:
            yield block
