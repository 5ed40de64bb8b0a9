"""The judge of inference with a tiny model, saved and opened as a real one is."""

import json

import pytest

from eval.judges.entailment import Pair
from eval.judges.errors import JudgeError
from eval.judges.nli import NliJudge
from ingest.errors import MissingExtraError

PAIR = Pair("de politie zet extra in op voorlichting", "er komt voorlichting bij")
SHORT = Pair("de politie", "er komt")


def test_probabilities_are_the_same_alone_and_in_a_batch_of_many(nli_folder):
    judge = NliJudge(str(nli_folder))
    many = [PAIR, SHORT] * 20  # more than one batch
    found = judge.infer(many)
    assert len(found) == len(many)
    assert found[2] == pytest.approx(judge.infer([PAIR])[0], abs=1e-5)
    assert found[-1] == pytest.approx(judge.infer([SHORT])[0], abs=1e-5)
    assert found[0] != pytest.approx(found[1], abs=1e-3)
    assert sum(found[0]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["entailment", "neutral", "contradiction"], "entailment"),
        (["CONTRADICTION", "Entailment", "NEUTRAL"], "contradiction"),
        ([" Neutral ", "contradiction", "entailment"], "neutral"),
    ],
)
def test_labels_are_read_from_the_model_whatever_their_order_and_case(
    save_model, tmp_path, labels, expected
):
    save_model(tmp_path, labels=labels, always=0)
    (found,) = NliJudge(str(tmp_path)).infer([PAIR])
    assert found.label == expected
    assert getattr(found, expected) > 0.99


def test_an_answer_is_judged_under_the_name_of_the_folder(save_model, tmp_path, outcome, cite):
    save_model(tmp_path / "nli-toy", always=0)
    judged = outcome(
        cite("De politie zet extra in"),
        says=[("generated", "er komt voorlichting", (1,)), ("quote", "De politie", (1,))],
        nuggets=[(True, "rechercheur")],
    )
    judgement = NliJudge(str(tmp_path / "nli-toy")).judge(judged)
    assert (judgement.kind, judgement.judge, judgement.quotes) == ("nli", "nli-toy", 1)
    assert judgement.nuggets[0].support == "support"
    assert judgement.statements[0].label == "entailment"


def test_what_is_longer_than_the_model_reads_is_cut_and_counted(
    save_model, tmp_path, outcome, cite
):
    save_model(tmp_path, always=0)
    long = "de politie zet in " * 20
    judge = NliJudge(str(tmp_path))
    judged = outcome(cite(long, 1), cite("De politie", 2), nuggets=[(True, "er komt")])
    assert judge.judge(judged).cut == 1
    assert judge.judge(outcome(cite("De politie"))).cut == 0
    assert judge.infer([Pair("de politie", long)])[0].label == "entailment"


def test_a_tokenizer_that_names_no_length_is_held_to_the_models(save_model, tmp_path):
    save_model(tmp_path, always=0)
    config = tmp_path / "tokenizer_config.json"
    said = json.loads(config.read_text(encoding="utf-8"))
    config.write_text(json.dumps({k: v for k, v in said.items() if k != "model_max_length"}))
    long = Pair("de politie zet in " * 20, "er komt")
    assert NliJudge(str(tmp_path)).infer([long])[0].label == "entailment"


def test_a_folder_that_is_no_model_is_told(tmp_path):
    with pytest.raises(JudgeError, match=r"no model of transformers.*config\.json"):
        NliJudge(str(tmp_path))


def test_a_damaged_model_is_told_in_one_line(nli_folder):
    (nli_folder / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(JudgeError, match="cannot be opened") as error:
        NliJudge(str(nli_folder))
    assert "\n" not in str(error.value)


def test_a_name_that_no_hub_can_have_is_told_without_asking_one(tmp_path):
    with pytest.raises(JudgeError, match="takes a folder, or a name"):
        NliJudge(str(tmp_path / "absent"))


def test_a_classifier_of_something_else_is_told_with_its_labels(save_model, tmp_path):
    save_model(tmp_path, labels=["joy", "anger", "fear"])
    with pytest.raises(JudgeError, match=r"labels joy, anger, fear; a judge needs entailment"):
        NliJudge(str(tmp_path))


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "transformers", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'beleidswijzer\[transformers\]'"):
        NliJudge("any")
