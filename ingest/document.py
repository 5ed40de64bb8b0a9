"""The typed, frozen domain: one canonical text, everything else spans into it.

The invariant on which the product stands: ``document.text[start:end] == quote``.
"""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

TitleCheck = Literal["match", "mismatch", "unchecked"]


class Frozen(BaseModel):
    """A value: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """Characters ``text[start:end]`` of a document's canonical text."""

    start: int
    end: int

    def contains(self, offset: int) -> bool:
        """Whether the offset lies in the span; both ends count, for a mark may close a sentence."""
        return self.start <= offset <= self.end


class Section(Span):
    """A heading and all that stands under it, its subsections included."""

    anchor: str
    number: str | None
    title: str
    level: int
    heading_end: int  # the heading is text[start:heading_end]; equal to start where it has none

    @property
    def label(self) -> str:
        """The heading as people name it: "4. Vergroten van veiligheid ..."."""
        return f"{self.number}. {self.title}" if self.number else self.title


class Cell(Span):
    """A cell of a table, with the headings of its row and columns."""

    headings: tuple[str, ...]


class Page(Span):
    """The body text that stands on one page of the file; a paragraph may run on to the next."""

    number: int  # from 1
    label: str  # what is printed on it


class Paragraph(Span):
    """A paragraph, an item of a list, or a row of a table."""

    anchor: str
    kind: Literal["paragraph", "lead_in", "item", "row"]
    section: tuple[str, ...]  # labels from the outermost heading inwards
    number: int  # within its section, from 1; an item has the number of its lead-in
    page: int | None = None
    sentences: tuple[Span, ...]
    cells: tuple[Cell, ...] = ()  # of a row, from left to right


class Footnote(Span):
    """A voetnoot: its text is text[start:end]; its marks are offsets in the body."""

    anchor: str
    number: int  # the printed one, by order of marks
    text: str
    marks: tuple[int, ...]
    sentences: tuple[Span, ...]
    page: int | None = None


class Reference(Span):
    """What the text cites, found at text[start:end].

    Kinds: kamerstuk, bijlage (an attachment of a kamerstuk), dossier, handelingen, aanhangsel,
    toezegging, wetsartikel, publicatie, url.
    """

    kind: str
    id: str
    url: str | None = None
    footnote: int | None = None
    present: bool = False
    title_check: TitleCheck = "unchecked"
    remark: dict[
        str, str
    ] = {}  # per language: how letter and register differ, with source and date


class Signatory(Frozen):
    """Who signed, in which role."""

    name: str
    role: str


class DocumentInfo(Frozen):
    """What the manifest knows of a document before it is read."""

    id: str
    title: str
    kind: str
    date: str  # ISO 8601
    dossier: str | None = None
    number: str | None = None


class Document(Frozen):
    """A document: body, then footnotes, in one text without marker noise."""

    id: str
    title: str
    kind: str
    date: str
    dossier: str | None
    number: str | None
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...]
    references: tuple[Reference, ...]
    signatories: tuple[Signatory, ...]
    warnings: tuple[str, ...]
    pages: tuple[Page, ...] = ()  # none where the format has no pages

    @model_validator(mode="after")
    def _every_span_holds(self) -> Self:
        parts: tuple[Span, ...] = (
            *self.sections,
            *self.paragraphs,
            *self.footnotes,
            *self.references,
            *self.pages,
            *(c for p in self.paragraphs for c in p.cells),
            *(s for p in self.paragraphs for s in p.sentences),
            *(s for n in self.footnotes for s in n.sentences),
        )
        for span in parts:
            if not 0 <= span.start <= span.end <= len(self.text):
                raise ValueError(f"{self.id}: span {span.start}-{span.end} outside the text")
        for note in self.footnotes:
            if self.text[note.start : note.end] != note.text:
                raise ValueError(f"{self.id}: footnote {note.number} is not the text it points at")
        return self

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]

    def notes_in(self, span: Span) -> tuple[Footnote, ...]:
        """The footnotes whose mark stands in (or right behind) the span, in order."""
        return tuple(
            n for n in self.footnotes if any(span.start < mark <= span.end for mark in n.marks)
        )
