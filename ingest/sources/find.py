"""Finding a publication: KOOP by SRU and by address, then the Tweede Kamer, then open.overheid.nl.

A failure of one service never stops the next; every attempt is told in the result.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from ingest.formats import Format
from ingest.sources import content, koop, tweedekamer, woo
from ingest.sources.client import Client, Response
from ingest.sources.errors import SourceError, or_none
from ingest.sources.ids import Wanted, read_official, read_wanted
from ingest.sources.record import Record
from ingest.sources.result import Candidate, Fetched, Missing, Unchanged
from ingest.sources.settings import SourceSettings
from ingest.sources.titles import title_words

_NAMING_WORDS = 2  # by which open.overheid.nl may be trusted; "Bijlage 1" is many documents
_Found = Fetched | Unchanged | None


def find(
    wanted: str,
    client: Client,
    settings: SourceSettings,
    *,
    title: str | None = None,
    etag: str | None = None,
) -> Fetched | Unchanged | Missing:
    """Find and download a publication.

    Args:
        wanted: kst-30420-392, blg-1183891, ah-tk-20242025-1244, h-tk-20222023-84-12,
            TZ202411-074, 2025D51031, bijlage-van:kst-36471-96, bijlage-van:kst-30420-437:naam,
            or an address. An address in which one of these ids stands is that id.
        client: The way to the network.
        settings: Where to look.
        title: What the citing document calls it; tells one of several attachments, and finds
            what ministries publish themselves.
        etag: Of the copy that is there already.

    Raises:
        UnknownIdError: It is none of these.
    """
    asked = read_wanted(wanted)
    before = len(client.tries)
    search = _Search(client, settings, title, etag)
    found = search.look_for(asked)
    tries = client.tries[before:]
    if found is None:
        return Missing(id=asked.id, candidates=tuple(search.candidates.values()), tries=tries)
    return found.model_copy(update={"tries": tries})


class _Search:
    """One search: what it is for, and the candidates met on the way."""

    def __init__(
        self, client: Client, settings: SourceSettings, title: str | None, etag: str | None
    ) -> None:
        self._client = client
        self._settings = settings
        self._title = title
        self._etag = etag
        self.candidates: dict[str, Candidate] = {}

    def look_for(self, asked: Wanted) -> _Found:
        match asked.kind:
            case "official":
                found = self._published(asked)
                return found or self._at_tweede_kamer(asked) or self._at_woo()
            case "annex":
                return self._annex(asked) or self._at_woo()
            case "document":
                return self._tk_document(asked) or self._at_woo()
            case "toezegging":
                return self._toezegging(asked)
            case "address":
                return self._download(Record(id=asked.id, title=""), asked.id, None, None)

    # ---- KOOP

    def _published(self, asked: Wanted, known: Record | None = None) -> _Found:
        record = known or koop.record(self._client, self._settings, asked)
        for url, format_ in koop.addresses(self._settings, asked, record):
            if found := self._download(record, url, asked.id, format_):
                return found
        return None

    # ---- attachments

    def _annex(self, asked: Wanted) -> _Found:
        head = read_wanted(asked.head or "")
        for attachments in (self._koop_attachments, self._tk_attachments):
            chosen = self._choose(attachments(head), asked.name)
            if chosen is None:
                continue
            official = read_official(chosen.id)
            found = official and self._published(official, chosen)
            if found := found or self._resource(chosen, chosen.id):
                return found
        return None

    def _koop_attachments(self, head: Wanted) -> Sequence[Record]:
        return koop.attachments(self._client, self._settings, head)

    def _tk_attachments(self, head: Wanted) -> Sequence[Record]:
        return [record for document in self._tk_documents(head) for record in document.attachments]

    def _choose(self, attachments: Sequence[Record], name: str | None) -> Record | None:
        """The attachment that is meant; several that may be are candidates, and none is taken."""
        if not self.candidates:  # one service's list; another's are the same under other ids
            self._note(attachments)
        for wanted in filter(None, (self._title, name)):
            if chosen := _by_title(attachments, wanted):
                return chosen
        return attachments[0] if len(attachments) == 1 and not name else None

    # ---- Tweede Kamer

    def _at_tweede_kamer(self, asked: Wanted) -> _Found:
        for document in self._tk_documents(asked):
            if found := self._resource(document.record, asked.id):
                return found
        return None

    def _tk_documents(self, asked: Wanted) -> Sequence[tweedekamer.TkDocument]:
        place = (self._client, self._settings)
        if asked.dossier and asked.number and asked.number.isdecimal():
            found = or_none(tweedekamer.by_kamerstuk, *place, asked.dossier, asked.number)
        elif asked.aanhangsel:
            found = or_none(tweedekamer.by_aanhangsel, *place, asked.aanhangsel)
        else:
            found = None
        return found or ()

    def _tk_document(self, asked: Wanted) -> _Found:
        """The official publication of the document, for its text is better; else its file."""
        place = (self._client, self._settings)
        for document in or_none(tweedekamer.by_document_number, *place, asked.id) or ():
            official = read_official(document.official_id or "")
            found = official and self._published(official)
            if found := found or self._resource(document.record, asked.id):
                return found
        return None

    def _toezegging(self, asked: Wanted) -> _Found:
        pledge = or_none(tweedekamer.toezegging, self._client, self._settings, asked.id)
        if pledge is None:
            return None
        record = Record(id=asked.id, title=pledge.title, date=pledge.date, kind="Toezegging")
        answer = Response(
            url=pledge.url, data=pledge.text.encode(), etag=None, modified=None, unchanged=False
        )
        return _fetched(record, answer, "text")

    # ---- open.overheid.nl

    def _at_woo(self) -> _Found:
        if not self._title:
            return None
        hits = or_none(woo.search, self._client, self._settings, self._title) or ()
        if len(hits) == 1 and len(title_words(self._title)) >= _NAMING_WORDS:
            return self._resource(hits[0], hits[0].id)
        self._note(hits)
        return None

    def _note(self, records: Sequence[Record]) -> None:
        for one in records:
            self.candidates[one.id] = Candidate(id=one.id, title=one.title)

    # ---- downloading

    def _resource(self, record: Record, id_: str) -> _Found:
        url = record.items.get(tweedekamer.RESOURCE)
        if url is None:
            return None
        return self._download(record.model_copy(update={"id": id_}), url, id_, None)

    def _download(
        self, record: Record, url: str, expected_id: str | None, format_: str | None
    ) -> _Found:
        def judged(answer: Response) -> Fetched | Unchanged:
            if answer.unchanged:
                return Unchanged(id=record.id, url=answer.url, tries=())
            return _fetched(record, answer, content.check(answer.data, expected_id, format_))

        try:
            return self._client.read(url, judged, etag=self._etag)
        except SourceError:
            return None


def _by_title(records: Sequence[Record], title: str) -> Record | None:
    """The only one of the title; else the only one whose title has all its words."""
    same = [r for r in records if woo.same_title(r.title, title)]
    wanted = set(title_words(title))
    near = [r for r in records if wanted and wanted <= set(title_words(r.title))]
    return next((found[0] for found in (same, near) if len(found) == 1), None)


def _fetched(record: Record, answer: Response, format_: Format) -> Fetched:
    return Fetched(
        id=record.id,
        title=record.title or None,
        date=record.date,
        kind=record.kind,
        dossier=record.dossier,
        number=record.number,
        url=answer.url,
        format=format_,
        data=answer.data,
        sha256=hashlib.sha256(answer.data).hexdigest(),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        etag=answer.etag,
        attachments=record.attachments,
        tries=(),
    )
