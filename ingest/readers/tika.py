"""The reader of text as Apache Tika writes it from a Word file, footnote markers included."""

import codecs
import re

from ingest.document import Document, DocumentInfo
from ingest.readers.compose import compose
from ingest.readers.footnote_markers import take_notes
from ingest.readers.structure import structure_of

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_tika(data: bytes, info: DocumentInfo) -> Document:
    """Read a text with Tika's markers; never fails, whatever the bytes.

    What is odd (a mark without a note, an unclosed bracket, bytes that are no UTF-8, no text at
    all) is told in `Document.warnings`, in English sentences.
    """
    text, undecodable = _decoded(data)
    unmarked = take_notes(re.sub(r"\r\n?", "\n", text))
    structure = structure_of(unmarked.text)
    warnings = [*undecodable, *unmarked.warnings]
    if not structure.blocks:
        warnings.append("The document has no text.")
    return compose(info, unmarked.text, structure, unmarked.notes, warnings)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, [f"Bytes that are no {encoding} text were replaced by U+FFFD."]
