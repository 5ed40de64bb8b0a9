"""The form for one answer as plain fields, and from what was filled in to a rating."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from assistant.answer import Answer, Citation
from eval.outcome import Outcome
from eval.rating.quotes import find_quote
from eval.rating.rating import (
    GRADES,
    LONGEST_TEXT,
    BetterQuote,
    CitationRating,
    Grade,
    Judgement,
    Rating,
    StatementRating,
)
from eval.rating.subject import citations_to_judge, rate
from eval.rating.view import printable
from ingest.document import Document

Values = Mapping[str, str]


@dataclass(frozen=True)
class Filled:
    """A form as it was filled in; errors by field, each the key of what to say."""

    values: Values = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def judged_fields(answer: Answer) -> tuple[str, ...]:
    """The fields that take a grade: of each statement and its citations, or of the whole."""
    names: list[str] = []
    for number, citations in citations_to_judge(answer).items():
        names += [f"statement-{number}", *(f"citation-{c.id}" for c in citations)]
    return tuple(names) or ("whole",)


def filled_from(rating: Rating | None) -> Filled:
    """The form with a rating in it, or empty."""
    if rating is None:
        return Filled()
    values = {"missing": rating.missing}
    judged = [("whole", rating.whole)] if rating.whole else []
    judged += [(f"statement-{s.number}", s) for s in rating.statements]
    for name, judgement in judged:
        values[name] = judgement.grade
        values[f"{name}-comment"] = judgement.comment
        values |= {f"{name}-issue": "yes"} if judgement.content_issue else {}
        values |= {f"{name}-harmful": "yes"} if judgement.harmful else {}
    for cited in rating.citations:
        values[f"citation-{cited.citation}"] = cited.grade
        values[f"citation-{cited.citation}-better"] = cited.better.quote if cited.better else ""
    return Filled(values)


def with_all_good(values: Values, answer: Answer) -> dict[str, str]:
    """The values with every grade good; what was written stays."""
    return {**values, **dict.fromkeys(judged_fields(answer), GRADES[0])}


def read_form(
    values: Values, outcome: Outcome, documents: Mapping[str, Document]
) -> Rating | Filled:
    """The rating that was filled in, or the form again with what is wrong."""
    reader = _Reader(values, documents.values())
    by_statement = citations_to_judge(outcome.answer)
    statements = {number: reader.judgement(f"statement-{number}") for number in by_statement}
    citations = [reader.citation(citation) for group in by_statement.values() for citation in group]
    whole = None if by_statement else reader.judgement("whole")
    missing = reader.text("missing")
    if reader.errors:
        return Filled(values, reader.in_order(judged_fields(outcome.answer)))
    return rate(
        outcome,
        whole=whole,
        statements=[
            StatementRating(number=number, **judgement.model_dump())
            for number, judgement in statements.items()
            if judgement
        ],
        citations=[citation for citation in citations if citation],
        missing=missing,
    )


class _Reader:
    """Reads fields, and collects what is wrong with them."""

    def __init__(self, values: Values, documents: Collection[Document]) -> None:
        self.errors: dict[str, str] = {}
        self._values, self._documents = values, documents

    def judgement(self, name: str) -> Judgement | None:
        grade, comment = self._grade(name), self.text(f"{name}-comment")
        if grade is None or f"{name}-comment" in self.errors:
            return None
        return Judgement(
            grade=grade,
            content_issue=f"{name}-issue" in self._values,
            harmful=f"{name}-harmful" in self._values,
            comment=comment,
        )

    def citation(self, citation: Citation) -> CitationRating | None:
        name = f"citation-{citation.id}"
        grade, better = self._grade(name), self._better(name, citation)
        if grade is None:
            return None
        return CitationRating(citation=citation.id, grade=grade, better=better)

    def text(self, name: str) -> str:
        """What was written, with the line ends of this machine."""
        lines = self._values.get(name, "").replace("\r\n", "\n").replace("\t", " ")
        text = printable(lines).strip()
        if len(text) > LONGEST_TEXT:
            self.errors[name] = "too_long"
        return text

    def in_order(self, judged: Collection[str]) -> dict[str, str]:
        """The errors in the order of the fields on the page."""
        parts = ("", "-comment", "-better")
        names = [f"{name}{part}" for name in judged for part in parts]
        return {name: self.errors[name] for name in [*names, "missing"] if name in self.errors}

    def _grade(self, name: str) -> Grade | None:
        for grade in GRADES:
            if self._values.get(name) == grade:
                return grade
        self.errors[name] = "choose"
        return None

    def _better(self, name: str, citation: Citation) -> BetterQuote | None:
        wording = self.text(f"{name}-better")
        if not wording or f"{name}-better" in self.errors:
            return None
        cited_first = sorted(self._documents, key=lambda d: d.id != citation.document.id)
        found = find_quote(wording, cited_first)
        if found is None:
            self.errors[f"{name}-better"] = "no_quote"
        return found
