"""Ranked lists of a few ids, by hand: a gain at rank r counts for gain / log2(r + 1)."""

from math import log2

import pytest

from eval.metrics.ranking import MEASURES, ranking_figures
from ingest.errors import MissingExtraError

GAINS = {"a": 2.0, "b": 1.0}
BEST = 2 + 1 / log2(3)  # a, then b


@pytest.mark.parametrize(
    ("ranked", "ndcg", "reciprocal"),
    [
        (["a", "b", "x"], 1, 1),
        (["b", "a"], (1 + 2 / log2(3)) / BEST, 1),
        (["x", "b"], (1 / log2(3)) / BEST, 1 / 2),
        (["x", "y", "z", "a"], (2 / log2(5)) / BEST, 1 / 4),
        ([*"0123456789", "a"], 0, 0),  # the eleventh is not seen
        (["x"], 0, 0),
        ([], 0, 0),
    ],
)
def test_gains_count_by_rank(ranked, ndcg, reciprocal):
    assert ranking_figures(GAINS, ranked) == pytest.approx(
        {"ndcg_at_10": ndcg, "reciprocal_rank": reciprocal}
    )


def test_a_passage_that_comes_again_counts_once_at_its_best_rank():
    assert ranking_figures(GAINS, ["a", "x", "a", "b"]) == pytest.approx(
        {"ndcg_at_10": (2 + 1 / log2(4)) / BEST, "reciprocal_rank": 1}
    )


def test_the_ideal_list_has_more_relevant_passages_than_were_found():
    twelve = {str(n): 1.0 for n in range(12)}
    ideal = sum(1 / log2(rank + 1) for rank in range(1, 11))  # of ten, not of twelve
    assert ranking_figures(twelve, ["0", "1"])["ndcg_at_10"] == pytest.approx(
        (1 + 1 / log2(3)) / ideal
    )


def test_recall_and_hit_are_of_their_depth():
    ranked = ["x", "a", *(f"y{n}" for n in range(20)), "b"]
    assert ranking_figures(GAINS, ranked, MEASURES) == pytest.approx(
        {
            "ndcg_at_10": (2 / log2(3)) / BEST,
            "reciprocal_rank": 1 / 2,
            "recall_at_10": 1 / 2,
            "recall_at_100": 1,
            "hit_at_1": 0,
        }
    )
    assert ranking_figures(GAINS, ["b"], ["hit_at_1"]) == {"hit_at_1": 1}


def test_where_nothing_is_relevant_all_is_zero():
    assert ranking_figures({}, ["a"]) == {"ndcg_at_10": 0, "reciprocal_rank": 0}


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ir_measures", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'beleidswijzer\[eval\]'"):
        ranking_figures(GAINS, ["a"])
