"""`eval report` and `eval card` over a folder as `eval run` leaves it."""

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.errors import RunFolderError
from eval.store import RunFolder


@pytest.fixture
def run(tmp_path, results):
    questions = [o.question for o in results.outcomes]
    folder = RunFolder.start(tmp_path / "run", results.config, questions)
    for outcome in results.outcomes:
        folder.add(outcome)
    for varied in results.varied:
        folder.add_varied(varied)
    folder.finish(results.report)
    return folder.path


@pytest.fixture
def invoke():
    return lambda *words: CliRunner().invoke(eval_group, [*map(str, words)])


def test_the_page_stands_in_the_folder_if_no_file_is_named(run, invoke):
    result = invoke("report", run)
    assert result.exit_code == 0
    assert result.output == f"{run / 'report.html'} written. It holds the text of the questions.\n"
    assert "Who joins the police?" in (run / "report.html").read_text(encoding="utf-8")


def test_what_is_named_is_written_and_nothing_else(run, invoke, tmp_path):
    before = {path.name for path in run.iterdir()}
    markdown = tmp_path / "report.md"
    assert invoke("report", run, "--markdown", markdown).exit_code == 0
    assert "Who joins the police?" in markdown.read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    assert invoke("report", run, "--markdown", markdown, "--out", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert {path.name for path in run.iterdir()} == before


@pytest.mark.parametrize("option", ["--out", "--markdown"])
def test_a_file_of_the_run_is_never_written_over(run, invoke, option):
    answers = run / "answers.jsonl"
    before = answers.read_bytes()
    result = invoke("report", run, option, answers)
    assert result.exit_code == 2
    assert "name a file that ends in" in result.output
    assert answers.read_bytes() == before


def test_the_card_is_printed_or_written(run, invoke, tmp_path):
    printed = invoke("card", run)
    assert printed.exit_code == 0
    assert printed.output.startswith("# System card: Beleidswijzer 0.1.0")
    path = tmp_path / "card.md"
    assert invoke("card", run, "--out", path).output == f"{path} written.\n"
    assert path.read_text(encoding="utf-8").strip() == printed.output.strip()


@pytest.mark.parametrize("command", ["report", "card"])
def test_a_run_that_is_not_finished_is_told(run, invoke, command):
    (run / "report.json").unlink()
    error = invoke(command, run).exception
    assert isinstance(error, RunFolderError)
    assert "holds no finished run" in str(error)


def test_a_place_that_cannot_be_written_is_told(run, invoke, tmp_path):
    (tmp_path / "file").touch()
    error = invoke("card", run, "--out", tmp_path / "file" / "card.md").exception
    assert isinstance(error, RunFolderError)
    assert "Name a file that can be written" in str(error)


def test_without_the_corpus_the_page_is_made_all_the_same(run, invoke, tmp_path, monkeypatch):
    monkeypatch.setenv("BELEIDSWIJZER_CORPUS", str(tmp_path / "none"))
    result = invoke("report", run)
    assert result.exit_code == 0
    assert "Quotes are shown without their source" in result.output
    assert "The document is not at hand." in (run / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["report", "card"])
def test_help_teaches_with_an_example(invoke, command):
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert f"beleidswijzer eval {command} results/" in result.output
