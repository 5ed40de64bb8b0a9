"""A run as GitHub-flavoured Markdown: the tables, and what went wrong.

Whatever a template prints is escaped, unless it is Markdown of our own making.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.config import RunConfig
from eval.report import Group, Report
from eval.reports.facts import facts, moment, standing
from eval.reports.legend import HEADLINE, by_language, meaning, metrics_of, named, variant_name
from eval.reports.results import Results
from eval.reports.text import cell, label, share
from eval.reports.walk import walk
from eval.scores import Metric

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_SPACE = re.compile(r"\s+")


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


def escape(text: object) -> Markdown:
    """Text as Markdown that shows just that text, on one line.

    It must follow something else on its line: what only means something at the start of one, such
    as a number with a point, is left as it is.
    """
    if isinstance(text, Markdown):
        return text
    return Markdown(_SPECIAL.sub(r"\\\1", _SPACE.sub(" ", str(text)).strip()))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Markdown:
    """A table; its cells are escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return Markdown("\n".join(f"| {' | '.join(map(escape, line))} |" for line in lines))


def to_markdown(results: Results) -> str:
    """The report, without plots."""
    report = results.report
    steps = walk(results.outcomes, results.documents)
    return (
        templates()
        .get_template("report.md")
        .render(
            config=results.config,
            moment=moment(results.config),
            standing=standing(results.config),
            facts=facts_table(results.config, report),
            figures=figures_table(report),
            types=groups_table("type", report.types, named(report, HEADLINE)),
            personas=groups_table("who asks", report.personas, named(report, HEADLINE)),
            stability=stability_table(report),
            curve=report.risk_coverage,
            steps=steps,
            failed=sum(map(len, steps.values())),
            asked=len(results.outcomes),
            judges=[
                (judge, table(("opinion", "value"), [(f.label, share(f)) for f in judge.figures]))
                for judge in results.judges
            ],
            scores={a.outcome.question.id: a.ratings for a in results.ratings.answers},
        )
    )


def facts_table(config: RunConfig, report: Report) -> Markdown:
    """What was asked of what, when, and on what."""
    return table(("what", "in this run"), facts(config, report).items())


def figures_table(report: Report) -> Markdown:
    """Every figure, overall and by language, with its sentence."""
    columns = by_language(report)
    rows = [
        [
            label(metric),
            *(cell(metric, group.figures[metric.name]) for group in columns.values()),
            meaning(metric),
        ]
        for metrics in metrics_of(report).values()
        for metric in metrics
    ]
    return table(["figure", *columns, "what it tells"], rows)


def groups_table(what: str, groups: Mapping[str, Group], metrics: Sequence[Metric]) -> Markdown:
    """Some figures, by group of questions."""
    rows = [
        [f"{name} ({group.questions})", *(cell(m, group.figures[m.name]) for m in metrics)]
        for name, group in groups.items()
    ]
    return table([f"{what} (questions)", *map(label, metrics)], rows)


def stability_table(report: Report) -> Markdown | None:
    """The share of answers that hold, by kind of variant; None where no variant was asked."""
    rows = [(variant_name(kind), share(figure)) for kind, figure in report.stability.items()]
    return table(("asked", "answers that hold"), rows) if rows else None


@cache
def templates() -> Environment:
    """The templates of Markdown, which escape all that they print."""
    return Environment(
        loader=PackageLoader("eval.reports"),
        autoescape=False,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
