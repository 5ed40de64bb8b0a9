"""The reader of Word documents (.docx).

WordprocessingML: ECMA-376 part 1, chapter 17. Headings, lists and their numbers follow from the
styles, as in Word itself.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import Document, DocumentInfo
from ingest.readers.manuscript import Manuscript, Run
from ingest.readers.office.blocks import flat
from ingest.readers.office.docx_body import Body
from ingest.readers.office.docx_styles import Lists, Styles
from ingest.readers.office.docx_text import NOTES, Found, TextReader, bookmarked_notes, note_key
from ingest.readers.office.package import Format, Package
from ingest.readers.office.scribe import warn_of_review, write
from ingest.safe_xml import Element

_WORD = Format("a Word document", ".docx", "word/document.xml")
_COUNTS = "Notes referred to in the text: {}; notes in the file: {}."


def read_docx(data: bytes, info: DocumentInfo) -> Document:
    """Read a Word document.

    What is left out because a reader of the printed page does not see it (deletions, comments,
    hidden text) is told in `Document.warnings`.

    Raises:
        UnreadableError: The bytes are no Word document, or it is damaged or has a password.
    """
    return _Word(Package(data, _WORD)).manuscript().document(info)


class _Relation(NamedTuple):
    """Where a part leads to: another part, or an address outside the file."""

    kind: str
    target: str
    outside: bool


class _Word:
    """An opened Word document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        top = _relations(package, "").values()
        parts = {r.kind: r.target for r in top}
        self._main = parts.get("officeDocument", _WORD.main)
        self._core = parts.get("core-properties", "docProps/core.xml")
        self._parts = {r.kind: r.target for r in _relations(package, self._main).values()}
        self._found = Found()
        self._manuscript = Manuscript()
        self._styles = Styles(self._part("styles"))
        self._body = Body(self._styles, Lists(self._part("numbering")), self._manuscript)

    def manuscript(self) -> Manuscript:
        """Write the document down."""
        main = self._package.main(self._main)
        body = main.find("body")
        if body is None:
            raise _WORD.damaged("no text in it")
        self._found.bookmarks = bookmarked_notes(main)
        blocks = list(self._body.blocks(body, self._reader(self._main)))
        write(blocks, self._package.part(self._core), self._manuscript)
        self._write_notes({note_key(mark) for mark in main.iter(*NOTES)} - self._found.marks)
        warn_of_review(
            self._manuscript,
            changes=next(main.iter("ins", "del", "moveFrom", "moveTo"), None) is not None,
            comments=sum(1 for _ in main.iter("commentReference")),
        )
        return self._manuscript

    def _part(self, kind: str) -> Element | None:
        return self._package.part(self._name(kind))

    def _name(self, kind: str) -> str:
        return self._parts.get(kind, f"word/{kind}.xml")

    def _reader(self, part: str) -> TextReader:
        links = {id_: r.target for id_, r in _relations(self._package, part).items() if r.outside}
        return TextReader(self._styles, links, self._found)

    def _write_notes(self, left_out: set[str]) -> None:
        """Write the notes, but not those whose marks were left out with deleted or hidden text."""
        held = set()
        marked = set(self._found.marks)
        for key, paragraphs in self._notes():
            if key not in left_out:
                held.add(key)
                self._manuscript.note(key, paragraphs)
        if len(held) != len(marked):
            self._manuscript.warn(_COUNTS.format(len(marked), len(held)))

    def _notes(self) -> Iterator[tuple[str, list[list[Run]]]]:
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            root = self._part(kind)
            reader = self._reader(self._name(kind))
            for note in [] if root is None else root.iter(tag):
                if note.get("type", "normal") == "normal":  # else a line that separates
                    key = f"{tag[0]}{note.get('id', '')}"
                    paragraphs = [flat(self._body.blocks([block], reader)) for block in note]
                    yield key, _without(self._found.own_marks.get(key, ""), paragraphs)


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """The relations of a part by their ids (ECMA-376 part 2, 6.5)."""
    folder, name = posixpath.split(part)
    root = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    relations = {}
    for relation in [] if root is None else root.iter("Relationship"):
        target = relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = relation.get("Type", "").rpartition("/")[2]
        relations[relation.get("Id", "")] = _Relation(kind, target, outside)
    return relations


def _without(own_mark: str, paragraphs: list[list[Run]]) -> list[list[Run]]:
    """The paragraphs of a note without the mark that opens it, such as "*"."""
    if own_mark.strip() and paragraphs and paragraphs[0] and isinstance(paragraphs[0][0], str):
        paragraphs[0][0] = paragraphs[0][0].lstrip().removeprefix(own_mark.strip())
    return paragraphs
