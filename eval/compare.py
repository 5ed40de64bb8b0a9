"""Two runs of the same questions: what got better, what got worse, and whether that is chance.

Differences are paired by question. Their p-value is that of the paired permutation test (Fisher
1935; Smucker and others, CIKM 2007, for retrieval), two-sided; their interval the bootstrap's.
Many figures are compared at once, so p-values are adjusted after Benjamini and Hochberg (1995): of
the differences that are called, at most 5% are expected to be chance.
"""

from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Literal

import numpy as np

from eval.errors import ComparisonError
from eval.intervals import bootstrap_mean
from eval.report import Report
from eval.scores import Metric, usable_metrics
from ingest.document import Frozen
from ingest.errors import MissingExtraError

Verdict = Literal["better", "worse", "no difference shown"]

ALPHA = 0.05
_RESAMPLES = 9999
_SEED = 30420437
_TIMES = ("time_p50", "time_p95")  # of another day or machine: no verdict on the system


class Difference(Frozen):
    """One figure in two runs, over the questions that have it in both."""

    metric: str
    label: str
    before: float
    after: float
    low: float | None  # 95% interval of the mean difference; None for medians and without spread
    high: float | None
    p: float  # adjusted for the number of figures
    n: int
    verdict: Verdict
    better: tuple[str, ...]  # ids of the questions
    worse: tuple[str, ...]


class Comparison(Frozen):
    """All figures of two runs side by side."""

    differences: tuple[Difference, ...]
    only_before: tuple[str, ...]  # questions that only one run asked: not compared
    only_after: tuple[str, ...]

    @property
    def worse(self) -> tuple[Difference, ...]:
        """The figures that got significantly worse."""
        return tuple(d for d in self.differences if d.verdict == "worse")


def compare(before: Report, after: Report) -> Comparison:
    """Compare two runs question by question.

    Raises:
        ComparisonError: when no question was asked in both.
        MissingExtraError: when scipy is not installed.
    """
    first = {s.id: s.values for s in before.scores}
    second = {s.id: s.values for s in after.scores}
    shared = [i for i in first if i in second]
    if not shared:
        raise ComparisonError("The two runs have no question in common. Run the same set twice.")
    measured = [
        (metric, ids)
        for metric in usable_metrics()
        if metric.name not in _TIMES
        and (ids := [i for i in shared if metric.name in first[i] and metric.name in second[i]])
    ]
    paired = [
        (metric, ids, _values(metric, ids, first), _values(metric, ids, second))
        for metric, ids in measured
    ]
    adjusted = _adjusted([permutation_p(b, a) for _, _, b, a in paired])
    return Comparison(
        differences=tuple(
            _difference(metric, ids, b, a, p)
            for (metric, ids, b, a), p in zip(paired, adjusted, strict=True)
        ),
        only_before=tuple(i for i in first if i not in second),
        only_after=tuple(i for i in second if i not in first),
    )


def permutation_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Two-sided p-value of the paired permutation test of the mean difference.

    Exact where all sign changes can be tried, else over 9,999 random ones (seeded).

    Raises:
        MissingExtraError: when scipy is not installed.
    """
    differences = np.subtract(after, before)
    if not differences.any():
        return 1.0
    result = _stats().permutation_test(
        (differences,),
        lambda x, axis: np.mean(x, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=_RESAMPLES,
        rng=np.random.default_rng(_SEED),
    )
    return float(result.pvalue)


def _adjusted(values: Sequence[float]) -> list[float]:
    adjusted: list[float] = _stats().false_discovery_control(values, method="bh").tolist()
    return adjusted


def _stats() -> ModuleType:
    try:
        import scipy.stats
    except ImportError as error:
        raise MissingExtraError("Comparing runs", "eval") from error
    module: ModuleType = scipy.stats
    return module


def _values(
    metric: Metric, ids: Sequence[str], scores: Mapping[str, Mapping[str, float]]
) -> list[float]:
    return [scores[i][metric.name] for i in ids]


def _difference(
    metric: Metric, ids: Sequence[str], before: list[float], after: list[float], p: float
) -> Difference:
    changes = np.subtract(after, before)
    gains = changes if metric.better == "higher" else -changes
    interval = bootstrap_mean(changes.tolist()) if metric.summary == "mean" else None
    low, high = interval or (None, None)
    return Difference(
        metric=metric.name,
        label=metric.label,
        before=metric.summarise(before),
        after=metric.summarise(after),
        low=low,
        high=high,
        p=p,
        n=len(ids),
        verdict=_verdict(float(gains.mean()), p),
        better=tuple(i for i, gain in zip(ids, gains, strict=True) if gain > 0),
        worse=tuple(i for i, gain in zip(ids, gains, strict=True) if gain < 0),
    )


def _verdict(gain: float, p: float) -> Verdict:
    if p >= ALPHA:
        return "no difference shown"
    return "better" if gain > 0 else "worse"
