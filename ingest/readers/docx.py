"""The reader of Word documents (.docx).

WordprocessingML: ECMA-376 part 1, chapter 17. Headings, lists and their numbers follow from the
styles, as in Word itself. A document without heading styles is judged by its looks: a short line
that is bold, italic or underlined throughout heads the text under it.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Document, DocumentInfo
from ingest.readers.docx_body import Block, Body, Paragraph, Table
from ingest.readers.docx_styles import Lists, Styles
from ingest.readers.docx_text import NOTES, Found, TextReader, note_key
from ingest.readers.frontmatter import Facts
from ingest.readers.grid import words
from ingest.readers.manuscript import Manuscript, Run
from ingest.readers.package import Element, Format, Package

_WORD = Format("a Word document", ".docx", "word/document.xml")
_NUMBER = re.compile(r"\(?((?:\w{1,5}\.)*\w{1,5})[.)]{0,2}")
_LONGEST_RUN = 3  # headings directly under each other
_NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|brief|letter|untitled|naamloos|sjabloon|template|title|titel)"
    r"\s*\d*|.*\.(?:docx?|dotx?|odt|rtf|pdf)",
    re.I | re.S,
)
_CHANGES = "The document has tracked changes: insertions were read, deletions left out."
_COMMENTS = "Comments were left out: {}."
_COUNTS = "The text refers to {} notes, but the file holds {}."


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
        self._main = next((r.target for r in top if r.kind == "officeDocument"), _WORD.main)
        self._core = next(
            (r.target for r in top if r.kind == "core-properties"), "docProps/core.xml"
        )
        self._parts = {r.kind: r.target for r in _relations(package, self._main).values()}
        self._found = Found()
        self._manuscript = Manuscript()
        self._styles = Styles(self._part("styles"))
        self._body = Body(self._styles, Lists(self._part("numbering")), self._manuscript)

    def manuscript(self) -> Manuscript:
        """Write the document down."""
        main = self._package.main(self._main)
        body = main.find("body")
        reader = self._reader(self._main)
        blocks = list(self._body.blocks([] if body is None else body, reader))
        _find_headings(blocks)
        self._write(blocks)
        self._write_notes({note_key(mark) for mark in main.iter(*NOTES)} - self._found.marks)
        if next(main.iter("ins", "del", "moveFrom", "moveTo"), None) is not None:
            self._manuscript.warn(_CHANGES)
        if comments := sum(1 for _ in main.iter("commentReference")):
            self._manuscript.warn(_COMMENTS.format(comments))
        return self._manuscript

    def _part(self, kind: str) -> Element | None:
        return self._package.part(self._name(kind))

    def _name(self, kind: str) -> str:
        return self._parts.get(kind, f"word/{kind}.xml")

    def _reader(self, part: str) -> TextReader:
        links = {id_: r.target for id_, r in _relations(self._package, part).items() if r.outside}
        return TextReader(self._styles, links, self._found)

    def _write(self, blocks: Sequence[Block]) -> None:
        out = self._manuscript
        titles: list[str] = []
        headed = False
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    out.row(row)
            elif block.style.title and not headed:
                titles.append(words(block.runs))
                out.front(block.runs)
            elif block.style.front and titles and not headed:
                out.front(block.runs)
            elif block.level or block.style.title:
                number = _NUMBER.fullmatch(block.label)
                out.heading(block.runs, block.level or 1, number[1] if number else None)
                headed = True
            elif block.listed:
                out.item(block.runs)
            else:
                out.paragraph(block.runs)
        out.facts = Facts(title=" ".join(titles).strip() or self._core_title())

    def _core_title(self) -> str | None:
        """The title in the properties, unless Word or a template made it up."""
        core = self._package.part(self._core)
        title = words([core.findtext("title") or ""]) if core is not None else ""
        return None if not title or _NO_TITLE.fullmatch(title) else title

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
                    paragraphs = [self._body.flat([block], reader)[0] for block in note]
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


def _find_headings(blocks: Sequence[Block]) -> None:
    """Make headings of lines that look like it, in a document that has no others."""
    if any(isinstance(block, Paragraph) and block.level for block in blocks):
        return
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not words(block.runs):
            continue
        if isinstance(block, Paragraph) and _is_prominent(block):
            run.append(block)
            continue
        of_letterhead = isinstance(block, Paragraph) and block.line.letterhead
        if len(run) <= _LONGEST_RUN and not of_letterhead:
            for heading in run:
                number = heading.line.number
                heading.level = number.count(".") + 1 if number else 1 if heading.bold else 2
        run = []


def _is_prominent(block: Paragraph) -> bool:
    special = block.style.title or block.style.front
    return (block.bold or block.slanted) and not special and block.line.heading_like


def _without(own_mark: str, paragraphs: list[list[Run]]) -> list[list[Run]]:
    """The paragraphs of a note without the mark that opens it, such as "*"."""
    if own_mark.strip() and paragraphs and paragraphs[0] and isinstance(paragraphs[0][0], str):
        paragraphs[0][0] = paragraphs[0][0].lstrip().removeprefix(own_mark.strip())
    return paragraphs
