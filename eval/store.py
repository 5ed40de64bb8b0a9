"""A folder of results: what was asked, what came back, the figures, and how to do it again.

Answers are written as they come, so that a run that was stopped can go on. The files are described
field by field in eval/README.md.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.answer import Answer
from eval.config import RunConfig
from eval.errors import RunFolderError
from eval.outcome import Outcome, Varied
from eval.questions import Question, load_questions
from eval.report import Report
from ingest.document import Frozen

_Line = TypeVar("_Line", bound=BaseModel)


class Retrieved(Frozen):
    """The passages of one question, best first."""

    id: str
    passages: tuple[str, ...]


class RunFolder:
    """The results of one run on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def start(cls, path: Path, config: RunConfig, questions: Sequence[Question]) -> Self:
        """Begin a run in a new folder, or go on with the one that was stopped there.

        Raises:
            RunFolderError: when it cannot be made, holds something else, a finished run, or one
                that was begun with other questions, settings or versions.
        """
        folder = cls(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            if any(path.iterdir()):
                folder._go_on(config)
            else:
                folder._write("questions.jsonl", _lines(questions))
                folder._write("config.json", config.model_dump_json(indent=2) + "\n")
        except OSError as error:
            raise RunFolderError(
                f"{path}: cannot be written ({error.strerror}). Name a folder that can be written."
            ) from error
        return folder

    def add(self, outcome: Outcome) -> None:
        """Keep what one question brought."""
        retrieved = Retrieved(id=outcome.question.id, passages=outcome.passages)
        self._append("retrieved.jsonl", retrieved)
        self._append("answers.jsonl", outcome.answer)

    def add_varied(self, varied: Varied) -> None:
        """Keep what one variant brought."""
        self._append("variants.jsonl", varied)

    def finish(self, report: Report) -> None:
        """Write the figures: the run is done."""
        self._write("report.json", report.model_dump_json(indent=2) + "\n")

    def config(self) -> RunConfig:
        """What the run was made with.

        Raises:
            RunFolderError: when the folder does not tell, or another version wrote it.
        """
        return self._model("config.json", RunConfig)

    def report(self) -> Report:
        """The figures of a finished run.

        Raises:
            RunFolderError: when it is not finished, or another version wrote it.
        """
        return self._model("report.json", Report)

    def outcomes(self) -> tuple[Outcome, ...]:
        """What was asked and what came back, in the order of asking; all there is so far.

        Raises:
            RunFolderError: when the folder holds no run, or its files do not belong together.
            QuestionSetError: when its questions were changed and are not right.
        """
        questions = load_questions(self.path / "questions.jsonl")
        answers = self._models("answers.jsonl", Answer)
        retrieved = self._models("retrieved.jsonl", Retrieved)
        found: list[Outcome] = []
        for n, (answer, passages) in enumerate(zip(answers, retrieved, strict=False)):
            attempt, place = divmod(n, len(questions))
            question = questions[place]
            if not question.id == answer.id == passages.id:
                raise RunFolderError(
                    f"{self.path}: answer {n + 1} is not of the question in its place. "
                    "Run it again into a new folder."
                )
            found.append(
                Outcome(
                    question=question,
                    answer=answer,
                    passages=passages.passages,
                    attempt=attempt + 1,
                )
            )
        return tuple(found)

    def varied(self) -> tuple[Varied, ...]:
        """What the variants brought, so far."""
        return tuple(self._models("variants.jsonl", Varied))

    def _go_on(self, config: RunConfig) -> None:
        if not (self.path / "config.json").exists():
            raise RunFolderError(f"{self.path}: is not empty. Name a new folder; nothing changed.")
        if (self.path / "report.json").exists():
            raise RunFolderError(
                f"{self.path}: holds a finished run. Name a new folder; nothing was changed."
            )
        before = self.config().model_dump(exclude={"date"})
        now = config.model_dump(exclude={"date"})
        changed = [name for name, value in now.items() if before[name] != value]
        if changed:
            raise RunFolderError(
                f"{self.path}: the run that was stopped there had other {', '.join(changed)}. "
                "Name a new folder; nothing was changed."
            )
        for name in ("answers.jsonl", "retrieved.jsonl", "variants.jsonl"):
            cut_torn_line(self.path / name)
        whole = len(self.outcomes())
        for name in ("answers.jsonl", "retrieved.jsonl"):
            self._write(name, "".join(line + "\n" for line in self._split(name)[:whole]))

    def _append(self, name: str, model: BaseModel) -> None:
        try:
            with (self.path / name).open("a", encoding="utf-8") as file:
                file.write(model.model_dump_json() + "\n")
        except OSError as error:
            raise RunFolderError(
                f"{self.path}: cannot be written ({error.strerror}). The same command goes on "
                "where it stopped."
            ) from error

    def _write(self, name: str, text: str) -> None:
        write_whole(self.path / name, text)

    def _model(self, name: str, model: type[_Line]) -> _Line:
        try:
            return model.model_validate_json((self.path / name).read_bytes())
        except ValidationError as error:
            raise RunFolderError(
                f"{self.path / name}: not as this version of `eval run` writes it. "
                "Run it again into a new folder."
            ) from error
        except OSError as error:
            raise RunFolderError(
                f"{self.path}: holds no finished run. Make one: "
                "beleidswijzer eval run FILE --out FOLDER"
            ) from error

    def _split(self, name: str) -> list[str]:
        path = self.path / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [line for line in text.split("\n") if line]

    def _models(self, name: str, model: type[_Line]) -> Iterator[_Line]:
        for number, line in enumerate(self._split(name), start=1):
            try:
                yield model.model_validate_json(line)
            except ValidationError as error:
                raise RunFolderError(
                    f"{self.path / name}, line {number}: not as `eval run` writes it. "
                    "Run it again into a new folder."
                ) from error


def load_outcomes(folder: Path) -> tuple[Outcome, ...]:
    """What a run asked and what came back.

    Raises:
        RunFolderError: when the folder holds no run with answers.
    """
    outcomes = RunFolder(folder).outcomes() if (folder / "questions.jsonl").exists() else ()
    if not outcomes:
        raise RunFolderError(
            f"{folder}: holds no run. Make one: beleidswijzer eval run FILE --out FOLDER"
        )
    return outcomes


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def cut_torn_line(path: Path) -> None:
    """Take away what stands behind the last whole line: a program was stopped while writing it.

    Raises:
        OSError: when the file cannot be read or written.
    """
    if path.exists():
        there = path.read_bytes()
        whole = there[: there.rfind(b"\n") + 1]
        if whole != there:
            path.write_bytes(whole)


def _lines(models: Iterable[BaseModel]) -> str:
    return "".join(model.model_dump_json() + "\n" for model in models)
