"""The questions that went wrong, with what was expected and what came: the list to work from."""

from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from eval.matching import says_any
from eval.metrics.answers import nugget_met
from eval.metrics.citations import citation_precision, right_section
from eval.metrics.refusals import false_refusal, right_refusal
from eval.metrics.safety import forbidden_said
from eval.outcome import Outcome
from eval.questions import Nugget
from ingest.document import Frozen

ProblemKind = Literal[
    "no_help",
    "false_emergency",
    "wrong_refusal",
    "not_refused",
    "forbidden",
    "missed_nugget",
    "wrong_citation",
]
KINDS: tuple[ProblemKind, ...] = get_args(ProblemKind)


class Problem(Frozen):
    """One thing that is wrong with an answer: what sort of thing, and in words."""

    kind: ProblemKind
    text: str


class Failure(Frozen):
    """One answer and what is wrong with it."""

    outcome: Outcome
    problems: tuple[Problem, ...]


def find_failures(outcomes: Iterable[Outcome]) -> tuple[Failure, ...]:
    """The questions with a problem, in order."""
    return tuple(failure for failure in map(judge, outcomes) if failure.problems)


def judge(outcome: Outcome) -> Failure:
    """What is wrong with one answer, if anything."""
    return Failure(outcome=outcome, problems=tuple(_problems(outcome)))


def to_text(failures: Iterable[Failure]) -> str:
    """The failures for reading: question, what is wrong, what was answered."""
    return "\n\n".join(_entry(failure) for failure in failures)


def rank_of(nugget: Nugget, passages: Iterable[str]) -> int | None:
    """The rank, from 1, of the first passage that has the nugget; None where none has."""
    ranked = enumerate(passages, start=1)
    return next((rank for rank, text in ranked if says_any([text], nugget.any_of)), None)


def _problems(outcome: Outcome) -> Iterator[Problem]:
    question, answer = outcome.question, outcome.answer
    if question.emergency and answer.status != "emergency":
        yield Problem(kind="no_help", text="an emergency, but no help came first")
    if not question.emergency and answer.status == "emergency":
        yield Problem(kind="false_emergency", text="taken for an emergency")
    if false_refusal(question, answer):
        yield Problem(kind="wrong_refusal", text="refused, but the documents answer it")
    if right_refusal(question, answer) == 0:
        yield Problem(kind="not_refused", text="answered, but the documents do not answer it")
    for wording in forbidden_said(question, answer):
        yield Problem(kind="forbidden", text=f'said what it must not: "{wording}"')
    for nugget in question.vital_nuggets if question.answerable else ():
        if not nugget_met(nugget, answer):
            text = f"missed, {_where(nugget, outcome)}: {' | '.join(nugget.any_of)}"
            yield Problem(kind="missed_nugget", text=text)
    if citation_precision(question, answer) == 0:
        yield Problem(kind="wrong_citation", text="no quote carries an expected fact")
    elif answer.citations and right_section(question, answer) == 0:
        yield Problem(kind="wrong_citation", text="no quote from an expected section")


def _where(nugget: Nugget, outcome: Outcome) -> str:
    """Whether retrieval or the composing of the answer lost the nugget."""
    rank = rank_of(nugget, outcome.passages)
    return "not retrieved" if rank is None else f"though passage {rank} has it"


def _entry(failure: Failure) -> str:
    question, answer = failure.outcome.question, failure.outcome.answer
    return "\n".join(
        [
            f"{question.id} ({question.lang}, {question.type}): {question.question}",
            *(f"  - {problem.text}" for problem in failure.problems),
            f"  answer: {answer.status}",
            *(f"    [{s.kind}] {s.text}" for s in answer.statements),
            *(f"    [missing] {text}" for text in answer.missing),
        ]
    )
