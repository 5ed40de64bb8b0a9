"""A run: ask every question, then score what came back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answer import Answer, Turn
from eval.corpus import Corpus
from eval.outcome import Outcome, Variant, Varied
from eval.questions import Question
from eval.report import Report, Resources, make_report
from eval.scores import DEPTHS, score

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.live import LiveAssistant

Ask = Callable[[str, Sequence[Turn]], Answer]
Retrieve = Callable[[str, int], Sequence[str]]


def ask_all(
    questions: Iterable[Question], ask: Ask, retrieve: Retrieve, attempt: int = 1
) -> Iterator[Outcome]:
    """Ask every question, in order.

    Args:
        questions: what is asked; each with its history.
        ask: gives the answer to a question with the turns before it.
        retrieve: gives the texts of the first k passages for a question, best first.
        attempt: which time the questions are asked, from 1.

    Yields:
        The outcomes, one by one; each answer has the id of its question.
    """
    for question in questions:
        answer = ask(question.question, question.history)
        yield Outcome(
            question=question,
            answer=answer.model_copy(update={"id": question.id}),
            passages=tuple(retrieve(question.question, max(DEPTHS))),
            attempt=attempt,
        )


def ask_rest(
    questions: Sequence[Question],
    assistant: "Assistant | LiveAssistant",
    done: int = 0,
    repeat: int = 1,
) -> Iterator[Outcome]:
    """Ask what was not asked before the run was stopped.

    Args:
        questions: all questions of the run.
        assistant: gives the answers, and the passages.
        done: how many outcomes there are already.
        repeat: how often each question is asked.

    Yields:
        The outcomes that are left, one by one.
    """
    for attempt in range(repeat):
        yield from ask_all(
            questions[max(0, done - attempt * len(questions)) :],
            lambda question, history: assistant.ask(question, history=history),
            lambda question, k: [passage.text for passage in assistant.retrieve(question, k)],
            attempt + 1,
        )


def ask_variants(
    variants: Iterable[Variant], questions: Iterable[Question], ask: Ask
) -> Iterator[Varied]:
    """Ask every variant with the history of its question; each answer has that question's id."""
    by_id = {question.id: question for question in questions}
    for variant in variants:
        answer = ask(variant.question, by_id[variant.of].history)
        yield Varied(variant=variant, answer=answer.model_copy(update={"id": variant.of}))


def evaluate(
    outcomes: Iterable[Outcome],
    corpus: Corpus,
    varied: Iterable[Varied] = (),
    resources: Resources | None = None,
) -> Report:
    """Score what came back. Pure: the same outcomes give the same report.

    Args:
        outcomes: questions with their answers.
        corpus: what was asked; quotes are compared with it.
        varied: answers to variants of the questions.
        resources: what the run took.
    """
    attempts: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=lambda o: o.attempt):
        attempts.setdefault(outcome.question.id, []).append(outcome)
    return make_report(
        [score(group, corpus) for group in attempts.values()],
        [group[0] for group in attempts.values()],
        (*(_again(outcome) for group in attempts.values() for outcome in group[1:]), *varied),
        resources,
    )


def _again(outcome: Outcome) -> Varied:
    question = outcome.question
    variant = Variant(of=question.id, kind="again", lang=question.lang, question=question.question)
    return Varied(variant=variant, answer=outcome.answer)
