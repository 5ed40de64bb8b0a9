"""Whether an answer holds when the same thing is asked otherwise.

After the robustness checks of CheckList (Ribeiro and others, ACL 2020): an invariance test needs no
gold of its own, only that the verdict stays. Here the verdict is which nuggets are met, and whether
the question is refused.
"""

from assistant.answer import Answer
from eval.metrics.answers import nugget_met
from eval.metrics.refusals import OUTRIGHT, right_refusal
from eval.questions import Question


def holds(question: Question, answer: Answer, varied: Answer) -> float:
    """1 when the variant's answer is at least as good as the one to the question itself, else 0.

    Args:
        question: what was asked, with its gold.
        answer: the answer to it.
        varied: the answer to a variant of it.

    For an answerable question: it meets every nugget that the answer met, and refuses only where
    that one did. For an unanswerable one: it is refused rightly, unless that one was not either.
    """
    before = right_refusal(question, answer)
    if before is not None:
        return float((right_refusal(question, varied) or 0.0) >= before)
    met = [nugget for nugget in question.nuggets if nugget_met(nugget, answer)]
    refused_anew = varied.status in OUTRIGHT and answer.status not in OUTRIGHT
    return float(not refused_anew and all(nugget_met(nugget, varied) for nugget in met))
