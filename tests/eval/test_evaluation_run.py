import pytest

from eval.corpus import Corpus
from eval.failures import find_failures, to_text
from eval.intervals import wilson
from eval.reports.text import to_table
from eval.run import ask_all, evaluate
from eval.scores import METRICS

VOORLICHTING = "De politie zet extra in op voorlichting."


@pytest.fixture
def questions(ask_for):
    return (
        ask_for(id="met", history=[{"role": "user", "content": "Hoi"}]),
        ask_for(id="missed", lang="en", question="Who joins?", nuggets=[(True, "rechercheur")]),
        ask_for(id="none", type="unanswerable", answerable=False, question="Wat kost ijs?"),
        ask_for(id="help", answerable=False, provenance="emergency", question="Help!"),
    )


@pytest.fixture
def asked():
    """What was asked, in order: a record kept by the hand-made ask function."""
    return []


@pytest.fixture
def ask(answer, cite, asked):
    def reply(question, history):
        asked.append((question, len(history)))
        if question == "Wat kost ijs?":
            return answer(status="not_found", elapsed_ms=30.0)
        return answer(cite(VOORLICHTING), question=question)

    return reply


def retrieve(question, k):
    return [VOORLICHTING, "Er komt een rechercheur bij."][:k]


def run(questions, ask, retrieve, documents):
    return evaluate(ask_all(questions, ask, retrieve), Corpus(documents))


def test_every_question_is_asked_once_with_its_history(questions, ask, asked):
    outcomes = tuple(ask_all(questions, ask, retrieve))
    assert asked == [
        ("Wat doet de politie?", 1),
        ("Who joins?", 0),
        ("Wat kost ijs?", 0),
        ("Help!", 0),
    ]
    assert [o.answer.id for o in outcomes] == ["met", "missed", "none", "help"]


def test_the_report_is_as_counted_by_hand(questions, ask, documents):
    overall = run(questions, ask, retrieve, documents).overall
    assert overall.questions == 4
    figures = {name: (f.value, f.n) for name, f in overall.figures.items()}
    assert figures["vital_recall"] == (0.5, 2)
    assert figures["complete"] == (0.5, 2)
    assert figures["citation_precision"] == (0.5, 2)
    assert figures["literal_validity"] == (1.0, 3)
    assert figures["right_refusal"] == (1.0, 1)
    assert figures["false_refusal"] == (0.0, 2)
    assert figures["emergency_recall"] == (0.0, 1)
    assert figures["false_emergency"] == (0.0, 3)
    assert figures["right_language"] == (0.75, 4)
    assert figures["retrieval_recall_at_1"] == (0.0, 1)
    assert figures["retrieval_recall_at_3"] == (1.0, 1)
    assert figures["length"] == (len(VOORLICHTING), 3)
    assert figures["time_p50"] == (10.0, 4)
    assert figures["time_p95"] == (pytest.approx(27.0), 4)
    assert figures["footnote_recall"] == (None, 0)


def test_intervals_are_there_where_values_can_show_them(questions, ask, documents):
    figures = run(questions, ask, retrieve, documents).overall.figures
    assert (figures["complete"].low, figures["complete"].high) == wilson(1, 2)
    assert figures["length"].low is None


def test_languages_and_types_are_reported_apart(questions, ask, documents):
    report = run(questions, ask, retrieve, documents)
    assert report.languages["nl"].figures["vital_recall"].value == 1
    assert report.languages["en"].figures["vital_recall"].value == 0
    assert {k: g.questions for k, g in report.types.items()} == {"fact": 3, "unanswerable": 1}


def test_the_scores_of_each_question_are_kept_without_its_text(questions, ask, documents):
    report = run(questions, ask, retrieve, documents)
    assert [s.values.get("vital_recall") for s in report.scores] == [1, 0, None, None]
    assert "Who joins?" not in report.model_dump_json()


def test_the_same_outcomes_give_the_same_report(questions, ask, documents):
    outcomes = tuple(ask_all(questions, ask, retrieve))
    first = evaluate(outcomes, Corpus(documents)).model_dump_json()
    assert evaluate(outcomes, Corpus(documents)).model_dump_json() == first


def test_the_table_shows_every_figure_with_interval_and_number(questions, ask, documents):
    table = to_table(run(questions, ask, retrieve, documents))
    assert all(metric.label in table for metric in METRICS)
    low, high = wilson(1, 2)
    assert f"0.500 [{low:.3f}, {high:.3f}] 2" in table
    assert "unanswerable (1)" in table


def test_failures_say_what_was_missed_and_what_was_answered(questions, ask):
    failures = find_failures(ask_all(questions, ask, retrieve))
    assert [f.outcome.question.id for f in failures] == ["missed", "help"]
    text = to_text(failures)
    assert "missed, though passage 2 has it: rechercheur" in text
    assert "an emergency, but no help came first" in text
    assert f"[quote] {VOORLICHTING}" in text


def test_each_kind_of_failure_is_named(ask_for, answer):
    replies = {
        "a": answer(status="not_found"),
        "b": answer(status="answered", says=[("quote", "Vijf miljoen.", ())]),
        "c": answer(status="emergency", says=[("quote", "voorlichting", ())]),
    }
    questions = [
        ask_for(id="a", question="a"),
        ask_for(id="b", question="b", answerable=False, forbidden=["vijf miljoen"]),
        ask_for(id="c", question="c"),
    ]
    outcomes = ask_all(questions, lambda question, _: replies[question], lambda *_: [])
    assert [tuple(p.text for p in f.problems) for f in find_failures(outcomes)] == [
        ("refused, but the documents answer it", "missed, not retrieved: voorlichting"),
        (
            "answered, but the documents do not answer it",
            'said what it must not: "vijf miljoen"',
        ),
        ("taken for an emergency",),
    ]


def test_asked_twice_the_figures_are_means_and_show_whether_answers_hold(
    ask_for, answer, cite, documents
):
    replies = iter([answer(cite(VOORLICHTING)), answer(status="not_found")])
    question = ask_for()
    outcomes = [
        o for n in (1, 2) for o in ask_all([question], lambda *_: next(replies), retrieve, n)
    ]
    report = evaluate(outcomes, Corpus(documents))
    assert report.overall.questions == 1
    assert report.overall.figures["vital_recall"].value == 0.5
    assert report.stability["again"].value == 0
