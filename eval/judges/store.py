"""The judgements of a run, a line each, in its folder: `judgements-nli.jsonl`, `-llm.jsonl`.

They are written as they come, for they cost time or money: a judge that was stopped goes on.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from eval.errors import RunFolderError
from eval.judges.errors import JudgeError
from eval.judges.judgement import JudgeKind, Judgement
from eval.judges.summary import JudgeSummary, summarise
from eval.outcome import Outcome
from eval.store import cut_torn_line


def load_judgements(folder: Path, kind: JudgeKind) -> tuple[Judgement, ...]:
    """What a judge said of the answers of a run so far; empty where it was not asked.

    Raises:
        RunFolderError: when the file is not as `eval judge` writes it.
    """
    path = _path(folder, kind)
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        return tuple(Judgement.model_validate_json(line) for line in lines if line)
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise RunFolderError(
            f"{path}: is not as `eval judge` writes it. Remove it and judge again."
        ) from error


def load_summaries(folder: Path) -> tuple[JudgeSummary, ...]:
    """The figures of each judge that was asked about a run: none, one or two.

    Raises:
        RunFolderError: when a file is not as `eval judge` writes it.
    """
    every = (load_judgements(folder, kind) for kind in get_args(JudgeKind))
    return tuple(summarise(judgements) for judgements in every if judgements)


class JudgementFile:
    """The judgements that one judge makes of a run."""

    def __init__(self, folder: Path, kind: JudgeKind, judge: str) -> None:
        """Begin the file, or go on with the one that is there.

        Raises:
            RunFolderError: when the file cannot be read or written.
            JudgeError: when another judge made it.
        """
        self.path = _path(folder, kind)
        cut_torn_line(self.path)
        self._done = list(load_judgements(folder, kind))
        others = {judgement.judge for judgement in self._done} - {judge}
        if others:
            raise JudgeError(
                f"{self.path}: holds the judgements of {', '.join(sorted(others))}. "
                "Move that file elsewhere first; nothing was changed."
            )

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All there are."""
        return tuple(self._done)

    def todo(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The answers that were not judged yet."""
        judged = {(judgement.id, judgement.attempt) for judgement in self._done}
        return [o for o in outcomes if (o.question.id, o.attempt) not in judged]

    def add(self, judgement: Judgement) -> None:
        """Keep one more.

        Raises:
            RunFolderError: when it cannot be written.
        """
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(judgement.model_dump_json() + "\n")
        except OSError as error:
            raise RunFolderError(
                f"{self.path}: cannot be written ({error.strerror}). Mend that; the same command "
                "goes on where it stopped."
            ) from error
        self._done.append(judgement)


def _path(folder: Path, kind: JudgeKind) -> Path:
    return folder / f"judgements-{kind}.jsonl"
