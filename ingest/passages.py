"""What is retrieved: a paragraph, a list with its lead-in, or a footnote; sentences stay whole."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from ingest.document import Document, Footnote, Paragraph, Span

SIGNATURES = "Ondertekening"  # the heading that the signatures do not have


class Passage(Span):
    """Characters start..end of one document, with all that retrieval needs to know of them."""

    anchor: str
    document: str
    kind: Literal["paragraph", "list", "row", "signatures", "footnote"]
    section: tuple[str, ...]  # heading path; of a footnote: that of its first mark
    text: str
    sentences: tuple[Span, ...]
    footnotes: tuple[int, ...]  # numbers of the notes marked in it; of a footnote: its own
    spelled_out: str = ""  # of a row: each cell behind its headings, as it is searched


def passages_of(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in order: its paragraphs and lists, then its footnotes.

    A list is one passage, with its lead-in, and so are the signatures. Headings are no passages:
    they are the path of the others.
    """
    groups = groupby(document.paragraphs, key=lambda p: (p.section, p.number))
    paragraphs = [list(group) for _, group in groups]
    body = [_of_paragraphs(document, parts) for parts in paragraphs]
    notes = [_of_note(document, note) for note in document.footnotes if note.text]
    return (*body, *_of_signatures(document), *notes)


def _of_paragraphs(document: Document, parts: Sequence[Paragraph]) -> Passage:
    """The passage of a paragraph, or of a list's parts."""
    first = parts[0]
    span = Span(start=first.start, end=parts[-1].end)
    is_list = any(part.kind != "paragraph" for part in parts)
    kind: Literal["paragraph", "list", "row"] = "list" if is_list else "paragraph"
    return Passage(
        start=span.start,
        end=span.end,
        anchor=first.anchor.rpartition(".")[0] if first.kind == "item" else first.anchor,
        document=document.id,
        kind="row" if first.kind == "row" else kind,
        section=first.section,
        text=document.quote(span),
        sentences=tuple(sentence for part in parts for sentence in part.sentences),
        footnotes=tuple(note.number for note in document.notes_in(span)),
        spelled_out="; ".join(
            ": ".join([*cell.headings, document.quote(cell)]) for cell in first.cells
        ),
    )


def _of_note(document: Document, note: Footnote) -> Passage:
    return Passage(
        start=note.start,
        end=note.end,
        anchor=note.anchor,
        document=document.id,
        kind="footnote",
        section=_path_at(document, note.marks[0]),
        text=note.text,
        sentences=note.sentences,
        footnotes=(note.number,),
    )


def _of_signatures(document: Document) -> tuple[Passage, ...]:
    """One passage of all who signed, a sentence each: role, comma, name."""
    spans: list[Span] = []
    for signatory in document.signatories:
        role = r"\s+".join(re.escape(word) for word in signatory.role.split())
        found = re.search(rf"{role},?\s+{re.escape(signatory.name)}", document.text)
        if found:
            spans.append(Span(start=found.start(), end=found.end()))
    if not spans:
        return ()
    whole = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
    return (
        Passage(
            start=whole.start,
            end=whole.end,
            anchor=f"{document.id}#ondertekening",
            document=document.id,
            kind="signatures",
            section=(SIGNATURES,),
            text=document.quote(whole),
            sentences=tuple(spans),
            footnotes=(),
        ),
    )


def _path_at(document: Document, offset: int) -> tuple[str, ...]:
    """The labels of the sections around an offset, from the outermost inwards."""
    return tuple(section.label for section in document.sections if section.contains(offset))
