"""95% intervals: how far a figure measured on so many questions can be trusted.

Wilson's score interval for proportions (Wilson 1927; it stays honest at 0 and 1, where the
normal approximation collapses to a point) and the bootstrap over questions for everything else
(Efron 1987). NumPy only, seeded: the same scores give the same interval.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Bounds = tuple[float, float]
Values = npt.NDArray[np.float64]

_NORMAL = NormalDist()
_TAILS = (0.025, 0.975)
_RESAMPLES = 2000
_SEED = 30420437


def wilson(successes: int, n: int) -> Bounds:
    """Wilson's 95% score interval of a proportion.

    Raises:
        ValueError: when there are no trials, or more successes than trials.
    """
    if not 0 <= successes <= n or n == 0:
        raise ValueError(f"{successes} successes in {n} trials is no proportion")
    z = _NORMAL.inv_cdf(_TAILS[1])
    share = successes / n
    centre = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def mean_interval(values: Sequence[float]) -> Bounds | None:
    """The 95% interval of a mean over questions.

    Values that are all 0 or 1 make a proportion: Wilson. Others: the bias-corrected and
    accelerated bootstrap (BCa). None where the values cannot show their spread: none, one, or
    all the same.
    """
    if values and set(values) <= {0.0, 1.0}:
        return wilson(round(sum(values)), len(values))
    return bootstrap_mean(values)


def bootstrap_mean(values: Sequence[float]) -> Bounds | None:
    """The 95% BCa bootstrap interval of a mean.

    None where the values cannot show their spread: none, one, or all the same.
    """
    sample = np.asarray(values, dtype=np.float64)
    if _no_spread(sample):
        return None
    means = _resample(sample).mean(axis=1)
    low, high = np.quantile(means, _bca_levels(sample, means))
    return float(low), float(high)


def quantile_interval(values: Sequence[float], level: float) -> Bounds | None:
    """The 95% percentile-bootstrap interval of a quantile (0.5 is the median).

    None where the values cannot show their spread: none, one, or all the same.
    """
    sample = np.asarray(values, dtype=np.float64)
    if _no_spread(sample):
        return None
    low, high = np.quantile(np.quantile(_resample(sample), level, axis=1), _TAILS)
    return float(low), float(high)


def _no_spread(sample: Values) -> bool:
    # Differences below this vanish in the powers that the skewness is made of.
    return sample.size < 2 or bool(np.ptp(sample) < 1e-9)


def _resample(sample: Values) -> Values:
    draws = np.random.default_rng(_SEED).integers(0, sample.size, (_RESAMPLES, sample.size))
    return sample[draws]


def _bca_levels(sample: Values, means: Values) -> list[float]:
    """The levels of the bootstrap distribution that correct for its bias and skewness."""
    centre = sample.mean()
    below = (np.mean(means < centre) + np.mean(means <= centre)) / 2
    bias = _NORMAL.inv_cdf(float(np.clip(below, 1 / _RESAMPLES, 1 - 1 / _RESAMPLES)))
    # The jackknife means differ from their mean in proportion to the values' own deviations.
    deviations = sample - centre
    skew = float(np.sum(deviations**3) / (6 * np.sum(deviations**2) ** 1.5))
    shifted = [bias + _NORMAL.inv_cdf(tail) for tail in _TAILS]
    return [_NORMAL.cdf(bias + s / (1 - skew * s)) for s in shifted]
