"""What a grammar finds, and the pieces of which the grammars are made."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

SITE = "https://zoek.officielebekendmakingen.nl"

DASH = "[-‐‑‒–—−]"
GAP = r"[\s,:]{0,4}"
NR = r"(?i:(?:nrs?|nos?|nummers?)\b\.?\s{0,3})"
SESSION = (
    r"(?:(?i:vergaderjaar)\s{1,3})?"
    rf"(?P<session>(?:19|20)\d\d\s?(?:/|{DASH})\s?\d\d(?:\d\d)?(?!\d))"
)


class Found(NamedTuple):
    """A citation at ``text[start:end]``; no address where none is certain."""

    kind: str
    id: str
    url: str | None
    start: int
    end: int


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Found]]]


def session_of(match: re.Match[str]) -> str | None:
    """The vergaderjaar as eight digits; None where it is no pair of successive years."""
    first, second = re.findall(r"\d+", match["session"])
    following = str(int(first) + 1)
    return first + following if second in (following, following[2:]) else None


def pieces(pattern: re.Pattern[str], match: re.Match[str], group: str) -> list[re.Match[str]]:
    """The parts of an enumeration that a group of the match holds."""
    start, end = match.span(group)
    return [m for m in pattern.finditer(match.string, start, match.end()) if m.end() <= end]


def spans(match: re.Match[str], parts: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """One span a part; the first takes the words before it, the last those behind it."""
    for i, part in enumerate(parts):
        start = match.start() if i == 0 else part.start()
        yield start, match.end() if i == len(parts) - 1 else part.end()
