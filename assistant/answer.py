"""The one answer contract: what `ask --json` prints, the front end draws and `eval` scores."""

from typing import Literal

from ingest.document import Frozen

Language = Literal["nl", "en"]
Status = Literal["answered", "partial", "not_found", "out_of_scope", "emergency", "invalid"]


class Turn(Frozen):
    """One turn of the conversation before the question."""

    role: Literal["user", "assistant"]
    content: str


class CitedReference(Frozen):
    """What a cited footnote or sentence refers to."""

    kind: str
    id: str
    url: str | None
    present: bool
    title_check: str
    remark: str | None  # in the answer's language


class CitedFootnote(Frozen):
    """A footnote whose mark stands in the quote."""

    number: int
    text: str
    anchor: str
    references: tuple[CitedReference, ...]


class CitedDocument(Frozen):
    """The document a quote was copied from."""

    id: str
    title: str
    date: str


class CitedCell(Frozen):
    """A cell of a table, with the headings of its row and columns."""

    text: str
    headings: tuple[str, ...]


class Reason(Frozen):
    """One signal by which a quote was chosen."""

    signal: str  # one of `assistant.ranking.SIGNALS`
    points: float  # what it added to the score of the quote's best sentence
    seen: str | None = None  # what it went by: a stored question, the concepts, the years


class Citation(Frozen):
    """A verbatim quote and its exact place: ``document.text[start:end] == quote``."""

    id: int
    quote: str
    document: CitedDocument
    section: tuple[str, ...]
    paragraph: int | None
    page: int | None
    footnotes: tuple[CitedFootnote, ...]
    references: tuple[CitedReference, ...]  # those in the quote itself
    start: int
    end: int
    anchor: str
    cells: tuple[CitedCell, ...] = ()  # of a row of a table, from left to right
    reasons: tuple[Reason, ...] = ()  # the weightiest first; empty unless asked for


class Statement(Frozen):
    """One sentence of the answer. A notice asserts nothing about the documents."""

    text: str
    kind: Literal["quote", "generated", "notice"]
    citations: tuple[int, ...]
    language: Language  # quotes stay as written: Dutch, also in an English answer


class SeeAlso(Frozen):
    """A section near the question."""

    anchor: str
    title: str


class Engine(Frozen):
    """What made the answer."""

    mode: Literal["extractive", "llm"]
    model: str | None
    index: str


class Answer(Frozen):
    """The answer to one question."""

    id: str
    question: str
    language: Language
    status: Status
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    missing: tuple[str, ...]
    see_also: tuple[SeeAlso, ...]
    engine: Engine
    elapsed_ms: float
    searched: tuple[str, ...] = ()  # what was searched for beside the question's own words
    confidence: float | None = None  # 0 to 1: how surely the quotes answer the question
