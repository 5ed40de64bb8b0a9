"""A tree of HTML -> its blocks in reading order: headings, paragraphs, items and rows.

Follows the HTML standard on what is a block, how items are numbered and how cells span. The walk
keeps no call for each level, so depth is no danger.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from ingest.readers.html.notes import Notes
from ingest.readers.html.tables import HEADINGS, is_data, rows_of, whole_number
from ingest.readers.manuscript import Cell, Linked, Mark, Run
from ingest.readers.table import words

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_LINES = frozenset(("functie", "naam"))  # of a signature: lines of their own
_OFFICIAL = re.compile(
    r"(?:\./|/)?((?:kst|blg|ah|h|kv|ag|nds|stb|stcrt|trb|gmb|prb|wsb|bgr)-[\w-]{1,60})"
    r"(?:\.(?:html|pdf|xml|odt))?(?:[?#].*)?",
    re.S,
)
_DOSSIER = re.compile(r"(?:\./|/)?(dossier/[\w-]{1,40})(?:[?#].*)?", re.S)
_LONGEST_TARGET = 2000  # characters
_BULLET = re.compile(r"\s*[-–—•·▪◦‣●○*\uf0b7](?:\s+|$)")
_FILLED = re.compile(r"^\s*(\S{1,8})\s*\xa0\s+(?=\S)")
_LONGEST_TUSSENKOP = 120  # characters
_LIST_TYPES = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal": "1", "none": "",
}  # fmt: skip

Kind = Literal["paragraph", "item", "heading", "front", "row"]


@dataclass
class Block:
    """A block: its runs, or its cells where it is a row."""

    kind: Kind
    runs: list[Run]
    level: int = 0  # of a heading
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """What it says, without marks."""
        return words(self.runs)


Leaves = Callable[[HtmlElement], bool]


def blocks_of(
    root: HtmlElement, notes: Notes, leaves_out: Leaves, *, inner: bool = False
) -> list[Block]:
    """The blocks of an element, without those inside it that `leaves_out` tells to leave out.

    Marks stand in the runs; the notes themselves are read only where `inner` says that the element
    is one, or a cell. Tables inside it are then no more than text.
    """
    writer = _Writer(notes, leaves_out, inner)
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element is not root and writer.start(element):
                walk.skip_subtree()
            else:
                writer.say(element.text)
            continue
        if event == "end":
            writer.end(element)
        if element is not root:
            writer.say(element.tail)
    return writer.finished()


def classes(element: HtmlElement) -> frozenset[str]:
    """Its classes."""
    return frozenset((element.get("class") or "").split())


@dataclass
class _Open:
    """An element whose blocks are of one kind."""

    element: HtmlElement
    kind: Literal["paragraph", "item", "heading", "front", "term"]
    level: int = 0
    lead: list[Run] = field(default_factory=list)  # is said before its first words
    block: Block | None = None  # its first


class _Writer:
    """Collects runs, and makes a block of them at the edges of block elements."""

    def __init__(self, notes: Notes, leaves_out: Leaves, inner: bool) -> None:
        self.blocks: list[Block] = []
        self._notes = notes
        self._leaves_out = leaves_out
        self._inner = inner
        self._runs: list[Run] = []
        self._open: list[_Open] = []
        self._target: str | None = None  # of the link that is open
        self._term: list[Run] = []  # has no definition yet
        self._next: dict[HtmlElement, int] = {}  # number of the next item of a list
        self._level = 0  # of the last heading
        self._bold = False  # whether a bold tussenkop stood under it

    def say(self, text: str | None) -> None:
        """Add text."""
        if not text:
            return
        if self._target is None:
            self._runs.append(text)
        elif (
            self._runs
            and isinstance(last := self._runs[-1], Linked)
            and last.target == self._target
        ):
            self._runs[-1] = Linked(last.text + text, self._target)
        else:
            self._runs.append(Linked(text, self._target))

    def start(self, element: HtmlElement) -> bool:
        """Begin an element; whether what it holds is not to be walked through."""
        notes = self._notes
        if element in notes.marks:
            self._runs.append(Mark(notes.marks[element]))
            return True
        if element in notes.backs or self._leaves_out(element):
            return True
        if element in notes.bodies:
            self.flush()
            return True
        tag = element.tag
        if tag == "a":
            self._target = _target(element.get("href"))
        elif tag == "br":
            self._runs.append(" ")
        elif _is_block(element):
            self.flush()
            if tag == "table" and not self._inner and (rows := self._rows(element)):
                self.blocks.extend(rows)
                return True
            self._begin(element)
        return False

    def end(self, element: HtmlElement) -> None:
        """End an element."""
        if element.tag == "a":
            self._target = None
        elif _is_block(element):
            self.flush()
            if self._open and self._open[-1].element is element:
                unsaid = self._open.pop().lead
                if element.tag == "dd" and unsaid:
                    self._term = unsaid[:-1]
            if element.tag == "dl":
                self._end_term()

    def finished(self) -> list[Block]:
        """All blocks."""
        self.flush()
        self._end_term()
        return self.blocks

    def flush(self) -> None:
        """Make a block of the runs."""
        runs, self._runs = self._runs, []
        if not words(runs).strip():  # no-break spaces are no text either
            marks = [run for run in runs if isinstance(run, Mark)]
            if marks and self.blocks and self.blocks[-1].kind != "row":
                self.blocks[-1].runs.extend(marks)
            return
        open_ = self._open[-1] if self._open else None
        if open_ and open_.kind == "term":
            self._term += [", ", *runs] if self._term else runs
            return
        self._end_term()
        kind = open_.kind if open_ else "paragraph"
        if kind == "paragraph" and _BULLET.match(words(runs)):  # an item that only looks like it
            self.blocks.append(Block("item", _without_bullet(runs)))
            return
        if open_ is None:
            self.blocks.append(Block("paragraph", runs))
        elif open_.kind == "item":
            self._add_item(open_, runs)
        elif open_.kind != "term":
            self.blocks.append(Block(open_.kind, [*open_.lead, *runs], open_.level))
            open_.lead.clear()

    def _add_item(self, open_: _Open, runs: list[Run]) -> None:
        """An item; its further paragraphs are of one block with it."""
        if open_.block and self.blocks[-1] is open_.block:
            open_.block.runs += [" ", *runs]
            return
        label = words(open_.lead)
        runs = _without_bullet(runs)
        if label and f"{words(runs)} ".startswith(f"{label} "):
            open_.lead.clear()
        block = Block("item", [*open_.lead, *runs])
        open_.lead.clear()
        open_.block = open_.block or block
        self.blocks.append(block)

    def _end_term(self) -> None:
        """A term without a definition is a paragraph."""
        if self._term:
            self.blocks.append(Block("paragraph", self._term))
            self._term = []

    def _begin(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in HEADINGS:
            self._begin_heading(element)
        elif _is_front(element):
            self._open.append(_Open(element, "front"))
        elif level := self._tussenkop(element):
            self._open.append(_Open(element, "heading", level))
        elif tag == "li":
            label = self._number(element)
            self._open.append(_Open(element, "item", lead=[label] if label else []))
        elif "MsoListParagraph" in (element.get("class") or ""):  # Word's "save as web page"
            self._open.append(_Open(element, "item"))
        elif tag == "dt":
            self._open.append(_Open(element, "term"))
        elif tag == "dd":
            lead, self._term = self._term, []
            if lead:
                lead.append(" " if words(lead).endswith(":") else ": ")
            self._open.append(_Open(element, "paragraph", lead=lead))

    def _begin_heading(self, element: HtmlElement) -> None:
        self._level, self._bold = int(str(element.tag)[1]), False
        lead: list[Run] = []
        for open_ in self._open:
            if open_.kind == "item":  # what holds a heading is no item, but a part of the page
                lead, open_.lead, open_.kind = open_.lead, [], "paragraph"
        kind: Literal["heading", "front"] = "front" if _is_front(element) else "heading"
        self._open.append(_Open(element, kind, self._level, lead))

    def _tussenkop(self, element: HtmlElement) -> int:
        """The level of a heading that only a class tells; a slanted one stands under a bold one."""
        if element.tag not in ("p", "div"):
            return 0
        named = " ".join(c for e in (element, *element[:1]) for c in _classes_of(e))
        if not re.match(r"(?:tussenkop|kop)(?:[_ \d-]|$)", named):
            return 0
        text = words(element.itertext())
        if len(text) > _LONGEST_TUSSENKOP or re.search(r"[.!?:;,]$", text):
            return 0
        bold = not re.search(r"(?:^|[_ ])(?:cur|rom|ondlijn)", named)
        level = self._level + (2 if self._bold and not bold else 1)
        self._bold = self._bold or bold
        return level

    def _number(self, item: HtmlElement) -> str:
        """The printed number of an item; none in a list with bullets, or where the text has it."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "expliciet" in classes(parent):
            return ""
        reverse = parent.get("reversed") is not None
        if parent not in self._next:
            first = len(parent.findall("li")) if reverse else 1
            self._next[parent] = whole_number(parent.get("start"), first)
        number = whole_number(item.get("value"), self._next[parent])
        self._next[parent] = number + (-1 if reverse else 1)
        return _numeral(number, _list_type(parent))

    def _rows(self, table: HtmlElement) -> list[Block]:
        """The caption and the rows of a table; nothing where it only lays out the page."""
        if not is_data(table):
            return []
        caption = [
            block
            for element in table.iterchildren("caption")
            for block in blocks_of(element, self._notes, self._leaves_out, inner=True)
        ]
        return [
            *caption,
            *(Block("row", [], cells=tuple(cells)) for cells in rows_of(table, self._flat)),
        ]

    def _flat(self, cell: HtmlElement) -> tuple[Run, ...]:
        runs: list[Run] = []
        for block in blocks_of(cell, self._notes, self._leaves_out, inner=True):
            runs += [" ", *block.runs] if runs else block.runs
        return tuple(runs)


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS or not _LINES.isdisjoint(classes(element))


def _is_front(element: HtmlElement) -> bool:
    """Whether it stands above the text: the head of a Kamerstuk, pandoc's title block."""
    parent = element.getparent()
    return not {"dossiertitel", "stuktitel", "stuknummer", "kamerstukdatum"}.isdisjoint(
        classes(element)
    ) or (parent is not None and parent.get("id") == "title-block-header")


def _classes_of(element: object) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element, HtmlElement) else []


def _without_bullet(runs: list[Run]) -> list[Run]:
    """The runs of an item; behind its number stands one space, not what Word fills it up with."""
    first = next((at for at, run in enumerate(runs) if not isinstance(run, str)), len(runs))
    head = "".join(run for run in runs[:first] if isinstance(run, str))
    head = _BULLET.sub("", head, count=1)
    return [_FILLED.sub(r"\1 ", head, count=1), *runs[first:]]


def _target(href: str | None) -> str | None:
    """The official id or address that a link leads to."""
    href = (href or "").strip()
    if len(href) > _LONGEST_TARGET:
        return None
    if found := _OFFICIAL.fullmatch(href) or _DOSSIER.fullmatch(href):
        return found[1]
    return href if re.match(r"https?://\S+$", href, re.I) else None


def _list_type(parent: HtmlElement) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", parent.get("style") or "")
    return _LIST_TYPES.get(found[1], "1") if found else parent.get("type") or "1"


def _numeral(number: int, style: str) -> str:
    if not style:
        return ""
    if style in ("a", "A") and number > 0:
        text = ""
        while number > 0:
            number, digit = divmod(number - 1, 26)
            text = chr(ord(style) + digit) + text
        return f"{text}. "
    if style in ("i", "I") and 0 < number < 4000:
        text = _roman(number)
        return f"{text if style == 'i' else text.upper()}. "
    return f"{number}. "


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = "m cm d cd c xc l xl x ix v iv i".split()
    text = ""
    for value, sign in zip(values, signs, strict=True):
        times, number = divmod(number, value)
        text += sign * times
    return text
