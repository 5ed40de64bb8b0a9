"""Places in a document, in the words of its readers; and what was found there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.document import Document
from ui.web.site.find import find
from ui.web.site.outline import Stretch, stretches_of
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


def places_of(document: Document, words: Mapping[str, str]) -> Mapping[str, Place]:
    """Every place with a name, by its anchor; that of no section under the empty one."""
    paragraph, footnote = words["paragraph"], words["footnote"]
    named = [
        *(Place(s.anchor, s.label, "") for s in document.sections),
        *(
            Place(p.anchor, "".join(p.section[-1:]), paragraph.format(number=p.number))
            for p in document.paragraphs
        ),
        *(Place(n.anchor, "", footnote.format(number=n.number)) for n in document.footnotes),
    ]
    return {"": Place("", "", words["outside"]), **{place.anchor: place for place in named}}


def hits_of(sought: str, document: Document) -> tuple[Stretch, ...]:
    """Where the words stand; never across paragraphs or cells."""
    return tuple(
        Stretch(start=drawn.start + hit.start, end=drawn.start + hit.end, anchor=drawn.anchor)
        for drawn in stretches_of(document)
        for hit in find(sought, document.quote(drawn))
    )


def gathered(
    document: Document, hits: Sequence[Stretch], places: Mapping[str, Place]
) -> list[Hits]:
    """The hits by place, in the order of the text."""
    result = []
    for anchor, run in groupby(enumerate(hits, 1), key=lambda one: one[1].anchor):
        (number, hit), *more = run
        start, end = max(0, hit.start - _AROUND), min(len(document.text), hit.end + _AROUND)
        before = document.text[start : hit.start].rpartition("\n")
        after = document.text[hit.end : end].partition("\n")
        result.append(
            Hits(
                place=places[anchor],
                id=hit_id(number),
                before=before[2] if before[1] or not start else _without_first_word(before[2]),
                found=document.quote(hit),
                after=after[0] if after[1] else _without_last_word(after[0]),
                count=1 + len(more),
            )
        )
    return result


def _without_first_word(cut: str) -> str:
    return "… " + cut.partition(" ")[2]


def _without_last_word(cut: str) -> str:
    return cut.rpartition(" ")[0] + " …"
