"""`eval judge` on a run folder."""

import json

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.errors import RunFolderError
from eval.judges.errors import JudgeError
from eval.judges.store import load_judgements, load_summaries
from eval.outcome import Outcome

QUOTE = "De politie zet extra in op voorlichting."


@pytest.fixture
def run(tmp_path, ask_for, answer, cite):
    """A run of three questions, as `eval run --out` leaves it."""
    folder = tmp_path / "run"
    folder.mkdir()
    outcomes = [
        Outcome(
            question=ask_for(id=name, nuggets=[(True, wording)]),
            answer=answer(cite(QUOTE), id=name),
            passages=(),
        )
        for name, wording in (("a", "voorlichting"), ("b", "extra in"), ("c", "rechercheur"))
    ]
    write_run(folder, outcomes)
    return folder


def write_run(folder, outcomes):
    lines = {
        "questions.jsonl": [o.question.model_dump_json() for o in outcomes],
        "answers.jsonl": [o.answer.model_dump_json() for o in outcomes],
        "retrieved.jsonl": [json.dumps({"id": o.question.id, "passages": []}) for o in outcomes],
    }
    for name, texts in lines.items():
        (folder / name).write_text("".join(text + "\n" for text in texts), encoding="utf-8")


def judge(folder, *options, **more):
    return CliRunner().invoke(
        eval_group, ["judge", str(folder), *map(str, options)], catch_exceptions=False, **more
    )


@pytest.fixture
def llm(chat):
    pytest.importorskip("langchain_openai", reason="needs: pip install -e '.[test]'")
    return chat


def test_a_local_model_judges_and_its_figures_can_be_loaded(run, save_model, tmp_path):
    save_model(tmp_path / "toy", always=0)
    result = judge(run, "--nli", tmp_path / "toy")
    assert result.exit_code == 0
    assert result.stdout.startswith("Opinions of a model of inference, toy, on 3 answers")
    (summary,) = load_summaries(run)
    assert (summary.kind, summary.judge, summary.quotes) == ("nli", "toy", 3)
    entailed = summary.figures[0]
    assert (entailed.value, entailed.n) == (1, 3)
    assert summary.found == ("c",)


def test_nothing_is_sent_without_consent(run, llm):
    with pytest.raises(JudgeError, match=r"Nothing was sent\. Give --yes"):
        judge(run, "--llm", "openai:toy")
    assert llm.requests == []
    assert load_judgements(run, "llm") == ()


def test_before_anything_is_sent_it_says_what_and_where_to(run, llm):
    result = judge(run, "--llm", "openai:toy", "--yes")
    assert "This sends 3 answers, with the text of their questions" in result.stderr
    assert "openai:toy" in result.stderr.splitlines()[0]
    assert "This sends" not in result.stdout
    assert len(llm.requests) == 3


def test_json_is_the_summary(run, llm):
    summary = json.loads(judge(run, "--llm", "openai:toy", "--yes", "--json").stdout)
    figures = {f["label"]: f for f in summary["figures"]}
    assert figures["vital nuggets supported"]["value"] == pytest.approx(2 / 3)
    assert figures["agreement with substrings on nuggets"]["value"] == 1
    assert figures["Cohen's kappa of that agreement"]["value"] == 1


def test_a_judge_that_was_stopped_goes_on_and_sends_nothing_twice(run, llm):
    good = {"nuggets": [{"number": 1, "support": "support"}], "addresses": "yes"}
    llm.replies = [(200, json.dumps(good)), (401, "no")]
    with pytest.raises(JudgeError, match="goes on where it stopped"):
        judge(run, "--llm", "openai:toy", "--yes")
    path = run / "judgements-llm.jsonl"
    assert [j.id for j in load_judgements(run, "llm")] == ["a"]
    with path.open("a", encoding="utf-8") as file:
        file.write('{"id": "b", "att')  # the computer went down in a line
    llm.requests.clear()
    judge(run, "--llm", "openai:toy", "--yes")
    assert [j.id for j in load_judgements(run, "llm")] == ["a", "b", "c"]
    assert len(llm.requests) == 2
    judge(run, "--llm", "openai:toy")  # all there: nothing to send, nothing to agree to
    assert len(llm.requests) == 2


def test_another_judge_does_not_mix_with_the_first(run, llm):
    judge(run, "--llm", "openai:toy", "--yes")
    before = (run / "judgements-llm.jsonl").read_bytes()
    with pytest.raises(JudgeError, match=r"holds the judgements of openai:toy.*nothing was"):
        judge(run, "--llm", "openai:other", "--yes")
    assert (run / "judgements-llm.jsonl").read_bytes() == before


def test_a_model_that_never_gives_a_verdict_is_told(run, llm):
    llm.replies = [(200, "no")] * 6
    with pytest.raises(JudgeError, match=r"no verdict on any answer.*remove .*llm\.jsonl"):
        judge(run, "--llm", "openai:toy", "--yes")


def test_a_file_that_is_not_its_own_is_told(run):
    (run / "judgements-nli.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(RunFolderError, match=r"judgements-nli\.jsonl: is not as"):
        load_summaries(run)


def test_one_judge_is_asked_at_a_time(run):
    assert judge(run).exit_code == 2
    assert judge(run, "--nli", "a", "--llm", "b").exit_code == 2
    assert not list(run.glob("judgements*"))


def test_a_folder_without_a_run_is_told(tmp_path):
    with pytest.raises(RunFolderError, match="holds no run"):
        judge(tmp_path, "--nli", "any")
