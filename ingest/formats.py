"""What a file is, by its bytes: not by its name, nor by what a server says of it."""

import codecs
import re
from typing import Literal

Format = Literal["xml", "html", "odt", "docx", "pdf", "doc", "rtf", "text"]

_HEAD = 4000  # bytes within which a text shows what it is
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!doctype\s+html|<(?:html|head|body)\b)", re.IGNORECASE
)
_XML = re.compile(r"\s*<[?!\w]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(data: bytes) -> Format | None:
    """The format by the bytes themselves, not by a declared type; None for anything else."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for magic, format_ in _MAGIC:
        if data.startswith(magic):
            return format_
    head = decoded(data[:_HEAD])
    if not head.strip() or _CONTROL.search(head):
        return None
    if _HTML.match(head):
        return "html"
    return "xml" if _XML.match(head) else "text"


def _zipped(data: bytes) -> Format | None:
    """Names of members stand uncompressed in a zip, in front of them and in its directory."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    return "docx" if b"word/document" in data else None


def decoded(data: bytes) -> str:
    """The text that the bytes are most likely to be."""
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    return data.decode(encoding, errors="replace")
