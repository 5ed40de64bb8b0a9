"""The figures of a run as plain text, and how a figure is written anywhere."""

from collections.abc import Sequence

from assistant.answer import Language
from eval.report import Figure, Report
from eval.scores import Metric, usable_metrics

# What is shown for each type of question; report.json has every figure of every type.
_BY_TYPE = ("vital_recall", "complete", "citation_precision", "right_refusal", "false_refusal")


def to_table(report: Report) -> str:
    """The report as plain text: a figure as `value [low, high] n`, the interval being 95%."""
    groups = {"all": report.overall, **dict(sorted(report.languages.items(), reverse=True))}
    by_name = {metric.name: metric for metric in usable_metrics()}
    figures = [
        [label(metric), *(cell(metric, group.figures[name]) for group in groups.values())]
        for name, metric in by_name.items()
    ]
    columns = [by_name[name] for name in _BY_TYPE]
    types = [
        [f"{kind} ({group.questions})", *(cell(m, group.figures[m.name]) for m in columns)]
        for kind, group in report.types.items()
    ]
    return "\n".join(
        [
            f"{report.overall.questions} questions; each figure with its 95% interval "
            "and the number of questions it stands on",
            "",
            *aligned([["", *groups], *figures]),
            "",
            *aligned([["type (questions)", *map(label, columns)], *types]),
            *_stability_lines(report),
            *_risk_lines(report),
        ]
    )


def _stability_lines(report: Report) -> list[str]:
    if not report.stability:
        return []
    rows = [[kind, share(figure)] for kind, figure in report.stability.items()]
    return ["", *aligned([["asked otherwise", "answers that hold"], *rows])]


def _risk_lines(report: Report) -> list[str]:
    curve = report.risk_coverage
    if curve is None:
        return []
    return [
        "",
        f"risk-coverage: area {curve.area:.3f} (best possible order {curve.best_area:.3f}), "
        f"risk {curve.points[-1].risk:.3f} at coverage {curve.points[-1].coverage:.3f}",
    ]


def label(metric: Metric, language: Language = "en") -> str:
    """The metric's name for people; an arrow down marks the figures that should be low."""
    name = metric.label_in(language)
    return name if metric.better == "higher" else f"{name} ↓"


def cell(metric: Metric, figure: Figure) -> str:
    """A figure as `value [low, high] n`, or "-"."""
    return _shown(figure, 3 if metric.summary == "mean" else 1)


def share(figure: Figure) -> str:
    """A figure between 0 and 1 as `value [low, high] n`, or "-"."""
    return _shown(figure, 3)


def _shown(figure: Figure, digits: int) -> str:
    if figure.value is None:
        return "-"
    shown = f"{figure.value:.{digits}f}"
    if figure.low is None or figure.high is None:
        return f"{shown} [no spread] {figure.n}"
    return f"{shown} [{figure.low:.{digits}f}, {figure.high:.{digits}f}] {figure.n}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
