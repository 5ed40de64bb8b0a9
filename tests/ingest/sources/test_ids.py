"""What may be asked for, and the ids that addresses hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.errors import UnknownIdError
from ingest.sources.ids import read_wanted


@pytest.mark.parametrize(
    ("written", "dossier", "number"),
    [
        ("kst-30420-392", "30420", "392"),
        ("kst-36600-VII-3", "36600-VII", "3"),
        ("kst-36471-A", "36471", "A"),
        ("kst-21501-02-399", "21501-02", "399"),
        ("kst-29800-IIB-1", "29800-IIB", "1"),
        ("kst-33400-J-A", "33400-J", "A"),
        ("kst-30420-122-b9", None, None),
        ("kst-00008-4-h1", None, None),
        ("kst-19941995-00000-215a", None, None),
        ("kst-1183940", None, None),
        ("blg-1183891", None, None),
        ("h-tk-20222023-84-12", None, None),
    ],
)
def test_official_ids(written, dossier, number):
    wanted = read_wanted(f" {written}\n")
    assert (wanted.kind, wanted.id) == ("official", written)
    assert (wanted.dossier, wanted.number) == (dossier, number)


def test_the_number_of_an_aanhangsel():
    assert read_wanted("ah-tk-20242025-1244").aanhangsel == "242501244"
    assert read_wanted("kst-30420-392").aanhangsel is None


def test_other_ids():
    assert read_wanted("2025D51031").kind == "document"
    assert read_wanted("TZ202411-074").kind == "toezegging"
    annex = read_wanted("bijlage-van:kst-36471-96")
    assert (annex.kind, annex.head, annex.name) == ("annex", "kst-36471-96", None)
    named = read_wanted("bijlage-van:kst-30420-437:probleem-oorzakenanalyse")
    assert (named.head, named.name) == ("kst-30420-437", "probleem oorzakenanalyse")


@pytest.mark.parametrize(
    ("url", "id_"),
    [
        ("https://zoek.officielebekendmakingen.nl/kst-30420-392.html", "kst-30420-392"),
        ("https://zoek.officielebekendmakingen.nl/blg-1183891", "blg-1183891"),
        ("https://zoek.officielebekendmakingen.nl/kst-36600-VII-3/metadata.xml", "kst-36600-VII-3"),
        (
            "https://repository.overheid.nl/frbr/officielepublicaties/kst/30420/kst-30420-392/1/xml"
            "/kst-30420-392.xml",
            "kst-30420-392",
        ),
        (
            "https://www.tweedekamer.nl/kamerstukken/brieven_regering/detail?id=2025Z1&did=2025D51031",
            "2025D51031",
        ),
        ("https://www.tweedekamer.nl/downloads/document?id=2025D51031", "2025D51031"),
    ],
)
def test_an_address_in_which_an_id_stands_is_that_id(url, id_):
    assert read_wanted(url).id == id_


@pytest.mark.parametrize(
    "url",
    [
        "https://zoek.officielebekendmakingen.nl/dossier/36600-VII",
        "https://www.tweedekamer.nl/kamerstukken/detail?id=2025Z11910",
        "https://evil.example/kst-30420-392.html",
        "https://eviltweedekamer.nl/detail?did=2025D51031",
        "HTTP://www.cbs.nl/rapport.pdf",
        "http://[/",
    ],
)
def test_any_other_address_stays_what_it_is(url):
    wanted = read_wanted(url)
    assert (wanted.kind, wanted.id) == ("address", url)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "regeerprogramma",
        "kst-",
        "kst-../x",
        "bijlage-van:x",
        "dossier:30420",
        "ftp://x/a",
        "http://",
    ],
)
def test_nothing_that_can_be_looked_up(written):
    with pytest.raises(UnknownIdError, match="nothing that can be looked up"):
        read_wanted(written)


@given(st.text() | st.text().map("https://".__add__) | st.text().map("bijlage-van:kst-1-".__add__))
def test_any_text_is_read_or_refused_as_ours(written):
    try:
        assert read_wanted(written).id
    except UnknownIdError:
        return
