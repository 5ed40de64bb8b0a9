"""From picked sentences to verbatim quotes with their place: code copies, nothing retypes."""

from collections.abc import Mapping, Sequence

from assistant.answer import (
    Citation,
    CitedCell,
    CitedDocument,
    CitedFootnote,
    CitedReference,
    Language,
)
from ingest.document import Document, Footnote, Paragraph, Reference, Span
from ingest.passages import Passage


def cite(
    number: int, document: Document, passage: Passage, span: Span, language: Language
) -> Citation:
    """A citation of the span, with the footnotes whose marks stand in it.

    Args:
        number: The citation's number in the answer, from 1.
        document: Where the span lies.
        passage: The passage it was found in.
        span: What is quoted.
        language: In which remarks on references are given.
    """
    paragraph = _paragraph(document, span)
    if passage.kind == "footnote":
        notes = tuple(n for n in document.footnotes if n.number in passage.footnotes)
    else:
        notes = document.notes_in(span)
    return Citation(
        id=number,
        quote=document.quote(span),
        document=CitedDocument(id=document.id, title=document.title, date=document.date),
        section=passage.section,
        paragraph=paragraph.number if paragraph else None,
        page=_page(document, span, paragraph, notes if passage.kind == "footnote" else ()),
        footnotes=tuple(_note(document, n, language) for n in notes),
        references=tuple(
            _reference(r, language)
            for r in document.references
            if r.footnote is None and span.start <= r.start and r.end <= span.end
        ),
        start=span.start,
        end=span.end,
        anchor=paragraph.anchor if paragraph else passage.anchor,
        cells=tuple(
            CitedCell(text=document.quote(cell), headings=cell.headings)
            for cell in (paragraph.cells if paragraph else ())
        ),
    )


def _page(
    document: Document, span: Span, paragraph: Paragraph | None, notes: Sequence[Footnote]
) -> int | None:
    """The page on which the span begins; a note's own, for the notes stand behind the text."""
    if notes:
        return notes[0].page
    found = (page.number for page in document.pages if page.start <= span.start < page.end)
    return next(found, paragraph.page if paragraph else None)


def _paragraph(document: Document, span: Span) -> Paragraph | None:
    return next(
        (p for p in document.paragraphs if p.start <= span.start and span.end <= p.end), None
    )


def _note(document: Document, note: Footnote, language: Language) -> CitedFootnote:
    return CitedFootnote(
        number=note.number,
        text=note.text,
        anchor=note.anchor,
        references=tuple(
            _reference(r, language) for r in document.references if r.footnote == note.number
        ),
    )


def _reference(reference: Reference, language: Language) -> CitedReference:
    remark: Mapping[str, str] = reference.remark
    return CitedReference(
        kind=reference.kind,
        id=reference.id,
        url=reference.url,
        present=reference.present,
        title_check=reference.title_check,
        remark=remark.get(language),
    )
