"""The walk through what went wrong: question, answer, what was expected, and the source of both."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.answer import Answer
from eval.failures import Failure, find_failures, rank_of
from eval.metrics.answers import nugget_met
from eval.metrics.citations import footnote_recall, right_section
from eval.metrics.safety import forbidden_said
from eval.metrics.stability import holds
from eval.outcome import Outcome, Varied
from eval.questions import Nugget, Question
from eval.reports.passages import Passage, passage_with, passages_cited
from ingest.document import Document, Frozen


class ExpectedNugget(Frozen):
    """One thing that a right answer says."""

    wordings: tuple[str, ...]
    vital: bool
    met: bool
    rank: int | None  # of the first passage that retrieval found with it
    passage: Passage | None  # where it stands, if it was not met and the document is at hand


class Expected(Frozen):
    """The gold of a question, and how far the answer has it."""

    nuggets: tuple[ExpectedNugget, ...]
    sections: dict[str, bool]  # heading: whether a quote stands in it
    footnotes: dict[int, bool]  # number: whether it is shown
    forbidden: dict[str, bool]  # wording: whether it was said


class Step(Frozen):
    """One answer of the walk."""

    failure: Failure
    expected: Expected
    cited: tuple[Passage, ...]  # where the quotes of the answer stand


class Unstable(Frozen):
    """A variant of a question to which the answer did not hold."""

    question: Question
    before: Answer
    varied: Varied
    lost: tuple[Nugget, ...]  # those that the answer to the question itself met


def walk(
    outcomes: Iterable[Outcome], documents: Mapping[str, Document]
) -> dict[str, tuple[Step, ...]]:
    """Every failure by type of question, in the order of the set."""
    steps: dict[str, list[Step]] = {}
    for failure in find_failures(outcomes):
        step = step_of(failure, documents)
        steps.setdefault(failure.outcome.question.type, []).append(step)
    return {kind: tuple(steps[kind]) for kind in sorted(steps)}


def step_of(failure: Failure, documents: Mapping[str, Document]) -> Step:
    """What was expected of an answer, and where its quotes stand."""
    return Step(
        failure=failure,
        expected=_expected(failure.outcome, documents),
        cited=passages_cited(failure.outcome.answer, documents),
    )


def unstable(outcomes: Sequence[Outcome], varied: Iterable[Varied]) -> tuple[Unstable, ...]:
    """The variants to which the first answer did not hold, in the order of asking."""
    return tuple(_unstable(outcomes, varied))


def _unstable(outcomes: Sequence[Outcome], varied: Iterable[Varied]) -> Iterator[Unstable]:
    first = {o.question.id: o for o in reversed(outcomes)}
    for v in varied:
        own = first[v.variant.of]
        if holds(own.question, own.answer, v.answer):
            continue
        met = [n for n in own.question.nuggets if nugget_met(n, own.answer)]
        lost = tuple(n for n in met if not nugget_met(n, v.answer))
        yield Unstable(question=own.question, before=own.answer, varied=v, lost=lost)


def _expected(outcome: Outcome, documents: Mapping[str, Document]) -> Expected:
    question, answer = outcome.question, outcome.answer
    said = forbidden_said(question, answer)
    return Expected(
        nuggets=tuple(_nuggets(outcome, documents)),
        sections={s: _in_section(question, s, answer) for s in question.sections},
        footnotes={n: _shows(question, n, answer, documents) for n in question.footnotes},
        forbidden={wording: wording in said for wording in question.forbidden},
    )


def _nuggets(outcome: Outcome, documents: Mapping[str, Document]) -> Iterator[ExpectedNugget]:
    for nugget in outcome.question.nuggets:
        met = nugget_met(nugget, outcome.answer)
        yield ExpectedNugget(
            wordings=nugget.any_of,
            vital=nugget.vital,
            met=met,
            rank=rank_of(nugget, outcome.passages),
            passage=None if met else passage_with(nugget.any_of, documents),
        )


def _in_section(question: Question, heading: str, answer: Answer) -> bool:
    only = question.model_copy(update={"sections": (heading,), "answerable": True})
    return right_section(only, answer) == 1


def _shows(
    question: Question, number: int, answer: Answer, documents: Mapping[str, Document]
) -> bool:
    only = question.model_copy(update={"footnotes": (number,), "answerable": True})
    return footnote_recall(only, answer, documents) == 1
