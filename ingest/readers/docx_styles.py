"""What the styles and the numbering of a Word document say of a paragraph.

ECMA-376 part 1, 17.7 (styles) and 17.9 (numbering).
"""

import re
from collections.abc import Iterator

from ingest.readers.numbering import Counter, Level
from ingest.readers.package import Element
from ingest.readers.styles import Look, Numbering, Style, heading_level

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


class Lists:
    """The lists of a document; each paragraph that asks for its label counts."""

    def __init__(self, root: Element | None) -> None:
        kinds = (
            {} if root is None else {a.get("abstractNumId"): a for a in root.iter("abstractNum")}
        )
        linked = {value(kind, "styleLink"): kind for kind in kinds.values()}
        self._kinds: dict[str, str] = {}  # list -> what counts with it
        self._levels: dict[str, dict[int, Level]] = {}
        self._styles: dict[str, dict[str, int]] = {}  # list -> style -> depth
        self._starts: dict[str, dict[int, int]] = {}  # list -> depth -> its own first number
        self._counters: dict[str, Counter] = {}
        for num in [] if root is None else root.iter("num"):
            id_, kind_id = num.get("numId", ""), value(num, "abstractNumId") or ""
            kind = kinds.get(kind_id)
            if kind is not None and (link := value(kind, "numStyleLink")):
                kind = linked.get(link, kind)
            own = [o.find("lvl") for o in num.iter("lvlOverride")]
            levels = [
                *([] if kind is None else kind.iter("lvl")),
                *(o for o in own if o is not None),
            ]
            self._kinds[id_] = kind_id
            self._levels[id_] = {_depth(level): _level(level) for level in levels}
            self._styles[id_] = {
                s.lower(): _depth(level) for level in levels if (s := value(level, "pStyle"))
            }
            starts = (
                (_depth(o), number(value(o, "startOverride"))) for o in num.iter("lvlOverride")
            )
            self._starts[id_] = {depth: start for depth, start in starts if start is not None}

    def depth(self, list_: str, style: Style) -> int:
        """The level that a list has for a style that names none."""
        depths = self._styles.get(list_, {})
        return next((depths[name] for name in style.names if name in depths), 0)

    def label(self, list_: str, depth: int) -> str:
        """The number in front of the next paragraph; nothing for a bullet."""
        if list_ not in self._levels:
            return ""
        counter = self._counters.setdefault(self._kinds[list_], Counter())
        for at, start in self._starts.pop(list_, {}).items():
            counter.restart(at, start)
        return counter.next(self._levels[list_], depth).strip()


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
