"""How far a judge agrees with the verdict of substrings: Cohen's kappa (Cohen 1960).

0 is what chance would give, 1 full agreement. Nuggets of one question go together, so its interval
is a bootstrap over questions.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from eval.report import Figure

Counts = npt.NDArray[np.int64]
Verdicts = Sequence[tuple[bool, bool]]  # of one question's nuggets: by substrings, by the judge

_RESAMPLES = 2000
_SEED = 30420437
_DEFINED = 0.95  # share of the resamples that must have a kappa


def kappa(questions: Sequence[Verdicts]) -> Figure:
    """Cohen's kappa over all nuggets, with its 95% percentile-bootstrap interval over questions.

    `value` is None where both verdicts are the same for every nugget; `low` and `high` where
    resamples seldom have a kappa, or all have the same. `n` counts nuggets.
    """
    tables = np.array([_table(verdicts) for verdicts in questions], dtype=np.int64)
    n = int(tables.sum())
    if n == 0:
        return Figure(value=None, low=None, high=None, n=0)
    value = float(_kappas(tables.sum(axis=0)))
    draws = np.random.default_rng(_SEED).integers(0, len(tables), (_RESAMPLES, len(tables)))
    resampled = _kappas(tables[draws].sum(axis=1))
    defined = resampled[~np.isnan(resampled)]
    low, high = (None, None)
    if len(defined) >= _DEFINED * _RESAMPLES and np.ptp(defined) > 0:
        low, high = map(float, np.quantile(defined, (0.025, 0.975)))
    return Figure(value=None if np.isnan(value) else value, low=low, high=high, n=n)


def _table(verdicts: Verdicts) -> list[list[int]]:
    """How many nuggets have each pair of verdicts."""
    return [[sum(v == (a, b) for v in verdicts) for b in (False, True)] for a in (False, True)]


def _kappas(tables: Counts) -> npt.NDArray[np.float64]:
    """Kappa of each 2 x 2 table in the last two axes; NaN where chance explains everything."""
    n = tables.sum(axis=(-2, -1))
    observed = np.trace(tables, axis1=-2, axis2=-1) / n
    chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1) / n**2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((observed - chance) / (1 - chance), dtype=np.float64)
