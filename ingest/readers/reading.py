"""One door to all readers: what a file is, by its bytes, and the reader for it.

A reader is imported when it is needed: each brings a library of its own.
"""

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Literal, get_args

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError

Format = Literal["xml", "html", "odt", "docx", "pdf", "markdown", "text"]
FORMATS: tuple[Format, ...] = get_args(Format)

_MODULES: dict[Format, tuple[str, str]] = {
    "xml": ("ingest.readers.kamerstuk_xml", "read_kamerstuk_xml"),
    "html": ("ingest.readers.html.reader", "read_html"),
    "odt": ("ingest.readers.office.odt", "read_odt"),
    "docx": ("ingest.readers.office.docx", "read_docx"),
    "pdf": ("ingest.readers.pdf.reader", "read_pdf"),
    "markdown": ("ingest.readers.html.markdown", "read_markdown"),
    "text": ("ingest.readers.tika", "read_tika"),
}
_HEAD = 2000  # bytes in which a format shows itself
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHERS = {  # what begins so cannot be read, and what to do
    b"{\\rtf": "An RTF file: save it as .docx or .odt, and add that.",
    b"\x89PNG": "A picture: recognise its text first (OCR), and add that.",
    b"\xff\xd8\xff": "A picture: recognise its text first (OCR), and add that.",
    b"\x1f\x8b": "A compressed file: unpack it, and add what is in it.",
}


def read(data: bytes, info: DocumentInfo, name: str = "") -> Document:
    """Read a document of any known format; what `info` leaves empty is taken from the document.

    Args:
        data: The file.
        info: What is known of it already; empty texts where nothing is.
        name: The file's name; its ending only decides between kinds of text.

    Raises:
        UnreadableError: It is empty, damaged, protected, or of a format that is not known.
    """
    module, reader = _MODULES[format_of(data, name)]
    read_format: Callable[[bytes, DocumentInfo], Document] = getattr(import_module(module), reader)
    return read_format(data, info)


def format_of(data: bytes, name: str = "") -> Format:
    """The format of a file, by its bytes first.

    Raises:
        UnreadableError: None that can be read.
    """
    if not data.strip():
        raise UnreadableError("The file is empty.")
    for magic, advice in _OTHERS.items():
        if data.startswith(magic):
            raise UnreadableError(advice)
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "docx"  # protected by a password, or an old .doc: its reader tells
    return _written(data, name.rpartition(".")[2].lower())


def _written(data: bytes, ending: str) -> Format:
    """The kind of text: by its first characters, then by the ending of the name."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<!doctype html") or b"<html" in head:
        return "html"
    if re.match(rb"<[?!a-z]", head):
        return "xml"
    if b"\0" in data[:_HEAD] and not data.startswith(_BOMS):
        raise UnreadableError(
            "No format that can be read. Known are XML, HTML, ODT, DOCX, PDF, Markdown and text."
        )
    if ending in ("md", "markdown") or b"\n[^1]: " in data:
        return "markdown"
    return "html" if ending in ("htm", "html", "xhtml") else "text"


def _zipped(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("A damaged or truncated file. Get it again, and add that.") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names:
        return "odt"
    raise UnreadableError("A zip file that is no document: unpack it, and add what is in it.")
