"""Searching the official publications by SRU (KOOP, "Handleiding SRU 2.0"; 1.2 reads as well)."""

from typing import NamedTuple
from urllib.parse import urlencode

from ingest.safe_xml import Element, local_name
from ingest.sources import trees
from ingest.sources.client import Client
from ingest.sources.errors import SourceError
from ingest.sources.record import Fact, Record, record_of
from ingest.sources.settings import SourceSettings

_COLLECTION = "c.product-area==officielepublicaties"
_MOST_PAGES = 10


class Page(NamedTuple):
    """A part of the hits, and how many there are in all."""

    total: int
    records: tuple[Record, ...]


def by_number(dossier: str, number: str) -> str:
    """CQL for a Kamerstuk: dossier "36600-VII", number "3"."""
    return f"{_COLLECTION} AND {_is('w.dossiernummer', dossier)} AND {_is('w.ondernummer', number)}"


def by_identifier(id_: str) -> str:
    """CQL for a publication of a known id."""
    return f"{_COLLECTION} AND {_is('dt.identifier', id_)}"


def attachments_of(head: str) -> str:
    """CQL for the attachments (blg-...) of a piece."""
    return f"{_COLLECTION} AND {_is('w.hoofddocument', head)}"


def _is(index: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{index}=="{escaped}"'


def search(client: Client, settings: SourceSettings, cql: str) -> tuple[Record, ...]:
    """All hits of a query.

    Raises:
        SourceError: The service failed, or answers with a diagnostic.
    """
    found: list[Record] = []
    for _ in range(_MOST_PAGES):
        query = {
            "operation": "searchRetrieve",
            "version": "2.0",
            "query": cql,
            "startRecord": len(found) + 1,
            "maximumRecords": settings.sru_page,
            "recordSchema": "gzd",
            "httpAccept": "application/xml",
        }
        page = client.read(
            f"{settings.sru}?{urlencode(query)}", lambda answer: parse_response(answer.data)
        )
        found.extend(page.records)
        if not page.records or len(found) >= page.total:
            break
    return tuple(found)


def parse_response(data: bytes) -> Page:
    """A searchRetrieveResponse of SRU 2.0 or 1.2.

    Raises:
        SourceError: Not one; or a diagnostic, whose message is then told.
    """
    root = trees.parse(data)
    for diagnostic in trees.elements(root, "diagnostic"):
        told = [trees.text(e) for e in trees.elements(diagnostic, "message", "details", "uri")]
        raise SourceError("SRU diagnostic: " + " ".join(filter(None, told))[:200])
    if local_name(root) != "searchRetrieveResponse":
        raise SourceError("no SRU response")
    records = tuple(filter(None, map(_record, trees.elements(root, "recordData"))))
    totals = [trees.text(e) for e in trees.elements(root, "numberOfRecords")]
    total = int(totals[0]) if totals and totals[0].isdecimal() else len(records)
    return Page(total, records)


def _record(data: Element) -> Record | None:
    leaves = [e for e in trees.elements(data) if not len(e)]
    items = {
        e.get("manifestation", ""): trees.text(e) for e in leaves if local_name(e) == "itemUrl"
    }
    return record_of((Fact(local_name(e).lower(), trees.text(e)) for e in leaves), items)
