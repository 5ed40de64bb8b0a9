"""What a file is, and reading it in a process of its own, within limits."""

import io
import zipfile

import pytest
from koop import letter

from ingest.document import DocumentInfo
from ingest.errors import UnreadableError
from ingest.isolation import Limits, read_isolated
from ingest.readers.reading import format_of

NOTHING = DocumentInfo(id="", title="", kind="", date="")
LIMITS = Limits(seconds=30, memory_mb=2048, file_mb=1)


def zipped(name, text="x"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (letter(), "brief.pdf", "xml"),
        (b"\xef\xbb\xbf<kamerwrk/>", "", "xml"),
        (b"<!DOCTYPE html><p>x", "brief.xml", "html"),
        (b"%PDF-1.7 ...", "brief.docx", "pdf"),
        (zipped("word/document.xml"), "brief.pdf", "docx"),
        (zipped("word/document2.xml"), "brief.docx", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "brief.doc", "docx"),
        (zipped("mimetype", "application/vnd.oasis.opendocument.text"), "", "odt"),
        (b"# Kop\n\nTekst.", "notitie.md", "markdown"),
        (b"Tekst[^1].\n\n[^1]: Noot.", "notitie", "markdown"),
        (b"Gewone tekst.", "notitie.txt", "text"),
        ("\ufeffTekst".encode("utf-16"), "", "text"),
    ],
)
def test_a_format_is_known_by_its_bytes(data, name, found):
    assert format_of(data, name) == found


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"{\\rtf1 x}", "docx or .odt"),
        (b"\x89PNG\r\n\x1a\n\0\0", "OCR"),
        (b"PK\x03\x04 broken", "truncated"),
        (zipped("picture.png"), "unpack"),
        (b"\x7fELF\0\0\0", "No format"),
    ],
)
def test_what_is_no_document_says_what_to_do(data, advice):
    with pytest.raises(UnreadableError, match=advice):
        format_of(data, "brief.pdf")


def test_reading_apart_gives_the_same_document():
    document = read_isolated(letter(), NOTHING, "brief.xml", LIMITS)
    assert document.id == "kst-30420-440"
    assert document.text[document.paragraphs[0].start :].startswith("Hierbij de voortgang")


def test_an_error_of_the_reader_is_told_as_it_is():
    with pytest.raises(UnreadableError, match="well-formed"):
        read_isolated(b"<kamerwrk><al>", NOTHING, "", LIMITS)


def test_too_large_is_not_even_tried():
    with pytest.raises(UnreadableError, match="Larger than 1 MB"):
        read_isolated(b"x" * (2**20 + 1), NOTHING, "", LIMITS)


def test_too_slow_is_stopped(monkeypatch, tmp_path):
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    monkeypatch.setattr("ingest.isolation.sys.executable", str(slow))
    with pytest.raises(UnreadableError, match="longer than 1 seconds"):
        read_isolated(b"x", NOTHING, "", LIMITS.model_copy(update={"seconds": 1}))


def test_too_much_memory_is_stopped():
    """In one piece: what Python does where many small ones fail differs from run to run."""
    long = b"woord " * (8 * 2**20)
    small = LIMITS.model_copy(update={"memory_mb": 128, "file_mb": 64})
    with pytest.raises(UnreadableError, match=r"128 MB of memory"):
        read_isolated(long, NOTHING, "", small)
