"""Blocks and notes -> a `Document`: the canonical text, its spans and their anchors."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.document import (
    Cell,
    Document,
    DocumentInfo,
    Footnote,
    Page,
    Paragraph,
    Reference,
    Section,
    Span,
)
from ingest.readers.footnote_markers import Link, Note
from ingest.readers.lines import Piece
from ingest.readers.structure import Block, Kind, Structure
from ingest.references import find_references, references_of_links
from ingest.sentences import split_sentences
from ingest.slugs import slug

BEFORE_FIRST_HEADING = "Inleiding"
_LONGEST_SLUG = 60
_RESERVED = re.compile(r"[pin]\d+")  # paragraphs, items and notes are called so
_ONE_LIST = {("lead_in", "item"), ("item", "item")}


class PageStart(NamedTuple):
    """Where in the source a page begins."""

    offset: int
    number: int
    label: str


def compose(
    info: DocumentInfo,
    source: str,
    structure: Structure,
    notes: Sequence[Note],
    warnings: Iterable[str] = (),
    *,
    links: Sequence[Link] = (),
    pages: Sequence[PageStart] = (),
) -> Document:
    """Lay out the blocks of `source`, then the notes, in one text; spans and anchors follow.

    What `info` leaves empty is taken from the document's own facts.

    The marks of the notes, the links and the starts of the pages are offsets in `source`. Headings
    stand as lines in the text. Signatures and what stands above the text do too, but in no section
    and no paragraph.
    """
    info = structure.facts.complete(info)
    layout = _Layout(source)
    block_spans = [layout.add_block(block) for block in structure.blocks]
    body_end = block_spans[-1][1] if block_spans else 0
    note_spans = [layout.add_note(note) for note in notes]
    text = layout.text
    page_spans = _pages(layout, pages, body_end)
    outline = _Outline(info.id, text, page_spans)
    for block, span in zip(structure.blocks, block_spans, strict=True):
        outline.add(block, span, layout)
    footnotes = tuple(
        Footnote(
            start=start,
            end=end,
            anchor=f"{info.id}#n{note.number}",
            number=note.number,
            text=note.text,
            marks=tuple(layout.offset(mark) for mark in note.marks),
            sentences=split_sentences(text, start, end),
            page=_page_at(page_spans, layout.offset(note.marks[0])),
        )
        for note, (start, end) in zip(notes, note_spans, strict=True)
    )
    linked = [Link(layout.offset(b), layout.offset(e - 1) + 1, target) for b, e, target in links]
    linked += [
        Link(start + b, start + e, target)
        for note, (start, _) in zip(notes, note_spans, strict=True)
        for b, e, target in note.links
    ]
    return Document(
        **info.model_dump(),
        text=text,
        sections=outline.sections,
        paragraphs=tuple(outline.paragraphs),
        footnotes=footnotes,
        references=_references(text, outline.paragraphs, footnotes, linked),
        signatories=structure.signatories,
        warnings=tuple(warnings),
        pages=page_spans,
    )


def _references(
    text: str,
    paragraphs: Iterable[Paragraph],
    footnotes: Iterable[Footnote],
    links: Sequence[Link],
) -> tuple[Reference, ...]:
    """What the words cite; where a link leads elsewhere, the link is right."""
    found = [r for p in paragraphs for r in find_references(text, p.start, p.end)]
    found += [r for n in footnotes for r in find_references(text, n.start, n.end, n.number)]
    linked = references_of_links(links, tuple(footnotes))
    extra = [r for r in linked if not any(r.id == f.id and _overlap(r, f) for f in found)]
    kept = [f for f in found if not any(_overlap(f, r) for r in extra)]
    return tuple(sorted((*kept, *extra), key=lambda r: (r.footnote or 0, r.start)))


def _overlap(one: Reference, other: Reference) -> bool:
    return one.start < other.end and other.start < one.end


def _pages(layout: "_Layout", starts: Sequence[PageStart], end: int) -> tuple[Page, ...]:
    """The pages of the body; one begins where the one before it ends."""
    offsets = [layout.offset(start.offset) for start in starts]
    ends = [*offsets[1:], end][: len(starts)]
    return tuple(
        Page(start=begin, end=max(begin, stop), number=start.number, label=start.label)
        for start, begin, stop in zip(starts, offsets, ends, strict=True)
    )


def _page_at(pages: Sequence[Page], offset: int) -> int | None:
    """The number of the page on which a character stands."""
    at = bisect_right(pages, offset, key=lambda page: page.start) - 1
    return pages[at].number if at >= 0 else None


class _Layout:
    """The canonical text as it grows, and where each piece of the source went."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._previous = ""
        self._moved: list[tuple[int, int, int]] = []  # source start, canonical start, length

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add_block(self, block: Block) -> Piece:
        """Append a block as one line; its span."""
        self._gap(block.kind)
        start = self._length
        for at, (begin, end) in enumerate(block.pieces):
            if at:
                self._append("\t" if block.kind == "row" else " ")
            self._moved.append((begin, self._length, end - begin))
            self._append(self._source[begin:end])
        return start, self._length

    def add_note(self, note: Note) -> Piece:
        """Append a note as it is; its span."""
        self._gap("note")
        start = self._length
        self._append(note.text)
        return start, self._length

    def offset(self, mark: int) -> int:
        """The place in the canonical text of an offset in the source."""
        at = bisect_right(self._moved, mark, key=lambda moved: moved[0]) - 1
        if at < 0:
            return 0
        begin, start, length = self._moved[at]
        return start + min(mark - begin, length)

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _gap(self, kind: str) -> None:
        """A blank line, but none under a heading and between lines that belong together."""
        pair = (self._previous, kind)
        close = pair in _ONE_LIST or self._previous == "heading" or pair[0] == kind != "paragraph"
        if self._previous:
            self._append("\n" if close else "\n\n")
        self._previous = kind


@dataclass
class _Open:
    """A section whose end is not known yet."""

    section: Section
    path: tuple[str, ...]
    end: int
    paragraphs: int = 0


class _Outline:
    """The tree of sections and the paragraphs in it, with their anchors."""

    def __init__(self, document: str, text: str, pages: Sequence[Page]) -> None:
        self._document = document
        self._text = text
        self._pages = pages
        self._all: list[_Open] = []
        self._open: list[_Open] = []  # from the outermost inwards
        self._items = 0
        self._previous: Kind = "heading"
        self._used: dict[str, int] = {}
        self.paragraphs: list[Paragraph] = []

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(open_.section.model_copy(update={"end": open_.end}) for open_ in self._all)

    def add(self, block: Block, span: Piece, layout: "_Layout") -> None:
        """Take up the block that stands at `span` of the canonical text."""
        if block.kind == "heading":
            self._open_section(block, span)
        elif block.kind != "front" and block.kind != "signature":  # those stand in the text alone
            if not self._open:
                title = Block("heading", (), title=BEFORE_FIRST_HEADING, level=1)
                self._open_section(title, (span[0], span[0]))
            cells = tuple(
                Cell(start=layout.offset(b), end=layout.offset(e - 1) + 1, headings=headings)
                for (b, e), headings in block.cells
            )
            self._add_paragraph(block.kind, span, cells)
            for open_ in self._open:
                open_.end = span[1]
        self._previous = block.kind

    def _open_section(self, block: Block, span: Piece) -> None:
        while self._open and self._open[-1].section.level >= block.level:
            self._open.pop()
        above = self._open[-1] if self._open else None
        name = block.number or _anchor_name(block.title)
        if above and not block.number:
            name = f"{above.section.anchor.partition('#')[2]}.{name}"
        section = Section(
            start=span[0],
            end=span[1],
            heading_end=span[1],
            anchor=f"{self._document}#{self._unique(name)}",
            number=block.number,
            title=block.title,
            level=block.level,
        )
        path = (*(above.path if above else ()), section.label)
        self._open.append(_Open(section, path, span[1]))
        self._all.append(self._open[-1])
        for open_ in self._open:
            open_.end = span[1]

    def _add_paragraph(
        self,
        kind: Literal["paragraph", "lead_in", "item", "row"],
        span: Piece,
        cells: tuple[Cell, ...],
    ) -> None:
        inner = self._open[-1]
        if (self._previous, kind) not in _ONE_LIST:
            inner.paragraphs += 1
            self._items = 0
        anchor = f"{inner.section.anchor}.p{inner.paragraphs}"
        if kind == "item":
            self._items += 1
            anchor += f".i{self._items}"
        start, end = span
        self.paragraphs.append(
            Paragraph(
                start=start,
                end=end,
                anchor=anchor,
                kind=kind,
                section=inner.path,
                number=inner.paragraphs,
                page=_page_at(self._pages, start),
                sentences=(
                    (Span(start=start, end=end),)
                    if kind == "row"
                    else split_sentences(self._text, start, end)
                ),
                cells=cells,
            )
        )

    def _unique(self, name: str) -> str:
        while name in self._used:
            self._used[name] += 1
            name = f"{name}-{self._used[name]}"
        self._used[name] = 1
        return name


def _anchor_name(title: str) -> str:
    """A readable ASCII name of at most 60 characters."""
    name = slug(re.sub(r"['’‘]", "", title))
    if len(name) > _LONGEST_SLUG:
        name = name[: _LONGEST_SLUG + 1].rpartition("-")[0] or name[:_LONGEST_SLUG]
    return f"deel-{name}".strip("-") if not name or _RESERVED.fullmatch(name) else name
