"""Scores and agreement as plain text."""

from collections.abc import Sequence

from eval.rating.agreement import (
    Agreement,
    Difference,
    RaterFigure,
    citation_agreement,
    differences,
    rater_figures,
    statement_agreement,
)
from eval.rating.store import RatedRun
from eval.reports.text import aligned

_SHOWN_DIFFERENCES = 10


def to_text(run: RatedRun) -> str:
    """Scores per rater, agreement between raters, the answers on which they differ, what strays.

    Raises:
        MissingExtraError: when two raters can be compared and `krippendorff` is not installed.
    """
    parts = [
        f"{len(run.answers)} answers; scores from 0 to 100 with their 95% interval",
        _scores(rater_figures(run)),
        _agreements(run),
        _differences(differences(run.answers)),
        *(
            f"Left out of {rater}: {len(ratings)} ratings of answers that are not in this run "
            f"(any more): {', '.join(r.id for r in ratings)}"
            for rater, ratings in run.strays.items()
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def _scores(figures: Sequence[RaterFigure]) -> str:
    rows = [
        [
            figure.rater,
            figure.type or "all types",
            str(figure.answers),
            f"{figure.mean:.1f} {_interval(figure.low, figure.high, 1)}",
            str(figure.harmful),
        ]
        for figure in figures
    ]
    return _table([["rater", "type", "answers", "mean score", "harmful"], *rows])


def _agreements(run: RatedRun) -> str:
    if len(run.raters) < 2:
        return (
            f"Only {run.raters[0]} has scored: for agreement let a second rater score the same "
            "answers."
        )
    found = {
        "statements": statement_agreement(run.answers),
        "citations": citation_agreement(run.answers),
    }
    if not found["statements"].units:
        return f"No answer was scored by two of {', '.join(run.raters)}: no agreement to measure."
    rows = [_agreement_row(name, agreement) for name, agreement in found.items()]
    heading = ["agreement", "judged by two", "in answers", "same grade", "Krippendorff's alpha"]
    return _table([heading, *rows])


def _agreement_row(name: str, agreement: Agreement) -> list[str]:
    if agreement.same is None:
        return [name, "0", "0", "-", "-"]
    alpha = "not defined: every grade is the same"
    if agreement.alpha is not None:
        alpha = f"{agreement.alpha:.3f} {_interval(agreement.low, agreement.high, 3)}"
    return [name, str(agreement.units), str(agreement.answers), f"{agreement.same:.0%}", alpha]


def _differences(every: Sequence[Difference]) -> str:
    if not every:
        return ""
    rows = [
        [
            difference.id,
            f"{difference.spread:.1f}",
            ", ".join(f"{rater} {total:.1f}" for rater, total in difference.totals.items()),
        ]
        for difference in every[:_SHOWN_DIFFERENCES]
    ]
    more = len(every) - len(rows)
    return _table([["raters differ most on", "points", "totals"], *rows]) + (
        f"\n... and {more} more" if more else ""
    )


def _interval(low: float | None, high: float | None, digits: int) -> str:
    if low is None or high is None:
        return "[no spread]"
    return f"[{low:.{digits}f}, {high:.{digits}f}]"


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(aligned(rows))
