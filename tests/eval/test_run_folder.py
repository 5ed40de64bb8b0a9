import hashlib
import json

import pytest
from click.testing import CliRunner

from assistant.answer import Engine
from eval.cli import eval_group
from eval.config import describe_run
from eval.corpus import Corpus
from eval.errors import RunFolderError
from eval.outcome import Variant, Varied
from eval.run import ask_all, evaluate
from eval.store import RunFolder, load_outcomes

QUOTE = "De politie zet extra in op voorlichting."


@pytest.fixture
def questions(ask_for):
    return [ask_for(id="een"), ask_for(id="twee", nuggets=[(True, "rechercheur")])]


@pytest.fixture
def ask(questions, answer, cite):
    return lambda attempt=1: tuple(
        ask_all(questions, lambda *_: answer(cite(QUOTE)), lambda *_: [QUOTE], attempt)
    )


@pytest.fixture
def outcomes(ask):
    return ask()


@pytest.fixture
def config(tmp_path):
    source = tmp_path / "set.jsonl"
    source.write_bytes(b"the set")
    engine = Engine(mode="extractive", model=None, index="i1")
    return lambda **options: describe_run(source, None, engine, None, **options)


@pytest.fixture
def saved(tmp_path, config, questions, outcomes, documents):
    folder = RunFolder.start(tmp_path / "new" / "run", config(limit=2), questions)
    for outcome in outcomes:
        folder.add(outcome)
    folder.finish(evaluate(outcomes, Corpus(documents)))
    return folder.path


def test_what_is_saved_is_read_back_the_same(saved, outcomes, documents):
    assert load_outcomes(saved) == outcomes
    assert RunFolder(saved).report() == evaluate(outcomes, Corpus(documents))


def test_each_line_of_answers_is_an_answer_with_the_id_of_its_question(saved):
    lines = (saved / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["een", "twee"]


def test_the_configuration_tells_how_to_do_it_again(saved):
    config = json.loads((saved / "config.json").read_text(encoding="utf-8"))
    assert config["questions_sha256"] == hashlib.sha256(b"the set").hexdigest()
    assert config["questions_file"] == "set.jsonl"
    assert config["engine"] == {"mode": "extractive", "model": None, "index": "i1"}
    assert config["encoder"] == "bundled"
    assert (config["limit"], config["repeat"], config["without"]) == (2, 1, [])
    assert {"python", "beleidswijzer", "numpy"} <= set(config["versions"])


def test_the_report_is_saved_with_the_figures(saved):
    report = json.loads((saved / "report.json").read_text(encoding="utf-8"))
    assert report["overall"]["figures"]["vital_recall"]["value"] == 0.5
    assert [score["id"] for score in report["scores"]] == ["een", "twee"]


def test_results_are_never_written_over(saved, config, questions, tmp_path):
    before = (saved / "answers.jsonl").read_bytes()
    with pytest.raises(RunFolderError, match="holds a finished run"):
        RunFolder.start(saved, config(limit=2), questions)
    assert (saved / "answers.jsonl").read_bytes() == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").touch()
    with pytest.raises(RunFolderError, match="is not empty"):
        RunFolder.start(tmp_path / "mine", config(), questions)


def test_a_folder_that_cannot_be_made_is_told(tmp_path, config, questions):
    (tmp_path / "file").touch()
    with pytest.raises(RunFolderError, match="Name a folder that can be written"):
        RunFolder.start(tmp_path / "file" / "run", config(), questions)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, config, questions, ask):
    begun = RunFolder.start(tmp_path / "run", config(repeat=2), questions)
    every = (*ask(1), *ask(2))
    for outcome in every[:3]:
        begun.add(outcome)
    with (tmp_path / "run" / "retrieved.jsonl").open("a") as file:
        file.write('{"id": "twee", "passa')  # killed in the middle of a line
    again = RunFolder.start(tmp_path / "run", config(repeat=2), questions)
    assert again.outcomes() == every[:3]
    again.add(every[3])
    assert load_outcomes(tmp_path / "run") == every
    assert [o.attempt for o in load_outcomes(tmp_path / "run")] == [1, 1, 2, 2]


def test_a_run_does_not_go_on_with_other_settings(tmp_path, config, questions):
    RunFolder.start(tmp_path / "run", config(), questions)
    with pytest.raises(RunFolderError, match="had other without"):
        RunFolder.start(tmp_path / "run", config(without=["question"]), questions)


def test_variants_are_kept_and_count_in_the_report(
    tmp_path, config, questions, outcomes, answer, documents
):
    folder = RunFolder.start(tmp_path / "run", config(stability=True), questions)
    shouted = Variant(of="een", kind="upper_case", lang="nl", question="WAT DOET DE POLITIE?")
    folder.add_varied(Varied(variant=shouted, answer=answer(id="een", status="not_found")))
    assert folder.varied()[0].variant == shouted
    report = evaluate(outcomes, Corpus(documents), folder.varied())
    assert (report.stability["upper_case"].value, report.stability["upper_case"].n) == (0, 1)


@pytest.mark.parametrize("damage", ["missing", "cut", "mixed"])
def test_a_folder_that_holds_no_whole_run_is_told(saved, damage):
    answers = saved / "answers.jsonl"
    text = answers.read_text(encoding="utf-8")
    match damage:
        case "missing":
            answers.unlink()
        case "cut":
            answers.write_text(text[:-40], encoding="utf-8")
        case "mixed":
            retrieved = saved / "retrieved.jsonl"
            lines = retrieved.read_text(encoding="utf-8").splitlines(keepends=True)
            retrieved.write_text("".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(RunFolderError):
        load_outcomes(saved)


@pytest.mark.parametrize("name", ["report.json", "config.json"])
@pytest.mark.parametrize("content", ["", "{}", '{"overall": 1}'])
def test_a_run_of_another_version_is_told(saved, name, content):
    (saved / name).write_text(content, encoding="utf-8")
    folder = RunFolder(saved)
    with pytest.raises(RunFolderError, match=rf"{name}: not as this version"):
        (folder.report if name == "report.json" else folder.config)()


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
