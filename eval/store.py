"""A folder of results: what was asked, what came back, the figures, and how to do it again.

The files are described field by field in eval/README.md.
"""

import hashlib
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.answer import Answer, Engine
from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.questions import load_questions
from eval.report import Report
from ingest.document import Frozen

_PACKAGES = ("beleidswijzer", "bm25s", "chromadb", "numpy", "tokenizers")


class Retrieved(Frozen):
    """The passages of one question, best first."""

    id: str
    passages: tuple[str, ...]


class RunConfig(Frozen):
    """What a run was made with, so that it can be repeated."""

    date: str  # UTC, ISO 8601
    questions_file: str
    questions_sha256: str
    limit: int | None
    engine: Engine | None
    encoder: str
    versions: dict[str, str]
    machine: str


def describe_run(
    questions_file: Path, limit: int | None, outcomes: Sequence[Outcome], encoder: str | None
) -> RunConfig:
    """The configuration of a run that was just made."""
    return RunConfig(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        questions_file=questions_file.name,
        questions_sha256=hashlib.sha256(questions_file.read_bytes()).hexdigest(),
        limit=limit,
        engine=outcomes[0].answer.engine if outcomes else None,
        encoder=encoder or "bundled",
        versions={"python": platform.python_version(), **{p: _version(p) for p in _PACKAGES}},
        machine=f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    )


def open_folder(folder: Path) -> Path:
    """Make the folder for the results of one run.

    Raises:
        RunFolderError: when it cannot be made, or holds something already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        raise RunFolderError(
            f"{folder}: cannot be made ({error.strerror}). Name a folder that can be written."
        ) from error
    if occupied:
        raise RunFolderError(f"{folder}: is not empty. Name a new folder; nothing was changed.")
    return folder


def save_run(folder: Path, outcomes: Sequence[Outcome], report: Report, config: RunConfig) -> None:
    """Write the files of a run into its folder.

    Raises:
        RunFolderError: when the folder cannot be written.
    """
    retrieved = [Retrieved(id=o.question.id, passages=o.passages) for o in outcomes]
    files = {
        "questions.jsonl": _lines(o.question for o in outcomes),
        "answers.jsonl": _lines(o.answer for o in outcomes),
        "retrieved.jsonl": _lines(retrieved),
        "report.json": report.model_dump_json(indent=2) + "\n",
        "config.json": config.model_dump_json(indent=2) + "\n",
    }
    try:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise RunFolderError(
            f"{folder}: cannot be written ({error.strerror}). Name another folder."
        ) from error


def load_outcomes(folder: Path) -> tuple[Outcome, ...]:
    """Read what a run asked and what came back.

    Raises:
        RunFolderError: when the folder holds no run, or its files do not belong together.
        QuestionSetError: when its questions were changed and are not right.
    """
    questions = load_questions(folder / "questions.jsonl")
    try:
        answers = [Answer.model_validate_json(x) for x in _read(folder / "answers.jsonl")]
        retrieved = [Retrieved.model_validate_json(x) for x in _read(folder / "retrieved.jsonl")]
    except (OSError, ValidationError) as error:
        raise RunFolderError(
            f"{folder}: holds no complete run. Make one: beleidswijzer eval run FILE --out FOLDER"
        ) from error
    ids = [question.id for question in questions]
    if ids != [a.id for a in answers] or ids != [r.id for r in retrieved]:
        raise RunFolderError(
            f"{folder}: the files do not hold the same questions in the same order. Run it again."
        )
    return tuple(
        Outcome(question=q, answer=a, passages=r.passages)
        for q, a, r in zip(questions, answers, retrieved, strict=True)
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _lines(models: Iterable[BaseModel]) -> str:
    return "".join(model.model_dump_json() + "\n" for model in models)


def _read(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]
