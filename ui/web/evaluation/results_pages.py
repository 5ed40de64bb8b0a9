"""The figures of a run with their plots, and what can be downloaded, as HTML. Pure."""

from functools import cache, partial
from importlib.resources import files
from importlib.util import find_spec

import eval.reports
from assistant.texts import texts
from eval.report import Figure
from eval.reports.drawings import drawings_of
from eval.reports.export import EXPORTS
from eval.reports.legend import (
    HEADLINE,
    by_language,
    meaning,
    metrics_of,
    named,
    type_name,
    variant_name,
)
from eval.reports.results import Results
from eval.reports.risk import best_curve, tenths
from eval.reports.text import label
from eval.scores import Metric
from ui.web.evaluation.pages import draw_page
from ui.web.site.frame import Frame


def figures_page(name: str, results: Results, frame: Frame) -> str:
    """Every figure with its interval, the plots, and beside each plot its numbers as a table."""
    report, language = results.report, frame.language
    curve, decimal = report.risk_coverage, texts(language, "evaluation")["decimal"]
    return draw_page(
        "figures",
        frame,
        name=name,
        config=results.config,
        report=report,
        columns=by_language(report, language),
        groups=metrics_of(report),
        headline=named(report, HEADLINE),
        f=texts(language, "figures"),
        label=partial(label, language=language),
        meaning=partial(meaning, language=language),
        type_name=partial(type_name, language=language),
        variant_name=partial(variant_name, language=language),
        number=partial(number, decimal=decimal),
        interval=partial(interval, decimal=decimal),
        plots={n: plot.alt for n, plot in drawings_of(results, language).items()}
        if find_spec("matplotlib")
        else {},
        risk=tenths(curve, best_curve(results.outcomes)) if curve else (),
    )


def export_page(name: str, count: int, frame: Frame) -> str:
    """The files that can be had of a run."""
    return draw_page("export", frame, name=name, count=count, forms=list(EXPORTS))


def number(value: float | None, metric: Metric | None = None, *, decimal: str) -> str:
    """A figure as people of that language write it."""
    digits = 2 if metric is None or metric.summary == "mean" else 0
    return "–" if value is None else f"{value:.{digits}f}".replace(".", decimal)


def interval(figure: Figure, metric: Metric | None = None, *, decimal: str) -> str:
    """Its 95% interval; nothing where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (number(v, metric, decimal=decimal) for v in (figure.low, figure.high))
    return f"{low} – {high}"


@cache
def plot_colours() -> str:
    """What the plots call their colours: those of the report."""
    path = files(eval.reports) / "templates" / "colours.css"
    return path.read_text(encoding="utf-8").replace("@media screen and", "@media")
