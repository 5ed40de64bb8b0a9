"""The numbers that a word processor prints but does not store: "2.1", "a.", "IV".

ECMA-376 part 1, 17.9 (numbering); OpenDocument 1.3 part 3, 16.30 and 19.880 (list styles).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

_PLACE = re.compile(r"%([1-9])")
_LARGEST = 999  # above it letters and Roman numbers make no sense
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Level(NamedTuple):
    """How one level of a list is numbered."""

    format: str  # ECMA-376 ST_NumberFormat: "decimal", "lowerLetter", "bullet", "none", ...
    text: str  # "%1.%2." prints the numbers of the first two levels
    start: int = 1
    restart: int | None = None  # begin again after a level up to this one (from 1); 0: never
    decimal: bool = False  # print all numbers as decimals, whatever their format


class Counter:
    """The numbers of one list as they go up; levels count from 0."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}
        self._starts: dict[int, int] = {}  # of levels that begin again

    def restart(self, depth: int, start: int) -> None:
        """Let a level begin again, at a number."""
        self._at.pop(depth, None)
        self._starts[depth] = start

    def next(self, levels: Mapping[int, Level], depth: int) -> str:
        """What is printed in front of the next paragraph; nothing for a bullet."""
        for deeper in [d for d in self._at if d > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del self._at[deeper]
        level = levels.get(depth)
        if level is None:
            return ""
        if depth in self._at:
            self._at[depth] += 1
        else:
            self._at[depth] = self._starts.pop(depth, level.start)
        if level.format == "bullet":
            return ""
        return _PLACE.sub(lambda place: self._number(levels, level, int(place[1]) - 1), level.text)

    def _number(self, levels: Mapping[int, Level], shown: Level, depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return formatted(
            self._at.get(depth, self._starts.get(depth, level.start)),
            "decimal" if shown.decimal and level.format != "none" else level.format,
        )


def formatted(number: int, format_: str) -> str:
    """A number in one of the formats of ECMA-376; decimal where the format is a rare one."""
    if format_ in ("none", "bullet"):
        return ""
    if 0 < number <= _LARGEST:
        if format_.endswith("Letter"):
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if format_ == "upperLetter" else letter
        if format_.endswith("Roman"):
            return _roman(number).upper() if format_ == "upperRoman" else _roman(number)
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)
