"""A run as one page: it needs no other file, no script and no network.

Everything that a question, an answer or a document says is escaped by the templates.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from eval.rating.agreement import citation_agreement, rater_figures, statement_agreement
from eval.report import Figure, Report
from eval.reports.facts import facts, moment, standing
from eval.reports.legend import (
    HEADLINE,
    LANGUAGES,
    VARIANTS,
    by_language,
    meaning,
    metrics_of,
    named,
)
from eval.reports.plots import interval_plot, risk_plot
from eval.reports.results import Results
from eval.reports.risk import best_curve, tenths
from eval.reports.text import cell, label, share
from eval.reports.walk import unstable, walk

# Beside the headline figures; those that are measured on questions of their own stand in the table.
_PLOTTED = (*HEADLINE, "footnote_recall", "right_section", "retrieval_recall_at_5")


def to_html(results: Results) -> str:
    """The report as a page in English; quotes are marked as Dutch.

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    report = results.report
    steps = walk(results.outcomes, results.documents)
    return (
        _templates()
        .get_template("report.html")
        .render(
            facts=facts(results.config, report),
            moment=moment(results.config),
            standing=standing(results.config),
            config=results.config,
            report=report,
            groups=metrics_of(report),
            headline=named(report, HEADLINE),
            columns=by_language(report),
            plots=_plots(results),
            risk=tenths(report.risk_coverage, best_curve(results.outcomes))
            if report.risk_coverage
            else (),
            steps=steps,
            failed=sum(map(len, steps.values())),
            asked=len(results.outcomes),
            statuses=sorted({o.answer.status for o in results.outcomes}),
            unstable=unstable(results.outcomes, results.varied),
            ratings=results.ratings,
            scores={a.outcome.question.id: a.ratings for a in results.ratings.answers},
            raters=rater_figures(results.ratings),
            agreement=_agreement(results),
            judges=results.judges,
        )
    )


def _plots(results: Results) -> dict[str, Markup]:
    report = results.report
    plotted = named(report, _PLOTTED)
    plots = {
        "figures": interval_plot(
            {
                label(m): {name: g.figures[m.name] for name, g in by_language(report).items()}
                for m in plotted
            },
            "figures",
            "The main figures with their 95% intervals, for all questions and by language. "
            "The table of all figures has the same numbers.",
        )
    }
    for name, metric in (("vital", "vital_recall"), ("refused", "right_refusal")):
        if rows := _by_type(report, metric):
            plots[name] = interval_plot(
                rows,
                name,
                "By type of question with 95% intervals, the lowest first. The table of types has "
                "the same numbers.",
            )
    if report.risk_coverage:
        plots["risk"] = risk_plot(
            [(p.coverage, p.risk) for p in report.risk_coverage.points],
            best_curve(results.outcomes),
            "risk",
            "Risk against coverage, by the confidence of the answers and in the best possible "
            "order. The table beside it has the same numbers in steps.",
        )
    if report.stability:
        plots["stability"] = interval_plot(
            {VARIANTS.get(kind, kind): {"holds": f} for kind, f in report.stability.items()},
            "stability",
            "Share of the answers that hold, by kind of variant, with 95% intervals. The table "
            "beside it has the same numbers.",
        )
    return plots


def _by_type(report: Report, metric: str) -> dict[str, dict[str, Figure]]:
    """The types that have the figure, the lowest first."""
    known = [
        (figure.value, kind.replace("_", " "), figure)
        for kind, group in report.types.items()
        if (figure := group.figures.get(metric)) and figure.value is not None
    ]
    return {kind: {"all": f} for _, kind, f in sorted(known, key=lambda found: found[:2])}


def _agreement(results: Results) -> dict[str, object]:
    if len(results.ratings.raters) < 2:
        return {}
    answers = results.ratings.answers
    return {"statements": statement_agreement(answers), "citations": citation_agreement(answers)}


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("eval.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(meaning=meaning, label=label)
    environment.globals.update(cell=cell, share=share, languages=LANGUAGES, variants=VARIANTS)
    return environment
