"""The reader of PDF documents: what stands on the pages, put together by place and type."""

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.frontmatter import Facts
from ingest.readers.manuscript import Cell, Linked, Manuscript, Mark, NewPage, Run
from ingest.readers.pdf.blocks import Block, Measures, blocks_of
from ingest.readers.pdf.file import File, open_file
from ingest.readers.pdf.furniture import Page, without_furniture
from ingest.readers.pdf.headings import outline_of, plain
from ingest.readers.pdf.joints import joint_of, words_of
from ingest.readers.pdf.labels import BULLET
from ingest.readers.pdf.lines import Line, Span, body_size
from ingest.readers.pdf.notes import take_notes

_UNTRUSTED = 0.2  # of the characters
_SCAN = (
    "A scan without text: recognise the text first, for example with "
    "`ocrmypdf -l nld in.pdf out.pdf`, and add that."
)
_NO_TEXT = "Pages without text, in which nothing can be found: {}."
_UNREADABLE = "Pages that are damaged are left out: {}."
_DOUBTFUL = "The fonts do not tell which letters they draw: the text cannot be trusted."
_NO_CHARACTER = re.compile(r"[\ufffd\ue000-\uf8ff]")
_GENERIC = re.compile(
    r"microsoft|untitled|naamloos|.*(?:\s{3}|\.\w{2,4}$)|(?:document|brief)?\W*\d*$", re.I
)
_SUBJECT = re.compile(r"(?:betreft|onderwerp)\b", re.IGNORECASE)


def read_pdf(data: bytes, info: DocumentInfo) -> Document:
    """Read a PDF: sections, paragraphs, items, tables, notes, links and pages.

    What is odd (pages without text, fonts that do not tell their letters) is told in
    `Document.warnings`, in English sentences.

    Raises:
        UnreadableError: The bytes are no whole PDF, a password protects it, or it has no text.
    """
    file = open_file(data)
    if not any(page.lines for page in file.pages):
        raise UnreadableError(_SCAN)
    manuscript = Manuscript()
    for warning in _warnings(file):
        manuscript.warn(warning)
    pages = without_furniture(file.pages)
    body = body_size(line for page in pages for line in page.lines)
    noted = take_notes(pages, body)
    every = [*noted.lines, *(line for note in noted.notes for line in note.lines)]
    measures = Measures.of(every)
    writer = _Writer(manuscript, pages, words_of(every))
    writer.write(blocks_of(noted.lines, measures), body, file)
    for note in noted.notes:
        blocks = blocks_of(note.lines, measures)
        manuscript.note(note.key, [writer.note_runs(block.lines) for block in blocks])
    return manuscript.document(info)


def _warnings(file: File) -> Iterator[str]:
    """What the user has to know of the file."""
    if file.unreadable:
        yield _UNREADABLE.format(", ".join(map(str, file.unreadable)))
    empty = [p.number for p in file.pages if not p.lines and p.number not in file.unreadable]
    if empty:
        yield _NO_TEXT.format(", ".join(map(str, empty)))
    text = "".join(line.text for page in file.pages for line in page.lines)
    if len(_NO_CHARACTER.findall(text)) > _UNTRUSTED * len(text):
        yield _DOUBTFUL


class _Writer:
    """Writes blocks into a manuscript, and says where each page begins."""

    def __init__(
        self, manuscript: Manuscript, pages: Sequence[Page], words: frozenset[str]
    ) -> None:
        self._manuscript = manuscript
        self._pages = pages
        self._words = words
        self._page = -1  # the index of the page on which was written last

    def write(self, blocks: Sequence[Block], body: float, file: File) -> None:
        """Write the blocks of the text."""
        bookmarks = {plain(title): level for title, level in file.bookmarks.items()}
        outline = outline_of(blocks, body, bookmarks, file.title)
        if outline.title is not None:
            title = " ".join(line.text for line in blocks[outline.title].lines)
            self._manuscript.facts = Facts(title=title)
        elif not _GENERIC.match(file.title) and not any(_SUBJECT.match(b.text) for b in blocks):
            self._manuscript.facts = Facts(title=file.title.strip() or None)
        for at, block in enumerate(blocks):
            if at == outline.title:
                self._manuscript.front(self._runs(block.lines))
            elif at in outline.levels:
                self._manuscript.heading(self._runs(block.lines), outline.levels[at])
            else:
                self._write(block)

    def note_runs(self, lines: Sequence[Line]) -> list[Run]:
        """The text of a note, which is on no page of its own."""
        return [run for run in self._runs_of(lines) if not isinstance(run, NewPage)]

    def _write(self, block: Block) -> None:
        if block.table:
            self._write_table(block.lines)
        elif block.label:
            bullet = len(block.label.strip()) if BULLET.match(f"{block.label}x") else 0
            self._manuscript.item(self._runs(block.lines, bullet))
        else:
            self._manuscript.paragraph(self._runs(block.lines))

    def _write_table(self, lines: Sequence[Line]) -> None:
        """Rows, under the headings of the first one where it is bold."""
        first = lines[0]
        headings = [_text(cell) for cell in first.cells] if first.bold else [""] * len(first.cells)
        for line in lines:
            above = headings if line is not first else [""] * len(headings)
            self._manuscript.row(
                [
                    Cell(
                        (*(self._new_page(line) if at == 0 else ()), *map(_run, cell)),
                        (heading,) if heading else (),
                    )
                    for at, (cell, heading) in enumerate(zip(line.cells, above, strict=True))
                ]
            )

    def _runs(self, lines: Sequence[Line], bullet: int = 0) -> list[Run]:
        """The runs of a block, without the letters of its bullet."""
        return list(self._runs_of(lines, bullet))

    def _runs_of(self, lines: Sequence[Line], bullet: int = 0) -> Iterator[Run]:
        for at, line in enumerate(lines):
            yield from self._new_page(line)
            spans = list(line.spans)
            if at == 0 and bullet:
                spans[0] = spans[0]._replace(text=spans[0].text.lstrip()[bullet:])
            glue = ""
            if at + 1 < len(lines):
                dropped, glue = joint_of(line, lines[at + 1], self._words)
                last = max((i for i, s in enumerate(spans) if not s.note), default=None)
                if dropped and last is not None:
                    text = spans[last].text.rstrip()[:-dropped]
                    spans[last] = spans[last]._replace(text=text)
            yield from map(_run, spans)
            yield glue

    def _new_page(self, line: Line) -> Iterator[NewPage]:
        if line.page > self._page:
            self._page = line.page
            page = self._pages[line.page]
            yield NewPage(page.number, page.label)


def _run(span: Span) -> Run:
    if span.note:
        return Mark(span.note)
    text = span.text.replace("\u00ad", "")
    return Linked(text, span.target) if span.target else text


def _text(cell: Sequence[Span]) -> str:
    return "".join(span.text for span in cell if not span.note).strip()
