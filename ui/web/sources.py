"""Which passages prove an answer: quotes of one passage stand together, each exactly marked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation
from ingest.document import Document, Span
from ui.web.passage import Mark, Part, Passage, home_of, overlap


@dataclass(frozen=True)
class Source:
    """Citations of one passage.

    `passage` is None where nothing of the document can be shown; `literal` is whether
    ``document.text[start:end]`` is the quote: only then is anything marked.
    """

    citations: tuple[Citation, ...]
    document: Document | None
    passage: Passage | None
    literal: bool


def sources_of(
    answer: Answer, documents: Mapping[str, Document], footnote_label: str
) -> tuple[Source, ...]:
    """The passages of an answer's citations, in the order of the citations."""
    sources: list[Source] = []
    for citation in answer.citations:
        new = _source_of(citation, documents.get(citation.document.id), footnote_label)
        for i, source in enumerate(sources):
            if both := _merged(source, new):
                sources[i] = both
                break
        else:
            sources.append(new)
    return tuple(sources)


def _merged(one: Source, other: Source) -> Source | None:
    """Both as one, if their quotes stand in the same passage, clear of each other."""
    ours, theirs = one.passage, other.passage
    if ours is None or theirs is None or not (one.literal and other.literal):
        return None
    if ours.document is not theirs.document or ours.parts != theirs.parts:
        return None
    if any(overlap(a, b) for a in ours.marks for b in theirs.marks):
        return None
    passage = replace(ours, marks=(*ours.marks, *theirs.marks))
    return replace(one, citations=(*one.citations, *other.citations), passage=passage)


def _source_of(citation: Citation, document: Document | None, footnote_label: str) -> Source:
    if document is None:
        return Source((citation,), None, None, literal=False)
    prefix = f"passage-{citation.id}"
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    if document.text[citation.start : citation.end] == citation.quote:
        mark = Mark(number=citation.id, start=citation.start, end=citation.end)
        parts, marks = home_of(document, mark), (mark,)
    else:
        everywhere: tuple[Part, ...] = (*document.paragraphs, *document.footnotes)
        parts, marks = tuple(p for p in everywhere if p.anchor == citation.anchor), ()
    passage = Passage(document, parts, prefix, footnote_label, marks) if parts else None
    return Source((citation,), document, passage, literal=bool(marks and parts))


def section_passage(
    anchor: str, documents: Mapping[str, Document], prefix: str, footnote_label: str
) -> Passage | None:
    """The paragraphs of the section with that anchor; None where there is none."""
    for document in documents.values():
        for section in document.sections:
            if section.anchor == anchor:
                span = Span(start=section.start, end=section.end)
                parts = tuple(p for p in document.paragraphs if overlap(p, span))
                return Passage(document, parts, prefix, footnote_label) if parts else None
    return None
