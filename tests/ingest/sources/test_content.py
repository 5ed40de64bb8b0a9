"""What bytes are, and whether they are what was asked for."""

import codecs

import pytest
import wire
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats import sniff
from ingest.sources.content import check
from ingest.sources.errors import SourceError

ID = "kst-30420-392"
LEGACY = b'<?xml version="1.0"?>\n<kamerwrk kamer="2"><kop><titel>Oud</titel></kop></kamerwrk>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (wire.kst_xml(ID).encode(), "xml"),
        (codecs.BOM_UTF8 + wire.kst_xml(ID).encode(), "xml"),
        ("\ufeff<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16-le"), "xml"),
        (wire.kst_html(ID).encode(), "html"),
        (b"\n <HTML><body>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        (b"<feed><title>Atom</title></feed>", "xml"),
        (wire.PDF, "pdf"),
        (b"\n\n" + wire.PDF, "pdf"),
        (wire.DOCX, "docx"),
        (wire.ODT, "odt"),
        (b"PK\x03\x04" + b"\x00" * 40 + b"xl/workbook.xml", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "doc"),
        (b"{\\rtf1\\ansi Brief}", "rtf"),
        ("Geachte voorzitter, één brief.".encode(), "text"),
        ("Geachte voorzitter, één brief.".encode("latin-1"), "text"),
        (b"", None),
        (b" \n", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00", None),
    ],
)
def test_sniff(data, expected):
    assert sniff(data) == expected


@pytest.mark.parametrize(
    ("data", "expected_id", "format_"),
    [
        (wire.kst_xml(ID).encode(), ID, "xml"),
        (wire.kst_xml("KST-30420-392").encode(), ID, "xml"),
        (LEGACY, "kst-25000-1", "xml"),
        (wire.kst_html(ID).encode(), ID, "html"),
        (wire.kst_html(ID, "Een bericht: pagina niet gevonden.").encode(), ID, "html"),
        (wire.PDF, "blg-1", "pdf"),
        (wire.DOCX, ID, None),
        (b"<html><title>Een rapport</title></html>", None, None),
        (b"<html><title>Top 500: pech bestaat niet</title>x</html>", None, None),
        (b"Gewone tekst", None, None),
    ],
)
def test_what_was_asked_for_passes(data, expected_id, format_):
    assert check(data, expected_id, format_) == sniff(data)


@pytest.mark.parametrize(
    ("data", "expected_id", "format_", "outcome"),
    [
        (wire.ERROR_PAGE.encode(), ID, "xml", "error page instead of a document"),
        (wire.ERROR_PAGE.encode(), ID, "html", "error page instead of a document"),
        (wire.ERROR_PAGE.encode(), ID, "pdf", "error page instead of a document"),
        (wire.ERROR_PAGE.encode(), None, None, "error page instead of a document"),
        (b"<html><body>Storing</body></html>", ID, "html", "error page instead of a document"),
        (b"<?xml version='1.0'?><error/>", ID, "xml", "error page instead of a document"),
        (b"<a>" + b" " * 2000 + b"<kamerwrk/>", ID, "xml", "error page instead of a document"),
        (b'{"error": 500}', ID, None, "error page instead of a document"),
        (b'{"error": 500}', "2025D51031", None, "error page instead of a document"),
        (wire.kst_xml("kst-30420-39").encode(), ID, "xml", "another document (kst-30420-39)"),
        (wire.kst_html("kst-30420-39").encode(), ID, "html", "another document (kst-30420-39)"),
        (wire.kst_xml(ID, "").encode(), ID, "xml", "empty document"),
        (
            wire.kst_xml(ID, "Deze publicatie is niet beschikbaar in HTML-formaat.").encode(),
            ID,
            "xml",
            "empty document",
        ),
        (b"", ID, "xml", "empty document"),
        (b"\x00\x01", ID, "pdf", "unknown format"),
        (wire.PDF, ID, "xml", "pdf instead of xml"),
    ],
)
def test_what_was_not_asked_for_fails(data, expected_id, format_, outcome):
    with pytest.raises(SourceError) as caught:
        check(data, expected_id, format_)
    assert str(caught.value) == outcome


def test_a_long_publication_may_say_that_something_is_not_available():
    said = "De bijlage is niet beschikbaar in HTML-formaat. " + "Tekst van de brief. " * 100
    assert check(wire.kst_xml(ID, said).encode(), ID, "xml") == "xml"


MAGIC = [b"", b"%PDF-", b"PK\x03\x04", b"<?xml ", b"<html><title>", codecs.BOM_UTF16_BE, b"<meta "]


@given(st.sampled_from(MAGIC), st.binary(max_size=200), st.sampled_from([None, ID]))
def test_any_bytes_pass_or_fail_as_ours(magic, rest, expected_id):
    try:
        assert check(magic + rest, expected_id) is not None
    except SourceError:
        return
