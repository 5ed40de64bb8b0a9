"""Rewordings: the same question in other words or in the other language, to see if answers hold."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.answer import Language
from eval.entries import lines_of, validate
from eval.matching import fold
from eval.questions import Question
from ingest.document import Frozen

_SUFFIX = "-rewordings.jsonl"


class Rewording(Frozen):
    """A question put otherwise, with the same meaning and so the same gold."""

    of: str = Field(min_length=1)  # id of the question
    kind: Literal["reworded", "other_language"]
    lang: Language
    question: str = Field(min_length=1)
    provenance: str | None = None  # who wrote it and how


def load_rewordings(path: Path) -> tuple[Rewording, ...]:
    """Read a file of rewordings.

    Args:
        path: a JSONL file in UTF-8; blank lines are skipped.

    Raises:
        QuestionSetError: naming every faulty line and field, and what to do.
    """
    return validate(
        path,
        lines_of(path),
        Rewording,
        what="rewordings",
        unique="question",
        key=lambda rewording: (rewording.of, fold(rewording.question)),
    )


def rewordings_beside(path: Path) -> Path | None:
    """The file of rewordings that stands beside a question set, if there is one."""
    beside = path.with_name(path.stem + _SUFFIX)
    return beside if beside.is_file() else None


def check_rewordings(
    rewordings: Iterable[Rewording], questions: Iterable[Question]
) -> tuple[str, ...]:
    """The rewordings of no question, and those in the wrong language for their kind."""
    languages = {question.id: question.lang for question in questions}
    problems: list[str] = []
    for rewording in rewordings:
        language = languages.get(rewording.of)
        if language is None:
            problems.append(f"a rewording is of {rewording.of}, which is no question of the set")
        elif (rewording.kind == "reworded") != (rewording.lang == language):
            problems.append(
                f"a rewording of {rewording.of} is {rewording.kind}, but in {rewording.lang}"
            )
    return tuple(problems)
