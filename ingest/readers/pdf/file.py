"""Opens a PDF: what its pages draw, and what the file says of itself.

Everything that pypdf does is done here, at once, so that what it may raise is caught in one place.
"""

import io
import logging
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import Destination

from ingest.errors import UnreadableError
from ingest.readers.pdf.drawing import Drawing, Fonts, drawing_of
from ingest.readers.pdf.furniture import Page
from ingest.readers.pdf.lines import lines_of

_MOST_PAGES = 5_000
_DEEPEST_BOOKMARK = 6
_DAMAGED = "The PDF is damaged or not whole: fetch it again, or print it anew to PDF."
_PROTECTED = "Protected by a password: remove the password and add it again."
_TOO_LONG = f"The PDF has more than {_MOST_PAGES} pages: split it and add the parts."

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # else it prints each odd byte

_T = TypeVar("_T")


class File(NamedTuple):
    """A PDF that was read."""

    pages: tuple[Page, ...]
    title: str  # as the properties of the file have it, "" where they do not
    bookmarks: Mapping[str, int]  # title -> level, from 1
    unreadable: tuple[int, ...]  # the numbers of the pages that are damaged


def open_file(data: bytes) -> File:
    """Read all of a PDF.

    Raises:
        UnreadableError: It is damaged, protected by a password, or too long.
    """
    reader = _try(lambda: PdfReader(io.BytesIO(data)))
    if _try(lambda: reader.is_encrypted and not reader.decrypt("")):
        raise UnreadableError(_PROTECTED)
    count = _try(lambda: len(reader.pages))
    if count > _MOST_PAGES:
        raise UnreadableError(_TOO_LONG)
    labels: list[str] = _or(lambda: list(reader.page_labels), [])
    fonts = Fonts()
    pages: list[Page] = []
    unreadable: list[int] = []
    for at in range(count):
        label = labels[at] if at < len(labels) else str(at + 1)
        drawing = _or(partial(_drawing, reader, at, fonts), None)
        if drawing is None:
            unreadable.append(at + 1)
            pages.append(Page(at + 1, label, 0.0, ()))
        else:
            lines = lines_of(drawing, at)
            pages.append(Page(at + 1, label, drawing.height, lines, drawing.rules))
    return File(
        tuple(pages),
        _or(lambda: str((reader.metadata and reader.metadata.title) or ""), ""),
        _or(lambda: dict(_bookmarks(reader.outline)), {}),
        tuple(unreadable),
    )


def _drawing(reader: PdfReader, at: int, fonts: Fonts) -> Drawing | None:
    return drawing_of(reader.pages[at], fonts)


def _bookmarks(outline: list[Any], level: int = 1) -> Iterator[tuple[str, int]]:
    for entry in outline:
        if isinstance(entry, list) and level < _DEEPEST_BOOKMARK:
            yield from _bookmarks(entry, level + 1)
        elif isinstance(entry, Destination) and entry.title:
            yield str(entry.title), level


def _try(read: Callable[[], _T]) -> _T:
    """What a part of pypdf gives."""
    try:
        return read()
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableError(_PROTECTED) from error
    # On damaged bytes pypdf raises nearly everything: KeyError, RecursionError, zlib.error ...
    except Exception as error:
        raise UnreadableError(_DAMAGED) from error


def _or(read: Callable[[], _T], otherwise: _T) -> _T:
    """What a part of pypdf gives, or something else where the file has it damaged."""
    try:
        return _try(read)
    except UnreadableError:
        return otherwise
