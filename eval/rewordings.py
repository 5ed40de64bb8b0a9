"""Rewordings: the same question in other words or in the other language, to see if answers hold."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.answer import Language
from eval.entries import lines_of, validate
from eval.matching import fold
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
