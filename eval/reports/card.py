"""The system card: what the system is, what was measured, and how well it does.

After the SYSTEM_CARD of Canada's AI Answers (cds-snc/ai-answers). It is made from a run, and holds
what the run holds beside the fixed text of its template; no text of a question is in it.
"""

from collections.abc import Iterator

from eval.config import RunConfig
from eval.report import Report
from eval.reports.facts import languages, moment, standing
from eval.reports.legend import named
from eval.reports.markdown import (
    Markdown,
    facts_table,
    figures_table,
    stability_table,
    table,
    templates,
)
from eval.reports.text import cell, label

_WEAKEST = 5
_OF_TYPES = ("vital_recall", "right_refusal")  # whether the documents answer a type, or do not


def system_card(config: RunConfig, report: Report) -> str:
    """The card of the system as that run measured it, as Markdown."""
    return (
        templates()
        .get_template("card.md")
        .render(
            config=config,
            moment=moment(config),
            standing=standing(config),
            languages=languages(report),
            version=config.versions.get("beleidswijzer", "of an unknown version"),
            report=report,
            facts=facts_table(config, report),
            figures=figures_table(report),
            curve=report.risk_coverage,
            stability=stability_table(report),
            weakest=_weakest_table(report),
        )
    )


def _weakest_table(report: Report) -> Markdown | None:
    """The types of question that do worse than all together, the worst first."""
    rows = [row for _, row in sorted(_weak(report))[:_WEAKEST]]
    return table(("type of question", "figure", "value", "over all types"), rows) if rows else None


def _weak(report: Report) -> Iterator[tuple[float, list[str]]]:
    for metric in named(report, _OF_TYPES):
        overall = report.overall.figures[metric.name]
        for kind, group in report.types.items():
            own = group.figures[metric.name]
            if own.value is None or overall.value is None or own.value >= overall.value:
                continue
            row = [kind.replace("_", " "), label(metric), cell(metric, own), cell(metric, overall)]
            yield own.value, row
