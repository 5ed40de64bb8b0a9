"""What a run was made with: written beside its results, so that it can be repeated."""

import hashlib
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.answer import Engine
from ingest.document import Frozen

_PACKAGES = ("beleidswijzer", "bm25s", "chromadb", "numpy", "tokenizers")


class RunConfig(Frozen):
    """What a run was made with, so that it can be repeated."""

    date: str  # UTC, ISO 8601
    questions_file: str
    questions_sha256: str
    rewordings_sha256: str | None  # of the file of rewordings, where there was one
    limit: int | None
    repeat: int
    stability: bool
    without: tuple[str, ...]  # signals of the ranking that were left out
    engine: Engine
    encoder: str
    versions: dict[str, str]
    machine: str


def describe_run(
    questions_file: Path,
    rewordings_file: Path | None,
    engine: Engine,
    encoder: str | None,
    *,
    limit: int | None = None,
    repeat: int = 1,
    stability: bool = False,
    without: Iterable[str] = (),
) -> RunConfig:
    """The configuration of a run that is about to be made."""
    return RunConfig(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        questions_file=questions_file.name,
        questions_sha256=_sha256(questions_file),
        rewordings_sha256=_sha256(rewordings_file) if rewordings_file else None,
        limit=limit,
        repeat=repeat,
        stability=stability,
        without=tuple(sorted(without)),
        engine=engine,
        encoder=encoder or "bundled",
        versions=package_versions(),
        machine=describe_machine(),
    )


def describe_again(before: RunConfig, engine: Engine, encoder: str | None) -> RunConfig:
    """The configuration of a run that was stopped, if it went on now."""
    now = {
        "engine": engine,
        "encoder": encoder or "bundled",
        "versions": package_versions(),
        "machine": describe_machine(),
    }
    return before.model_copy(update=now)


def package_versions(*others: str) -> dict[str, str]:
    """Versions of Python and of the packages that matter, and of other ones."""
    packages = (*_PACKAGES, *others)
    return {"python": platform.python_version(), **{p: _version(p) for p in packages}}


def describe_machine() -> str:
    """System, processor and cores of this machine."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
