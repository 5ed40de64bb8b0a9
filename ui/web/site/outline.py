"""A whole document as the tree that a page draws: sections in sections, lists, tables, all text.

Nothing of the text is left out: what stands in no paragraph (a letterhead, signatures) has a
place too.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar

from ingest.document import Document, Page, Paragraph, Section, Span

_STRETCH = re.compile(r"\S(?:(?!\n[^\S\n]*\n).)*", re.DOTALL)  # up to an empty line


class Stretch(Span):
    """Text that is drawn as one, and the anchor of the place it stands in; empty outside all."""

    anchor: str


@dataclass(frozen=True)
class Prose:
    """A paragraph, or, without an anchor, text outside paragraphs."""

    kind: ClassVar[str] = "prose"
    span: Span
    anchor: str


@dataclass(frozen=True)
class Items:
    """The items of a list."""

    kind: ClassVar[str] = "items"
    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """Rows of a table; the head names its columns."""

    kind: ClassVar[str] = "table"
    head: Paragraph | None
    rows: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Printed:
    """A page as it was printed, in front of the first block that begins on it, or later."""

    kind: ClassVar[str] = "printed"
    page: Page


@dataclass(frozen=True)
class Part:
    """A section with what stands in it, in the order of the text; `depth` is 1 at the top."""

    kind: ClassVar[str] = "part"
    section: Section
    depth: int
    contents: "tuple[Prose | Items | Table | Printed | Part, ...]"

    @property
    def heading(self) -> Span:
        """Its heading; empty where the text has none."""
        return Span(start=self.section.start, end=self.section.heading_end)

    @property
    def parts(self) -> "tuple[Part, ...]":
        """The sections right under it."""
        return tuple(c for c in self.contents if isinstance(c, Part))


Content = Prose | Items | Table | Printed | Part


@dataclass
class _Open:
    """A section of which more may follow; the document itself has none."""

    section: Section | None
    contents: "list[Span | _Open]" = field(default_factory=list)


def contents_of(document: Document, *, printed: bool = False) -> tuple[Content, ...]:
    """The document from its first character to its last before the footnotes.

    Args:
        document: the document.
        printed: whether its printed pages stand between its blocks.
    """
    root = _Open(None)
    trail = [root]  # from the outermost inwards
    texts = (*document.paragraphs, *_outside(document))
    # A section starts where its first paragraph does if it has no heading: it goes first.
    for span in sorted(
        (*document.sections, *texts), key=lambda s: (s.start, not isinstance(s, Section))
    ):
        while (inner := trail[-1].section) and _is_over(inner, span):
            trail.pop()
        if isinstance(span, Section):
            trail[-1].contents.append(opened := _Open(span))
            trail.append(opened)
        else:
            trail[-1].contents.append(span)
    pages = deque(document.pages if printed else ())
    return (*_closed(root, 1, pages), *map(Printed, pages))


def stretches_of(document: Document) -> tuple[Stretch, ...]:
    """All that is drawn, the footnotes too, in order."""

    def each() -> Iterator[Stretch]:
        for section in document.sections:
            yield Stretch(start=section.start, end=section.heading_end, anchor=section.anchor)
        for paragraph in document.paragraphs:
            for span in paragraph.cells or (paragraph,):
                yield Stretch(start=span.start, end=span.end, anchor=paragraph.anchor)
        for note in document.footnotes:
            yield Stretch(start=note.start, end=note.end, anchor=note.anchor)
        for left in _outside(document):
            yield Stretch(start=left.start, end=left.end, anchor="")

    return tuple(sorted((s for s in each() if s.start < s.end), key=lambda s: s.start))


def _is_over(section: Section, following: Span) -> bool:
    if isinstance(following, Section):
        return following.level <= section.level
    return following.start >= section.end


def _closed(open_: _Open, depth: int, pages: deque[Page]) -> tuple[Content, ...]:
    """What stands in a section; `pages` are those that have no place yet."""

    def up_to(offset: int) -> Iterator[Printed]:
        while pages and pages[0].start <= offset:
            yield Printed(pages.popleft())

    def each() -> Iterator[Content]:
        for kind, run in groupby(open_.contents, _kind):
            if kind == "part":
                for part in run:
                    if isinstance(part, _Open) and part.section:
                        yield from up_to(part.section.start)
                        yield Part(part.section, depth, _closed(part, depth + 1, pages))
            else:
                for start, block in _blocks(kind, [s for s in run if isinstance(s, Span)]):
                    yield from up_to(start)
                    yield block

    return tuple(each())


def _kind(content: "Span | _Open") -> str:
    if isinstance(content, _Open):
        return "part"
    return content.kind if isinstance(content, Paragraph) else "outside"


def _blocks(kind: str, run: Sequence[Span]) -> Iterator[tuple[int, Content]]:
    """The blocks, each with the offset at which it begins."""
    paragraphs = tuple(p for p in run if isinstance(p, Paragraph))
    if kind == "item":
        yield run[0].start, Items(paragraphs)
    elif kind == "row":
        headed = len(paragraphs) > 1 and not any(c.headings for c in paragraphs[0].cells)
        yield run[0].start, Table(paragraphs[0] if headed else None, paragraphs[headed:])
    else:
        yield from ((s.start, Prose(s, s.anchor if isinstance(s, Paragraph) else "")) for s in run)


def _outside(document: Document) -> Iterator[Span]:
    """The text that is no heading, paragraph or footnote."""
    headings = (Span(start=s.start, end=s.heading_end) for s in document.sections)
    taken = (*headings, *document.paragraphs, *document.footnotes)
    at = 0
    for span in (
        *sorted(taken, key=lambda s: s.start),
        Span(start=len(document.text), end=len(document.text)),
    ):
        for match in _STRETCH.finditer(document.text, at, span.start):
            yield Span(start=match.start(), end=match.start() + len(match[0].rstrip()))
        at = max(at, span.end)
