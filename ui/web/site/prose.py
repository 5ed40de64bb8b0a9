"""Stretches of a whole document as HTML: footnote marks, links of references, hits, page breaks.

As in `ui.web.passage` the text of the elements is the text of the document and nothing else; the
style sheet draws numbers from ``data-n``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from markupsafe import Markup

from ingest.document import Document, Footnote, Reference, Span
from ui.web.passage import Tag, tagged
from ui.web.site.outline import stretches_of

_T = TypeVar("_T")
_CLOSE_HIT, _CLOSE_LINK, _NOTE, _PAGE, _OPEN_LINK, _OPEN_HIT = range(6)  # hits stand inside links


def name_of(anchor: str) -> str:
    """The part of an anchor behind #: the id of the place on the page of its document."""
    return anchor.partition("#")[2]


def mark_id(note: Footnote, offset: int) -> str:
    """The id of a footnote mark; no anchor has an underscore."""
    return f"bw_noot-{note.number}-{offset}"


def hit_id(number: int) -> str:
    """The id of a hit, numbered from 1."""
    return f"bw_gevonden-{number}"


@dataclass(frozen=True)
class Labels:
    """What is said where something is drawn: "Voetnoot {number}", "pagina {number}"."""

    footnote: str
    page: str


class Writer:
    """Draws any stretch of one document.

    Args:
        document: the document.
        link_of: the address that a reference leads to, if any.
        hits: what was searched for, in order; none overlap or cross a stretch.
        labels: in the language of the page.
    """

    def __init__(
        self,
        document: Document,
        link_of: Callable[[Reference], str | None],
        hits: Sequence[Span],
        labels: Labels,
    ) -> None:
        self._text, self._labels = document.text, labels
        self._marks = sorted(
            ((o, n) for n in document.footnotes for o in n.marks), key=lambda mark: mark[0]
        )
        self._links = list(self._linked(document.references, link_of))
        self._hits = [(hit.start, (number, hit)) for number, hit in enumerate(hits, 1)]
        self._pages = _page_starts(document)

    def html(self, span: Span) -> Markup:
        """The characters of a stretch with its tags."""
        return tagged(self._text, span, self._tags(span))

    def _tags(self, span: Span) -> Iterator[Tag]:
        for offset, note in _among(self._marks, span.start + 1, span.end + 1):
            yield offset, _NOTE, self._note(note, offset)
        for offset, label in _among(self._pages, span.start, span.end):
            yield offset, _PAGE, self._page(label)
        links = [
            (link, address)
            for _, (link, address) in _among(self._links, span.start, span.end)
            if link.end <= span.end
        ]
        for link, address in links:
            yield link.start, _OPEN_LINK, _anchor(address)
            yield link.end, _CLOSE_LINK, Markup("</a>")
        edges = [edge for link, _ in links for edge in (link.start, link.end)]
        for _, (number, hit) in _among(self._hits, span.start, span.end):
            cuts = sorted({hit.start, hit.end, *(e for e in edges if hit.start < e < hit.end)})
            for start, end in pairwise(cuts):
                own = Markup(' id="{}"').format(hit_id(number)) if start == hit.start else ""
                yield start, _OPEN_HIT, Markup("<mark{}>").format(own)
                yield end, _CLOSE_HIT, Markup("</mark>")

    def _linked(
        self, references: Sequence[Reference], link_of: Callable[[Reference], str | None]
    ) -> Iterator[tuple[int, tuple[Reference, str]]]:
        """The references that can be links: none in another, no footnote mark within."""
        offsets = [offset for offset, _ in self._marks]
        last = 0
        for reference in sorted(references, key=lambda r: (r.start, -r.end)):
            inside = bisect_left(offsets, reference.end) - bisect_right(offsets, reference.start)
            address = link_of(reference)
            if address and reference.start >= last and inside <= 0:
                last = reference.end
                yield reference.start, (reference, address)

    def _note(self, note: Footnote, offset: int) -> Markup:
        return Markup(
            '<sup><a class="bw-note-mark" id="{}" href="#{}" aria-label="{}" data-n="{}"></a></sup>'
        ).format(
            mark_id(note, offset),
            name_of(note.anchor),
            self._labels.footnote.format(number=note.number),
            note.number,
        )

    def _page(self, label: str) -> Markup:
        said = self._labels.page.format(number=label)
        return Markup(
            '<span class="bw-page" role="separator" aria-label="{}" data-n="{}"></span>'
        ).format(said, said)


def _page_starts(document: Document) -> list[tuple[int, str]]:
    """Where each page begins, in a stretch that is drawn."""
    drawn = stretches_of(document)
    ends = [stretch.end for stretch in drawn]
    starts = []
    for page in document.pages:
        if (at := bisect_right(ends, page.start)) < len(drawn):
            starts.append((max(page.start, drawn[at].start), page.label))
    return starts


def _among(tagged_at: Sequence[tuple[int, _T]], start: int, end: int) -> Sequence[tuple[int, _T]]:
    """Those at an offset from `start` up to, but not at, `end`."""
    first, last = (bisect_left(tagged_at, edge, key=lambda at: at[0]) for edge in (start, end))
    return tagged_at[first:last]


def _anchor(address: str) -> Markup:
    own = address.startswith("/")
    away = "" if own else Markup(' rel="noopener noreferrer" class="bw-away"')
    return Markup('<a href="{}"{}>').format(address, away)
