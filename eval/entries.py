"""Files that people write, an entry a line: all that is wrong is told at once, by its place."""

import os
import shutil
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from eval.errors import QuestionSetError

Location = tuple[int | str, ...]  # of a value inside an entry, as pydantic gives it
_Model = TypeVar("_Model", bound=BaseModel)

_SHOWN_PROBLEMS = 20
_REMEDIES = {
    "missing": "Add the field",
    "extra_forbidden": "Remove the field, or mend its name",
    "json_invalid": "Write one JSON object on each line",
}


def field_name(location: Location) -> str:
    """How a person finds a value in a line of JSON."""
    return f'field "{".".join(str(part) for part in location)}"' if location else ""


@dataclass(frozen=True)
class Entry:
    """One line or row of a file, not yet validated."""

    place: str  # "line 3"
    content: str | Mapping[str, object]  # JSON, or the fields by name
    name: Callable[[Location], str] = field_name
    problems: tuple[str, ...] = ()  # known before validation, in full sentences
    told: frozenset[str] = frozenset()  # the fields that those problems are about

    def told_of(self, detail: ErrorDetails) -> bool:
        """Whether a problem of the same field is known already."""
        return bool(detail["loc"]) and detail["loc"][0] in self.told

    def describe(self, detail: ErrorDetails) -> str:
        """The problem with its place, and what to do."""
        message = detail["msg"].removeprefix("Value error, ")
        remedy = _REMEDIES.get(detail["type"], "Mend the value")
        name = self.name(detail["loc"])
        return f"{self.place}, {name + ': ' if name else ''}{message}. {remedy}."


def read_text(path: Path, kind: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        QuestionSetError: when it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"{path}: cannot be read as UTF-8 text ({error}). Name a {kind}."
        ) from error


def lines_of(path: Path) -> Iterator[Entry]:
    """The lines of a JSONL file; blank ones are skipped.

    Raises:
        QuestionSetError: when it cannot be read.
    """
    # Not splitlines(): that also cuts at U+2028 and U+0085, which may stand in a JSON string.
    for number, line in enumerate(read_text(path, "JSONL file").split("\n"), start=1):
        if line.strip():
            yield Entry(f"line {number}", line)


def validate(
    path: Path,
    entries: Iterable[Entry],
    model: type[_Model],
    *,
    what: str,
    unique: str,
    key: Callable[[_Model], Hashable],
) -> tuple[_Model, ...]:
    """The entries as models.

    Args:
        path: the file, for the messages.
        entries: its lines or rows.
        model: what each entry is.
        what: what people call them, in the plural.
        unique: the field that no two entries may share.
        key: what makes that field the same.

    Raises:
        QuestionSetError: naming every faulty place, and what to do.
    """
    found: list[_Model] = []
    problems: list[str] = []
    first: dict[Hashable, str] = {}
    for entry in entries:
        problems += entry.problems
        try:
            item = _parse(entry, model)
        except ValidationError as error:
            problems += [entry.describe(e) for e in error.errors() if not entry.told_of(e)]
            continue
        if key(item) in first:
            problems.append(
                f'{entry.place}, {entry.name((unique,))}: "{getattr(item, unique)}" is also on '
                f"{first[key(item)]}. Give each its own {unique}."
            )
        first.setdefault(key(item), entry.place)
        found.append(item)
    if problems:
        raise QuestionSetError(message(path, problems), problems)
    if not found:
        raise QuestionSetError(f"{path}: holds no {what}. Add one.")
    return tuple(found)


def message(path: Path, problems: Sequence[str]) -> str:
    """What to tell of a file: its problems, a line each, the first twenty."""
    shown = problems[:_SHOWN_PROBLEMS]
    more = len(problems) - len(shown)
    ending = [f"... and {more} more"] if more else []
    return "\n".join(f"{path}: {problem}" for problem in [*shown, *ending])


def _parse(entry: Entry, model: type[_Model]) -> _Model:
    if isinstance(entry.content, str):
        return model.model_validate_json(entry.content, strict=True)
    return model.model_validate(entry.content)


def append_line(path: Path, line: str) -> None:
    """Add a line at the end of a file, made if need be; all of it is there afterwards, or nothing.

    Raises:
        QuestionSetError: when it cannot be written; the file is as it was.
    """
    path = path.resolve()  # a link stays a link
    new = path.with_name(f"{path.name}.new")
    try:
        before = path.read_bytes() if path.exists() else b""
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        new.write_bytes(before + gap + line.encode() + b"\n")
        if path.exists():
            shutil.copymode(path, new)
        os.replace(new, path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise QuestionSetError(
            f"{path}: cannot be written ({error.strerror}). The line, to add yourself:\n{line}"
        ) from error
