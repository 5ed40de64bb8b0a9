import pytest

from eval.metrics.retrieval import recall_at

PASSAGES = ["over scholen", "de politie geeft voorlichting", "een rechercheur erbij"]


@pytest.mark.parametrize(("k", "expected"), [(1, 0), (2, 1 / 2), (3, 1), (10, 1)])
def test_recall_counts_vital_nuggets_in_the_first_k(ask_for, k, expected):
    question = ask_for(nuggets=[(True, "Voorlichting"), (True, "rechercheur"), (False, "ijs")])
    assert recall_at(k, question, PASSAGES) == expected


def test_recall_does_not_apply_to_what_retrieval_alone_cannot_know(ask_for):
    follow_up = ask_for(history=[{"role": "user", "content": "Wat doet de politie?"}])
    assert recall_at(5, follow_up, PASSAGES) is None
    assert recall_at(5, ask_for(answerable=False), PASSAGES) is None
    assert recall_at(5, ask_for(nuggets=[(False, "ijs")]), PASSAGES) is None
