"""A run: ask every question, then score what came back."""

from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Answer, Turn
from eval.outcome import Outcome
from eval.questions import Question
from eval.report import Report, make_report
from eval.scores import DEPTHS, Documents, score

Ask = Callable[[str, Sequence[Turn]], Answer]
Retrieve = Callable[[str, int], Sequence[str]]


def ask_all(questions: Iterable[Question], ask: Ask, retrieve: Retrieve) -> tuple[Outcome, ...]:
    """Ask every question, in order.

    Args:
        questions: what is asked; each with its history.
        ask: gives the answer to a question with the turns before it.
        retrieve: gives the texts of the first k passages for a question, best first.

    Returns:
        The outcomes; each answer has the id of its question.
    """
    return tuple(_outcome(question, ask, retrieve) for question in questions)


def evaluate(outcomes: Iterable[Outcome], documents: Documents) -> Report:
    """Score what came back. Pure: the same outcomes give the same report.

    Args:
        outcomes: questions with their answers.
        documents: the documents that were asked, by id; quotes are compared with them.
    """
    return make_report(score(outcome, documents) for outcome in outcomes)


def run(
    questions: Iterable[Question], ask: Ask, retrieve: Retrieve, documents: Documents
) -> Report:
    """Ask every question and score the answers."""
    return evaluate(ask_all(questions, ask, retrieve), documents)


def _outcome(question: Question, ask: Ask, retrieve: Retrieve) -> Outcome:
    answer = ask(question.question, question.history)
    return Outcome(
        question=question,
        answer=answer.model_copy(update={"id": question.id}),
        passages=tuple(retrieve(question.question, max(DEPTHS))),
    )
