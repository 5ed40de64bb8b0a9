"""The corpus tables that people edit by hand: TOML in, typed rows or a clear error out."""

import datetime
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ingest.document import Frozen
from ingest.errors import CorpusError


class Bilingual(Frozen):
    """One text in both languages of the product."""

    nl: str
    en: str


class Source(Frozen):
    """Where a fact about the outside world was found, and when we looked."""

    fact: str
    where: str  # an address, or the document itself
    checked: datetime.date


class Row(Frozen):
    """A row of a table; its id is unique in the table."""

    id: str


RowT = TypeVar("RowT", bound=Row)


def read_table(path: Path, name: str, row: type[RowT]) -> tuple[RowT, ...]:
    """The ``[[name]]`` rows of a TOML file, in order; validators see its folder as context.

    Raises:
        CorpusError: The file is missing, not TOML, or a row is not as it should be; the message
            names the file and the row and says what to do.
    """
    table = _parsed(path)
    if unknown := set(table) - {name}:
        raise CorpusError(f"{path}: unknown [[{sorted(unknown)[0]}]]; every row is a [[{name}]].")
    found = table.get(name)
    if not isinstance(found, list) or not found:
        raise CorpusError(f"{path} has no [[{name}]]. Write one, or {restore(path)}.")
    rows = tuple(_row(path, n, fields, row) for n, fields in enumerate(found, start=1))
    for id_, times in Counter(r.id for r in rows).items():
        if times > 1:
            raise CorpusError(f"{path}: {times} rows have the id {id_!r}. Keep one.")
    return rows


def restore(path: Path) -> str:
    """How to get a file of the corpus back."""
    return f"restore it: reinstall beleidswijzer, or in a clone `git checkout -- {path}`"


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CorpusError(
            f"Cannot read {path}: {error.strerror}. Please {restore(path)}."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{path} is not valid TOML: {error}. Correct it, or {restore(path)}."
        ) from error


def _row(path: Path, number: int, fields: object, row: type[RowT]) -> RowT:
    try:
        return row.model_validate(fields, context={"folder": path.parent})
    except ValidationError as error:
        name = fields.get("id", "no id") if isinstance(fields, dict) else "no id"
        what = _problem(error, row)
        raise CorpusError(f"{path}, row {number} ({name}): {what}. Please correct it.") from error


def _problem(error: ValidationError, row: type[Row]) -> str:
    """The first problem; a misspelt key before the field that it leaves missing."""
    problems = error.errors()
    first = min(problems, key=lambda p: p["type"] != "extra_forbidden")
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"the field {field!r} is missing"
    if first["type"] == "extra_forbidden":
        known = f"; known are {', '.join(row.model_fields)}" if len(first["loc"]) == 1 else ""
        return f"unknown key {field!r}{known}"
    message = first["msg"].removeprefix("Value error, ")
    return f"{field}: {message}" if field else message
