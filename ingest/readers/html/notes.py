"""The notes of a page of HTML: the links that are their marks, and the elements that hold them.

Each program writes notes in its own way, but all link a mark to its note: Digital Publishing
WAI-ARIA (`doc-noteref`, `doc-footnote`) and EPUB 3 (`epub:type`), KOOP (`a.nootnum`, `div.noot`),
pandoc (`a.footnote-ref`, `li#fn1`), mammoth (`a#footnote-ref-4`), Word (`a[name=_ftnref1]`,
`div#ftn1`), LibreOffice (`a.sdfootnoteanc`) and GitHub (`a[data-footnote-ref]`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

from ingest.readers.html.tables import HEADINGS

_LABEL = re.compile(r"[\[(]?\s*(\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?", re.I)
_MARK = re.compile(
    r"\b(?:noteref|(?:foot|end)note-?ref(?:erence)?|(?:foot|end)note-anchor|sd(?:foot|end)noteanc"
    r"|nootnum|nootref|noot)\b|data-footnote-ref",
    re.I,
)
_BACK = re.compile(r"back|note-?close|sd(?:foot|end)notesym", re.I)
_NOTE = re.compile(r"\b(?:mso-element:\s?)?(?:(?:foot|end)note|s?d?(?:ftn|edn|fn)\d*|noot|voetnoot)"
                   r"|\bsd(?:foot|end)note\d", re.I)  # fmt: skip
_NOTES = re.compile(r"(?:\b|_|foot|end|voet|eind)(?:notes|noten)\b|footnote", re.I)
_INLINE = frozenset(("a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"))
_WORD = re.compile(r"[^\W\d_]{2}")
_NEAR = 4  # levels between a mark and the element that a note leads back to


@dataclass(frozen=True)
class Notes:
    """What to do with the elements of a page; a key names a note."""

    marks: dict[HtmlElement, str] = field(default_factory=dict)  # stands for what it holds
    bodies: dict[HtmlElement, str] = field(default_factory=dict)
    backs: set[HtmlElement] = field(default_factory=set)  # links from a note to its mark
    labels: dict[str, str] = field(default_factory=dict)  # what the mark of a key shows
    holders: set[HtmlElement] = field(default_factory=set)  # all that is around the bodies


def find_notes(page: HtmlElement) -> Notes:
    """Find the notes of a page by its links."""
    links = _Links(page)
    notes = Notes()
    found: dict[HtmlElement, list[tuple[HtmlElement, str]]] = {}  # target -> its marks
    for link in page.iter("a"):
        if label := links.label_of_mark(link):
            if (target := links.target(link)) is not None:
                found.setdefault(target, []).append((link, label))
            else:
                notes.marks[_whole(link, label)] = _fragment(link)
    shared = Counter(_body(target) for target in found)
    for target, marks in found.items():
        body = _body(target) if shared[_body(target)] == 1 else _block(target)
        key = notes.bodies.setdefault(body, target.get("id") or target.get("name") or "")
        for link, label in marks:
            notes.marks[_whole(link, label)] = key
            notes.labels.setdefault(key, label)
    keys = set(notes.bodies.values())
    for number, aside in enumerate(page.iter("aside")):
        if _NOTE.search(_names(aside)) and aside not in notes.bodies:
            name = aside.get("id") or ""
            notes.bodies[aside] = f"aside {number} {name}" if name in keys or not name else name
            keys.add(name)
    for body in notes.bodies:
        notes.holders.update(body.iterancestors())
        notes.backs.update(a for a in body.iter("a") if links.leads_back(a, notes.marks))
    return notes


class _Links:
    """Where the links of a page lead, and which of them are marks."""

    def __init__(self, page: HtmlElement) -> None:
        self._places = {element: at for at, element in enumerate(page.iter("*"))}
        self._ids: dict[str, HtmlElement] = {}
        self._backs: dict[HtmlElement, set[HtmlElement]] = {}  # target -> where it leads back to
        self._listed: dict[HtmlElement, tuple[HtmlElement, ...]] = {}  # target -> notes around it
        for element in self._places:
            for name in (element.get("id"), element.get("name")):
                if name:
                    self._ids.setdefault(name, element)

    def target(self, link: HtmlElement) -> HtmlElement | None:
        """The element in the page that a link leads to."""
        return self._ids.get(_fragment(link))

    def label_of_mark(self, link: HtmlElement) -> str | None:
        """What a link shows, if it is a mark: by its name, or by where it leads."""
        label, target, names = _label(link), self.target(link), _names(link)
        if target is not None and _body(target) in (link, *link.iterancestors()):
            return None
        if _fragment(link) and _MARK.search(names) and not _BACK.search(names):
            return label or (None if target is None else _text(link))
        if label is None or target is None or self._places[link] > self._places[target]:
            return None
        return label if self._is_note(target, link) else None

    def leads_back(self, link: HtmlElement, marks: dict[HtmlElement, str]) -> bool:
        """Whether a link in a note is no text, but the way back to the mark."""
        if not _fragment(link):
            return False
        if _BACK.search(_names(link)) or not _WORD.search("".join(link.itertext())):
            return True
        place = self.target(link)
        return place is not None and any(
            near in marks for near in (place, *place[:_NEAR], *_around(place))
        )

    def _is_note(self, target: HtmlElement, link: HtmlElement) -> bool:
        """Whether a target is a note: it leads back to the link, or stands among the notes."""
        if target not in self._backs:
            body = _body(target)
            heads = [next(body.iter("h1", "h2", "h3", "h4"), None), *target.iterancestors()]
            headed = target.tag in HEADINGS or any(
                head is not None and head.tag in HEADINGS for head in heads
            )
            backs = () if headed else (self.target(back) for back in body.iter("a"))
            self._backs[target] = {place for place in backs if place is not None}
            self._listed[target] = (
                ()
                if headed
                else tuple(e for e in (target, *target.iterancestors()) if _NOTES.search(_names(e)))
            )
        near = {link, *_around(link), link.getprevious(), link.getnext()}
        if not near.isdisjoint(self._backs[target]):
            return True
        above = set(link.iterancestors())
        return any(notes not in above for notes in self._listed[target])


def _fragment(link: HtmlElement) -> str:
    """The place in the same page that a link leads to."""
    href = (link.get("href") or "").strip()
    return unquote(href[1:]) if href.startswith("#") else ""


def _label(element: HtmlElement) -> str | None:
    """The number or sign that is all an element shows."""
    found = _LABEL.fullmatch(_text(element))
    return found[1] if found else None


def _text(element: HtmlElement) -> str:
    """The first characters that an element shows; enough to know a label."""
    shown = ""
    for part in element.itertext():
        shown += part.strip()
        if len(shown) > 10:
            break
    return shown


def _names(element: HtmlElement) -> str:
    """How an element is called, in whatever attribute."""
    told = [element.get(a) or "" for a in ("class", "role", "epub:type", "rel", "style", "id")]
    return " ".join((*told, *(name for name in element.attrib if name.startswith("data-foot"))))


def _around(link: HtmlElement) -> Iterator[HtmlElement]:
    """The elements close around a link, up to its paragraph."""
    for _, element in zip(range(_NEAR), link.iterancestors(), strict=False):
        yield element
        if element.tag not in _INLINE:
            return


def _whole(link: HtmlElement, label: str) -> HtmlElement:
    """The outermost element that shows nothing but this mark: `<sup>[<a>1</a>]</sup>`."""
    whole = link
    while (
        (parent := whole.getparent()) is not None
        and parent.tag in _INLINE
        and _label(parent) == label
    ):
        whole = parent
    return whole


def _block(target: HtmlElement) -> HtmlElement:
    """The paragraph, item or row in which a target stands."""
    block = target
    while block.tag in (*_INLINE, "td", "th") and (parent := block.getparent()) is not None:
        block = parent
    return block


def _body(target: HtmlElement) -> HtmlElement:
    """The element that holds the whole note: `div#ftn1` of its `p` of its `a[name=_ftn1]`."""
    body = _block(target)
    while (parent := body.getparent()) is not None and (
        parent.tag in ("li", "dd") or (parent.tag in ("div", "aside") and _is_one(_names(parent)))
    ):
        body = parent
    return body


def _is_one(names: str) -> bool:
    return _NOTE.search(names) is not None and not re.search(r"notes|noten|-list", names, re.I)
