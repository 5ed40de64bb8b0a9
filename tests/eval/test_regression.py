"""Fitting, on data whose answer is known."""

import numpy as np

from assistant.ranking import SIGNALS
from eval.regression import fit_decision, fit_logistic, fit_ranking


def test_the_signal_that_finds_the_answers_gets_the_weight():
    chance = np.random.default_rng(0)
    lists = []
    for _ in range(60):
        signals = chance.normal(size=(20, len(SIGNALS)))
        signals[:, SIGNALS.index("footnote")] = 0
        right = np.arange(20) == int(np.argmax(signals[:, SIGNALS.index("passage")]))
        lists.append((signals, right))
    weights = fit_ranking(lists)
    others = [w for name, w in weights.items() if name != "passage"]
    assert weights["passage"] > 1
    assert max(others) < 0.2 * weights["passage"]
    assert min(weights[n] for n in SIGNALS if n != "footnote") >= 0


def test_a_regression_tells_true_from_false_whatever_their_number():
    sign = np.array([[0.1], [0.2], [0.3], [0.8], [0.9], [1.0]] + [[0.95]] * 50)
    true = sign[:, 0] > 0.5
    model = fit_logistic(sign, true, ["sign"])
    assert model.probability({"sign": 0.2}) < 0.3
    assert model.probability({"sign": 0.9}) > 0.7


def test_the_bound_loses_the_share_that_may_be_lost():
    chance = np.random.default_rng(1)
    sign = chance.normal(size=(400, 1)) + np.where(np.arange(400) < 200, 2.0, 0.0)[:, None]
    true = np.arange(400) < 200
    model, least = fit_decision(sign, true, ["sign"], lost=0.1)
    found = np.array([model.probability({"sign": float(s)}) for s in sign[:, 0]])
    assert abs((found[true] < least).mean() - 0.1) < 0.03
    assert (found[~true] < least).mean() > 0.5
