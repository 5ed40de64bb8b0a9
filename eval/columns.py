r"""Question sets in a spreadsheet: what stands in which column, one row a question.

Several things in one cell stand on a line each (Alt+Enter in Excel). A line of nuggets is one
nugget; " | " stands between its wordings, and "\|" is a bar of the text itself.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval.entries import Entry, Location

_YES = {"ja", "yes", "true", "waar"}  # Excel writes TRUE, or WAAR where it speaks Dutch
_NO = {"nee", "no", "false", "onwaar"}
_BAR = re.compile(r"(?<= )\|(?= )")
_TURN = re.compile(r"(user|assistant)\s*:\s*(.*)", re.IGNORECASE)


def _text(cell: str) -> str:
    return cell


def _word(cell: str) -> str:
    return cell.casefold()


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _vital(cell: str) -> list[dict[str, object]]:
    return [{"vital": True, "any_of": _wordings(line)} for line in _lines(cell)]


def _other(cell: str) -> list[dict[str, object]]:
    return [{"vital": False, "any_of": _wordings(line)} for line in _lines(cell)]


def _wordings(line: str) -> list[str]:
    return [part.strip().replace(r"\|", "|") for part in _BAR.split(line)]


def _yes_or_no(cell: str) -> bool:
    if (word := cell.casefold()) not in _YES | _NO:
        raise ValueError(f'"{cell}" is neither yes nor no. Write ja or nee.')
    return word in _YES


def _numbers(cell: str) -> list[int]:
    parts = re.split(r"[\s,;]+", cell)
    if wrong := [part for part in parts if not re.fullmatch(r"[0-9]{1,4}", part)]:
        raise ValueError(f'"{wrong[0]}" is no whole number. Write numbers, a space between them.')
    return [int(part) for part in parts]


def _turns(cell: str) -> list[dict[str, str]]:
    turns: list[dict[str, str]] = []
    for line in _lines(cell):
        turn = _TURN.fullmatch(line)
        if not turn:
            raise ValueError(
                "a line is no turn. Begin each line with user: or assistant:, a turn a line."
            )
        turns.append({"role": turn[1].casefold(), "content": turn[2]})
    return turns


@dataclass(frozen=True)
class Column:
    """A column, the field of a question that it fills, and how its cells are read."""

    name: str
    field: str
    parse: Callable[[str], object]  # raises ValueError with the problem and what to do
    required: bool = False


COLUMNS = (
    Column("id", "id", _text, required=True),
    Column("lang", "lang", _word, required=True),
    Column("persona", "persona", _word, required=True),
    Column("type", "type", _word, required=True),
    Column("question", "question", _text, required=True),
    Column("history", "history", _turns),
    Column("answerable", "answerable", _yes_or_no, required=True),
    Column("vital nuggets", "nuggets", _vital),
    Column("other nuggets", "nuggets", _other),
    Column("forbidden", "forbidden", _lines),
    Column("sections", "sections", _lines),
    Column("footnotes", "footnotes", _numbers),
    Column("provenance", "provenance", _text),
)


def entry_of(place: str, cells: Mapping[str, str]) -> Entry:
    """The entry of one row.

    Args:
        place: how a person finds the row.
        cells: text by name of the column, without white space around it.
    """
    content: dict[str, object] = {}
    problems: list[str] = []
    told: set[str] = set()
    vital = 0
    for column in COLUMNS:
        try:
            value = _value(column, cells.get(column.name, ""))
        except ValueError as error:
            problems.append(f'{place}, column "{column.name}": {error}')
            told.add(column.field)
            continue
        earlier = content.get(column.field)
        if isinstance(value, list) and isinstance(earlier, list):
            vital, value = len(earlier), [*earlier, *value]
        if value is not None:
            content[column.field] = value
    return Entry(
        place, content, lambda location: _name(location, vital), tuple(problems), frozenset(told)
    )


def _value(column: Column, cell: str) -> object:
    if cell:
        return column.parse(cell)
    if column.required:
        raise ValueError("is empty. Fill it in.")
    return [] if column.field == "nuggets" else None


def _name(location: Location, vital: int) -> str:
    """The column of a value; of nuggets, the vital ones come first."""
    field, *inside = location
    names = [column.name for column in COLUMNS if column.field == field]
    is_other = bool(inside) and isinstance(inside[0], int) and inside[0] >= vital
    return f'column "{names[-1 if is_other else 0]}"'
