"""What the styles and the lists of an OpenDocument text say of a paragraph.

OpenDocument 1.3 part 3, chapter 16: styles, list styles, the outline style.
"""

import re
from collections.abc import Iterator

from ingest.readers.office.numbering import Level
from ingest.readers.office.styles import Look, Numbering, Style, heading_level
from ingest.safe_xml import Element

_MOST_LEVELS = 10
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_ESCAPED = re.compile(r"_([0-9a-f]{2,4})_")
_PLACE = re.compile(r"%(\d{1,2})%")


def number(text: str | None, most: int) -> int | None:
    """A whole number from 0 on, bounded."""
    return min(int(text), most) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


class Styles:
    """The styles of a document, by family and name."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles = {
            (style.get("family", ""), style.get("name", "")): style
            for root in roots
            for style in root.iter("style", "default-style")
        }
        self._lists = {
            style.get("name", ""): {depth: level for depth, level in _levels(style)}
            for root in roots
            for style in root.iter("list-style")
        }
        outlines = [style for root in roots for style in root.iter("outline-style")]
        self.outline = {depth: level for style in outlines for depth, level in _levels(style)}
        self._resolved: dict[tuple[str, str], Style] = {}

    def style(self, family: str, name: str) -> Style:
        """A style with all that it inherits."""
        key = (family, name)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(family, name)
        return self._resolved[key]

    def levels(self, list_style: str) -> dict[int, Level]:
        """How the levels of a list are numbered."""
        return self._lists.get(list_style, {})

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        seen = set()
        at = name
        while (family, at) in self._styles and at not in seen:
            seen.add(at)
            style = self._styles[family, at]
            yield style
            at = style.get("parent-style-name", "")

    def _resolve(self, family: str, name: str) -> Style:
        chain = list(self._chain(family, name))
        names = [name, *(n for s in chain for n in (s.get("display-name"), s.get("name")) if n)]
        look = Look()
        for style in chain:
            look = look.over(_look(style.find("text-properties")))
        decoded = dict.fromkeys(_decoded(n).lower() for n in names)
        own = (number(s.get("default-outline-level"), _MOST_LEVELS) for s in chain)
        named = (heading_level(n) for n in decoded)
        return Style(
            names=tuple(decoded),
            level=next((level for level in (*own, *named) if level), None),
            look=look,
            numbering=Numbering(
                next((n for s in chain if (n := s.get("list-style-name")) is not None), None), None
            ),
        )


def _decoded(name: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), name)


def _look(properties: Element | None) -> Look:
    if properties is None:
        return Look()
    weight = properties.get("font-weight")
    slant = properties.get("font-style")
    line = properties.get("text-underline-style")
    display = properties.get("display")
    return Look(
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        italic=None if slant is None else slant != "normal",
        underlined=None if line is None else line != "none",
        hidden=None if display is None else display == "none",
    )


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    formats: dict[int, str] = {}
    for level in style:
        depth = (number(level.get("level"), _MOST_LEVELS) or 1) - 1
        is_number = level.tag in ("list-level-style-number", "outline-level-style")
        formats[depth] = (
            _FORMATS.get(level.get("num-format", ""), "none") if is_number else "bullet"
        )
        text = _text(level, depth, formats) if is_number else ""
        start = number(level.get("start-value"), 10**9)
        yield depth, Level(formats[depth], text, 1 if start is None else start)


def _text(level: Element, depth: int, formats: dict[int, str]) -> str:
    """What is printed, with %1 where the number of the first level stands."""
    if formats[depth] == "none":
        return ""
    if pattern := level.get("num-list-format"):
        return _PLACE.sub(r"%\1", pattern)
    shown = number(level.get("display-levels"), _MOST_LEVELS) or 1
    places = range(max(0, depth + 1 - shown), depth + 1)
    numbers = ".".join(f"%{at + 1}" for at in places if formats.get(at) in _FORMATS.values())
    return level.get("num-prefix", "") + numbers + level.get("num-suffix", "")
