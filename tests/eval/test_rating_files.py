"""Ratings on disk: nothing is lost, or joined to another answer; no name leaves the folder."""

import pytest

from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.rating.rating import Judgement
from eval.rating.store import (
    RaterNameError,
    join,
    load_ratings,
    rater_name,
    raters_of,
    save_rating,
)
from eval.rating.subject import all_good, rate


@pytest.fixture
def outcomes(ask_for, answer, cite):
    first = answer(cite("Er komt een rechercheur bij."))
    refusal = answer(status="not_found", says=[("notice", "Dit staat er niet.", ())])
    return (
        Outcome(question=ask_for(id="een"), answer=first, passages=()),
        Outcome(question=ask_for(id="twee"), answer=refusal, passages=()),
    )


def test_what_is_saved_is_read_back(tmp_path, outcomes):
    ratings = [all_good(outcome) for outcome in outcomes]
    for each in ratings:
        save_rating(tmp_path, "anna", each)
    assert list(load_ratings(tmp_path, "anna").values()) == ratings
    assert raters_of(tmp_path) == ("anna",)


def test_of_an_answer_scored_again_the_last_counts_and_the_first_is_kept(tmp_path, outcomes):
    again = rate(outcomes[1], whole=Judgement(grade="incorrect", comment="toch niet"))
    save_rating(tmp_path, "anna", all_good(outcomes[1]))
    save_rating(tmp_path, "anna", again)
    assert load_ratings(tmp_path, "anna") == {"twee": again}
    assert len((tmp_path / "ratings-anna.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_file_has_no_text_of_questions(tmp_path, outcomes):
    save_rating(tmp_path, "anna", all_good(outcomes[0]))
    assert "politie" not in (tmp_path / "ratings-anna.jsonl").read_text("utf-8")


def test_a_line_left_unfinished_does_not_swallow_the_next(tmp_path, outcomes):
    path = tmp_path / "ratings-anna.jsonl"
    path.write_text('{"id": "een", "ans', encoding="utf-8")
    save_rating(tmp_path, "anna", all_good(outcomes[1]))
    with pytest.raises(RunFolderError, match=r"ratings-anna\.jsonl, line 1: is no rating"):
        load_ratings(tmp_path, "anna")
    path.write_text(path.read_text("utf-8").split("\n", 1)[1], encoding="utf-8")
    assert list(load_ratings(tmp_path, "anna")) == ["twee"]


def test_a_line_separator_in_a_comment_is_no_new_line(tmp_path, outcomes):
    odd = rate(outcomes[1], whole=Judgement(grade="good", comment="een\u2028twee\nen \u0085 drie"))
    save_rating(tmp_path, "anna", odd)
    assert load_ratings(tmp_path, "anna")["twee"] == odd


def test_nobody_has_no_ratings(tmp_path):
    assert load_ratings(tmp_path, "anna") == {}


def test_a_folder_that_is_not_there_is_told(tmp_path, outcomes):
    with pytest.raises(RunFolderError, match="Nothing was saved"):
        save_rating(tmp_path / "weg", "anna", all_good(outcomes[0]))


@pytest.mark.parametrize("name", ["anna", "rater-2", " Anna ", "a" * 40])
def test_names_are_small_letters_digits_and_hyphens(name):
    assert rater_name(name) == name.strip().lower()


@pytest.mark.parametrize(
    "name",
    ["", "..", "../anna", "a/b", "a\\b", "anna.", "-a", "a" * 41, "é", "a b", "a\x00", "a\n1"],
)
def test_other_names_are_refused(name):
    with pytest.raises(RaterNameError, match="letters a-z, digits and hyphens"):
        rater_name(name)


def test_files_of_other_names_are_no_raters(tmp_path):
    for name in ("ratings-A B.jsonl", "ratings-.jsonl", "ratings-bo.jsonl", "ratings-c.jsonl.bak"):
        (tmp_path / name).touch()
    assert raters_of(tmp_path) == ("bo",)


def test_ratings_of_other_answers_stray(outcomes, answer, cite):
    given = {"anna": {o.question.id: all_good(o) for o in outcomes}}
    changed = outcomes[0].model_copy(update={"answer": answer(cite("Politie"))})
    run = join((changed, outcomes[1]), given)
    assert [list(a.ratings) for a in run.answers] == [[], ["anna"]]
    assert run.strays == {"anna": (given["anna"]["een"],)}
    assert run.by("anna") == {"twee": given["anna"]["twee"]}
