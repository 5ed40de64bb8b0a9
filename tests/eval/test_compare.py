import json

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.compare import compare, permutation_p
from eval.config import describe_run
from eval.corpus import Corpus
from eval.errors import ComparisonError
from eval.reports.comparison import to_text
from eval.run import ask_all, evaluate
from eval.store import RunFolder

VOORLICHTING = "De politie zet extra in op voorlichting."


def test_the_p_value_is_exact_for_few_questions():
    # Three gains of the same sign: 2 of the 2^3 sign changes are as extreme.
    assert permutation_p([0, 0, 0], [1, 1, 1]) == pytest.approx(2 / 8)
    assert permutation_p([0, 1], [1, 0]) == 1
    assert permutation_p([0.5, 0.5], [0.5, 0.5]) == 1


def test_the_p_value_of_many_questions_is_the_same_each_time():
    before, after = [0.0] * 40, [1.0] * 30 + [-1.0] * 10
    first = permutation_p(before, after)
    assert first == permutation_p(before, after) < 0.01


@pytest.fixture
def run(ask_for, answer, cite, documents):
    """A report over ten questions, of which the first `met` are answered rightly."""

    def make(met, first=0, many=10):
        ids = [f"q{n}" for n in range(first, first + many)]
        replies = {
            i: answer(cite(VOORLICHTING)) if n < met else answer(status="not_found")
            for n, i in enumerate(ids)
        }
        questions = [ask_for(id=i, question=i) for i in ids]
        outcomes = ask_all(questions, lambda question, _: replies[question], lambda *_: [])
        return evaluate(outcomes, Corpus(documents))

    return make


def test_what_got_worse_is_named_with_its_questions(run):
    comparison = compare(run(10), run(1))
    worse = {d.metric: d for d in comparison.worse}
    recall = worse["vital_recall"]
    assert (recall.before, recall.after, recall.n) == (1.0, 0.1, 10)
    assert recall.worse == tuple(f"q{n}" for n in range(1, 10))
    assert recall.low <= -0.9 <= recall.high < 0
    assert worse["false_refusal"].after == pytest.approx(0.9), "lower is better there"
    text = to_text(comparison)
    assert "vital-nugget recall: 1.000 -> 0.100" in text
    assert "Worse in q1, q2" in text
    assert "Better: nothing that cannot be chance" in text


def test_a_small_difference_is_not_called(run):
    comparison = compare(run(10), run(9))
    assert comparison.worse == ()
    recall = next(d for d in comparison.differences if d.metric == "vital_recall")
    assert (recall.verdict, recall.worse) == ("no difference shown", ("q9",))


def test_p_values_are_adjusted_for_the_number_of_figures(run):
    found = {d.metric: d.p for d in compare(run(10), run(4)).differences}
    single = permutation_p([1.0] * 10, [1.0] * 4 + [0.0] * 6)
    assert found["vital_recall"] > single


def test_only_questions_of_both_runs_are_compared(run):
    comparison = compare(run(3, many=3), run(3, first=2, many=3))
    assert {d.n for d in comparison.differences if d.metric == "vital_recall"} == {1}
    assert comparison.only_before == ("q0", "q1")
    assert comparison.only_after == ("q3", "q4")
    with pytest.raises(ComparisonError, match="no question in common"):
        compare(run(1, many=1), run(1, first=5, many=1))


def test_the_command_ends_with_1_where_something_got_worse(run, answer, ask_for, tmp_path):
    source = tmp_path / "set.jsonl"
    source.touch()
    config = describe_run(source, None, answer().engine, None)
    for name, met in (("good", 10), ("bad", 1)):
        RunFolder.start(tmp_path / name, config, [ask_for()]).finish(run(met))
    folders = [str(tmp_path / name) for name in ("good", "bad")]
    worse = CliRunner().invoke(eval_group, ["compare", *folders])
    assert worse.exit_code == 1
    assert worse.output.startswith("Worse:\n")
    better = CliRunner().invoke(eval_group, ["compare", "--json", *reversed(folders)])
    assert better.exit_code == 0
    verdicts = {d["metric"]: d["verdict"] for d in json.loads(better.output)["differences"]}
    assert verdicts["vital_recall"] == "better"
