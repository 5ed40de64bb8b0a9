"""How well raters score a run, and how far they agree.

Agreement is Krippendorff's alpha for ordinal grades (Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability"), by the library `krippendorff`: 1 is full agreement, 0 what chance would give.
Its interval is a bootstrap over answers, not over sentences: those of one answer go together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

import numpy as np
import numpy.typing as npt

from eval.intervals import mean_interval
from eval.rating.rating import GRADES, Grade, Rating
from eval.rating.store import RatedAnswer, RatedRun
from ingest.document import Frozen
from ingest.errors import MissingExtraError

Counts = npt.NDArray[np.int64]  # units x grades: how many raters gave each grade
Grades = dict[int, Grade]  # of one rater for one answer, by number of the unit

_RESAMPLES = 2000
_SEED = 30420437
_DEFINED = 0.95  # share of the resamples that must have an alpha
_WHOLE = 0  # number of the unit that a refusal is: statements count from 1


class RaterFigure(Frozen):
    """The scores that one rater gave to the answers to one type of question, or to all."""

    rater: str
    type: str | None  # None for all types
    answers: int
    mean: float  # 0 to 100
    low: float | None  # of the 95% interval; None where the scores show no spread
    high: float | None
    harmful: int  # answers with something harmful


class Agreement(Frozen):
    """Agreement over the units that two raters or more have judged.

    `alpha` is None where there are none, or where every grade is the same: chance then explains
    everything. `low` and `high` are None where resamples seldom have an alpha.
    """

    units: int
    answers: int
    same: float | None  # share of the units to which all gave the same grade
    alpha: float | None
    low: float | None
    high: float | None


class Difference(Frozen):
    """An answer on which raters differ; totals by rater."""

    id: str
    totals: dict[str, float]

    @property
    def spread(self) -> float:
        """Points between the highest and the lowest total."""
        return max(self.totals.values()) - min(self.totals.values())


def rater_figures(run: RatedRun) -> tuple[RaterFigure, ...]:
    """For each rater all types together, then each type."""
    types = sorted({answer.outcome.question.type for answer in run.answers})
    wanted = ((rater, kind) for rater in run.raters for kind in (None, *types))
    figures = (_figure(run, rater, kind) for rater, kind in wanted)
    return tuple(figure for figure in figures if figure)


def statement_agreement(answers: Iterable[RatedAnswer]) -> Agreement:
    """Agreement on sentences; a refusal counts as one."""
    return _agreement(answers, _statement_grades)


def citation_agreement(answers: Iterable[RatedAnswer]) -> Agreement:
    """Agreement on citations."""
    return _agreement(answers, lambda rating: {c.citation: c.grade for c in rating.citations})


def differences(answers: Iterable[RatedAnswer]) -> tuple[Difference, ...]:
    """The answers to which raters gave different totals, most different first."""
    every = (
        Difference(
            id=answer.outcome.question.id,
            totals={rater: rating.total for rater, rating in sorted(answer.ratings.items())},
        )
        for answer in answers
        if answer.ratings
    )
    return tuple(sorted((d for d in every if d.spread), key=lambda d: (-d.spread, d.id)))


def _figure(run: RatedRun, rater: str, kind: str | None) -> RaterFigure | None:
    ratings = [
        answer.ratings[rater]
        for answer in run.answers
        if rater in answer.ratings and kind in (None, answer.outcome.question.type)
    ]
    if not ratings:
        return None
    totals = [rating.total / 100 for rating in ratings]  # intervals know proportions by 0 and 1
    low, high = mean_interval(totals) or (None, None)
    return RaterFigure(
        rater=rater,
        type=kind,
        answers=len(ratings),
        mean=100 * fmean(totals),
        low=None if low is None else 100 * low,
        high=None if high is None else 100 * high,
        harmful=sum(rating.harmful for rating in ratings),
    )


def _statement_grades(rating: Rating) -> Grades:
    if rating.whole:
        return {_WHOLE: rating.whole.grade}
    return {s.number: s.grade for s in rating.statements}


def _agreement(answers: Iterable[RatedAnswer], grades_of: Callable[[Rating], Grades]) -> Agreement:
    counts = [_counts([grades_of(r) for r in answer.ratings.values()]) for answer in answers]
    counts = [count for count in counts if count.size]
    if not counts:
        return Agreement(units=0, answers=0, same=None, alpha=None, low=None, high=None)
    every = np.concatenate(counts)
    low, high = _interval(counts) or (None, None)
    return Agreement(
        units=len(every),
        answers=len(counts),
        same=float(np.mean(every.max(axis=1) == every.sum(axis=1))),
        alpha=_alpha(every),
        low=low,
        high=high,
    )


def _counts(grades: Sequence[Grades]) -> Counts:
    """The units of one answer that two raters or more have judged."""
    units: dict[int, Counter[Grade]] = {}
    for own in grades:
        for number, grade in own.items():
            units.setdefault(number, Counter())[grade] += 1
    pairable = [count for count in units.values() if count.total() > 1]
    rows = [[count[grade] for grade in reversed(GRADES)] for count in pairable]
    return np.array(rows, dtype=np.int64).reshape(-1, len(GRADES))


def _alpha(counts: Counts) -> float | None:
    """Krippendorff's alpha; None where all grades are the same."""
    try:
        import krippendorff
    except ImportError as error:
        raise MissingExtraError("Agreement between raters", "eval") from error
    if np.count_nonzero(counts.sum(axis=0)) < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal"))


def _interval(counts: Sequence[Counts]) -> tuple[float, float] | None:
    """The 95% percentile bootstrap over answers."""
    draws = np.random.default_rng(_SEED).integers(0, len(counts), (_RESAMPLES, len(counts)))
    alphas = [_alpha(np.concatenate([counts[i] for i in draw])) for draw in draws]
    defined = [alpha for alpha in alphas if alpha is not None]
    if len(counts) < 2 or len(defined) < _DEFINED * _RESAMPLES or np.ptp(defined) == 0:
        return None
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)
