"""A judge's figures and its agreement with substrings, on cases computed by hand."""

import pytest

from eval.intervals import wilson
from eval.judges.agreement import kappa
from eval.judges.judgement import CitationVerdict, Judgement, NuggetVerdict, StatementVerdict
from eval.judges.summary import summarise, to_text


def nugget(support, *, literal=True, vital=True):
    return NuggetVerdict(number=1, vital=vital, literal=literal, support=support)


def judged(id="q1", *, kind="llm", **fields):
    given = {"id": id, "attempt": 1, "answerable": True, "kind": kind, "judge": "toy"}
    return Judgement.model_validate(given | fields)


def figures(*judgements):
    return {f.label: f for f in summarise(judgements).figures}


def test_kappa_is_that_of_cohen_with_its_questions_resampled():
    # 20 both, 5 substrings only, 10 judge only, 15 neither: observed 0.7, by chance 0.5.
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10
    pairs += [(False, False)] * 15
    figure = kappa([[pair] for pair in pairs])
    assert (figure.value, figure.n) == (pytest.approx(0.4), 50)
    assert 0.05 < figure.low < 0.25 < 0.55 < figure.high < 0.75


def test_nuggets_of_one_question_count_as_one_in_kappas_interval():
    agreed, opposed = [(True, True), (False, False)] * 5, [(True, False), (False, True)] * 5
    together = kappa([agreed, opposed])
    apart = kappa([[pair] for pair in agreed + opposed])
    assert (together.value, together.low, together.high) == (0, -1, 1)
    assert apart.value == 0
    assert -0.6 < apart.low < -0.2 < 0.2 < apart.high < 0.6


def test_kappa_does_not_exist_where_all_verdicts_are_the_same():
    figure = kappa([[(True, True)], [(True, True)]])
    assert (figure.value, figure.low, figure.n) == (None, None, 2)
    assert kappa([[], []]).n == 0


def test_vital_recall_is_strict_or_gives_half_for_a_part():
    found = figures(
        judged("a", nuggets=(nugget("support"), nugget("partial_support"))),
        judged("b", nuggets=(nugget("not_support"), nugget("support", vital=False))),
        judged("c", nuggets=(nugget("support"),), answerable=False),
    )
    assert found["vital nuggets supported"].value == 0.25  # 1/2, 0
    assert found["vital nuggets supported, a part for half"].value == 0.375  # 3/4, 0
    assert found["all nuggets supported"].value == 0.5  # 1/2, 1/2
    assert {f.n for label, f in found.items() if "nuggets supported" in label} == {2}


def test_the_verdict_of_substrings_stands_beside_and_agreement_is_by_question():
    found = figures(
        judged("a", nuggets=(nugget("support"), nugget("not_support"))),
        judged("b", nuggets=(nugget("partial_support", literal=False),)),
    )
    assert found["for comparison: vital nuggets by substring"].value == 0.5
    agreement = found["agreement with substrings on nuggets"]
    assert (agreement.value, agreement.n) == (0.75, 2)
    assert found["Cohen's kappa of that agreement"].n == 3


def test_addressing_is_told_apart_for_what_the_documents_do_not_answer():
    found = figures(
        judged("a", addresses="yes"),
        judged("b", addresses="partly"),
        judged("c", addresses="no", answerable=False),
    )
    right, wrong = (
        found["answers that address the question"],
        found["the same, where the documents do not answer ↓"],
    )
    assert (right.value, right.n) == (0.75, 2)
    assert (wrong.value, wrong.n, (wrong.low, wrong.high)) == (0, 1, wilson(0, 1))


def test_citation_recall_and_precision_are_means_over_answers():
    def statement(label, *relevant):
        citations = [CitationVerdict(citation=n, relevant=r) for n, r in enumerate(relevant, 1)]
        return StatementVerdict(number=1, label=label, citations=tuple(citations))

    found = figures(
        judged(
            "a",
            kind="nli",
            statements=(statement("entailment", True, False), statement("contradiction", False)),
        ),
        judged("b", kind="nli", statements=(statement("entailment", True),)),
        judged("c", kind="nli", statements=(statement("neutral"),)),
        judged("d", kind="nli"),
    )
    recall = found["citation recall of generated statements"]
    precision = found["citation precision of generated statements"]
    assert (recall.value, recall.n) == (0.5, 3)  # 1/2, 1, 0
    assert (precision.value, precision.n) == (pytest.approx(2 / 3), 2)  # 1/3, 1
    assert found["generated statements contradicted ↓"].value == pytest.approx(1 / 6)


def test_a_question_asked_again_counts_once_with_its_mean():
    found = figures(
        judged("a", addresses="yes"),
        judged("a", addresses="no", attempt=2),
        judged("b", addresses="yes"),
    )
    assert (
        found["answers that address the question"].value,
        found["answers that address the question"].n,
    ) == (0.75, 2)


def test_answers_without_a_verdict_are_counted_and_left_out():
    summary = summarise([judged("a", addresses="yes"), judged("b", problem="no valid reply")])
    assert (summary.answers, summary.problems) == (2, ("no valid reply",))
    assert {f.label: f.n for f in summary.figures}["answers that address the question"] == 1
    assert "No verdict on 1 of 2 answers" in to_text(summary)


def test_the_text_says_that_these_are_opinions_and_where_wordings_may_be_missing():
    summary = summarise(
        [
            judged("a", kind="nli", quotes=3, cut=2, nuggets=(nugget("support", literal=False),)),
            judged("b", kind="nli", nuggets=(nugget("support", literal=False, vital=False),)),
            judged("c", kind="nli", nuggets=(nugget("not_support"),)),
        ]
    )
    assert (summary.judge, summary.quotes, summary.cut, summary.found) == ("toy", 3, 2, ("a",))
    text = to_text(summary)
    assert text.startswith("Opinions of a model of inference, toy, on 3 answers; no gate")
    assert "3 quoted statements" in text
    assert "only the judge found it: a" in text.splitlines()[-1]
    (recall,) = (line for line in text.splitlines() if line.startswith("citation recall"))
    assert recall.endswith(" -")
