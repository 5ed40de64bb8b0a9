import hashlib
import json

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.errors import RunFolderError
from eval.run import ask_all, evaluate
from eval.store import describe_run, load_outcomes, open_folder, save_run


@pytest.fixture
def outcomes(ask_for, answer, cite):
    questions = [ask_for(id="een"), ask_for(id="twee", nuggets=[(True, "rechercheur")])]
    quote = "De politie zet extra in op voorlichting."
    return ask_all(questions, lambda *_: answer(cite(quote)), lambda *_: [quote])


@pytest.fixture
def saved(tmp_path, outcomes, documents):
    source = tmp_path / "set.jsonl"
    source.write_bytes(b"the set")
    folder = open_folder(tmp_path / "new" / "run")
    config = describe_run(source, 2, outcomes, None)
    save_run(folder, outcomes, evaluate(outcomes, documents), config)
    return folder


def test_what_is_saved_is_read_back_the_same(saved, outcomes):
    assert load_outcomes(saved) == outcomes


def test_each_line_of_answers_is_an_answer_with_the_id_of_its_question(saved):
    lines = (saved / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["een", "twee"]


def test_the_configuration_tells_how_to_do_it_again(saved):
    config = json.loads((saved / "config.json").read_text(encoding="utf-8"))
    assert config["questions_sha256"] == hashlib.sha256(b"the set").hexdigest()
    assert config["questions_file"] == "set.jsonl"
    assert config["engine"] == {"mode": "extractive", "model": None, "index": "i1"}
    assert config["encoder"] == "bundled"
    assert config["limit"] == 2
    assert {"python", "beleidswijzer", "numpy"} <= set(config["versions"])


def test_the_report_is_saved_with_the_figures(saved):
    report = json.loads((saved / "report.json").read_text(encoding="utf-8"))
    assert report["overall"]["figures"]["vital_recall"]["value"] == 0.5
    assert [score["id"] for score in report["scores"]] == ["een", "twee"]


def test_results_are_never_written_over(saved):
    before = (saved / "answers.jsonl").read_bytes()
    with pytest.raises(RunFolderError, match="is not empty"):
        open_folder(saved)
    assert (saved / "answers.jsonl").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RunFolderError, match="Name a folder that can be written"):
        open_folder(tmp_path / "file" / "run")


@pytest.mark.parametrize("damage", ["missing", "cut", "shorter", "mixed"])
def test_a_folder_that_holds_no_whole_run_is_told(saved, damage):
    answers = saved / "answers.jsonl"
    text = answers.read_text(encoding="utf-8")
    match damage:
        case "missing":
            answers.unlink()
        case "cut":
            answers.write_text(text[:-40], encoding="utf-8")
        case "shorter":
            answers.write_text(text.split("\n")[0] + "\n", encoding="utf-8")
        case "mixed":
            retrieved = saved / "retrieved.jsonl"
            lines = retrieved.read_text(encoding="utf-8").splitlines(keepends=True)
            retrieved.write_text("".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(RunFolderError):
        load_outcomes(saved)


def test_the_command_lists_the_failures_of_a_run(saved):
    result = CliRunner().invoke(eval_group, ["failures", str(saved)])
    assert result.exit_code == 0
    assert "missed, not retrieved: rechercheur" in result.output
    assert "1 of 2 questions went wrong." in result.output


@pytest.mark.parametrize("command", ["run", "failures"])
def test_help_teaches(command):
    result = CliRunner().invoke(eval_group, [command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output
