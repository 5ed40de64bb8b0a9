"""Entailment with hand-made probabilities: nuggets, and ALCE's citation recall and precision."""

import pytest

from eval.judges.entailment import Probabilities, judge_entailment

YES = Probabilities(0.8, 0.1, 0.1)
UNSURE = Probabilities(0.45, 0.5, 0.05)
AGAINST = Probabilities(0.1, 0.2, 0.7)
A, B, C = "De politie zet extra in", "op voorlichting", "Er komt een rechercheur bij"
CLAIM = "The police do more."


def model(known):
    """Knows some pairs; of all others it is unsure."""
    seen = []

    def infer(pairs):
        seen.extend(pairs)
        return [known.get(tuple(pair), UNSURE) for pair in pairs]

    infer.seen = seen
    return infer


@pytest.fixture
def generated(outcome, cite):
    """A statement that cites the texts."""

    def make(*texts, cited=None, text=CLAIM):
        citations = [cite(t, n) for n, t in enumerate(texts, 1)]
        numbers = tuple(cited or range(1, len(texts) + 1))
        return outcome(*citations, says=[("generated", text, numbers)])

    return make


def verdict(judged, known):
    (statement,) = judge_entailment(judged, "toy", model(known)).statements
    return statement.label, {c.citation: c.relevant for c in statement.citations}


def test_one_citation_is_relevant_when_it_entails(generated):
    assert verdict(generated(A), {(A, CLAIM): YES}) == ("entailment", {1: True})


def test_nothing_is_relevant_where_all_together_do_not_entail(generated):
    # B alone would do, but the statement has no recall, and so no precision.
    known = {(B, CLAIM): YES}
    assert verdict(generated(A, B), known) == ("neutral", {1: False, 2: False})


def test_a_citation_is_irrelevant_when_it_does_not_entail_and_is_not_missed(generated):
    known = {(f"{A}\n{B}", CLAIM): YES, (A, CLAIM): YES}
    assert verdict(generated(A, B), known) == ("entailment", {1: True, 2: False})


def test_citations_that_entail_only_together_are_all_relevant(generated):
    known = {(f"{A}\n{B}", CLAIM): YES}
    assert verdict(generated(A, B), known) == ("entailment", {1: True, 2: True})


def test_each_of_three_is_tried_against_the_two_others(generated):
    # A and B entail together. C is idle: without it they still do.
    known = {(f"{A}\n{B}\n{C}", CLAIM): YES, (f"{A}\n{B}", CLAIM): YES}
    assert verdict(generated(A, B, C), known) == ("entailment", {1: True, 2: True, 3: False})


def test_a_contradiction_is_told_from_no_support(generated):
    assert verdict(generated(A), {(A, CLAIM): AGAINST}) == ("contradiction", {1: False})


def test_a_statement_that_cites_nothing_there_is_unsupported_without_the_model(generated):
    infer = model({})
    judged = generated(A, cited=[7])
    (statement,) = judge_entailment(judged, "toy", infer).statements
    assert (statement.label, statement.citations) == ("neutral", ())
    assert all(pair.hypothesis != CLAIM for pair in infer.seen)


def test_a_citation_given_twice_counts_once(generated):
    judged = generated(A, B, cited=[1, 2, 1])
    known = {(f"{A}\n{B}", CLAIM): YES}
    assert verdict(judged, known) == ("entailment", {1: True, 2: True})


def test_quotes_are_left_out_and_counted_and_notices_are_neither(outcome, cite):
    says = [("quote", A, (1,)), ("notice", "Dit staat er.", ()), ("generated", CLAIM, (1,))]
    judgement = judge_entailment(outcome(cite(A), says=says), "toy", model({}))
    assert judgement.quotes == 1
    assert [statement.number for statement in judgement.statements] == [3]


def test_footnotes_belong_to_the_premise(outcome, cite):
    judged = outcome(
        cite(A, footnotes=[(15, "Kamerstuk 36 471.")]), says=[("generated", CLAIM, (1,))]
    )
    known = {(f"{A}\nKamerstuk 36 471.", CLAIM): YES}
    assert verdict(judged, known) == ("entailment", {1: True})


def nuggets(judged, known):
    judgement = judge_entailment(judged, "toy", model(known))
    return [(n.number, n.literal, n.support) for n in judgement.nuggets]


def test_a_nugget_is_supported_when_one_citation_entails_one_wording(outcome, cite):
    judged = outcome(
        cite(A, 1),
        cite(C, 2),
        nuggets=[(True, "meer agenten", "een extra rechercheur"), (True, "extra in")],
    )
    known = {(C, "een extra rechercheur"): YES}
    # The first in other words; the second literally, though this model does not see it.
    assert nuggets(judged, known) == [(1, False, "support"), (2, True, "not_support")]


def test_citations_are_premises_of_their_own(outcome, cite):
    infer = model({})
    judge_entailment(outcome(cite(A, 1), cite(C, 2), nuggets=[(True, "x", "y")]), "toy", infer)
    assert infer.seen == [(A, "x"), (C, "x"), (A, "y"), (C, "y")]


def test_nuggets_that_are_not_vital_are_not_asked_and_keep_their_number(outcome, cite):
    judged = outcome(cite(A), nuggets=[(False, "a"), (True, "b")])
    assert nuggets(judged, {(A, "a"): YES, (A, "b"): YES}) == [(2, False, "support")]


def test_an_answer_that_cites_nothing_supports_nothing(outcome):
    assert nuggets(outcome(nuggets=[(True, "x")]), {}) == [(1, False, "not_support")]
