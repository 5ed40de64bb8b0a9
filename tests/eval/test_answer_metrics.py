import pytest

from eval.metrics.answers import (
    all_recall,
    complete,
    correction_recall,
    length,
    nugget_met,
    redundancy,
    right_language,
    vital_recall,
)

VOORLICHTING = "De politie zet extra in op voorlichting."
RECHERCHEUR = "Er komt een rechercheur bij."


def test_nuggets_are_met_in_quote_footnote_or_statement(ask_for, answer, cite):
    question = ask_for(
        nuggets=[(True, "voorlichting"), (True, "nr. 37"), (True, "nineteen"), (True, "niets")]
    )
    given = answer(
        cite(VOORLICHTING, footnotes=[(15, "Kamerstuk 36 471, nr. 37.")]),
        says=[("generated", "Nineteen lessons.", (1,))],
    )
    assert [nugget_met(n, given) for n in question.nuggets] == [True, True, True, False]


def test_one_of_the_wordings_is_enough(ask_for, answer, cite):
    question = ask_for(nuggets=[(True, "kennis", "VOORLICHTING")])
    assert vital_recall(question, answer(cite(VOORLICHTING))) == 1


def test_vital_and_all_recall_count_by_hand(ask_for, answer, cite):
    question = ask_for(
        nuggets=[(True, "voorlichting"), (True, "rechercheur"), (False, "ijs"), (False, "politie")]
    )
    given = answer(cite(VOORLICHTING))
    assert vital_recall(question, given) == 1 / 2
    assert all_recall(question, given) == 2 / 4
    assert complete(question, given) == 0
    assert complete(question, answer(cite(VOORLICHTING), cite(RECHERCHEUR, 2))) == 1


def test_a_refusal_of_an_answerable_question_recalls_nothing(ask_for, answer):
    assert vital_recall(ask_for(), answer(status="not_found")) == 0


def test_what_does_not_apply_is_no_zero(ask_for, answer, cite):
    given = answer(cite(VOORLICHTING))
    assert vital_recall(ask_for(answerable=False), given) is None
    assert all_recall(ask_for(answerable=False), given) is None
    assert complete(ask_for(nuggets=[(False, "politie")]), given) is None


def test_a_false_premise_is_scored_by_its_correction_only(ask_for, answer, cite):
    question = ask_for(answerable=False, nuggets=[(False, "voorlichting"), (True, "niets")])
    given = answer(cite(VOORLICHTING))
    assert correction_recall(question, given) == 1 / 2
    assert vital_recall(question, given) is None
    assert correction_recall(ask_for(), given) is None


def test_length_counts_what_is_asserted(ask_for, answer, cite):
    says = [("notice", "Let op.", ()), ("quote", "12345", (1,)), ("generated", "678", (1,))]
    assert length(ask_for(), answer(cite(VOORLICHTING), says=says)) == 8
    assert length(ask_for(), answer(says=[("notice", "Niet gevonden.", ())])) is None


@pytest.mark.parametrize(("lang", "expected"), [("nl", 1), ("en", 0)])
def test_the_answer_is_in_the_language_of_the_question(ask_for, answer, lang, expected):
    assert right_language(ask_for(lang=lang), answer(language="nl")) == expected


def test_redundancy_is_the_share_of_four_words_said_before(ask_for, answer):
    says = [("quote", "een twee drie vier vijf", ()), ("quote", "Een twee  drie vier", ())]
    assert redundancy(ask_for(), answer(says=says)) == pytest.approx(1 / 3)
    assert redundancy(ask_for(), answer(says=says[:1])) == 0
    assert redundancy(ask_for(), answer(status="not_found")) is None
    notices = [("notice", "een twee drie vier", ())] * 2
    assert redundancy(ask_for(), answer(says=notices)) is None
