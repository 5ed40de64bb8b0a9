"""`eval run` over the bundled letter with the real assistant."""

import json

import pytest
from click.testing import CliRunner

from eval.cli import eval_group

QUESTIONS = [
    {"id": "note", "lang": "nl", "type": "footnote", "question": "Wat zegt voetnoot 3?"},
    {"id": "weather", "lang": "en", "type": "out_of_scope", "question": "Will it rain in Oslo?"},
]


@pytest.fixture
def run(settings, assistant, monkeypatch, tmp_path):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(settings.data))
    gold = {"persona": "staff", "answerable": False, "sections": ["No such heading"]}
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(json.dumps(gold | q) for q in QUESTIONS), encoding="utf-8")
    return lambda *options: CliRunner().invoke(
        eval_group, ["run", str(path), *options], catch_exceptions=False
    )


def test_the_table_goes_to_the_output_and_warnings_beside_it(run):
    result = run()
    assert result.exit_code == 0
    assert result.stdout.startswith("2 questions;")
    assert 'question note: no document has a section "No such heading"' in result.stderr
    assert "Warning" not in result.stdout


def test_json_is_the_whole_report_and_its_quotes_are_literal(run):
    report = json.loads(run("--json").stdout)
    literal = report["overall"]["figures"]["literal_validity"]
    assert (literal["value"], literal["n"] > 0) == (1.0, True)
    assert [score["id"] for score in report["scores"]] == ["note", "weather"]


def test_limit_takes_the_first_and_out_keeps_what_came_back(run, tmp_path):
    folder = tmp_path / "results"
    run("--limit", "1", "--out", str(folder))
    assert {path.name for path in folder.iterdir()} == {
        "answers.jsonl",
        "config.json",
        "questions.jsonl",
        "report.json",
        "retrieved.jsonl",
    }
    answers = (folder / "answers.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["id"] for line in answers.splitlines()] == ["note"]
    assert json.loads((folder / "config.json").read_text(encoding="utf-8"))["engine"]["index"]
