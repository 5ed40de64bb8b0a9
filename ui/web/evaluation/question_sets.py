"""The question sets that a run can be made of: those that ship, and one that is uploaded."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import eval
from eval.errors import QuestionSetError
from ingest.slugs import slug

_SHIPPED = Path(eval.__file__).parent / "questions"
_LONGEST_NAME = 40  # characters
_LARGEST_UNPACKED = 16 * 1024 * 1024  # bytes of the parts of a workbook


@dataclass(frozen=True)
class ShippedSet:
    """A question set of the package."""

    name: str  # letter-tuning
    questions: int


def shipped_sets() -> tuple[ShippedSet, ...]:
    """What ships, by name."""
    paths = sorted(p for p in _SHIPPED.glob("*.jsonl") if not p.stem.endswith("-rewordings"))
    return tuple(ShippedSet(p.stem, p.read_bytes().count(b"\n")) for p in paths)


def shipped_path(name: str) -> Path | None:
    """The file of a set that ships; None where none has the name."""
    known = {one.name for one in shipped_sets()}
    return _SHIPPED / f"{name}.jsonl" if name in known else None


@contextmanager
def uploaded(name: str, data: bytes, folder: Path) -> Iterator[Path]:
    """A file that was uploaded, on disk in that folder until it is read.

    Raises:
        QuestionSetError: it cannot be put there, or is larger than it seems.
    """
    given = Path(name)
    safe = (slug(given.stem)[:_LONGEST_NAME] or "questions") + given.suffix.casefold()[:6]
    try:
        with TemporaryDirectory(prefix=".", dir=folder) as hidden:
            path = Path(hidden) / safe
            path.write_bytes(data)
            if path.suffix == ".xlsx" and _is_bomb(path):
                raise QuestionSetError(
                    f"{path}: is too large when it is unpacked. Keep only the sheet with questions."
                )
            yield path
    except OSError as error:
        raise QuestionSetError(f"{folder}: cannot be written ({error.strerror}).") from error


def _is_bomb(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(m.file_size for m in archive.infolist()) > _LARGEST_UNPACKED
    except (zipfile.BadZipFile, ValueError):
        return False  # what is no workbook, the reader of workbooks says
