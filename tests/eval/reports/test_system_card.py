import re

import pytest

from assistant.answer import Engine
from eval.report import Figure
from eval.reports.card import system_card
from eval.reports.text import cell, share
from eval.scores import usable_metrics


@pytest.fixture
def card(results):
    return system_card(results.config, results.report)


def plain(markdown):
    return re.sub(r"\\(.)", r"\1", markdown)


def test_every_figure_stands_in_it_with_its_interval(card, results):
    report = results.report
    for metric in usable_metrics():
        for group in (report.overall, *report.languages.values()):
            assert cell(metric, group.figures[metric.name]) in plain(card)
    assert f"| in capitals | {share(report.stability['upper_case'])} |" in plain(card)
    curve = report.risk_coverage
    assert f"is {curve.area:.3f}; in the best possible order" in card


def test_it_says_what_was_measured_when_and_on_which_machine(card, results):
    for fact in (
        "# System card: Beleidswijzer 0.1.0",
        "a run of 2026-11-25 04:25 UTC",
        results.config.questions_sha256,
        "3 questions (2 Dutch, 1 English)",
        "index-1",
        "Linux x86_64, 2 cores",
    ):
        assert fact in plain(card)


def test_no_text_of_a_question_an_answer_or_its_gold_is_in_it(card, results):
    for outcome in results.outcomes:
        question = outcome.question
        texts = [question.question, *question.forbidden, *question.sections]
        texts += [w for n in question.nuggets for w in n.any_of]
        texts += [s.text for s in outcome.answer.statements]
        assert [t for t in texts if t.casefold() in plain(card).casefold()] == []
    assert "WAAROP ZET ZIJ IN?" not in card


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("letter-reporting.jsonl", "the set is held out: nobody who improves"),
        ("letter-tuning.jsonl", "the set is for tuning"),
        ("letter-reporting-2.jsonl", "the set is of unknown standing"),
        ("mine.csv", "the set is of unknown standing"),
    ],
)
def test_the_name_of_the_set_tells_whether_it_was_held_out(results, file, said):
    config = results.config.model_copy(update={"questions_file": file})
    assert said in system_card(config, results.report)


def test_where_no_type_does_worse_than_all_together_none_is_named(card):
    assert "## Known failures" not in card


def test_a_type_that_does_worse_than_all_together_is_named(results):
    report = results.report
    facts = report.types["fact"]
    low = Figure(value=0.25, low=0.1, high=0.4, n=4)
    why = facts.model_copy(update={"figures": {**facts.figures, "vital_recall": low}})
    card = system_card(
        results.config, report.model_copy(update={"types": {**report.types, "why": why}})
    )
    assert "| why | vital-nugget recall | 0.250 [0.100, 0.400] 4 | 0.500" in plain(card)


def test_it_says_which_ai_was_used(results):
    config = results.config
    assert "No language model. Answers are put together from literal quotes." in system_card(
        config, results.report
    )
    llm = config.model_copy(
        update={
            "engine": Engine(mode="llm", model="groot-7b", index="i"),
            "encoder": "some/encoder",
            "without": ("question",),
        }
    )
    card = system_card(llm, results.report)
    assert "The language model groot-7b writes sentences" in card
    assert "Question and passages go to the language model groot-7b" in card
    assert "some/encoder" in card
    assert "Left out in this run: question." in card
    assert "No language model. Answers" not in card


def test_a_run_without_variants_and_confidence_has_no_empty_parts(results):
    report = results.report.model_copy(update={"stability": {}, "risk_coverage": None})
    card = system_card(results.config, report)
    assert "asked otherwise?" not in card
    assert "know when it does not know" not in card


def test_hostile_settings_stay_text(hostile):
    card = system_card(hostile.config, hostile.report)
    assert "<script>" not in card.replace("\\<script\\>", "")
    assert "`code`" not in card.replace("\\`code\\`", "")
