"""Gold made of what experts said: literal, never by half, and nothing left out in silence."""

import pytest

from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.questions import check_nuggets, load_questions
from eval.rating.gold import make_gold, write_gold
from eval.rating.quotes import find_quote
from eval.rating.rating import CitationRating, Judgement, StatementRating
from eval.rating.store import join
from eval.rating.subject import all_good, rate

FIRST, SECOND = "De politie zet extra in op voorlichting.", "Er komt een rechercheur bij."
NO_SUCH = "Dit staat nergens."


@pytest.fixture
def outcome(ask_for, answer, cite):
    return Outcome(
        question=ask_for(nuggets=[(True, "oud")], forbidden=["onzin"], provenance="lay"),
        answer=answer(cite(FIRST, 1), cite(SECOND, 2)),
        passages=(),
    )


@pytest.fixture
def refusal(ask_for, answer):
    return Outcome(
        question=ask_for(),
        answer=answer(status="not_found", says=[("notice", "Dit staat er niet.", ())]),
        passages=(),
    )


@pytest.fixture
def gold_of(documents):
    def make(outcome, *ratings, by="all", name="run-1"):
        raters = {f"rater-{i}": {outcome.question.id: r} for i, r in enumerate(ratings, 1)}
        return make_gold(join((outcome,), raters), documents, by, name)

    return make


def graded(outcome, first, second, missing="", better=None, **notes):
    return rate(
        outcome,
        statements=[
            StatementRating(number=1, grade=first, **notes),
            StatementRating(number=2, grade=second),
        ],
        citations=[
            CitationRating(citation=1, grade="good", better=better),
            CitationRating(citation=2, grade="good"),
        ],
        missing=missing,
    )


def wordings(gold):
    return [n.any_of for q in gold.questions for n in q.nuggets]


def test_good_statements_become_vital_nuggets(outcome, gold_of, documents, tmp_path):
    gold = gold_of(outcome, all_good(outcome))
    assert wordings(gold) == [(FIRST,), (SECOND,)]
    assert all(n.vital for n in gold.questions[0].nuggets)
    write_gold(gold, tmp_path / "gold.jsonl")
    loaded = load_questions(tmp_path / "gold.jsonl")
    assert loaded == gold.questions
    assert check_nuggets(loaded, documents) == ()


def test_the_rest_of_the_question_stays_and_its_provenance_grows(outcome, gold_of):
    rating = all_good(outcome)
    (question,) = gold_of(outcome, rating, rating).questions
    assert (question.id, question.type, question.forbidden) == ("q1", "fact", ("onzin",))
    assert question.provenance == (
        f"lay; gold by experts: run run-1, raters rater-1, rater-2, {rating.date[:10]}"
    )


def test_all_raters_must_agree_or_any(outcome, gold_of):
    ratings = graded(outcome, "good", "good"), graded(outcome, "good", "incorrect")
    strict = gold_of(outcome, *ratings)
    assert wordings(strict) == [(FIRST,)]
    assert strict.notes == (("q1", "statement 2: not called good by all its raters"),)
    assert wordings(gold_of(outcome, *ratings, by="any")) == [(FIRST,), (SECOND,)]


def test_what_one_rater_calls_harmful_is_never_gold(outcome, gold_of):
    ratings = graded(outcome, "good", "good"), graded(outcome, "good", "good", harmful=True)
    for by in ("all", "any"):
        gold = gold_of(outcome, *ratings, by=by)
        assert wordings(gold) == [(SECOND,)]
        assert gold.notes == (("q1", "statement 1: called harmful"),)


def test_a_better_quote_is_another_wording_or_the_only_one(outcome, gold_of, documents):
    better = find_quote("extra in op voorlichting", documents.values())
    both = gold_of(outcome, graded(outcome, "good", "incorrect", better=better))
    assert wordings(both) == [(FIRST, "extra in op voorlichting")]
    instead = gold_of(outcome, graded(outcome, "incorrect", "good", better=better))
    assert wordings(instead) == [("extra in op voorlichting",), (SECOND,)]


def test_a_better_quote_that_the_document_has_no_more_is_left_out(outcome, gold_of, documents):
    moved = find_quote("voorlichting", documents.values()).model_copy(update={"start": 0})
    gold = gold_of(outcome, graded(outcome, "good", "good", better=moved))
    assert wordings(gold) == [(FIRST,), (SECOND,)]
    assert "not in kst-1" in gold.notes[0][1]


def test_what_is_missing_becomes_gold_where_a_document_says_it(outcome, gold_of):
    missing = f"rechercheur  bij\n\n{NO_SUCH}"
    gold = gold_of(outcome, graded(outcome, "good", "incorrect", missing))
    assert wordings(gold) == [(FIRST,), ("rechercheur bij",)]
    assert ("q1", f'missing: no document says it literally: "{NO_SUCH}"') in gold.notes


def test_a_generated_statement_gives_its_good_quotes(ask_for, answer, cite, gold_of):
    says = [("generated", "Voorlichting en een rechercheur.", (1, 2))]
    outcome = Outcome(
        question=ask_for(), answer=answer(cite(FIRST, 1), cite(SECOND, 2), says=says), passages=()
    )
    rating = rate(
        outcome,
        statements=[StatementRating(number=1, grade="good")],
        citations=[
            CitationRating(citation=1, grade="good"),
            CitationRating(citation=2, grade="incorrect"),
        ],
    )
    assert wordings(gold_of(outcome, rating)) == [(FIRST,)]


def test_a_right_refusal_makes_the_question_unanswerable(refusal, gold_of):
    (question,) = gold_of(refusal, all_good(refusal)).questions
    assert (question.answerable, question.nuggets) == (False, ())


def test_a_wrong_refusal_is_gold_only_with_a_quote_that_answers(refusal, gold_of):
    wrong = Judgement(grade="incorrect")
    assert gold_of(refusal, rate(refusal, whole=wrong)).questions == ()
    (question,) = gold_of(refusal, rate(refusal, whole=wrong, missing=SECOND)).questions
    assert (question.answerable, question.nuggets[0].any_of) == (True, (SECOND,))


def test_a_right_refusal_with_a_quote_that_answers_is_left_out(refusal, gold_of):
    gold = gold_of(refusal, rate(refusal, whole=Judgement(grade="good"), missing=SECOND))
    assert (gold.questions, len(gold.notes)) == ((), 1)


def test_a_false_premise_stays_unanswerable_and_its_nuggets_correct_it(ask_for, gold_of, outcome):
    asked = ask_for(type="false_premise", answerable=False)
    premise = outcome.model_copy(update={"question": asked})
    (question,) = gold_of(premise, all_good(premise)).questions
    assert (question.answerable, len(question.nuggets)) == (False, 2)


def test_a_good_partial_answer_leaves_a_question_unanswerable(ask_for, gold_of, outcome):
    partial = outcome.model_copy(
        update={
            "question": ask_for(type="unanswerable", answerable=False),
            "answer": outcome.answer.model_copy(update={"status": "partial"}),
        }
    )
    gold = gold_of(partial, all_good(partial))
    assert [(q.answerable, q.nuggets) for q in gold.questions] == [(False, ())]
    assert "stays unanswerable" in gold.notes[0][1]
    answered = outcome.model_copy(update={"question": ask_for(answerable=False)})
    assert gold_of(answered, all_good(answered)).questions[0].answerable


def test_no_name_makes_a_question_an_emergency(outcome, ask_for, gold_of):
    (question,) = gold_of(outcome, all_good(outcome), name="Emergency-set").questions
    assert not question.emergency
    urgent = outcome.model_copy(update={"question": ask_for(provenance="lay, emergency")})
    assert gold_of(urgent, all_good(urgent)).questions[0].emergency


def test_what_nobody_scored_is_told(outcome, gold_of):
    assert gold_of(outcome).notes == (("q1", "nobody has scored it"),)


def test_a_file_is_never_written_over_and_never_empty(outcome, gold_of, tmp_path):
    path = tmp_path / "gold.jsonl"
    with pytest.raises(RunFolderError, match="no file was written"):
        write_gold(gold_of(outcome), path)
    assert not path.exists()
    path.write_text("van mij", encoding="utf-8")
    with pytest.raises(RunFolderError, match="is there already"):
        write_gold(gold_of(outcome, all_good(outcome)), path)
    assert path.read_text(encoding="utf-8") == "van mij"
