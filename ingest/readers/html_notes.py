"""The notes of a page of HTML: the links that are their marks, and the elements that hold them.

Each program writes notes in its own way, but all link a mark to its note: Digital Publishing
WAI-ARIA (`doc-noteref`, `doc-footnote`) and EPUB 3 (`epub:type`), KOOP (`a.nootnum`, `div.noot`),
pandoc (`a.footnote-ref`, `li#fn1`), mammoth (`a#footnote-ref-4`), Word (`a[name=_ftnref1]`,
`div#ftn1`), LibreOffice (`a.sdfootnoteanc`) and GitHub (`a[data-footnote-ref]`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

_LABEL = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z]|[ivxlc]{1,6}|[*†‡§¶#]{1,4})\s*[\])]?[.:]?", re.I)
_MARK = re.compile(
    r"\b(?:noteref|(?:foot|end)note-?ref(?:erence)?|(?:foot|end)note-anchor|sd(?:foot|end)noteanc"
    r"|nootnum|nootref|noot)\b|data-footnote-ref",
    re.I,
)
_BACK = re.compile(r"back|note-?close|sd(?:foot|end)notesym", re.I)
_NOTE = re.compile(r"\b(?:mso-element:\s?)?(?:(?:foot|end)note|s?d?(?:ftn|edn|fn)\d*|noot|voetnoot)"
                   r"|\bsd(?:foot|end)note\d", re.I)  # fmt: skip
_NOTES = re.compile(r"notes|noten|footnote", re.I)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
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
    places = {element: at for at, element in enumerate(page.iter("*"))}
    ids: dict[str, HtmlElement] = {}
    for element in places:
        for name in (element.get("id"), element.get("name")):
            if name and name not in ids:
                ids[name] = element
    notes = Notes()
    found: dict[HtmlElement, list[tuple[HtmlElement, str]]] = {}  # target -> its marks
    for link in page.iter("a"):
        if (name := _fragment(link)) and (label := _mark_label(link, ids.get(name), places, ids)):
            if name in ids:
                found.setdefault(ids[name], []).append((link, label))
            else:
                notes.marks[_whole(link, label)] = name
    _add_bodies(notes, found)
    for aside in page.iter("aside"):
        if _NOTE.search(_names(aside)):
            name = aside.get("id")
            own = name if name and name not in notes.bodies.values() else f"{name}-{places[aside]}"
            notes.bodies.setdefault(aside, own)
    for body in notes.bodies:
        notes.holders.update(body.iterancestors())
        notes.backs.update(a for a in body.iter("a") if _leads_back(a, ids, notes))
    return notes


def _mark_label(
    link: HtmlElement,
    target: HtmlElement | None,
    places: dict[HtmlElement, int],
    ids: dict[str, HtmlElement],
) -> str | None:
    """What a link shows, if it is the mark of a note: by its name, or by where it leads."""
    label = _label(link)
    names = _names(link)
    if _MARK.search(names) and not _BACK.search(names):
        return label or (_text(link) if target is not None else None)
    if label and target is not None and places[link] < places[target]:
        return label if _is_note(target, link, ids) else None
    return None


def _add_bodies(
    notes: Notes,
    found: dict[HtmlElement, list[tuple[HtmlElement, str]]],
) -> None:
    """The element of each note; where two share one, no more than their paragraphs."""
    shared: dict[HtmlElement, int] = {}
    for target in found:
        shared[_body(target)] = shared.get(_body(target), 0) + 1
    for target, links in found.items():
        body = _body(target) if shared[_body(target)] == 1 else _block(target)
        key = notes.bodies.setdefault(body, target.get("id") or target.get("name") or "")
        for link, label in links:
            notes.marks[_whole(link, label)] = key
            notes.labels.setdefault(key, label)


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


def _is_note(target: HtmlElement, link: HtmlElement, ids: dict[str, HtmlElement]) -> bool:
    """Whether a target is a note: it leads back to the link, or stands among the notes."""
    body = _body(target)
    headed = next(body.iter("h1", "h2", "h3", "h4"), None) is not None
    if headed or any(e.tag in _HEADINGS for e in (target, *target.iterancestors())):
        return False
    near = {link, *_around(link)}
    for back in body.iter("a"):
        if (place := ids.get(_fragment(back))) is not None and (
            place in near or (place.getparent() in near - {link} and place.tag in _INLINE)
        ):
            return True
    return any(
        _NOTES.search(_names(e)) for e in (target, *target.iterancestors()) if e.tag != "body"
    )


def _around(link: HtmlElement) -> Iterator[HtmlElement]:
    """The elements close around a link, up to its paragraph."""
    for _, element in zip(range(_NEAR), link.iterancestors(), strict=False):
        yield element
        if element.tag not in _INLINE:
            return


def _leads_back(link: HtmlElement, ids: dict[str, HtmlElement], notes: Notes) -> bool:
    """Whether a link in a note is no text, but the way back to the mark."""
    if not (name := _fragment(link)):
        return False
    if _BACK.search(_names(link)) or not _WORD.search("".join(link.itertext())):
        return True
    place = ids.get(name)
    return place is not None and any(
        near in notes.marks for near in (place, *place, *_around(place))
    )


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
