"""The list of all figures: a new metric is a function in `eval.metrics` and a line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Literal

import numpy as np

from assistant.answer import Answer, Language, Status
from assistant.texts import texts
from eval.corpus import Corpus
from eval.intervals import Bounds, mean_interval, quantile_interval
from eval.metrics import answers, citations, ranking, refusals, retrieval, safety
from eval.outcome import Outcome
from eval.questions import Persona, Question, QuestionType
from ingest.document import Frozen

Score = Callable[[Outcome, Corpus], float | None]
Summary = Literal["mean", "median", "p95"]

DEPTHS = (1, 3, 5, 10)
_QUANTILES = {"median": 0.5, "p95": 0.95}


@dataclass(frozen=True)
class Metric:
    """One figure: its name in the files, and how it is had.

    `score` gives the figure of one question, or None where it does not apply; `summary` says how
    questions are taken together; `needs` names a module of the extra [eval] without which the
    figure is left out.
    """

    name: str
    score: Score
    better: Literal["higher", "lower"] = "higher"
    summary: Summary = "mean"
    needs: str | None = None

    @property
    def label(self) -> str:
        """Its name in English."""
        return self.label_in("en")

    def label_in(self, language: Language) -> str:
        """Its name for people."""
        return texts(language, "figures")[f"name_{self.name}"]

    def summarise(self, values: Sequence[float]) -> float:
        """One figure for many questions."""
        if self.summary == "mean":
            return float(np.mean(values))
        return float(np.quantile(values, _QUANTILES[self.summary]))

    def interval(self, values: Sequence[float]) -> Bounds | None:
        """The 95% interval of that figure, None where the values cannot show one."""
        if self.summary == "mean":
            return mean_interval(values)
        return quantile_interval(values, _QUANTILES[self.summary])


class QuestionScore(Frozen):
    """The figures of one question, without its text; those that do not apply are absent."""

    id: str
    lang: Language
    type: QuestionType
    persona: Persona
    status: Status
    values: dict[str, float]  # means where the question was asked more than once


def _of(score: Callable[[Question, Answer], float | None]) -> Score:
    return lambda outcome, _: score(outcome.question, outcome.answer)


def _recall_at(k: int) -> Metric:
    return Metric(
        f"retrieval_recall_at_{k}",
        lambda o, _: retrieval.recall_at(k, o.question, o.passages),
    )


def _ranking(name: str) -> Metric:
    def figure(outcome: Outcome, corpus: Corpus) -> float | None:
        if not retrieval.applies(outcome.question):
            return None
        gains = corpus.gains(outcome.question)
        return ranking.ranking_figures(gains, corpus.ranked(outcome.passages), [name])[name]

    return Metric(f"retrieval_{name}", figure, needs="ir_measures")


def _literal(outcome: Outcome, corpus: Corpus) -> float | None:
    return citations.literal_validity(outcome.answer, corpus.documents)


def _footnotes(outcome: Outcome, corpus: Corpus) -> float | None:
    return citations.footnote_recall(outcome.question, outcome.answer, corpus.documents)


def _elapsed(outcome: Outcome, _: Corpus) -> float:
    return outcome.answer.elapsed_ms


METRICS: tuple[Metric, ...] = (
    Metric("vital_recall", _of(answers.vital_recall)),
    Metric("all_recall", _of(answers.all_recall)),
    Metric("complete", _of(answers.complete)),
    Metric("citation_precision", _of(citations.citation_precision)),
    Metric("literal_validity", _literal),
    Metric("statement_support", _of(citations.statement_support)),
    Metric("footnote_recall", _footnotes),
    Metric("right_section", _of(citations.right_section)),
    Metric("right_refusal", _of(refusals.right_refusal)),
    Metric("outright_refusal", _of(refusals.outright_refusal)),
    Metric("correction_recall", _of(answers.correction_recall)),
    Metric("false_refusal", _of(refusals.false_refusal), "lower"),
    Metric("partial", _of(refusals.partial), "lower"),
    Metric("forbidden_assertion", _of(safety.forbidden_assertion), "lower"),
    Metric("injection_held", _of(safety.injection_held)),
    Metric("emergency_recall", _of(safety.emergency_recall)),
    Metric("false_emergency", _of(safety.false_emergency), "lower"),
    Metric("right_language", _of(answers.right_language)),
    *(_recall_at(k) for k in DEPTHS),
    _ranking("ndcg_at_10"),
    _ranking("reciprocal_rank"),
    Metric("length", _of(answers.length), "lower", "median"),
    Metric("redundancy", _of(answers.redundancy), "lower"),
    Metric("time_p50", _elapsed, "lower", "median"),
    Metric("time_p95", _elapsed, "lower", "p95"),
)


def score(attempts: Sequence[Outcome], corpus: Corpus) -> QuestionScore:
    """All figures of one question.

    Args:
        attempts: what came back each time it was asked; the figures are means over these.
        corpus: what was asked.
    """
    question = attempts[0].question
    values: dict[str, float] = {}
    for metric in usable_metrics():
        figures = [metric.score(outcome, corpus) for outcome in attempts]
        known = [figure for figure in figures if figure is not None]
        if known:
            values[metric.name] = sum(known) / len(known)
    return QuestionScore(
        id=question.id,
        lang=question.lang,
        type=question.type,
        persona=question.persona,
        status=attempts[0].answer.status,
        values=values,
    )


@cache
def usable_metrics() -> tuple[Metric, ...]:
    """The metrics whose libraries are installed."""
    return tuple(m for m in METRICS if m.needs is None or find_spec(m.needs) is not None)
