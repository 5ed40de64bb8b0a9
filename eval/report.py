"""All questions taken together: every figure with its 95% interval and its number of questions."""

from collections.abc import Iterable, Sequence

from eval.scores import METRICS, Metric, QuestionScore
from ingest.document import Frozen

# What is shown for each type of question; report.json has every figure of every type.
_BY_TYPE = ("vital_recall", "complete", "citation_precision", "right_refusal", "false_refusal")


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


class Report(Frozen):
    """The figures of a run: overall, by language and by type; and each question's own."""

    overall: Group
    languages: dict[str, Group]
    types: dict[str, Group]
    scores: tuple[QuestionScore, ...]


def make_report(scores: Iterable[QuestionScore]) -> Report:
    """Take the questions' scores together."""
    every = tuple(scores)
    return Report(
        overall=_group(every),
        languages={
            lang: _group([s for s in every if s.lang == lang])
            for lang in sorted({s.lang for s in every}, reverse=True)
        },
        types={
            kind: _group([s for s in every if s.type == kind])
            for kind in sorted({s.type for s in every})
        },
        scores=every,
    )


def to_table(report: Report) -> str:
    """The report as plain text: a figure as `value [low, high] n`, the interval being 95%."""
    groups = {"all": report.overall, **report.languages}
    figures = [
        [_label(metric), *(_cell(metric, group) for group in groups.values())] for metric in METRICS
    ]
    by_name = {metric.name: metric for metric in METRICS}
    columns = [by_name[name] for name in _BY_TYPE]
    types = [
        [f"{kind} ({group.questions})", *(_cell(metric, group) for metric in columns)]
        for kind, group in report.types.items()
    ]
    return "\n".join(
        [
            f"{report.overall.questions} questions; each figure with its 95% interval "
            "and the number of questions it stands on",
            "",
            *_aligned([["", *groups], *figures]),
            "",
            *_aligned([["type (questions)", *map(_label, columns)], *types]),
        ]
    )


def _group(scores: Sequence[QuestionScore]) -> Group:
    return Group(
        questions=len(scores), figures={metric.name: _figure(metric, scores) for metric in METRICS}
    )


def _figure(metric: Metric, scores: Iterable[QuestionScore]) -> Figure:
    values = [s.values[metric.name] for s in scores if metric.name in s.values]
    if not values:
        return Figure(value=None, low=None, high=None, n=0)
    low, high = metric.interval(values) or (None, None)
    return Figure(value=metric.summarise(values), low=low, high=high, n=len(values))


def _label(metric: Metric) -> str:
    # An arrow down marks the figures that should be low.
    return metric.label if metric.better == "higher" else f"{metric.label} ↓"


def _cell(metric: Metric, group: Group) -> str:
    figure = group.figures[metric.name]
    if figure.value is None:
        return "-"
    digits = 3 if metric.summary == "mean" else 1
    shown = f"{figure.value:.{digits}f}"
    if figure.low is None or figure.high is None:
        return f"{shown} [no spread] {figure.n}"
    return f"{shown} [{figure.low:.{digits}f}, {figure.high:.{digits}f}] {figure.n}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
