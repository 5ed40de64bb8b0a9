"""The answers of a run, all or those with one kind of failure, and one of them, as HTML. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from assistant.answer import Answer
from assistant.texts import texts
from eval.failures import KINDS, Failure, judge
from eval.outcome import Outcome
from eval.reports.legend import type_name
from eval.reports.walk import Step
from ingest.document import Document
from ui.web.evaluation.pages import Nearby, draw_page
from ui.web.site.frame import Frame
from ui.web.sources import sources_of

ALL, FAILED = "alle", "fout"
CHOICES = (FAILED, *KINDS, ALL)  # in an address: which answers


def chosen(outcomes: Iterable[Outcome], choice: str) -> tuple[Failure, ...]:
    """The answers of that choice, in the order of asking."""
    judged = map(judge, outcomes)
    return tuple(one for one in judged if _belongs(one, choice))


def walk_page(run: str, choice: str, outcomes: Sequence[Outcome], frame: Frame) -> str:
    """The answers of one choice, and how many there are of each."""
    judged = [judge(outcome) for outcome in outcomes]
    counts = {one: sum(_belongs(j, one) for j in judged) for one in CHOICES}
    return draw_page(
        "walk",
        frame,
        run=run,
        choice=choice,
        choices={one: count for one, count in counts.items() if count or one == FAILED},
        rows=[one for one in judged if _belongs(one, choice)],
        type_name=partial(type_name, language=frame.language),
    )


def step_page(
    run: str,
    choice: str,
    number: int,
    count: int,
    step: Step,
    documents: Mapping[str, Document],
    frame: Frame,
) -> str:
    """One answer, with what was expected and the source of both.

    Args:
        run: its name.
        choice: among which answers it is.
        number: which of these it is, from 1.
        count: how many these are.
        step: the answer.
        documents: to show the passages of.
        frame: the surroundings of the page, and its language.
    """
    answer = step.failure.outcome.answer
    return draw_page(
        "step",
        frame,
        run=run,
        choice=choice,
        number=number,
        count=count,
        nearby=Nearby(number, count),
        question=step.failure.outcome.question,
        answer=answer,
        kinds=list(dict.fromkeys(problem.kind for problem in step.failure.problems)),
        expected=step.expected,
        depth=len(step.failure.outcome.passages),
        sources=sources_of(answer, documents, texts(frame.language, "web")["footnote"]),
        place_of={c: f"zin-{i}" for i, c in _uses(answer)},
        type_name=partial(type_name, language=frame.language),
    )


def _uses(answer: Answer) -> Iterator[tuple[int, int]]:
    """The statements, from 1, and the citations that each uses; the first use comes last."""
    for number, statement in reversed([*enumerate(answer.statements, 1)]):
        yield from ((number, citation) for citation in statement.citations)


def _belongs(one: Failure, choice: str) -> bool:
    if choice == ALL:
        return True
    return bool(one.problems) if choice == FAILED else any(p.kind == choice for p in one.problems)
