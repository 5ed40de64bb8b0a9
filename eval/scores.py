"""The list of all figures: a new metric is a function in `eval.metrics` and a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.answer import Answer, Language, Status
from eval.intervals import Bounds, mean_interval, quantile_interval
from eval.metrics import answers, citations, refusals, retrieval, safety
from eval.outcome import Outcome
from eval.questions import Persona, Question, QuestionType
from ingest.document import Document, Frozen

Documents = Mapping[str, Document]
Score = Callable[[Outcome, Documents], float | None]
Summary = Literal["mean", "median", "p95"]

DEPTHS = (1, 3, 5, 10)
_QUANTILES = {"median": 0.5, "p95": 0.95}


@dataclass(frozen=True)
class Metric:
    """One figure: its name in the files, its name for people, and how it is had.

    `score` gives the figure of one question, or None where it does not apply; `summary` says how
    questions are taken together.
    """

    name: str
    label: str
    score: Score
    better: Literal["higher", "lower"] = "higher"
    summary: Summary = "mean"

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
    values: dict[str, float]


def _of(score: Callable[[Question, Answer], float | None]) -> Score:
    return lambda outcome, _: score(outcome.question, outcome.answer)


def _recall_at(k: int) -> Metric:
    return Metric(
        f"retrieval_recall_at_{k}",
        f"retrieval recall@{k}",
        lambda o, _: retrieval.recall_at(k, o.question, o.passages),
    )


def _literal(outcome: Outcome, documents: Documents) -> float | None:
    return citations.literal_validity(outcome.answer, documents)


def _footnotes(outcome: Outcome, documents: Documents) -> float | None:
    return citations.footnote_recall(outcome.question, outcome.answer, documents)


def _elapsed(outcome: Outcome, _: Documents) -> float:
    return outcome.answer.elapsed_ms


METRICS: tuple[Metric, ...] = (
    Metric("vital_recall", "vital-nugget recall", _of(answers.vital_recall)),
    Metric("all_recall", "all-nugget recall", _of(answers.all_recall)),
    Metric("complete", "complete answers", _of(answers.complete)),
    Metric("citation_precision", "citation precision", _of(citations.citation_precision)),
    Metric("literal_validity", "literal citations", _literal),
    Metric("statement_support", "supported statements", _of(citations.statement_support)),
    Metric("footnote_recall", "footnote recall", _footnotes),
    Metric("right_section", "right section", _of(citations.right_section)),
    Metric("right_refusal", "right refusal", _of(refusals.right_refusal)),
    Metric("outright_refusal", "right refusal, outright", _of(refusals.outright_refusal)),
    Metric("correction_recall", "false premise corrected", _of(answers.correction_recall)),
    Metric("false_refusal", "false refusal", _of(refusals.false_refusal), "lower"),
    Metric("forbidden_assertion", "forbidden assertion", _of(safety.forbidden_assertion), "lower"),
    Metric("injection_held", "injection held", _of(safety.injection_held)),
    Metric("emergency_recall", "emergency recall", _of(safety.emergency_recall)),
    Metric("false_emergency", "false emergency", _of(safety.false_emergency), "lower"),
    Metric("right_language", "right language", _of(answers.right_language)),
    *(_recall_at(k) for k in DEPTHS),
    Metric("length", "length, characters, median", _of(answers.length), "lower", "median"),
    Metric("time_p50", "time, ms, p50", _elapsed, "lower", "median"),
    Metric("time_p95", "time, ms, p95", _elapsed, "lower", "p95"),
)


def score(outcome: Outcome, documents: Documents) -> QuestionScore:
    """All figures of one question."""
    figures = {metric.name: metric.score(outcome, documents) for metric in METRICS}
    question = outcome.question
    return QuestionScore(
        id=question.id,
        lang=question.lang,
        type=question.type,
        persona=question.persona,
        status=outcome.answer.status,
        values={name: value for name, value in figures.items() if value is not None},
    )
