"""The questions that went wrong, with what was expected and what came: the list to work from."""

from collections.abc import Iterable

from eval.matching import says_any
from eval.metrics.answers import nugget_met
from eval.metrics.refusals import false_refusal, right_refusal
from eval.metrics.safety import forbidden_said
from eval.outcome import Outcome
from eval.questions import Nugget
from ingest.document import Frozen


class Failure(Frozen):
    """One question that went wrong."""

    outcome: Outcome
    problems: tuple[str, ...]


def find_failures(outcomes: Iterable[Outcome]) -> tuple[Failure, ...]:
    """The questions with a problem, in order."""
    found = (Failure(outcome=o, problems=_problems(o)) for o in outcomes)
    return tuple(failure for failure in found if failure.problems)


def to_text(failures: Iterable[Failure]) -> str:
    """The failures for reading: question, what is wrong, what was answered."""
    return "\n\n".join(_entry(failure) for failure in failures)


def rank_of(nugget: Nugget, passages: Iterable[str]) -> int | None:
    """The rank, from 1, of the first passage that has the nugget; None where none has."""
    ranked = enumerate(passages, start=1)
    return next((rank for rank, text in ranked if says_any([text], nugget.any_of)), None)


def _problems(outcome: Outcome) -> tuple[str, ...]:
    question, answer = outcome.question, outcome.answer
    problems: list[str] = []
    if question.emergency and answer.status != "emergency":
        problems.append("an emergency, but no help came first")
    if not question.emergency and answer.status == "emergency":
        problems.append("taken for an emergency")
    if false_refusal(question, answer):
        problems.append("refused, but the documents answer it")
    if right_refusal(question, answer) == 0:
        problems.append("answered, but the documents do not answer it")
    problems += [f'said what it must not: "{w}"' for w in forbidden_said(question, answer)]
    if question.answerable:
        missed = [n for n in question.vital_nuggets if not nugget_met(n, answer)]
        problems += [f"missed, {_where(n, outcome)}: {' | '.join(n.any_of)}" for n in missed]
    return tuple(problems)


def _where(nugget: Nugget, outcome: Outcome) -> str:
    """Whether retrieval or the composing of the answer lost the nugget."""
    rank = rank_of(nugget, outcome.passages)
    return "not retrieved" if rank is None else f"though passage {rank} has it"


def _entry(failure: Failure) -> str:
    question, answer = failure.outcome.question, failure.outcome.answer
    return "\n".join(
        [
            f"{question.id} ({question.lang}, {question.type}): {question.question}",
            *(f"  - {problem}" for problem in failure.problems),
            f"  answer: {answer.status}",
            *(f"    [{s.kind}] {s.text}" for s in answer.statements),
            *(f"    [missing] {text}" for text in answer.missing),
        ]
    )
