"""What the styles and the numbering of a Word document say of a paragraph.

ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.readers.office.numbering import Counter, Level
from ingest.readers.office.styles import Look, Numbering, Style, heading_level
from ingest.safe_xml import Element

_MOST_DEPTH = 8  # 17.9.3: nine levels, from 0
_OFF = ("0", "false", "off", "none")


def value(parent: Element | None, name: str) -> str | None:
    """The `val` of a child."""
    child = None if parent is None else parent.find(name)
    return None if child is None else child.get("val")


def number(text: str | None) -> int | None:
    """A whole number of at most nine digits."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text, re.ASCII) else None


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property that can be on or off is on; None where it is not there."""
    child = None if properties is None else properties.find(name)
    return None if child is None else child.get("val", "on") not in _OFF


def look_of(properties: Element | None) -> Look:
    """What run properties say."""
    return Look(*(is_on(properties, name) for name in ("b", "i", "u", "vanish")))


def numbering_of(properties: Element | None) -> Numbering:
    """What paragraph properties say."""
    numbering = None if properties is None else properties.find("numPr")
    depth = number(value(numbering, "ilvl"))
    return Numbering(
        value(numbering, "numId"), None if depth is None else min(max(depth, 0), _MOST_DEPTH)
    )


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall("style")
        self._by_id = {style.get("styleId", ""): style for style in styles}
        self._default = next(
            (s.get("styleId", "") for s in styles if s.get("default") and _is_for_paragraphs(s)), ""
        )
        self._paragraphs: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}

    def paragraph(self, id_: str | None) -> Style:
        """The style of a paragraph; the default one where none is named."""
        id_ = self._default if id_ is None else id_
        if id_ not in self._paragraphs:
            self._paragraphs[id_] = self._resolved(id_)
        return self._paragraphs[id_]

    def look(self, id_: str | None) -> Look:
        """How a style makes characters look."""
        if id_ is None:
            return Look()
        if id_ not in self._looks:
            look = Look()
            for style in self._chain(id_):
                look = look.over(look_of(style.find("rPr")))
            self._looks[id_] = look
        return self._looks[id_]

    def _chain(self, id_: str) -> Iterator[Element]:
        """The style and those it is based on."""
        seen = set()
        at: str | None = id_
        while at in self._by_id and at not in seen:
            seen.add(at)
            yield self._by_id[at]
            at = value(self._by_id[at], "basedOn")

    def _resolved(self, id_: str) -> Style:
        chain = list(self._chain(id_))
        names = [id_, *(n for s in chain for n in (value(s, "name"), s.get("styleId")) if n)]
        numberings = [numbering_of(style.find("pPr")) for style in chain]
        return Style(
            names=tuple(dict.fromkeys(name.lower() for name in names)),
            level=next(_levels(id_, chain), None),
            look=self.look(id_),
            numbering=Numbering(
                next((n.list for n in numberings if n.list is not None), None),
                next((n.depth for n in numberings if n.depth is not None), None),
            ),
        )


class _List(NamedTuple):
    """A list (w:num): it counts on from the others of its kind (w:abstractNum)."""

    kind: str
    levels: dict[int, Level]
    styles: dict[str, int]  # style -> its level
    starts: dict[int, int]  # level -> where it begins again with this list


class Lists:
    """The lists of a document; each paragraph that asks for its label counts."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root.iter("abstractNum"))
        kinds = {kind.get("abstractNumId"): kind for kind in found}
        linked = {value(kind, "styleLink"): kind for kind in found}
        self._lists: dict[str, _List] = {}
        self._begun: set[str] = set()
        self._counters: dict[str, Counter] = {}
        for num in [] if root is None else root.iter("num"):
            kind_id = value(num, "abstractNumId") or ""
            kind = kinds.get(kind_id)
            if kind is not None and (link := value(kind, "numStyleLink")):
                kind = linked.get(link, kind)
            self._lists[num.get("numId", "")] = _list(kind_id, kind, num)

    def depth(self, list_: str, style: Style) -> int:
        """The level that a list has for a style that names none."""
        depths = self._lists[list_].styles if list_ in self._lists else {}
        return next((depths[name] for name in style.names if name in depths), 0)

    def label(self, id_: str, depth: int) -> str:
        """The number in front of the next paragraph of a list; nothing for a bullet."""
        list_ = self._lists.get(id_)
        if list_ is None:
            return ""
        counter = self._counters.setdefault(list_.kind, Counter())
        if id_ not in self._begun:
            self._begun.add(id_)
            for at, start in list_.starts.items():
                counter.restart(at, start)
        return counter.next(list_.levels, depth).strip()


def _list(kind_id: str, kind: Element | None, num: Element) -> _List:
    levels = [*([] if kind is None else kind.iter("lvl")), *num.iter("lvl")]  # its own win
    starts = {_depth(o): number(value(o, "startOverride")) for o in num.iter("lvlOverride")}
    styles = {style.lower(): _depth(lvl) for lvl in levels if (style := value(lvl, "pStyle"))}
    return _List(
        kind=kind_id,
        levels={_depth(level): _level(level) for level in levels},
        styles=styles,
        starts={depth: start for depth, start in starts.items() if start is not None},
    )


def _is_for_paragraphs(style: Element) -> bool:
    return style.get("type") == "paragraph"


def _levels(id_: str, chain: list[Element]) -> Iterator[int | None]:
    """The outline levels that the styles name, nearest first; None for text."""
    for style in chain:
        level = number(value(style.find("pPr"), "outlineLvl"))
        if level is not None:
            yield level + 1 if 0 <= level < 9 else None
        elif level := heading_level(value(style, "name") or ""):
            yield level
    if not chain:
        yield heading_level(id_)


def _depth(element: Element) -> int:
    return number(element.get("ilvl")) or 0


def _level(element: Element) -> Level:
    start = number(value(element, "start"))
    return Level(
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=1 if start is None else start,
        restart=number(value(element, "lvlRestart")),
        decimal=bool(is_on(element, "isLgl")),
    )
