"""Two runs side by side, figures first, then the questions that changed, as HTML. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answer import Status
from assistant.texts import texts
from eval.compare import Comparison
from eval.outcome import Outcome
from eval.questions import Question
from eval.reports.text import label
from eval.scores import METRICS, Metric
from ui.web.evaluation.pages import draw_page
from ui.web.evaluation.results_pages import number
from ui.web.site.frame import Frame

_BY_NAME = {metric.name: metric for metric in METRICS}


@dataclass(frozen=True)
class Change:
    """A question whose figures changed; `first` and `second` are its numbers in the runs."""

    question: Question
    first: int
    second: int
    before: Status
    after: Status
    worse: tuple[Metric, ...]
    better: tuple[Metric, ...]


def changes_of(
    comparison: Comparison, before: Sequence[Outcome], after: Sequence[Outcome]
) -> tuple[Change, ...]:
    """The questions that changed, those that got worse in something first.

    What depends only on how long an answer is changes always: that is no change here.
    """
    means = [(d, m) for d in comparison.differences if (m := _BY_NAME[d.metric]).summary == "mean"]
    second = {o.question.id: (n, o) for n, o in reversed([*enumerate(after, 1)])}
    seen: dict[str, Change] = {}
    for n, old in enumerate(before, 1):
        id_ = old.question.id
        worse = tuple(m for d, m in means if id_ in d.worse)
        better = tuple(m for d, m in means if id_ in d.better)
        if id_ in seen or id_ not in second or not (worse or better):
            continue
        place, new = second[id_]
        seen[id_] = Change(
            old.question, n, place, old.answer.status, new.answer.status, worse, better
        )
    return tuple(sorted(seen.values(), key=lambda change: not change.worse))


def choose_page(runs: Sequence[str], after: str, *, same: bool, frame: Frame) -> str:
    """Which two runs: `after` is chosen already, if named; `same` is whether it was so twice."""
    return draw_page("choose", frame, runs=runs, after=after, same=same)


def comparison_page(
    before: str, after: str, comparison: Comparison, changes: Sequence[Change], frame: Frame
) -> str:
    """Every figure of both with the difference and its interval; then what changed."""
    decimal = texts(frame.language, "evaluation")["decimal"]
    return draw_page(
        "comparison",
        frame,
        before=before,
        after=after,
        comparison=comparison,
        changes=changes,
        metrics=_BY_NAME,
        label=partial(label, language=frame.language),
        number=partial(number, decimal=decimal),
        signed=partial(_signed, decimal=decimal),
        chance=partial(_chance, decimal=decimal),
    )


def _chance(p: float, decimal: str) -> str:
    return ("<0.001" if p < 0.001 else f"{p:.3f}").replace(".", decimal)


def _signed(value: float, metric: Metric, decimal: str) -> str:
    shown = number(abs(value), metric, decimal=decimal)
    if not any(figure in shown for figure in "123456789"):
        return shown
    return f"{'+' if value > 0 else '−'}{shown}"
