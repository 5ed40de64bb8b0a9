"""What the answer says: nuggets, length, language.

Nugget recall is that of the TREC question answering and RAG tracks (Voorhees 2003; Pradeep and
others 2024): the vital nuggets are those a right answer must have. Only answerable questions
count there; nuggets of an unanswerable one are what the documents do say against its premise.
"""

from collections.abc import Sequence

from assistant.answer import Answer
from eval.matching import fold, says_any
from eval.questions import Nugget, Question

_GRAM = 4


def answer_texts(answer: Answer) -> tuple[str, ...]:
    """All texts in which a nugget may stand: statements, quotes and the footnotes they carry."""
    return (
        *(statement.text for statement in answer.statements),
        *(citation.quote for citation in answer.citations),
        *(note.text for citation in answer.citations for note in citation.footnotes),
    )


def nugget_met(nugget: Nugget, answer: Answer) -> bool:
    """Whether one of the nugget's wordings stands in a statement, a quote or its footnotes."""
    return says_any(answer_texts(answer), nugget.any_of)


def vital_recall(question: Question, answer: Answer) -> float | None:
    """Share of the vital nuggets that the answer meets."""
    return _recall(question.vital_nuggets, answer) if question.answerable else None


def all_recall(question: Question, answer: Answer) -> float | None:
    """Share of all nuggets, vital or not, that the answer meets."""
    return _recall(question.nuggets, answer) if question.answerable else None


def complete(question: Question, answer: Answer) -> float | None:
    """1 when the answer meets every vital nugget, else 0.

    After GOV.UK Chat's accuracy, where an answer counts only if it meets the standard in full.
    """
    recall = vital_recall(question, answer)
    return None if recall is None else float(recall == 1)


def correction_recall(question: Question, answer: Answer) -> float | None:
    """Share of the nuggets that are met where the documents contradict the question.

    A question with a false premise is not answerable, but what is true can be said; none of it is
    vital, for refusing is right too.
    """
    return None if question.answerable else _recall(question.nuggets, answer)


def length(_: Question, answer: Answer) -> float | None:
    """Characters of what the answer asserts; notices are not counted. None for a refusal."""
    asserted = [s.text for s in answer.statements if s.kind != "notice"]
    return float(sum(map(len, asserted))) if asserted else None


def redundancy(_: Question, answer: Answer) -> float | None:
    """Share of the answer's word 4-grams that it has said before. None for a refusal.

    The repetition measure seq-rep-4 of Welleck and others (ICLR 2020), over what is asserted.
    """
    asserted = [fold(s.text).split() for s in answer.statements if s.kind != "notice"]
    grams = [tuple(w[n : n + _GRAM]) for w in asserted for n in range(len(w) - _GRAM + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else None


def right_language(question: Question, answer: Answer) -> float:
    """1 when the answer is in the question's language, else 0."""
    return float(answer.language == question.lang)


def _recall(nuggets: Sequence[Nugget], answer: Answer) -> float | None:
    if not nuggets:
        return None
    return sum(nugget_met(nugget, answer) for nugget in nuggets) / len(nuggets)
