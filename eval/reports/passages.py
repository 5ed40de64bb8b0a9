"""Where quotes stand: the passages of the documents around them, cut so that quotes are marked."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.answer import Answer, Citation
from eval.rating.quotes import find_quote
from ingest.document import Document, Footnote, Frozen, Paragraph, Span

Part = Paragraph | Footnote


class Mark(Span):
    """Characters start..end of a document that are marked, with the number of the citation."""

    number: int | None = None


class Piece(Frozen):
    """Characters of a passage that stand in one mark, or in none."""

    text: str
    marked: bool
    number: int | None  # of the citation, on the first piece of its mark
    notes: tuple[int, ...]  # the footnotes whose mark stands right behind


class Passage(Frozen):
    """Whole paragraphs or a footnote, in order.

    `literal` is False where a quote is not what stands at its place; nothing is marked then.
    """

    document: str  # title
    section: tuple[str, ...]
    paragraph: int | None
    footnote: int | None
    anchor: str
    parts: tuple[tuple[Piece, ...], ...]
    literal: bool = True

    @property
    def place(self) -> str:
        """Where it stands, in the words of the document."""
        if self.footnote is not None:
            return f"Voetnoot {self.footnote}"
        place = " › ".join(self.section) or self.document
        return place if self.paragraph is None else f"{place}, alinea {self.paragraph}"


def passages_cited(answer: Answer, documents: Mapping[str, Document]) -> tuple[Passage, ...]:
    """The passages in which an answer's quotes stand, each once, with the quotes marked.

    Citations of documents that are not at hand have none.
    """
    marks: dict[tuple[str, tuple[Part, ...]], list[Mark]] = {}
    altered: list[Passage] = []
    for citation in answer.citations:
        document = documents.get(citation.document.id)
        if document is None:
            continue
        if citation.start < 0 or document.text[citation.start : citation.end] != citation.quote:
            altered.append(_altered(citation))
            continue
        mark = Mark(start=citation.start, end=citation.end, number=citation.id)
        marks.setdefault((document.id, _home(document, mark)), []).append(mark)
    found = [_passage(documents[i], parts, own) for (i, parts), own in marks.items()]
    return (*found, *altered)


def passage_with(wordings: Sequence[str], documents: Mapping[str, Document]) -> Passage | None:
    """The passage in which the first of the wordings stands, marked; None where none does."""
    for wording in wordings:
        if quote := find_quote(wording, documents.values()):
            document = documents[quote.document]
            return _passage(document, _home(document, quote), [quote])
    return None


def _altered(citation: Citation) -> Passage:
    return Passage(
        document=citation.document.title,
        section=citation.section,
        paragraph=citation.paragraph,
        footnote=None,
        anchor=citation.anchor,
        parts=(),
        literal=False,
    )


def _home(document: Document, span: Span) -> tuple[Part, ...]:
    """The footnote or the paragraphs that share a character with the span.

    A quote in neither, such as a signature, is its own home.
    """
    every: tuple[Part, ...] = (*document.footnotes, *document.paragraphs)
    parts = tuple(p for p in every if p.start < span.end and span.start < p.end)
    alone = Paragraph(
        start=span.start,
        end=span.end,
        anchor=document.id,
        kind="paragraph",
        section=(),
        number=1,
        sentences=(),
    )
    return parts or (alone,)


def _passage(document: Document, parts: tuple[Part, ...], marks: Sequence[Span]) -> Passage:
    first = parts[0]
    inside = first if isinstance(first, Paragraph) and first.section else None
    return Passage(
        document=document.title,
        section=inside.section if inside else (),
        paragraph=inside.number if inside else None,
        footnote=first.number if isinstance(first, Footnote) else None,
        anchor=first.anchor,
        parts=tuple(_pieces(document, part, marks) for part in parts),
    )


def _pieces(document: Document, part: Part, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut a part at the edges of the marks and at the marks of its footnotes."""
    notes = [(offset, n.number) for n in document.footnotes for offset in n.marks]
    inside = [e for m in marks for e in (m.start, m.end) if part.start < e < part.end]
    behind = [offset for offset, _ in notes if part.start < offset <= part.end]
    cuts = sorted({part.start, part.end, *inside, *behind})
    pieces: list[Piece] = []
    for start, end in pairwise(cuts):
        mark = next((m for m in marks if m.start <= start < m.end), None)
        opens = mark is not None and start == max(mark.start, part.start)
        pieces.append(
            Piece(
                text=document.text[start:end],
                marked=mark is not None,
                number=mark.number if opens and isinstance(mark, Mark) else None,
                notes=tuple(number for offset, number in notes if offset == end),
            )
        )
    return tuple(pieces)
