"""What counts as the same word."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.analyser import Analyser, fold, words

ANALYSER = Analyser(words("politie medewerkers school klimaat discriminatie"))


def test_forms_of_a_word_are_one_term():
    assert ANALYSER.terms("scholen") == ANALYSER.terms("school")
    assert ANALYSER.terms("b\u0133eenkomst") == ANALYSER.terms("bijeenkomst")
    assert ANALYSER.terms("ADV’s") == ANALYSER.terms("adv")
    assert ANALYSER.terms("creëren") == ANALYSER.terms("creeren")


def test_compounds_are_split_into_words_of_the_corpus():
    assert ANALYSER.terms("politiemedewerkers")[1:] == ANALYSER.terms("politie medewerkers")
    assert ANALYSER.terms("politieagent")[1:] == ANALYSER.terms("politie")
    assert len(ANALYSER.terms("fietsenstalling")) == 1


def test_numbers_and_articles_stay_whole():
    assert ANALYSER.terms("€ 1,8 miljoen") == ["1,8", "miljoen"]
    assert ANALYSER.terms("artikel 44bis")[-1] == "44bis"


def test_stop_words_of_both_languages_are_left_out():
    assert ANALYSER.terms("wat is de het een what is the a") == []


@given(st.text(max_size=300))
def test_any_text_gives_folded_terms(text):
    for term in ANALYSER.terms(text):
        assert term
        assert term == fold(term)
