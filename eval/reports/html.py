"""A run as one page: it needs no other file, no script and no network.

Everything that a question, an answer or a document says is escaped by the templates.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.rating.agreement import citation_agreement, rater_figures, statement_agreement
from eval.reports.drawings import drawings_of
from eval.reports.facts import facts, moment, standing
from eval.reports.legend import (
    HEADLINE,
    by_language,
    group_name,
    language_name,
    meaning,
    metrics_of,
    named,
    variant_name,
)
from eval.reports.results import Results
from eval.reports.risk import best_curve, tenths
from eval.reports.text import cell, label, share
from eval.reports.walk import unstable, walk


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
            plots={name: plot.draw() for name, plot in drawings_of(results).items()},
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
    environment.filters.update(
        meaning=meaning,
        label=label,
        group=group_name,
        lang=language_name,
        variant=variant_name,
    )
    environment.globals.update(cell=cell, share=share)
    return environment
