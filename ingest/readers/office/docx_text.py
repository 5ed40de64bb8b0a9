"""What a paragraph of a Word document says: characters, marks of notes and links.

ECMA-376 part 1, 17.3 (runs), 17.11 (notes), 17.13 (changes), 17.16 (fields and links) and part 3
(AlternateContent). What a reader of the printed page does not see is left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.manuscript import Mark
from ingest.readers.office.blocks import Text
from ingest.readers.office.docx_styles import Styles, look_of, value
from ingest.readers.office.styles import Look, Style
from ingest.safe_xml import Element

_CHARACTERS = {
    **dict.fromkeys(("tab", "br", "cr", "ptab"), " "),
    "noBreakHyphen": "\u2011",
}
_SILENT = frozenset(
    "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr fldData softHyphen instrText delText "
    "delInstrText binData rt del moveFrom".split()
)
_CODE = re.compile(r"(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}")  # no surrogate
_SYMBOLS = {0xB7: "•", 0xA7: "▪", 0xA8: "□", 0x6F: "□", 0xD8: "➢", 0xE0: "→", 0xFC: "✓"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"?(?!\\)([^"\s]+)')
_NOTE_REFERENCE = re.compile(r"\s*NOTEREF\s+(\S+)")
NOTES = {"footnoteReference": "f", "endnoteReference": "e"}


@dataclass
class Found:
    """What was met on the way."""

    marks: set[str] = field(default_factory=set)
    own_marks: dict[str, str] = field(default_factory=dict)  # note -> what marks it, such as "*"
    bookmarks: dict[str, str] = field(default_factory=dict)  # bookmark -> the note marked in it


class _Field:
    """A field that is open: its code, and whether its result has begun."""

    def __init__(self) -> None:
        self.code = ""
        self.shown = False


class _Context(NamedTuple):
    look: Look
    link: str | None = None


class TextReader:
    """Reads the paragraphs of one part of the file."""

    def __init__(self, styles: Styles, links: Mapping[str, str], found: Found) -> None:
        self._styles = styles
        self._links = links
        self._found = found
        self._text = Text()
        self._fields: list[_Field] = []
        self._handlers = {
            "t": self._characters,
            "r": self._run,
            "sym": self._symbol,
            "hyperlink": self._hyperlink,
            "fldSimple": self._simple_field,
            "fldChar": self._field_character,
            **dict.fromkeys(NOTES, self._mark),
            **dict.fromkeys(("drawing", "pict", "object"), self._drawing),
        }

    def read(self, paragraph: Element, style: Style) -> Text:
        """The text of a paragraph."""
        text = self._text = Text()
        self._fields = []  # one that is never closed must not swallow the rest
        self._read(paragraph, _Context(style.look))
        return text

    def _read(self, elements: Iterable[Element], context: _Context) -> None:
        for element in elements:
            if element.tag in _SILENT:
                if element.tag == "instrText" and self._fields:
                    self._fields[-1].code += element.text or ""
            elif element.tag in _CHARACTERS:
                self._say(_CHARACTERS[element.tag], context)
            elif element.tag == "AlternateContent":
                self._read(chosen(element), context)
            elif handler := self._handlers.get(str(element.tag)):
                handler(element, context)
            else:  # a container, or unknown: its text is kept
                if element.text and element.text.strip():
                    self._say(element.text, context)
                self._read(element, context)
                if element.tail and element.tail.strip():
                    self._say(element.tail, context)

    def _say(self, said: str, context: _Context) -> None:
        if any(not open_.shown for open_ in self._fields):
            return
        links = (link for open_ in reversed(self._fields) if (link := _target(open_.code)))
        self._text.say(said, context.look, context.link or next(links, None))

    def _characters(self, element: Element, context: _Context) -> None:
        self._say(element.text or "", context)

    def _run(self, run: Element, context: _Context) -> None:
        properties = run.find("rPr")
        look = look_of(properties).over(self._styles.look(value(properties, "rStyle")))
        context = context._replace(look=look.over(context.look))
        children = list(run)
        for at, child in enumerate(children):
            if child.tag in NOTES and child.get("customMarkFollows") in ("1", "true", "on"):
                own = "".join(c.text or "" for c in children[at + 1 :] if c.tag == "t")
                self._found.own_marks[note_key(child)] = own
                children = children[: at + 1]
                break
        self._read(children, context)

    def _mark(self, element: Element, context: _Context) -> None:
        if not context.look.hidden:
            self._add_mark(note_key(element))

    def _add_mark(self, key: str) -> None:
        self._text.runs.append(Mark(key))
        self._found.marks.add(key)

    def _symbol(self, element: Element, context: _Context) -> None:
        if _CODE.fullmatch(char := element.get("char", "")):
            code = int(char, 16)
            low = code & 0xFF if code >> 8 == 0xF0 else code  # 17.3.3.30: F000 is added to it
            self._say(_SYMBOLS.get(low, chr(code)), context)

    def _hyperlink(self, element: Element, context: _Context) -> None:
        target = self._links.get(element.get("id", ""))
        self._read(element, context._replace(link=target or context.link))

    def _simple_field(self, element: Element, context: _Context) -> None:
        target = _target(element.get("instr", ""))
        self._read(element, context._replace(link=target or context.link))

    def _field_character(self, element: Element, context: _Context) -> None:
        kind = element.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = not self._is_mark(self._fields[-1].code)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_mark(self, code: str) -> bool:
        """Whether a field is the mark of a note that was marked before; if so, mark it again."""
        match = _NOTE_REFERENCE.match(code)
        key = self._found.bookmarks.get(match[1]) if match else None
        if key is None or not self._text.glued:  # "zie noot 3" is text
            return False
        self._add_mark(key)
        return True

    def _drawing(self, element: Element, context: _Context) -> None:
        """Only its text boxes; its other texts are measures and names."""
        if element.tag == "txbxContent":
            if not context.look.hidden:
                self._text.boxes.append(element)
        else:
            for child in chosen(element) if element.tag == "AlternateContent" else element:
                self._drawing(child, context)


def chosen(alternatives: Element) -> Element:
    """The one branch of an AlternateContent that is read; the others say the same."""
    branches = (alternatives.find("Choice"), alternatives.find("Fallback"))
    return next((branch for branch in branches if branch is not None), alternatives)


def bookmarked_notes(root: Element) -> dict[str, str]:
    """The notes whose marks have bookmarks, to which fields can refer, by bookmark."""
    open_: dict[str, str] = {}
    found: dict[str, str] = {}
    for element in root.iter("bookmarkStart", "bookmarkEnd", *NOTES):
        if element.tag == "bookmarkStart":
            open_[element.get("id", "")] = element.get("name", "")
        elif element.tag == "bookmarkEnd":
            open_.pop(element.get("id", ""), None)
        else:
            for name in open_.values():
                found.setdefault(name, note_key(element))
    return found


def note_key(element: Element) -> str:
    """The key of the note to which a reference leads."""
    return NOTES[str(element.tag)] + element.get("id", "")


def _target(code: str) -> str | None:
    match = _HYPERLINK.match(code)
    return match[1] if match else None
