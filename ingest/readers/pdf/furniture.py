"""Takes away what stands on every page: running headers, footers and page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf.drawing import Rule
from ingest.readers.pdf.lines import Line

_DEEPEST = 4  # lines from the top and from the bottom
_OUTER = 0.13  # of the height of the page
_OFTEN = 0.4  # of the pages: left and right pages may differ
_IN_A_ROW = 3  # pages: a header that names the chapter
_SAME_PLACE = 3.0  # points
_NUMBER = re.compile(r"\d{1,9}")
_PAGE_NUMBER = re.compile(
    r"(?:pag(?:ina|e|\.)? ?)?[-–]? ?(?P<number>\d{1,4}|[ivxl]{1,6}) ?[-–]?"
    r"(?: ?(?:/|van|of) ?\d{1,4})?",
    re.IGNORECASE,
)


class Page(NamedTuple):
    """A page: its number from 1, what is printed as its number, and what stands on it."""

    number: int
    label: str
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that stand on most of them at the same place."""
    repeated = _repeated(pages)
    kept: list[Page] = []
    for page in pages:
        dropped = {at for at, key in _edges(page) if key in repeated}
        dropped |= {at for at, _ in _edges(page) if _is_number(page, at)}
        lines = tuple(line for at, line in enumerate(page.lines) if at not in dropped)
        kept.append(page._replace(lines=lines))
    return kept


Key = tuple[str, int]


def _repeated(pages: Sequence[Page]) -> set[Key]:
    seen: defaultdict[Key, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for page in pages:
        for at, key in _edges(page):
            seen[key][page.number] = _numbers(page.lines[at].text)
    enough = max(2, _OFTEN * len(pages))
    return {
        key
        for key, on in seen.items()
        if (len(on) >= enough or _in_a_row(list(on))) and _counts_pages(on)
    }


def _counts_pages(on: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether each number is the same on all pages, or counts them: notes may be alike too."""
    return all(
        len(set(column)) == 1 or len({n - page for n, page in zip(column, on, strict=True)}) == 1
        for column in zip(*on.values(), strict=True)
    )


def _in_a_row(numbers: Sequence[int]) -> bool:
    run = 1
    for one, other in pairwise(numbers):
        run = run + 1 if other == one + 1 else 1
        if run >= _IN_A_ROW:
            return True
    return False


def _edges(page: Page) -> Iterator[tuple[int, Key]]:
    """The lines at the top and at the bottom: text without its digits, and place."""
    by_height = sorted(range(len(page.lines)), key=lambda at: -page.lines[at].y)
    outer = _OUTER * page.height
    for at in {*by_height[:_DEEPEST], *by_height[-_DEEPEST:]}:
        line = page.lines[at]
        outside = line.y > page.height - outer or line.y < outer
        if outside and not line.spans[0].raised:  # else it is a note
            from_edge = line.y if line.y < outer else line.y - page.height
            yield at, (_NUMBER.sub("#", line.text), round(from_edge / _SAME_PLACE))


def _is_number(page: Page, at: int) -> bool:
    """Whether the outermost line is nothing but the number of the page."""
    heights = [line.y for line in page.lines]
    found = _PAGE_NUMBER.fullmatch(page.lines[at].text)
    outermost = heights[at] in (max(heights), min(heights))
    return bool(found and outermost and found["number"] in (page.label, str(page.number)))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(text)))
