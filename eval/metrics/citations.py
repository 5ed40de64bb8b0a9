"""Whether what is cited is literal, to the point, and all that should be.

Citation precision and support are those of ALCE (Gao and others 2023), with nuggets and literal
comparison in the place of its language model as judge.
"""

from collections.abc import Mapping

from assistant.answer import Answer, Citation, Statement
from eval.matching import fold, says_any
from eval.questions import Question
from ingest.document import Document


def literal_validity(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Share of the citations that are literally what stands at their place.

    `document.text[start:end] == quote`, character for character, and each footnote shown is the
    document's footnote of that number.
    """
    literal = [_is_literal(citation, documents) for citation in answer.citations]
    return sum(literal) / len(literal) if literal else None


def statement_support(_: Question, answer: Answer) -> float | None:
    """Share of the asserting statements that their citations carry.

    A quote must stand word for word in a quote it cites; a generated statement must cite at least
    one that is there (whether that entails it needs a judge). Notices assert nothing.
    """
    quotes = {citation.id: citation.quote for citation in answer.citations}
    supported = [_is_supported(s, quotes) for s in answer.statements if s.kind != "notice"]
    return sum(supported) / len(supported) if supported else None


def citation_precision(question: Question, answer: Answer) -> float | None:
    """Share of the citations that carry at least one nugget, vital or not.

    None for an unanswerable question and for an answer without citations.
    """
    if not (question.answerable and question.nuggets and answer.citations):
        return None
    wordings = [wording for nugget in question.nuggets for wording in nugget.any_of]
    useful = [says_any(_cited_texts(citation), wordings) for citation in answer.citations]
    return sum(useful) / len(useful)


def footnote_recall(
    question: Question, answer: Answer, documents: Mapping[str, Document]
) -> float | None:
    """Share of the expected footnotes that the answer shows with a quote, or quotes itself."""
    if not (question.answerable and question.footnotes):
        return None
    shown = {n for citation in answer.citations for n in _notes(citation, documents)}
    expected = set(question.footnotes)
    return len(expected & shown) / len(expected)


def right_section(question: Question, answer: Answer) -> float | None:
    """1 when a citation stands in one of the expected sections (or in a part of it), else 0.

    A heading matches with or without its number.
    """
    if not (question.answerable and question.sections):
        return None
    expected = {fold(heading) for heading in question.sections}
    cited = {
        heading
        for citation in answer.citations
        for label in citation.section
        for heading in (fold(label), fold(label.partition(". ")[2]))
    }
    return float(bool(expected & cited))


def _cited_texts(citation: Citation) -> tuple[str, ...]:
    return citation.quote, *(note.text for note in citation.footnotes)


def _is_literal(citation: Citation, documents: Mapping[str, Document]) -> bool:
    document = documents.get(citation.document.id)
    if document is None or citation.start < 0:
        return False
    notes = {note.number: note.text for note in document.footnotes}
    return document.text[citation.start : citation.end] == citation.quote and all(
        notes.get(note.number) == note.text for note in citation.footnotes
    )


def _is_supported(statement: Statement, quotes: Mapping[int, str]) -> bool:
    cited = [quotes[number] for number in statement.citations if number in quotes]
    if statement.kind == "quote":
        return any(statement.text in quote for quote in cited)
    return bool(cited)


def _notes(citation: Citation, documents: Mapping[str, Document]) -> set[int]:
    """Numbers of the footnotes marked in the quote, and of the one the quote was taken from."""
    shown = {note.number for note in citation.footnotes}
    document = documents.get(citation.document.id)
    own = document.footnotes if document else ()
    return shown | {n.number for n in own if n.start <= citation.start < n.end}
