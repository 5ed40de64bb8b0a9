import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.stability import holds
from eval.rewordings import Rewording
from eval.variants import plain, variants_of, with_slips

VOORLICHTING = "De politie zet extra in op voorlichting."
RECHERCHEUR = "Er komt een rechercheur bij."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((VOORLICHTING,), (VOORLICHTING,), 1),
        ((VOORLICHTING,), (VOORLICHTING, RECHERCHEUR), 1),
        ((VOORLICHTING, RECHERCHEUR), (VOORLICHTING,), 0),
        ((), (VOORLICHTING,), 1),
    ],
)
def test_an_answer_holds_when_every_nugget_that_it_met_is_met_again(
    ask_for, answer, cite, before, after, expected
):
    question = ask_for(nuggets=[(True, "voorlichting"), (False, "rechercheur")])
    given = [answer(*(cite(q, n) for n, q in enumerate(quotes, 1))) for quotes in (before, after)]
    assert holds(question, *given) == expected


def test_a_refusal_that_was_not_there_before_does_not_hold(ask_for, answer):
    question = ask_for(nuggets=[(True, "ijs")])
    assert holds(question, answer(status="answered"), answer(status="not_found")) == 0
    assert holds(question, answer(status="not_found"), answer(status="not_found")) == 1


def test_a_right_refusal_must_stay_right(ask_for, answer):
    question = ask_for(answerable=False)
    refusal, assertion = answer(status="not_found"), answer(status="answered")
    assert holds(question, refusal, assertion) == 0
    assert holds(question, refusal, answer(status="out_of_scope")) == 1
    assert holds(question, assertion, refusal) == 1


def test_plain_is_as_typed_in_haste():
    assert plain("Wat kóst zo'n cursus, Henk?") == "wat kost zon cursus henk"
    assert plain("17,7% lhbtiq+!") == "17 7% lhbtiq+"


def test_slips_are_the_same_each_time_and_leave_short_words_and_first_letters():
    text = "Wat doet de politie tegen geweld op straat"
    slipped = with_slips(text, "q1")
    assert slipped != text
    assert slipped == with_slips(text, "q1") != with_slips(text, "q2")
    changed = [(a, b) for a, b in zip(text.split(), slipped.split(), strict=True) if a != b]
    assert len(changed) == 1
    assert all(len(a) >= 5 and a[0] == b[0] for a, b in changed)


@given(st.text(max_size=80), st.text(max_size=5))
def test_any_text_can_be_varied(text, seed):
    assert len(with_slips(text, seed).split(" ")) == len(text.split(" "))
    assert plain(text) == plain(plain(text))


def test_injections_and_emergencies_have_no_variants_and_strange_rewordings_are_left_out(ask_for):
    questions = [
        ask_for(id="a"),
        ask_for(id="b", type="injection"),
        ask_for(id="c", provenance="emergency"),
    ]
    rewordings = [
        Rewording(of=of, kind="reworded", lang="nl", question="En de politie?")
        for of in ("a", "b", "z")
    ]
    made = [(v.of, v.kind) for v in variants_of(questions, rewordings)]
    assert made == [("a", "upper_case"), ("a", "plain"), ("a", "typos"), ("a", "reworded")]
