"""A passage of a document as HTML: its text, quotes marked, footnote marks and references linked.

The numbers of quotes and notes are drawn by the style sheet from ``data-n``, so that the text of
the elements is the text of the document and nothing else: who copies it copies the letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from ingest.document import Document, Footnote, Paragraph, Reference, Span

Part = Paragraph | Footnote
Tag = tuple[int, int, Markup]  # offset, rank among the tags at that offset, the tag

_CLOSE_LINK, _CLOSE_MARK, _NOTE, _OPEN_MARK, _OPEN_LINK = range(5)  # links stand inside marks


class Mark(Span):
    """Characters start..end of the document, quoted as citation `number`."""

    number: int


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def home_of(document: Document, span: Span) -> tuple[Part, ...]:
    """Where a quote stands: its footnote, its paragraph, or its whole list with the lead-in."""
    for note in document.footnotes:
        if overlap(note, span):
            return (note,)
    hit = {(p.section, p.number) for p in document.paragraphs if overlap(p, span)}
    if not hit:
        return (_by_itself(document, span),)
    return tuple(p for p in document.paragraphs if (p.section, p.number) in hit)


def tagged(text: str, span: Span, tags: Iterable[Tag]) -> Markup:
    """The characters of a span, escaped, with tags between them."""
    html, at = list[str](), span.start
    for offset, _, tag in sorted(tags):
        html += escape(text[at:offset]), tag
        at = offset
    return Markup("".join([*html, escape(text[at : span.end])]))


def _by_itself(document: Document, span: Span) -> Paragraph:
    """A quote that stands in no paragraph, such as a signature."""
    return Paragraph(
        start=span.start,
        end=span.end,
        anchor=document.id,
        kind="paragraph",
        section=(),
        number=1,
        sentences=(),
    )


@dataclass(frozen=True)
class Passage:
    """Parts of a document to draw; `prefix` makes its ids unique on the page, no marks overlap."""

    document: Document
    parts: tuple[Part, ...]
    prefix: str
    footnote_label: str  # "Voetnoot {number}"
    marks: tuple[Mark, ...] = ()

    def html(self) -> Markup:
        """The parts in order, the items of a list as a list."""
        html = Markup()
        for is_item, run in groupby(
            self.parts, lambda p: isinstance(p, Paragraph) and p.kind == "item"
        ):
            element = Markup("<li>{}</li>" if is_item else "<p>{}</p>")
            texts = Markup().join(element.format(self.text_of(part)) for part in run)
            html += Markup('<ul class="bw-items">{}</ul>').format(texts) if is_item else texts
        return html

    def text_of(self, part: Part) -> Markup:
        """The characters of one part with its tags."""
        return tagged(self.document.text, part, self._tags(part))

    def notes(self) -> tuple[Footnote, ...]:
        """The footnotes marked in the parts, in order."""
        return tuple(n for n in self.document.footnotes if any(self._offsets(n)))

    def back_to(self, note: Footnote) -> str:
        """The id of the first mark of a note here."""
        return self._mark_id(note, next(self._offsets(note)))

    def remarkable(self, part: Part | None = None) -> tuple[Reference, ...]:
        """The references of which there is something to say: of one part, or of all parts."""
        parts = self.parts if part is None else (part,)
        return tuple(
            r
            for r in self.document.references
            if any(overlap(r, p) for p in parts) and (not r.present or r.title_check == "mismatch")
        )

    def _offsets(self, note: Footnote) -> Iterator[int]:
        return (o for o in note.marks if any(p.start < o <= p.end for p in self.parts))

    def _mark_id(self, note: Footnote, offset: int) -> str:
        return f"{self.prefix}-teken-{note.number}-{offset}"

    def _tags(self, part: Part) -> Iterator[Tag]:
        marks = [m for m in self.marks if overlap(m, part)]
        for mark in marks:
            own = Markup(' id="bron-{}" tabindex="-1"').format(mark.number)
            opening = Markup('<mark{} data-n="{}">').format(
                own if mark.start >= part.start else "", mark.number
            )
            yield max(mark.start, part.start), _OPEN_MARK, opening
            yield min(mark.end, part.end), _CLOSE_MARK, Markup("</mark>")
        offsets = [(o, n) for n in self.document.footnotes for o in n.marks]
        here = [(o, n) for o, n in offsets if part.start < o <= part.end]
        for offset, note in here:
            yield offset, _NOTE, self._note_mark(note, offset)
        for reference in self.document.references:
            if overlap(reference, part) and _can_be_link(reference, marks, [o for o, _ in here]):
                link = '<a href="{}" target="_blank" rel="noopener noreferrer">'
                yield reference.start, _OPEN_LINK, Markup(link).format(reference.url)
                yield reference.end, _CLOSE_LINK, Markup("</a>")

    def _note_mark(self, note: Footnote, offset: int) -> Markup:
        return Markup(
            '<sup><a class="bw-note-mark" id="{}" href="#{}-noot-{}" aria-label="{}" data-n="{}">'
            "</a></sup>"
        ).format(
            self._mark_id(note, offset),
            self.prefix,
            note.number,
            self.footnote_label.format(number=note.number),
            note.number,
        )


def _can_be_link(reference: Reference, marks: list[Mark], notes: list[int]) -> bool:
    """Whether it has a web address, and nests: not across a quote's edge, no link within."""
    return (
        (reference.url or "").startswith("https://")
        and not any(reference.start < offset < reference.end for offset in notes)
        and all(
            not overlap(m, reference) or (m.start <= reference.start and reference.end <= m.end)
            for m in marks
        )
    )
