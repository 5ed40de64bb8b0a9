"""Scores and agreement of raters, by hand: Krippendorff's alpha for ordinal grades."""

import csv
import sys

import pytest

from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.rating.agreement import (
    citation_agreement,
    differences,
    rater_figures,
    statement_agreement,
)
from eval.rating.export import write_csv
from eval.rating.rating import BetterQuote, CitationRating, Judgement, StatementRating
from eval.rating.store import join
from eval.rating.subject import rate
from eval.rating.text import to_text
from ingest.errors import MissingExtraError

GRADES = {"g": "good", "n": "needs_improvement", "i": "incorrect"}
QUOTES = ["De politie zet extra in", "op voorlichting.", "Er komt", "een rechercheur bij."]


@pytest.fixture
def make_run(ask_for, answer, cite):
    """A run from the grades that raters gave, by question: {"q1": {"anna": "ggn"}}.

    Statements and their citations get the same grades, or those of `citations`; a grade between
    brackets is that of a refusal.
    """

    def make(grades, types=None, **notes):
        outcomes, ratings = [], {}
        for name, by_rater in grades.items():
            question = ask_for(id=name, type=(types or {}).get(name, "fact"))
            length = max(len(g) for g in by_rater.values())
            refusal = any(g.startswith("(") for g in by_rater.values())
            quotes = [] if refusal else [cite(q, i) for i, q in enumerate(QUOTES[:length], 1)]
            outcome = Outcome(question=question, answer=answer(*quotes), passages=())
            outcomes.append(outcome)
            for rater, given in by_rater.items():
                ratings.setdefault(rater, {})[name] = rated(outcome, given, refusal, notes)
        return join(tuple(outcomes), ratings)

    return make


def rated(outcome, given, refusal, notes):
    if refusal:
        return rate(outcome, whole=Judgement(grade=GRADES[given[1]], **notes))
    return rate(
        outcome,
        statements=[
            StatementRating(number=i, grade=GRADES[g], **notes) for i, g in enumerate(given, 1)
        ],
        citations=[CitationRating(citation=i, grade=GRADES[g]) for i, g in enumerate(given, 1)],
    )


def test_alpha_by_hand(make_run):
    # Units (g,g) (n,n) (i,i) (g,n): 3 good, 3 needs improvement, 2 incorrect among 8 grades.
    # Ordinal distances: i-n (5 - 2.5)^2 = 6.25, n-g (6 - 3)^2 = 9, i-g (8 - 2.5)^2 = 30.25.
    # Observed 1 x 9; expected (6 x 6.25 + 9 x 9 + 6 x 30.25) / 7 = 300 / 7; alpha 1 - 63 / 300.
    run = make_run({"a": {"anna": "gn", "bo": "gn"}, "b": {"anna": "ig", "bo": "in"}})
    for agreement in (statement_agreement(run.answers), citation_agreement(run.answers)):
        assert agreement.alpha == pytest.approx(0.79)
        assert (agreement.units, agreement.answers, agreement.same) == (4, 2, 0.75)


def test_good_and_incorrect_lie_further_apart_than_neighbours(make_run):
    near = make_run({"a": {"anna": "gnin", "bo": "gnig"}})
    far = make_run({"a": {"anna": "gnii", "bo": "gnig"}})
    assert statement_agreement(near.answers).alpha > statement_agreement(far.answers).alpha


def test_a_refusal_is_one_statement_and_no_citation(make_run):
    run = make_run({"a": {"anna": "(g)", "bo": "(i)"}})
    assert statement_agreement(run.answers).units == 1
    assert citation_agreement(run.answers).units == 0


def test_what_one_rater_judged_does_not_count(make_run):
    run = make_run({"a": {"anna": "gn", "bo": "gn"}, "b": {"anna": "iiii"}})
    agreement = statement_agreement(run.answers)
    assert (agreement.units, agreement.answers, agreement.alpha) == (2, 1, 1.0)


def test_the_interval_is_over_answers_and_holds_the_value(make_run):
    grades = {f"q{i}": {"anna": "gni"[i % 3] + "g", "bo": "gnn"[i % 3] + "g"} for i in range(30)}
    agreement = statement_agreement(make_run(grades).answers)
    assert agreement.low < agreement.alpha < agreement.high
    assert agreement == statement_agreement(make_run(grades).answers), "the same every time"
    alone = statement_agreement(make_run({"a": {"anna": "gni", "bo": "gnn"}}).answers)
    assert (alone.low, alone.high) == (None, None), "one answer shows no spread"


def test_where_all_grades_are_the_same_alpha_is_not_defined(make_run):
    run = make_run({"a": {"anna": "gg", "bo": "gg"}, "b": {"anna": "g", "bo": "g"}})
    agreement = statement_agreement(run.answers)
    assert (agreement.same, agreement.alpha, agreement.low) == (1.0, None, None)
    assert "not defined: every grade is the same" in to_text(run)


def test_scores_by_rater_and_type(make_run):
    run = make_run(
        {"a": {"anna": "g", "bo": "i"}, "b": {"anna": "n"}, "c": {"anna": "(i)"}},
        types={"b": "list", "c": "list"},
    )
    rows = {(f.rater, f.type): (f.answers, f.mean) for f in rater_figures(run)}
    assert rows == {
        ("anna", None): (3, 60.0),
        ("anna", "fact"): (1, 100.0),
        ("anna", "list"): (2, 40.0),
        ("bo", None): (1, 0.0),
        ("bo", "fact"): (1, 0.0),
    }
    anna = rater_figures(run)[0]
    assert 0 <= anna.low < 60 < anna.high <= 100


def test_scores_that_are_all_full_have_an_interval_below(make_run):
    run = make_run({f"q{i}": {"anna": "g"} for i in range(10)})
    figure = rater_figures(run)[0]
    assert (figure.mean, figure.high) == (100.0, 100.0)
    assert figure.low == pytest.approx(72.25, abs=0.01)  # Wilson, 10 of 10


def test_answers_with_something_harmful_are_counted(make_run):
    run = make_run({"a": {"anna": "gg"}, "b": {"anna": "(g)"}}, harmful=True)
    assert rater_figures(run)[0].harmful == 2


def test_the_answers_on_which_raters_differ_most_come_first(make_run):
    run = make_run(
        {
            "same": {"anna": "g", "bo": "g"},
            "near": {"anna": "g", "bo": "n"},
            "far": {"anna": "i", "bo": "g"},
        }
    )
    assert [(d.id, d.spread) for d in differences(run.answers)] == [("far", 100.0), ("near", 20.0)]
    assert "far                    100.0   anna 0.0, bo 100.0" in to_text(run)


def test_one_rater_is_told_that_agreement_takes_two(make_run):
    assert "Only anna has scored" in to_text(make_run({"a": {"anna": "g"}}))


def test_raters_of_different_answers_cannot_be_compared(make_run):
    run = make_run({"a": {"anna": "g"}, "b": {"bo": "g"}})
    assert "No answer was scored by two of anna, bo" in to_text(run)


def test_a_library_that_is_not_there_is_told_in_a_line(make_run, monkeypatch):
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'beleidswijzer\[eval\]'"):
        to_text(make_run({"a": {"anna": "g", "bo": "i"}}))


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_a_row_for_each_judgement(make_run, tmp_path):
    path = tmp_path / "ratings.csv"
    run = make_run({"a": {"anna": "gi"}, "b": {"bo": "(n)"}})
    assert write_csv(run, path) == 5
    rows = read_csv(path)
    assert [(r["rater"], r["judged"], r["number"], r["points"]) for r in rows] == [
        ("anna", "statement", "1", "100"),
        ("anna", "statement", "2", "0"),
        ("anna", "citation", "1", "25"),
        ("anna", "citation", "2", "0"),
        ("bo", "refusal", "", "80"),
    ]
    assert rows[0]["text"] == QUOTES[0]
    assert {r["total"] for r in rows if r["id"] == "a"} == {"50.0"}


def test_no_cell_is_a_formula(make_run, tmp_path):
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "gewoon - tekst"]
    for number, text in enumerate(hostile):
        path = tmp_path / f"{number}.csv"
        write_csv(make_run({"a": {"anna": "(g)"}}, comment=text), path)
        expected = text if text == hostile[-1] else f"'{text}"
        assert read_csv(path)[0]["comment"] == expected


def test_a_better_quote_stands_in_the_table_with_its_place(ask_for, answer, cite, tmp_path):
    outcome = Outcome(question=ask_for(), answer=answer(cite(QUOTES[0])), passages=())
    better = BetterQuote(document="kst-1", quote="voorlichting", start=34, end=46)
    given = rate(
        outcome,
        statements=[StatementRating(number=1, grade="good")],
        citations=[CitationRating(citation=1, grade="incorrect", better=better)],
    )
    path = tmp_path / "ratings.csv"
    write_csv(join((outcome,), {"anna": {"q1": given}}), path)
    row = read_csv(path)[1]
    assert (row["better_document"], row["better_start"], row["better_end"]) == ("kst-1", "34", "46")
    assert row["better_quote"] == "voorlichting"


def test_a_table_is_never_written_over(make_run, tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text("van mij", encoding="utf-8")
    with pytest.raises(RunFolderError, match="is there already"):
        write_csv(make_run({"a": {"anna": "g"}}), path)
    assert path.read_text(encoding="utf-8") == "van mij"
