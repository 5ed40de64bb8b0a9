"""Risk against coverage: do the answers that the system trusts most err least?

The risk-coverage curve of selective prediction (El-Yaniv and Wiener 2010) and its area, AURC
(Geifman, Uziel and El-Yaniv 2019): answers are taken in order of falling confidence; at each point
coverage is the share of the questions taken, and risk the mean loss over them. The ideal area is
that of the same losses in the best possible order.
"""

from collections.abc import Sequence

import numpy as np

from assistant.answer import Answer
from eval.intervals import Values
from eval.metrics.answers import vital_recall
from eval.metrics.refusals import OUTRIGHT, right_refusal
from eval.questions import Question
from ingest.document import Frozen


class Point(Frozen):
    """Answering only where the confidence is at least `threshold` covers so much at such risk."""

    coverage: float  # share of the questions that would be answered
    risk: float  # mean loss over those
    threshold: float


class RiskCoverage(Frozen):
    """The curve, from the surest answer to all that were given, and the areas under it."""

    points: tuple[Point, ...]
    area: float  # mean risk over the answers given, surest first; lower is better
    best_area: float  # the same for the best possible order of these answers
    n: int  # questions


def loss(question: Question, answer: Answer) -> float | None:
    """How wrong an answer is: the share of vital nuggets missed; 1 where it had to refuse.

    None where neither applies (injections, emergencies).
    """
    refused = right_refusal(question, answer)
    if refused is not None:
        return 1 - refused
    recall = vital_recall(question, answer)
    return None if recall is None else 1 - recall


def risk_coverage(pairs: Sequence[tuple[Question, Answer]]) -> RiskCoverage | None:
    """The curve over questions with their answers.

    Outright refusals cover nothing: the curve ends where the system itself stops answering.

    Returns:
        The curve; None where no answer has a confidence.
    """
    losses = [(a, loss(q, a)) for q, a in pairs]
    counted = [(a, value) for a, value in losses if value is not None]
    given = [
        (a.confidence, value)
        for a, value in counted
        if a.confidence is not None and a.status not in OUTRIGHT
    ]
    if not given:
        return None
    given.sort(key=lambda pair: -pair[0])
    values = np.array([value for _, value in given])
    risks = _running_mean(values)
    points = tuple(
        Point(coverage=(n + 1) / len(counted), risk=float(risks[n]), threshold=threshold)
        for n, (threshold, _) in enumerate(given)
        # Equal confidences cannot be told apart: the curve has a point after the last of them.
        if n + 1 == len(given) or given[n + 1][0] < threshold
    )
    return RiskCoverage(
        points=points,
        area=_area(given),
        best_area=float(_running_mean(np.sort(values)).mean()),
        n=len(counted),
    )


def _area(given: Sequence[tuple[float, float]]) -> float:
    """Mean of the running risk; within a tie, that of the tie's mean loss."""
    confidences = np.array([confidence for confidence, _ in given])
    values = np.array([value for _, value in given])
    for confidence in np.unique(confidences):
        tied = confidences == confidence
        values[tied] = values[tied].mean()
    return float(_running_mean(values).mean())


def _running_mean(values: Values) -> Values:
    means: Values = np.cumsum(values) / np.arange(1, len(values) + 1)
    return means
