"""The two regressions that the assistant learns by: over lists of sentences, and yes or no."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.learned import Logistic
from assistant.ranking import SIGNALS

Matrix = NDArray[np.float64]
Truth = NDArray[np.bool_]

_RANKING_PENALTY = 0.02  # L2, a question
_PENALTY = 1.0  # L2 over standardised signs, in all
_FOLDS = 6
# A likeness of questions runs over some tenths of a cosine, the other signals over some units.
_SCALE = np.array([0.1 if name == "question" else 1.0 for name in SIGNALS])


def fit_ranking(lists: Sequence[tuple[Matrix, Truth]]) -> dict[str, float]:
    """Weights under which a softmax over the rows gives the right ones the most (ListNet).

    Args:
        lists: For each question the signals of every sentence, shape (sentences, signals), and
            which sentences answer it.
    """

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros(len(SIGNALS))
        for signals, right in lists:
            scores = signals @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            hit = shares[right].sum() + 1e-12
            total -= float(np.log(hit))
            slope -= signals.T @ (np.where(right, shares, 0) / hit - shares)
        size = len(lists)
        penalty = _RANKING_PENALTY * _SCALE**2 * weights
        return total / size + float(penalty @ weights), slope / size + 2 * penalty

    bounds = [(None, 0) if name == "footnote" else (0, None) for name in SIGNALS]
    start = np.where([name == "footnote" for name in SIGNALS], -0.1, 0.3)
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return {name: round(float(w), 3) for name, w in zip(SIGNALS, found.x, strict=True)}


def fit_logistic(signs_: Matrix, true: Truth, names: Sequence[str]) -> Logistic:
    """A logistic regression with balanced classes, by name.

    Args:
        signs_: Shape (questions, signs).
        true: For which questions it holds.
        names: Of the signs.
    """
    mean, spread = signs_.mean(axis=0), signs_.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    rows = np.column_stack([np.ones(len(signs_)), (signs_ - mean) / spread])
    target = np.where(true, 1.0, -1.0)
    weight = np.where(true, 0.5 / max(1, true.sum()), 0.5 / max(1, (~true).sum())) * len(true)

    def loss(w: Matrix) -> tuple[float, Matrix]:
        margin = target * (rows @ w)
        penalty = _PENALTY * np.append(0.0, w[1:])
        slope = -(weight * target / (1 + np.exp(margin))) @ rows + penalty
        return float(weight @ np.logaddexp(0, -margin) + penalty @ w / 2), slope

    w = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
    own = w[1:] / spread
    return Logistic(
        bias=round(float(w[0] - own @ mean), 3),
        weights={name: round(float(x), 3) for name, x in zip(names, own, strict=True)},
    )


def fit_decision(
    matrix: Matrix, true: Truth, names: Sequence[str], lost: float
) -> tuple[Logistic, float]:
    """The regression on all, and the probability that all but the lost share of the true reach.

    That probability is taken from regressions that had not seen the question.
    """
    part_of = np.random.default_rng(0).permutation(len(true)) % _FOLDS
    unseen = np.zeros(len(true))
    for n in range(_FOLDS):
        part = fit_logistic(matrix[part_of != n], true[part_of != n], names)
        for row in np.flatnonzero(part_of == n):
            unseen[row] = part.probability(dict(zip(names, matrix[row], strict=True)))
    least = float(np.quantile(unseen[true], lost))
    return fit_logistic(matrix, true, names), round(least, 3)
