"""What a rating is worth, what it judges, and that it stays with its own answer."""

import pytest
from pydantic import ValidationError

from eval.outcome import Outcome
from eval.rating.rating import CitationRating, Judgement, Rating, StatementRating
from eval.rating.subject import all_good, citations_to_judge, digest, first_pass, is_of, rate

FIRST, SECOND = "De politie zet extra in op voorlichting.", "Er komt een rechercheur bij."


def rating(statements=(), citations=(), whole=None):
    return Rating(
        id="q1",
        answer="0",
        date="2026-11-24T10:00:00+00:00",
        whole=whole and Judgement(grade=whole),
        statements=tuple(StatementRating(number=i, grade=g) for i, g in enumerate(statements, 1)),
        citations=tuple(CitationRating(citation=i, grade=g) for i, g in enumerate(citations, 1)),
    )


@pytest.fixture
def outcome(ask_for, answer, cite):
    return Outcome(question=ask_for(), answer=answer(cite(FIRST, 1), cite(SECOND, 2)), passages=())


@pytest.mark.parametrize(
    ("statements", "citations", "total"),
    [
        (["good"], ["good"], 100),
        (["incorrect"], ["incorrect"], 0),
        (["needs_improvement"], ["needs_improvement"], 80),  # 0.75 x 80 + 20
        (["good", "incorrect"], ["good", "incorrect"], 50),  # 0.75 x 50 + 12.5
        (["good", "needs_improvement", "incorrect"], ["good"], 70),  # 0.75 x 60 + 25
        (["good"], ["good", "needs_improvement"], 97.5),  # 75 + 22.5
        (["incorrect"], [], 25),  # as ai-answers: no citation to judge costs nothing
    ],
)
def test_the_total_is_three_quarters_sentences_and_one_quarter_citations(
    statements, citations, total
):
    assert rating(statements, citations).total == total


@pytest.mark.parametrize(
    ("grade", "total"), [("good", 100), ("needs_improvement", 80), ("incorrect", 0)]
)
def test_a_refusal_is_worth_what_its_whole_is(grade, total):
    assert rating(whole=grade).total == total


def test_a_rating_judges_the_whole_or_the_statements():
    with pytest.raises(ValidationError, match="not both"):
        rating(["good"], whole="good")
    with pytest.raises(ValidationError, match="not both"):
        rating()


def test_harm_in_one_sentence_is_harm_in_the_answer():
    harmful = StatementRating(number=2, grade="good", harmful=True)
    harmless = rating(["good"])
    assert not harmless.harmful
    assert harmless.model_copy(update={"statements": (*harmless.statements, harmful)}).harmful


def test_notices_are_not_judged_and_a_citation_is_judged_once(answer, cite):
    says = [
        ("notice", "Dit staat er wel:", ()),
        ("generated", "De politie doet veel.", (2, 1)),
        ("quote", SECOND, (2,)),
    ]
    given = answer(cite(FIRST, 1), cite(SECOND, 2), says=says)
    by_statement = {n: [c.id for c in group] for n, group in citations_to_judge(given).items()}
    assert by_statement == {1: [2, 1], 2: []}


def test_all_good_judges_every_sentence_and_citation(outcome):
    good = all_good(outcome)
    assert good.total == 100
    assert [s.number for s in good.statements] == [1, 2]
    assert [c.citation for c in good.citations] == [1, 2]
    assert is_of(good, outcome)


def test_an_answer_that_only_has_notices_is_judged_as_a_whole(ask_for, answer):
    refusal = Outcome(
        question=ask_for(),
        answer=answer(status="not_found", says=[("notice", "Dit staat er niet.", ())]),
        passages=(),
    )
    good = all_good(refusal)
    assert (good.whole.grade, good.statements, good.total) == ("good", (), 100)
    assert is_of(good, refusal)


def test_a_rating_is_of_no_other_answer(outcome, ask_for, answer, cite):
    good = all_good(outcome)
    others = [
        Outcome(question=outcome.question, answer=answer(cite(FIRST)), passages=()),
        Outcome(question=ask_for(question="Wie?"), answer=outcome.answer, passages=()),
        Outcome(question=ask_for(id="q2"), answer=outcome.answer, passages=()),
        Outcome(
            question=ask_for(history=[{"role": "user", "content": "Hoi"}]),
            answer=outcome.answer,
            passages=(),
        ),
    ]
    assert not any(is_of(good, other) for other in others)


def test_the_time_it_took_does_not_make_another_answer(outcome):
    slower = outcome.answer.model_copy(update={"elapsed_ms": 99.0})
    assert digest(outcome.model_copy(update={"answer": slower})) == digest(outcome)


def test_half_a_rating_is_of_no_answer(outcome):
    half = rate(outcome, statements=[StatementRating(number=1, grade="good")])
    assert not is_of(half, outcome)


def test_only_the_first_answer_to_a_question_is_scored(outcome, ask_for, answer):
    again = Outcome(question=outcome.question, answer=answer(), passages=())
    other = Outcome(question=ask_for(id="q2"), answer=answer(), passages=())
    assert first_pass([outcome, other, again]) == (outcome, other)
