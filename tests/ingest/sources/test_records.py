"""SRU responses and metadata.xml, in each of their dialects, whole and broken."""

from contextlib import suppress

import pytest
import wire
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import sru, trees
from ingest.sources.errors import SourceError
from ingest.sources.metadata import parse_metadata
from ingest.sources.record import Record

ITEMS = {"xml": "https://repository.overheid.nl/frbr/x.xml", "metadata": "https://x/metadata.xml"}
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol">'
    + b"".join(
        b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"&l;" * 10) for i in range(9)
    )
    + b"]>"
)


@pytest.mark.parametrize("namespace", [wire.SRU_1, wire.SRU_2])
def test_a_response_of_either_version(namespace):
    answer = wire.sru_answer(
        wire.sru_record(
            "kst-30420-396",
            "Emancipatiebeleid; Brief regering;\n  Voortgang",
            items=ITEMS,
            attachments=("blg-1", "blg-2", "geen id"),
            dossiernummer="30420",
            ondernummer="396",
        ),
        wire.sru_record("blg-1", "Een bijlage", head="kst-30420-396"),
        namespace=namespace,
    )
    page = sru.parse_response(answer.encode())
    assert page.total == 2
    assert page.records[0] == Record(
        id="kst-30420-396",
        title="Emancipatiebeleid; Brief regering; Voortgang",
        date="2024-05-17",
        kind="Brief regering",
        dossier="30420",
        number="396",
        attachments=("blg-1", "blg-2"),
        items=ITEMS,
    )
    assert page.records[1].head == "kst-30420-396"


def test_a_record_without_namespaces_reads_as_well():
    data = (
        b"<searchRetrieveResponse><records><record><recordData><gzd><originalData><meta><owmskern>"
        b"<identifier>kst-1-1</identifier><title>T</title></owmskern><owmsmantel>"
        b"<date>2023-04-20</date></owmsmantel></meta></originalData></gzd></recordData></record>"
        b"</records></searchRetrieveResponse>"
    )
    [record] = sru.parse_response(data).records
    assert (record.id, record.title, record.date) == ("kst-1-1", "T", "2023-04-20")


def test_a_record_without_id_is_left_out():
    assert sru.parse_response(wire.sru_answer(wire.sru_record("")).encode()).records == ()


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (wire.DIAGNOSTIC.encode(), "SRU diagnostic: info:srw/diagnostic/1/10 Query syntax error"),
        (wire.ERROR_PAGE.encode(), "no SRU response"),
        (b"<html></html>", "no SRU response"),
        (b"", "unreadable XML"),
    ],
)
def test_no_response(data, outcome):
    with pytest.raises(SourceError) as caught:
        sru.parse_response(data)
    assert str(caught.value) == outcome


def test_queries():
    product = "c.product-area==officielepublicaties AND"
    assert sru.by_number("36600-VII", "3") == (
        f'{product} w.dossiernummer=="36600-VII" AND w.ondernummer=="3"'
    )
    assert sru.by_identifier("blg-1") == f'{product} dt.identifier=="blg-1"'
    assert sru.attachments_of('a"b\\') == f'{product} w.hoofddocument=="a\\"b\\\\"'


def test_search_reads_page_after_page(site, client, settings):
    site.put("/sru", wire.sru_answer(wire.sru_record("blg-1"), wire.sru_record("blg-2"), total=3))
    site.put("/sru", wire.sru_answer(wire.sru_record("blg-3"), total=3))
    found = sru.search(client, settings, sru.attachments_of("kst-1-1"))
    assert [record.id for record in found] == ["blg-1", "blg-2", "blg-3"]
    first, second = site.queries("/sru")
    assert 'query=c.product-area==officielepublicaties AND w.hoofddocument=="kst-1-1"' in first
    assert "startRecord=1&" in first
    assert "startRecord=3&" in second


def test_a_total_that_is_wrong_does_not_go_on_for_ever(site, client, settings):
    site.put("/sru", wire.sru_answer(wire.sru_record("blg-1"), total=10**9))
    assert len(sru.search(client, settings, "x")) == 10


def test_metadata_dialect_a():
    data = wire.metadata_a("kst-30420-396", attachments=("blg-1", "blg-2")).encode()
    assert parse_metadata(data) == Record(
        id="kst-30420-396",
        title="Emancipatiebeleid; Brief regering; Voortgang",
        date="2024-05-14",
        kind="Brief regering",
        dossier="30420",
        number="396",
        attachments=("blg-1", "blg-2"),
    )


def test_metadata_dialect_b_with_its_malformed_date():
    record = parse_metadata(wire.METADATA_B.encode())
    assert record.id == "kst-30420-396"
    assert record.date == "2024-05-17"
    assert record.dossier == "30420"


def test_older_metadata_names_attachments_as_relations():
    data = (
        '<metadata_gegevens><metadata name="DC.identifier" content="kst-30420-122"/>'
        '<metadata name="DCTERMS.relation" content="kst-30420-122-b9"/>'
        '<metadata name="DCTERMS.relation" content="kst-30420-121"/></metadata_gegevens>'
    )
    assert parse_metadata(data.encode()).attachments == ("kst-30420-122-b9",)


@pytest.mark.parametrize("data", [b"", b"<a/>", b"<metadata_gegevens/>", b"\x00", b"geen xml"])
def test_no_metadata(data):
    with pytest.raises(SourceError):
        parse_metadata(data)


def test_metadata_that_is_cut_off_tells_what_it_has():
    data = wire.metadata_a("kst-30420-396").encode()
    assert parse_metadata(data[: data.index(b"DCTERMS.issued")]).id == "kst-30420-396"


def test_no_file_is_read_and_nothing_is_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(SourceError):
        parse_metadata(
            f"{outside}<owms-metadata><identifier>kst-1-1</identifier><title>t&x;</title>"
            "</owms-metadata>".encode()
        )
    with pytest.raises(SourceError):
        trees.parse(BOMB + b"<a>&l8;</a>")


@pytest.mark.parametrize("parse", [sru.parse_response, parse_metadata])
@given(data=st.binary(max_size=200))
def test_any_bytes_fail_as_ours(parse, data):
    with suppress(SourceError):
        parse(data)


WHOLE = [
    wire.sru_answer(wire.sru_record("kst-1-1", items=ITEMS)).encode(),
    wire.metadata_a("kst-1-1").encode(),
    wire.METADATA_B.encode(),
]


@given(st.sampled_from(WHOLE), st.data())
def test_damaged_xml_fails_as_ours(whole, data):
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=5)) + whole[at + 3 :]
    for parse in (sru.parse_response, parse_metadata):
        with suppress(SourceError):
            parse(damaged)


def test_what_one_source_lacks_comes_from_the_other():
    one = Record(id="a", title="", date="2024-01-01", attachments=("blg-1",), items={"xml": "1"})
    other = Record(
        id="b", title="T", date="2023-01-01", attachments=("blg-2",), items={"xml": "2", "pdf": "3"}
    )
    both = one.filled(other)
    assert (both.id, both.title, both.date) == ("a", "T", "2024-01-01")
    assert both.attachments == ("blg-1", "blg-2")
    assert both.items == {"xml": "1", "pdf": "3"}
