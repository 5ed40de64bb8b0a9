import json

import pytest
from click.testing import CliRunner

from assistant.ranking import SIGNALS as OF_THE_RANKING
from eval.cli import eval_group
from eval.cli.gate import GATE
from eval.cli.run import SIGNALS
from eval.corpus import Corpus
from eval.errors import GateFileError
from eval.gate import Bound, breaches, read_gate
from eval.run import ask_all, evaluate

QUESTION = {
    "id": "note",
    "lang": "nl",
    "persona": "staff",
    "type": "footnote",
    "question": "Wat zegt voetnoot 3?",
    "answerable": True,
    "nuggets": [{"vital": True, "any_of": ["CBS Veiligheidsmonitor"]}],
}


@pytest.fixture
def report(ask_for, answer, cite, documents):
    questions = [ask_for(id="a"), ask_for(id="b", lang="en", nuggets=[(True, "ijs")])]
    reply = answer(cite("De politie zet extra in op voorlichting."))
    return evaluate(ask_all(questions, lambda *_: reply, lambda *_: []), Corpus(documents))


def test_a_figure_on_the_wrong_side_is_told_with_its_languages(report):
    bounds = {
        "vital_recall": Bound(at_least=0.6),
        "complete": Bound(at_least=0.5),
        "false_refusal": Bound(at_most=0.0),
    }
    (breach,) = breaches(report, bounds)
    assert breach.message == (
        "vital-nugget recall is 0.500 (en 0.000, nl 1.000; 2 questions); it must be at least 0.6"
    )


def test_a_figure_that_was_not_measured_does_not_pass(report):
    (breach,) = breaches(report, {"emergency_recall": Bound(at_least=1.0)})
    assert "was not measured" in breach.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["s.jsonl"]\nrecal = { at_least = 1 }', "no such figure: recal"),
        ('["s.jsonl"]\ncomplete = { at_least = 1, at_most = 1 }', "give at_least or at_most"),
        ('["s.jsonl"]\ncomplete = 0.5', "complete"),
        ("[", "cannot be read"),
        ("", "names no question set"),
    ],
)
def test_a_faulty_file_is_told(tmp_path, text, message):
    (tmp_path / "gate.toml").write_text(text)
    with pytest.raises(GateFileError, match=message):
        read_gate(tmp_path / "gate.toml")


def test_the_gate_of_the_project_names_sets_that_are_there():
    assert all((GATE.parent / name).is_file() for name in read_gate(GATE))


def test_the_signals_that_can_be_left_out_are_those_of_the_ranking():
    assert list(OF_THE_RANKING) == SIGNALS


@pytest.fixture
def command(settings, assistant, monkeypatch, tmp_path):
    monkeypatch.setenv("BELEIDSWIJZER_DATA", str(settings.data))
    (tmp_path / "set.jsonl").write_text(json.dumps(QUESTION), encoding="utf-8")
    path = tmp_path / "gate.toml"

    def run(threshold):
        path.write_text(f'["set.jsonl"]\n{threshold}', encoding="utf-8")
        return CliRunner().invoke(eval_group, ["gate", str(path)], catch_exceptions=False)

    return run


def test_the_command_passes_and_fails(command):
    passed = command("vital_recall = { at_least = 1.0 }")
    assert (passed.exit_code, passed.output) == (0, "set.jsonl: 1 of 1 thresholds kept\n")
    failed = command("length = { at_most = 1 }")
    assert failed.exit_code == 1
    assert "it must be at most 1" in failed.output
