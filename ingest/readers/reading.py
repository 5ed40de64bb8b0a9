"""One door to all readers: what a file is, by its bytes, and the reader for it.

A reader is imported when it is needed: each brings a library of its own.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Literal

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.formats import sniff

Readable = Literal["xml", "html", "odt", "docx", "pdf", "markdown", "text"]

_MODULES: dict[Readable, tuple[str, str]] = {
    "xml": ("ingest.readers.kamerstuk_xml", "read_kamerstuk_xml"),
    "html": ("ingest.readers.html.reader", "read_html"),
    "odt": ("ingest.readers.office.odt", "read_odt"),
    "docx": ("ingest.readers.office.docx", "read_docx"),
    "pdf": ("ingest.readers.pdf.reader", "read_pdf"),
    "markdown": ("ingest.readers.html.markdown", "read_markdown"),
    "text": ("ingest.readers.tika", "read_tika"),
}
_NO_FORMAT = "No format that can be read. Known are XML, HTML, ODT, DOCX, PDF, Markdown and text."
_ADVICE = {  # what begins so cannot be read, and what to do
    b"{\\rtf": "An RTF file: save it as .docx or .odt, and add that.",
    b"\x89PNG": "A picture: recognise its text first (OCR), and add that.",
    b"\xff\xd8\xff": "A picture: recognise its text first (OCR), and add that.",
    b"\x1f\x8b": "A compressed file: unpack it, and add what is in it.",
    b"PK": "A zip file that is no document, or a truncated one: unpack it and add what is in it, "
    "or get it again.",
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


def format_of(data: bytes, name: str = "") -> Readable:
    """The format of a file, by its bytes first.

    Raises:
        UnreadableError: None that can be read.
    """
    if not data.strip():
        raise UnreadableError("The file is empty.")
    found = sniff(data)
    if found is None or found == "rtf":
        advice = (said for magic, said in _ADVICE.items() if data.startswith(magic))
        raise UnreadableError(next(advice, _NO_FORMAT))
    if found == "doc":
        return "docx"  # protected by a password, or an old .doc: its reader tells
    return _written(data, name) if found == "text" else found


def _written(data: bytes, name: str) -> Readable:
    """The kind of plain text, by the ending of its name; notes show what is Markdown."""
    ending = name.rpartition(".")[2].lower()
    if ending in ("md", "markdown") or b"\n[^1]: " in data:
        return "markdown"
    return "html" if ending in ("htm", "html", "xhtml") else "text"
