"""Whether the passages that were found hold the answer, before anything is composed."""

from collections.abc import Sequence

from eval.matching import says_any
from eval.questions import Question


def recall_at(k: int, question: Question, passages: Sequence[str]) -> float | None:
    """Share of the vital nuggets that stand in the first k passages (recall@k over nuggets).

    None for an unanswerable question, and for one with a history: a follow-up is understood only
    with what went before, which the retriever alone does not see.
    """
    if not applies(question):
        return None
    vital = question.vital_nuggets
    return sum(says_any(passages[:k], nugget.any_of) for nugget in vital) / len(vital)


def applies(question: Question) -> bool:
    """Whether retrieval alone can be measured with the question."""
    return question.answerable and bool(question.vital_nuggets) and not question.history
