"""What KOOP knows of an official publication, and the addresses at which it has it."""

from collections.abc import Iterator

from ingest.sources import sru
from ingest.sources.client import Client, Response
from ingest.sources.errors import SourceError, or_none
from ingest.sources.ids import Wanted, read_official
from ingest.sources.metadata import parse_metadata
from ingest.sources.record import Record
from ingest.sources.settings import SourceSettings

_BEST_FIRST = ("xml", "html", "odt", "pdf")
_PLAIN = ("xml", "html", "pdf")  # what has an address by id alone


def record(client: Client, settings: SourceSettings, asked: Wanted) -> Record:
    """All that SRU and metadata.xml tell, if only the id; the publication's own metadata first."""
    hit = _from_sru(client, settings, asked) or Record(id=asked.id, title="")
    address = f"{settings.publications}/{asked.id}/metadata.xml"

    def own(answer: Response) -> Record:
        return _own_metadata(answer, asked.id)

    metadata = or_none(client.read, hit.items.get("metadata", address), own)
    return metadata.filled(hit) if metadata else hit


def attachments(client: Client, settings: SourceSettings, head: Wanted) -> tuple[Record, ...]:
    """The attachments of a piece: by SRU, and those that only its metadata names."""
    hits = or_none(sru.search, client, settings, sru.attachments_of(head.id)) or ()
    found = {hit.id: hit for hit in hits}
    for id_ in record(client, settings, head).attachments:
        official = read_official(id_)
        if official and id_ not in found:
            found[id_] = record(client, settings, official)
    return tuple(found.values())


def addresses(settings: SourceSettings, asked: Wanted, known: Record) -> Iterator[tuple[str, str]]:
    """Address and format, the best first: where SRU has it, then where it is by its id alone."""
    plain = ("pdf",) if asked.pdf_only else _PLAIN
    there = [format_ for format_ in _BEST_FIRST if format_ in known.items]
    for format_ in there or plain:
        by_id = f"{settings.publications}/{asked.id}.{format_}"
        if format_ in known.items:
            yield known.items[format_], format_
        if format_ in plain and known.items.get(format_) != by_id:
            yield by_id, format_


def _from_sru(client: Client, settings: SourceSettings, asked: Wanted) -> Record | None:
    queries = [sru.by_identifier(asked.id)]
    if asked.dossier and asked.number:
        queries.insert(0, sru.by_number(asked.dossier, asked.number))
    for query in queries:
        hits = or_none(sru.search, client, settings, query)
        if hits is None:
            return None  # the service is down: another query will not mend that
        same = (hit for hit in hits if hit.id.casefold() == asked.id.casefold())
        if hit := next(same, None):
            return hit
    return None


def _own_metadata(answer: Response, id_: str) -> Record:
    told = parse_metadata(answer.data)
    if told.id.casefold() != id_.casefold():
        raise SourceError(f"another document ({told.id})")
    return told
