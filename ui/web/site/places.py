"""Places in a document, in the words of its readers; and what was found there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.document import Document, Span
from ui.web.site.find import find
from ui.web.site.outline import leaves_of
from ui.web.site.prose import hit_id

_AROUND = 60  # characters shown on either side of a hit


@dataclass(frozen=True)
class Place:
    """A place: the heading over it, as written, and the rest in the language of the page."""

    anchor: str  # empty for what stands in no section
    heading: str
    said: str  # "alinea 3", "Voetnoot 15"; nothing for a heading itself


@dataclass(frozen=True)
class Hits:
    """What was found in one place: the first of `count` hits with the words around it."""

    place: Place
    id: str  # of the first hit on the page
    before: str
    found: str
    after: str
    count: int


def place_of(document: Document, anchor: str, words: Mapping[str, str]) -> Place:
    """The place with an anchor; that of no section where there is none."""
    for note in document.footnotes:
        if note.anchor == anchor:
            return Place(anchor, "", words["footnote"].format(number=note.number))
    for paragraph in document.paragraphs:
        if paragraph.anchor == anchor:
            number = words["paragraph"].format(number=paragraph.number)
            return Place(anchor, "".join(paragraph.section[-1:]), number)
    for section in document.sections:
        if section.anchor == anchor:
            return Place(anchor, section.label, "")
    return Place("", "", words["outside"])


def hits_of(sought: str, document: Document) -> tuple[Span, ...]:
    """Where the words stand; never across paragraphs or cells."""
    return tuple(
        Span(start=leaf.start + hit.start, end=leaf.start + hit.end)
        for leaf in leaves_of(document)
        for hit in find(sought, document.quote(leaf))
    )


def gathered(document: Document, hits: Sequence[Span], words: Mapping[str, str]) -> list[Hits]:
    """The hits by place, in the order of the text."""
    numbered = enumerate(hits, 1)
    result = []
    for anchor, run in groupby(numbered, key=lambda one: _anchor_at(document, one[1])):
        (number, hit), *more = run
        start, end = max(0, hit.start - _AROUND), min(len(document.text), hit.end + _AROUND)
        before = document.text[start : hit.start].rpartition("\n")
        after = document.text[hit.end : end].partition("\n")
        result.append(
            Hits(
                place=place_of(document, anchor, words),
                id=hit_id(number),
                before=before[2] if before[1] or not start else _without_first_word(before[2]),
                found=document.quote(hit),
                after=after[0] if after[1] else _without_last_word(after[0]),
                count=1 + len(more),
            )
        )
    return result


def _anchor_at(document: Document, span: Span) -> str:
    """That of the smallest place around a span; empty outside all."""
    places = [
        *((n.anchor, n.start, n.end) for n in document.footnotes),
        *((p.anchor, p.start, p.end) for p in document.paragraphs),
        *((s.anchor, s.start, s.heading_end) for s in document.sections),
    ]
    return next((a for a, start, end in places if start <= span.start and span.end <= end), "")


def _without_first_word(cut: str) -> str:
    return "… " + cut.partition(" ")[2]


def _without_last_word(cut: str) -> str:
    return cut.rpartition(" ")[0] + " …"
