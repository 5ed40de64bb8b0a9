"""What a paragraph of an OpenDocument text says: characters, notes and links.

OpenDocument 1.3 part 3, chapter 6 (paragraph content). What a reader of the printed page does not
see is left out.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.manuscript import Mark
from ingest.readers.office.blocks import Text
from ingest.readers.office.odt_styles import Styles
from ingest.readers.office.styles import Look, Style
from ingest.safe_xml import Element

_SPACES = frozenset(("s", "tab", "line-break"))
_SILENT = frozenset(("annotation", "soft-page-break", "ruby-text", "number", "script"))
_DRAWINGS = frozenset(
    "frame g custom-shape rect ellipse circle line path polygon polyline connector".split()
)
_BLOCKS = frozenset(("p", "h", "list", "table"))


@dataclass
class NotedText(Text):
    """The text of one paragraph, with the bodies of its notes by their keys."""

    notes: list[tuple[str, Element]] = field(default_factory=list)


class _Context(NamedTuple):
    look: Look
    link: str | None = None


class TextReader:
    """Reads paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._keys: set[str] = set()  # of the notes so far
        self._text = NotedText()
        self._handlers = {
            "span": self._span,
            "a": self._link,
            "note": self._note,
            "note-ref": self._note_reference,
            "hidden-text": self._hidden_text,
            **dict.fromkeys(_DRAWINGS, self._drawing),
        }

    def read(self, paragraph: Element, style: Style) -> NotedText:
        """The text of a paragraph."""
        text = self._text = NotedText()
        look = style.look
        if any(hidden.get("is-hidden") == "true" for hidden in paragraph.iter("hidden-paragraph")):
            look = Look(hidden=True)
        self._read(paragraph, _Context(look))
        return text

    def _read(self, parent: Element, context: _Context) -> None:
        self._say(parent.text, context)
        for element in parent:
            if element.tag in _SPACES:
                self._say(" ", context)
            elif handler := self._handlers.get(str(element.tag)):
                handler(element, context)
            elif element.tag not in _SILENT:  # a field, a bookmark, or unknown: its text is kept
                self._read(element, context)
            self._say(element.tail, context)

    def _say(self, said: str | None, context: _Context) -> None:
        if said:
            self._text.say(said, context.look, context.link)

    def _span(self, element: Element, context: _Context) -> None:
        style = self._styles.style("text", element.get("style-name", ""))
        self._read(element, context._replace(look=style.look.over(context.look)))

    def _link(self, element: Element, context: _Context) -> None:
        target = element.get("href", "")
        inside = not target or target.startswith("#")
        self._read(element, context if inside else context._replace(link=target))

    def _note(self, element: Element, context: _Context) -> None:
        """The mark; whatever the file prints there ("1", "*") is no text."""
        body = element.find("note-body")
        if context.look.hidden or body is None:
            return
        key = element.get("id", "")
        if not key or key in self._keys:
            key = f"{key}-{len(self._keys) + 1}"
        self._keys.add(key)
        self._text.runs.append(Mark(key))
        self._text.notes.append((key, body))

    def _note_reference(self, element: Element, context: _Context) -> None:
        """The mark of a note that was marked before; "zie noot 3" is text."""
        key = element.get("ref-name", "")
        if key in self._keys and self._text.glued:
            self._text.runs.append(Mark(key))
        else:
            self._read(element, context)

    def _hidden_text(self, element: Element, context: _Context) -> None:
        if element.get("is-hidden") == "false":
            self._read(element, context)
        else:
            self._text.hidden += element.get("string-value", "") or "".join(element.itertext())

    def _drawing(self, element: Element, context: _Context) -> None:
        """Only its text boxes; its title and description are not on the page."""
        if any(child.tag in _BLOCKS for child in element):
            if not context.look.hidden:
                self._text.boxes.append(element)
            return
        for child in element:
            if child.tag in _DRAWINGS or child.tag == "text-box":
                self._drawing(child, context)
