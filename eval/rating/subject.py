"""What there is to judge in an answer, and how a rating stays with the answer it is of."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from assistant.answer import Answer, Citation, Statement
from eval.outcome import Outcome
from eval.rating.rating import CitationRating, Judgement, Rating, StatementRating


def first_pass(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The first answer to each question, where a run asked more than once."""
    first: dict[str, Outcome] = {}
    for outcome in outcomes:
        first.setdefault(outcome.question.id, outcome)
    return tuple(first.values())


def statements_to_judge(answer: Answer) -> dict[int, Statement]:
    """The statements that assert something, numbered from 1.

    Notices assert nothing about the documents and are not counted. A refusal has no statements:
    it is judged as a whole.
    """
    asserting = (s for s in answer.statements if s.kind != "notice")
    return dict(enumerate(asserting, start=1))


def citations_to_judge(answer: Answer) -> dict[int, tuple[Citation, ...]]:
    """The citations by the number of the statement that cites them first; each is judged once."""
    known = {citation.id: citation for citation in answer.citations}
    return {
        number: tuple(known.pop(cited) for cited in statement.citations if cited in known)
        for number, statement in statements_to_judge(answer).items()
    }


def digest(outcome: Outcome) -> str:
    """The SHA-256 of what a rater sees: the question with its history, and the answer.

    Time, engine and confidence do not count: the same words are the same answer.
    """
    question, answer = outcome.question, outcome.answer
    seen = [
        [[turn.role, turn.content] for turn in question.history],
        question.question,
        answer.status,
        [[s.kind, s.text, list(s.citations)] for s in answer.statements],
        [[c.id, c.document.id, c.start, c.end, c.quote] for c in answer.citations],
        list(answer.missing),
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def is_of(rating: Rating, outcome: Outcome) -> bool:
    """Whether the rating judges exactly this answer, and all of it."""
    by_statement = citations_to_judge(outcome.answer)
    citations = [citation.id for group in by_statement.values() for citation in group]
    return (
        (rating.id, rating.answer) == (outcome.question.id, digest(outcome))
        and sorted(s.number for s in rating.statements) == sorted(by_statement)
        and sorted(c.citation for c in rating.citations) == sorted(citations)
    )


def rate(
    outcome: Outcome,
    *,
    whole: Judgement | None = None,
    statements: Iterable[StatementRating] = (),
    citations: Iterable[CitationRating] = (),
    missing: str = "",
) -> Rating:
    """A rating of this answer, made now.

    Raises:
        ValidationError: when both the whole and statements are judged, or neither is.
    """
    return Rating(
        id=outcome.question.id,
        answer=digest(outcome),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        whole=whole,
        statements=tuple(statements),
        citations=tuple(citations),
        missing=missing.strip(),
    )


def all_good(outcome: Outcome) -> Rating:
    """A rating that calls everything in the answer good."""
    by_statement = citations_to_judge(outcome.answer)
    return rate(
        outcome,
        whole=None if by_statement else Judgement(grade="good"),
        statements=[StatementRating(number=number, grade="good") for number in by_statement],
        citations=[
            CitationRating(citation=citation.id, grade="good")
            for group in by_statement.values()
            for citation in group
        ],
    )
