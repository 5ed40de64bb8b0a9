"""The plots of a run: which there are, and what each shows; drawn when they are asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from assistant.answer import Language
from assistant.texts import texts
from eval.report import Figure, Report
from eval.reports.legend import HEADLINE, by_language, named, type_name, variant_name
from eval.reports.plots import interval_plot, risk_plot
from eval.reports.results import Results
from eval.reports.risk import best_curve
from eval.reports.text import label

# Beside the headline figures; those that are measured on questions of their own stand in the table.
_PLOTTED = (*HEADLINE, "footnote_recall", "right_section", "retrieval_recall_at_5")


@dataclass(frozen=True)
class Drawing:
    """A plot: what it shows, for those who do not see it, and how it is drawn as inline SVG.

    Drawing raises MissingExtraError when matplotlib is not installed.
    """

    alt: str
    draw: Callable[[], Markup]


def drawings_of(results: Results, language: Language = "en") -> Mapping[str, Drawing]:
    """The plots that a run has, by name."""
    report, words = results.report, texts(language, "figures")
    found: dict[str, Drawing] = {}

    def intervals(name: str, rows: Mapping[str, Mapping[str, Figure]]) -> None:
        if rows:
            alt = words[f"alt_{name}"]
            found[name] = Drawing(alt, lambda: interval_plot(rows, name, alt))

    columns = by_language(report, language)
    intervals(
        "figures",
        {
            label(m, language): {name: g.figures[m.name] for name, g in columns.items()}
            for m in named(report, _PLOTTED)
        },
    )
    intervals("vital", _by_type(report, "vital_recall", language))
    intervals("refused", _by_type(report, "right_refusal", language))
    if curve := report.risk_coverage:
        points = [(p.coverage, p.risk) for p in curve.points]
        best = best_curve(results.outcomes)
        found["risk"] = Drawing(
            words["alt_risk"], lambda: risk_plot(points, best, "risk", words["alt_risk"], words)
        )
    holds = {variant_name(k, language): {words["holds"]: f} for k, f in report.stability.items()}
    intervals("stability", holds)
    return found


def _by_type(report: Report, metric: str, language: Language) -> dict[str, dict[str, Figure]]:
    """The types that have the figure, the lowest first."""
    known = [
        (figure.value, type_name(kind, language), figure)
        for kind, group in report.types.items()
        if (figure := group.figures.get(metric)) and figure.value is not None
    ]
    return {kind: {"all": f} for _, kind, f in sorted(known, key=lambda found: found[:2])}
