"""Writes the blocks of a word processor's document into a manuscript.

A document without heading styles is judged by its looks: a short line that is bold, italic or
underlined throughout heads the text under it.
"""

import re
from collections.abc import Sequence

from ingest.readers.frontmatter import Facts
from ingest.readers.manuscript import Manuscript
from ingest.readers.office.blocks import Block, Paragraph, Table
from ingest.readers.table import words
from ingest.safe_xml import Element

_PART = r"(?:\d{1,4}|[A-Za-z]|[ivxlIVXL]{1,6})"
_NUMBER = re.compile(rf"((?:{_PART}\.)*{_PART})[.)]{{0,2}}")
_LONGEST_RUN = 3  # headings directly under each other
_HIDDEN_SHOWN = 60  # characters
_HIDDEN = "Hidden text was left out: {}"
_CHANGES = "The document has tracked changes: insertions were read, deletions left out."
_COMMENTS = "Comments were left out: {}."
_NO_TITLE = re.compile(
    r"microsoft word\b.*|(?:document|brief|letter|untitled|naamloos|sjabloon|template|title|titel)"
    r"\s*\d*|.*\.(?:docx?|dotx?|odt|rtf|pdf)",
    re.I | re.S,
)


def write(blocks: Sequence[Block], properties: Element | None, out: Manuscript) -> None:
    """Write the blocks, and the title: the one in the text or that in the file's properties."""
    _find_headings(blocks)
    titles: list[str] = []
    headed = False
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                out.row(row)
        elif block.style.role == "title" and not headed:
            titles.append(words(block.runs))
            out.front(block.runs)
        elif block.style.role == "front" and titles and not headed:
            out.front(block.runs)
        elif block.level or block.style.role == "title":
            number = _NUMBER.fullmatch(block.label)
            out.heading(block.runs, block.level or 1, number[1] if number else None)
            headed = True
        elif block.listed:
            out.item(block.runs)
        else:
            out.paragraph(block.runs)
    out.facts = Facts(title=" ".join(titles).strip() or _stated_title(properties))


def warn_of_hidden(text: str, out: Manuscript) -> None:
    """Tell of text that a reader of the printed page does not see."""
    if text.strip():
        out.warn(_HIDDEN.format(text.strip()[:_HIDDEN_SHOWN]))


def warn_of_review(out: Manuscript, *, changes: bool, comments: int) -> None:
    """Tell of what its writers have not finished."""
    if changes:
        out.warn(_CHANGES)
    if comments:
        out.warn(_COMMENTS.format(comments))


def _stated_title(properties: Element | None) -> str | None:
    """The title in the properties (Dublin Core), unless a program or a template made it up."""
    found = None if properties is None else next(properties.iter("title"), None)
    title = "" if found is None else words([found.text or ""])
    return None if not title or _NO_TITLE.fullmatch(title) else title


def _find_headings(blocks: Sequence[Block]) -> None:
    """Make headings of lines that look like it, in a document that has no others."""
    if any(isinstance(block, Paragraph) and block.level for block in blocks):
        return
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if not words(block.runs):
                continue
            if _is_prominent(block):
                run.append(block)
                continue
        top = isinstance(block, Paragraph) and block.line.letterhead
        if len(run) <= _LONGEST_RUN and not top:
            for heading in run:
                number = heading.line.number
                heading.level = number.count(".") + 1 if number else 1 if heading.bold else 2
        run = []


def _is_prominent(block: Paragraph) -> bool:
    plain = block.style.role == "text" and (not block.listed or block.label)
    return bool(plain) and (block.bold or block.slanted) and block.line.heading_like
