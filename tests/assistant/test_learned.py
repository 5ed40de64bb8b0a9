"""What was learned, and how it judges."""

import math

import pytest

from assistant.learned import Judgement, Logistic, load_learned
from assistant.ranking import SIGNALS


def test_a_regression_gives_the_probability_of_its_sum():
    model = Logistic(bias=-1, weights={"gap": -2, "sentence": 4})
    assert model.probability({"sentence": 0.5}) == pytest.approx(1 / (1 + math.exp(-1)))
    assert model.probability({"sentence": 0.5, "gap": 1}) == pytest.approx(1 / (1 + math.exp(1)))


def test_documents_without_questions_have_a_regression_and_a_bound_of_their_own():
    sure, unsure = Logistic(bias=3, weights={}), Logistic(bias=0, weights={})
    judgement = Judgement(asked=sure, bare=unsure, least=0.6, least_bare=0.4)
    assert judgement.holds({}, bare=False)
    assert judgement.holds({}, bare=True)
    assert not Judgement(asked=unsure, bare=sure, least=0.6, least_bare=0.4).holds({}, bare=False)


def test_what_the_package_has_weighs_every_signal():
    weights = load_learned().ranking
    assert set(weights.asked) == set(weights.bare) == set(SIGNALS)
