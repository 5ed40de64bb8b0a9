import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import fold, says, says_any


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("€ 1,8\u00a0miljoen", "€ 1,8 miljoen"),
        ("een\n  nieuwe\tregel ", "een nieuwe regel"),
        ("“Regenboog” ADV’s", '"regenboog" adv\'s'),
        ("2026–2029", "2026-2029"),
        ("samen\u00adwerking", "samenwerking"),
        ("coo\u0308rdinatie", "coördinatie"),
        ("POLITIE", "politie"),
    ],
)
def test_spellings_of_one_thing_are_one(written, expected):
    assert fold(written) == fold(expected)


@pytest.mark.parametrize(("one", "other"), [("1,8", "1.8"), ("COA", "COÁ"), ("ja", "nee")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


def test_says_looks_in_each_text_but_not_across_them():
    assert says(["niets", "de Politie komt"], "politie  komt")
    assert not says(["de politie", "komt"], "politie komt")


def test_says_any_needs_one_wording_in_one_text():
    assert says_any(["twee"], ["een", "twee"])
    assert not says_any(["twee"], ["een", "drie"])
    assert not says_any([], ["een"])


@given(st.text(), st.text(), st.text(min_size=1))
def test_a_part_stands_in_the_whole_when_words_bound_it(before, after, part):
    assert says([f"{before} x {part} x {after}"], f"x {part} x")


@given(st.text())
def test_folding_again_changes_nothing_that_matters(text):
    assert says([text], text)
