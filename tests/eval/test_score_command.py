"""Scoring at the command line, key by key; then agreement and gold from what was saved."""

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.questions import load_questions
from eval.rating.store import RaterNameError, load_ratings

FIRST, SECOND = "De politie zet extra in op voorlichting.", "Er komt een rechercheur bij."


@pytest.fixture
def folder(tmp_path, write_run, ask_for, answer, cite):
    def named(name, given):
        return Outcome(
            question=ask_for(id=name), answer=given.model_copy(update={"id": name}), passages=()
        )

    note = cite(SECOND, 2, footnotes=[(15, "Kamerstuk 36 471, nr. 37.")])
    refusal = answer(
        status="not_found",
        says=[("notice", "De documenten zeggen dit niet.", ())],
        missing=("een bedrag\x1b[2J",),
    )
    outcomes = [
        named("een", answer(cite(FIRST, 1), note)),
        named("twee", refusal),
        named("drie", answer(cite(FIRST, 1))),
    ]
    return write_run(tmp_path / "run", outcomes)


@pytest.fixture
def score(folder):
    def run(keys, rater="anna"):
        result = CliRunner().invoke(
            eval_group, ["score", str(folder), "--rater", rater], keys, catch_exceptions=False
        )
        assert result.exit_code == 0, result.output
        return result.output

    return run


def totals(folder, rater="anna"):
    return {name: rating.total for name, rating in load_ratings(folder, rater).items()}


def test_all_good_is_one_key(score, folder):
    output = score("g" + "g\n" + "g")  # a refusal also asks whether something is missing
    assert totals(folder) == {"een": 100.0, "twee": 100.0, "drie": 100.0}
    assert "footnote 15: Kamerstuk 36 471, nr. 37." in output
    assert "4. Politie, paragraph 1" in output
    assert "3 of 3 answers scored by anna" in output


def test_one_by_one_with_notes_a_better_quote_and_what_is_missing(score, folder, assistant):
    better = "een   DISCRIMINATIERECHERCHEUR toevoegen"
    score("jchtwaarom\nni" + f"go{better}\nn" + "mmeer geld\n\n" + "q")
    rating = load_ratings(folder, "anna")["een"]
    first, second = rating.statements
    assert (first.grade, first.content_issue, first.harmful) == ("needs_improvement", True, True)
    assert (first.comment, second.grade, second.comment) == ("waarom", "good", "")
    assert [c.grade for c in rating.citations] == ["incorrect", "needs_improvement"]
    found = rating.citations[1].better
    assert found.quote == "een discriminatierechercheur toevoegen"
    assert assistant.documents[found.document].text[found.start : found.end] == found.quote
    assert rating.missing == "meer geld"
    assert rating.total == 77.5  # 0.75 x 90 + 10


def test_a_quote_that_no_document_has_is_not_kept(score, folder):
    output = score("j" + "go dit staat nergens\ng" + "gg\n" + "q")
    assert "No document says that literally" in output
    assert load_ratings(folder, "anna")["een"].citations[0].better is None


def test_quit_keeps_what_was_saved_and_the_same_command_goes_on(score, folder):
    assert "1 of 3 answers scored" in score("gq")
    before = (folder / "ratings-anna.jsonl").read_text("utf-8")
    output = score("n\nq")
    assert "--- 2 of 3, 2 to score ---" in output
    assert "--- 1 of 3" not in output
    assert (folder / "ratings-anna.jsonl").read_text("utf-8").startswith(before)
    assert totals(folder) == {"een": 100.0, "twee": 80.0}


def test_half_a_judgement_is_not_saved(score, folder):
    score("jgq")
    assert totals(folder) == {}


def test_skipped_answers_come_again(score, folder):
    score("ssg")
    assert totals(folder) == {"drie": 100.0}
    assert "--- 1 of 3, 2 to score ---" in score("q")


def test_one_goes_back_to_a_judgement_and_to_an_answer(score, folder):
    score("jgbiggg\n" + "b" + "jnnnn\n" + "q")
    assert len((folder / "ratings-anna.jsonl").read_text("utf-8").splitlines()) == 2
    assert totals(folder) == {"een": 80.0}


def test_the_end_of_the_input_is_to_quit(score):
    assert "1 of 3 answers scored" in score("g")


def test_each_rater_has_a_file(score, folder):
    score("gq", "Anna")
    score("jiiii\nq", "bo")
    assert (totals(folder), totals(folder, "bo")) == ({"een": 100.0}, {"een": 0.0})


def test_nothing_in_an_answer_steers_the_terminal(score):
    output = score("gq")
    assert "een bedrag[2J" in output
    assert "\x1b" not in output


def test_a_name_that_could_leave_the_folder_is_refused(folder):
    with pytest.raises(RaterNameError):
        CliRunner().invoke(
            eval_group, ["score", str(folder), "--rater", "../x"], catch_exceptions=False
        )


def test_ratings_of_another_answer_are_told_and_asked_again(
    score, folder, write_run, ask_for, answer, cite
):
    score("gq")
    changed = Outcome(
        question=ask_for(id="een"),
        answer=answer(cite("Politie")).model_copy(update={"id": "een"}),
        passages=(),
    )
    write_run(folder, [changed])
    output = score("q")
    assert "1 of your ratings are of answers that are not in this run now" in output
    assert "0 of 1 answers scored" in output


def agreement(folder, *options):
    return CliRunner().invoke(
        eval_group, ["agreement", str(folder), *options], catch_exceptions=False
    )


def test_agreement_shows_raters_and_writes_a_table(score, folder, tmp_path):
    score("gn\ng")
    score("jgngi\ni\ng", "bo")
    table = tmp_path / "ratings.csv"
    result = agreement(folder, "--csv", str(table))
    assert result.exit_code == 0
    assert "Krippendorff's alpha" in result.stdout
    assert "raters differ most on" in result.stdout
    assert "14 rows written" in result.stderr
    assert table.read_text(encoding="utf-8-sig").startswith("id,lang,type")


def test_agreement_without_ratings_says_how_to_begin(folder):
    with pytest.raises(RunFolderError, match="beleidswijzer eval score"):
        agreement(folder)


def test_gold_is_written_and_what_is_left_out_is_told(score, folder, tmp_path):
    score("g" + "g\n" + "q")
    out = tmp_path / "gold.jsonl"
    result = CliRunner().invoke(
        eval_group, ["gold", str(folder), "--out", str(out)], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert [(q.id, q.answerable) for q in load_questions(out)] == [("twee", False)]
    assert "1 question written" in result.stdout
    assert "Left out, een: statement 1: no document says it literally" in result.stderr
    assert "Left out, drie: nobody has scored it" in result.stderr


@pytest.mark.parametrize("command", ["score", "agreement", "gold"])
def test_help_of_scoring_teaches(command):
    result = CliRunner().invoke(eval_group, [command, "--help"])
    assert result.exit_code == 0
    assert f"beleidswijzer eval {command} results/today" in result.output
