"""The blocks of a word processor's document: paragraphs and tables, not yet written down."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ingest.readers.lines import Line
from ingest.readers.manuscript import Cell, Linked, Mark, Run
from ingest.readers.office.styles import Look, Style
from ingest.readers.table import words
from ingest.safe_xml import Element

_BULLET = re.compile(r"\s*(?:[-–—•·▪◦‣●○*§➢✓→□\uf000-\uf0ff]|o(?=\s))\s+")
_LONGEST_HEADING = 250  # characters; a longer one is a paragraph in the wrong style


@dataclass
class Text:
    """What one paragraph says, as it is being read."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # text boxes that hang on it
    hidden: str = ""
    bold: bool = True  # all of it
    slanted: bool = True  # all of it is italic or underlined

    @property
    def glued(self) -> bool:
        """Whether a number that comes next is a mark: no space stands before it."""
        last = self.runs[-1] if self.runs else " "
        said = last.text if isinstance(last, Linked) else last
        return not isinstance(said, str) or not said[-1:].isspace()

    def say(self, said: str, look: Look, target: str | None) -> None:
        """Add characters; they may look somehow, and lead somewhere."""
        said = said.replace("\xad", "")  # a soft hyphen: where a word may be cut
        if look.hidden:
            self.hidden += said
            return
        if said.strip():
            self.bold &= bool(look.bold)
            self.slanted &= bool(look.italic or look.underlined)
        self.runs.append(said if target is None else Linked(said, target))


@dataclass
class Paragraph:
    """A paragraph and what its styles make of it."""

    runs: list[Run]
    style: Style
    level: int | None = None  # of a heading
    listed: bool = False
    label: str = ""  # its printed number, with which the runs begin
    bold: bool = False
    slanted: bool = False

    @property
    def line(self) -> Line:
        """It as a line, to judge its looks."""
        return _line(words(self.runs))


@dataclass
class Table:
    """The rows of a table."""

    rows: list[list[Cell]]


Block = Paragraph | Table


def paragraph(
    text: Text, style: Style, level: int | None, label: str, *, numbered: bool
) -> Paragraph:
    """A paragraph; `level` is that of a heading, `numbered` is whether a list counts it."""
    runs = list(_joined(text.runs))
    said = words(runs)
    if len(said) > _LONGEST_HEADING or style.role != "text":
        level = None
    bullet = _BULLET.match(runs[0]) if runs and isinstance(runs[0], str) else None
    listed = level is None and (numbered or (style.list and bool(bullet or _line(said).marked)))
    if listed and bullet and not label:
        runs[0] = bullet.string[bullet.end() :]
    if label and said:
        runs = [f"{label} ", *runs]
    bold, slanted = text.bold and bool(said), text.slanted and bool(said)
    return Paragraph(runs, style, level, listed, label, bold, slanted)


def flat(blocks: Iterable[Block]) -> list[Run]:
    """The text of blocks on one line."""
    runs: list[Run] = []
    for block in blocks:
        rows = [[block]] if isinstance(block, Paragraph) else block.rows
        runs += [run for row in rows for part in row for run in (*part.runs, " ")]
    return runs


def _line(text: str) -> Line:
    return Line(text, ((0, len(text)),), adjacent=False, cell=False)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Word cuts a text where its spelling was checked: what belongs together, in one run."""
    for target, group in groupby(runs, key=lambda run: getattr(run, "target", type(run))):
        if target is str:
            yield "".join(run for run in group if isinstance(run, str))
        elif target is Mark:
            yield from group
        else:
            linked = [run for run in group if isinstance(run, Linked)]
            yield Linked("".join(run.text for run in linked), linked[0].target)
