import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import mean_interval, quantile_interval, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (90, 100, 0.826, 0.945),  # published values, to three digits
        (180, 200, 0.851, 0.934),
        (360, 400, 0.867, 0.926),
        (200, 200, 0.981, 1.0),
        (0, 10, 0.0, 0.278),
    ],
)
def test_wilson_is_as_published(successes, n, low, high):
    assert wilson(successes, n) == pytest.approx((low, high), abs=0.0006)


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_wilson_refuses_what_is_no_proportion(successes, n):
    with pytest.raises(ValueError, match="is no proportion"):
        wilson(successes, n)


def test_a_mean_of_zeros_and_ones_is_a_proportion():
    assert mean_interval([1.0] * 9 + [0.0]) == wilson(9, 10)


def test_the_bootstrap_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(7).beta(0.3, 3, 30)  # skewed, so that the correction shows
    expected = stats.bootstrap((values,), np.mean, n_resamples=9999, rng=1).confidence_interval
    assert mean_interval(list(values)) == pytest.approx((expected.low, expected.high), abs=0.004)


def test_the_bootstrap_covers_the_truth_as_often_as_it_says():
    draw = np.random.default_rng(11)
    samples = [draw.beta(4, 1, 50) for _ in range(200)]
    intervals = [mean_interval(list(sample)) for sample in samples]
    covered = np.mean([low <= 0.8 <= high for low, high in intervals])
    assert 0.90 <= covered <= 0.99


def test_skewed_values_are_corrected_towards_the_long_tail():
    values = [1.0] * 18 + [0.5, 0.0]
    low, high = mean_interval(values)
    mean = np.mean(values)
    assert mean - low > high - mean


def test_the_interval_of_a_quantile_holds_it():
    values = [float(v) for v in range(101)]
    low, high = quantile_interval(values, 0.5)
    assert 35 < low < 50 < high < 65


@pytest.mark.parametrize("values", [[], [0.5], [0.5, 0.5, 0.5]])
def test_values_without_spread_have_no_interval(values):
    assert mean_interval(values) is None
    assert quantile_interval(values, 0.95) is None


def test_same_values_same_interval():
    values = [0.1, 0.5, 0.7, 1.0]
    assert mean_interval(values) == mean_interval(values)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_an_interval_stays_within_the_possible(values):
    bounds = mean_interval(values)
    if bounds:
        assert 0 <= bounds[0] <= bounds[1] <= 1
