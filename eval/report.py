"""All questions taken together: every figure with its 95% interval and its number of questions."""

from collections.abc import Callable, Iterable, Sequence

from eval.intervals import mean_interval
from eval.metrics.selective import RiskCoverage, risk_coverage
from eval.metrics.stability import holds
from eval.outcome import Outcome, Varied
from eval.scores import Metric, QuestionScore, usable_metrics
from ingest.document import Frozen


class Figure(Frozen):
    """A figure over n questions; low and high are its 95% interval.

    All are None where no question has the figure; low and high where the values cannot show
    their spread.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


class Group(Frozen):
    """The figures of a group of questions, by the name of the metric."""

    questions: int
    figures: dict[str, Figure]


class Resources(Frozen):
    """What a run took."""

    seconds: float  # of asking
    peak_memory_mb: float | None  # of the whole process; None where the system does not tell


class Report(Frozen):
    """The figures of a run: overall, by group of questions, and each question's own."""

    overall: Group
    languages: dict[str, Group]
    types: dict[str, Group]
    personas: dict[str, Group]
    scores: tuple[QuestionScore, ...]
    risk_coverage: RiskCoverage | None
    stability: dict[str, Figure]  # by kind of variant: share of the answers that hold
    resources: Resources | None


def make_report(
    scores: Sequence[QuestionScore],
    outcomes: Sequence[Outcome],
    varied: Sequence[Varied],
    resources: Resources | None,
) -> Report:
    """Take the questions' scores together.

    Args:
        scores: of each question.
        outcomes: of each question, the first time it was asked.
        varied: answers to variants of the questions.
        resources: what the run took.
    """
    return Report(
        overall=_group(scores),
        languages=_groups(scores, lambda s: s.lang),
        types=_groups(scores, lambda s: s.type),
        personas=_groups(scores, lambda s: s.persona),
        scores=tuple(scores),
        risk_coverage=risk_coverage([(o.question, o.answer) for o in outcomes]),
        stability=_stability(outcomes, varied),
        resources=resources,
    )


def _group(scores: Sequence[QuestionScore]) -> Group:
    return Group(
        questions=len(scores),
        figures={metric.name: _figure(metric, scores) for metric in usable_metrics()},
    )


def _groups(
    scores: Sequence[QuestionScore], key: Callable[[QuestionScore], str]
) -> dict[str, Group]:
    names = sorted({key(s) for s in scores})
    return {name: _group([s for s in scores if key(s) == name]) for name in names}


def _stability(outcomes: Sequence[Outcome], varied: Sequence[Varied]) -> dict[str, Figure]:
    first = {o.question.id: o for o in outcomes}
    held: dict[str, list[float]] = {}
    for v in varied:
        own = first[v.variant.of]
        value = holds(own.question, own.answer, v.answer)
        held.setdefault(v.variant.kind, []).append(value)
    return {kind: mean_figure(values) for kind, values in held.items()}


def mean_figure(values: Sequence[float]) -> Figure:
    """The mean of one or more values with its 95% interval."""
    low, high = mean_interval(values) or (None, None)
    return Figure(value=sum(values) / len(values), low=low, high=high, n=len(values))


def _figure(metric: Metric, scores: Iterable[QuestionScore]) -> Figure:
    values = [s.values[metric.name] for s in scores if metric.name in s.values]
    if not values:
        return Figure(value=None, low=None, high=None, n=0)
    low, high = metric.interval(values) or (None, None)
    return Figure(value=metric.summarise(values), low=low, high=high, n=len(values))
