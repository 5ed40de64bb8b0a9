"""The risk-coverage curve for reading: beside the best possible order, and in steps of a tenth."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from eval.metrics.refusals import OUTRIGHT
from eval.metrics.selective import RiskCoverage, loss
from eval.outcome import Outcome
from ingest.document import Frozen

Curve = tuple[tuple[float, float], ...]  # coverage, risk


class Step(Frozen):
    """Answering only where the confidence is at least `threshold`."""

    threshold: float
    coverage: float
    risk: float
    best: float  # risk of the best possible order at that coverage


def best_curve(outcomes: Iterable[Outcome]) -> Curve:
    """The curve that the same answers would make if confidence ordered them by their loss."""
    first = [o for o in outcomes if o.attempt == 1]
    losses = [(o.answer, loss(o.question, o.answer)) for o in first]
    counted = [(answer, value) for answer, value in losses if value is not None]
    given = sorted(
        value for a, value in counted if a.confidence is not None and a.status not in OUTRIGHT
    )
    sums = enumerate(accumulate(given), start=1)
    return tuple((n / len(counted), total / n) for n, total in sums)


def tenths(curve: RiskCoverage, best: Curve) -> tuple[Step, ...]:
    """The first point of the curve at or past each tenth of coverage, and the last point."""
    wanted = [tenth / 10 for tenth in range(1, 11)]
    reached = [[p for p in curve.points if p.coverage >= share] for share in wanted]
    points = [at_least[0] for at_least in reached if at_least]
    points += [curve.points[-1]]
    return tuple(
        Step(
            threshold=point.threshold,
            coverage=point.coverage,
            risk=point.risk,
            best=_risk_at(best, point.coverage),
        )
        for point in dict.fromkeys(points)
    )


def _risk_at(curve: Sequence[tuple[float, float]], coverage: float) -> float:
    return next((risk for covered, risk in curve if covered >= coverage), curve[-1][1])
