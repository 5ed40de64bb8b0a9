"""Getting documents from the registers: those asked for, or all that the corpus refers to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.adding import Added, Original, add
from ingest.document import Document, DocumentInfo
from ingest.manifest import Manifest
from ingest.settings import Settings
from ingest.shelf import Shelf
from ingest.sources.client import Client
from ingest.sources.find import find
from ingest.sources.result import Fetched, Missing, Unchanged

_LOOKED_UP = ("kamerstuk", "bijlage", "handelingen", "aanhangsel", "toezegging")
_KINDS = {  # what the registers call a document -> what we call it
    "brief regering": "kamerbrief",
    "brief": "kamerbrief",
    "kamervragen (aanhangsel)": "kamervragen",
    "handelingen": "handelingen",
    "bijlage": "bijlage",
    "toezegging": "toezegging",
}


def referred_to(documents: Iterable[Document], manifest: Manifest) -> tuple[str, ...]:
    """Ids of what the corpus names or cites, is not here, and a register may know; each once."""
    named = [e.id for e in manifest.entries if not e.present and e.kind in _LOOKED_UP]
    cited = [
        reference.id
        for document in documents
        for reference in document.references
        if reference.kind in _LOOKED_UP and not reference.present
    ]
    return tuple(dict.fromkeys([*named, *cited]))


@dataclass(frozen=True)
class Fetcher:
    """Gets documents one by one; each is on the shelf before the next is asked for."""

    settings: Settings
    manifest: Manifest
    present: Mapping[str, Document]

    def fetch(self, ids: Iterable[str], *, again: bool = False) -> Iterator[Added]:
        """Get each document; one that cannot be had is named with what was tried.

        Args:
            ids: Ids or addresses.
            again: Ask also for those that are here, whether they have changed.

        Raises:
            DataFolderError: The data folder cannot be written.
        """
        with Client(self.settings.sources) as client:
            for wanted in ids:
                yield self._fetch(wanted, client, again)

    def _fetch(self, wanted: str, client: Client, again: bool) -> Added:
        entry = self.manifest.by_id.get(wanted)
        record = entry.added if entry else None
        here = record.info.id if record else wanted
        title = entry.title if entry else ""
        if entry and entry.present and not (again and record):
            return Added(id=here, title=title, status="unchanged", warnings=())
        found = find(
            wanted,
            client,
            self.settings.sources,
            title=title or None,
            etag=record.etag if record else None,
        )
        if isinstance(found, Unchanged):
            return Added(id=here, title=title, status="unchanged", warnings=())
        if isinstance(found, Missing):
            Shelf(self.settings.data).miss(wanted, found.tries)
            return _missed(wanted, title, found)
        return add(_original(wanted, found), self.settings, self.present)


def _original(wanted: str, found: Fetched) -> Original:
    """What was got, known by its official id where it has one."""
    kind = _KINDS.get((found.kind or "").lower(), "kamerstuk" if found.dossier else "document")
    ending = "txt" if found.format == "text" else found.format
    return Original(
        data=found.data,
        name=f"{found.id}.{ending}",
        source=found.url,
        info=DocumentInfo(
            id=found.id,
            title=(found.title or "").rpartition("; ")[2],  # without the dossier's, and the kind
            kind=kind,
            date=found.date or "",
            dossier=found.dossier,
            number=found.number,
        ),
        also=(wanted,) if wanted != found.id and "://" not in wanted else (),
        published=found.title,
        etag=found.etag,
        tries=found.tries,
    )


def _missed(wanted: str, title: str, missing: Missing) -> Added:
    outcomes: dict[str, dict[str, None]] = {}
    for attempt in missing.tries:
        outcomes.setdefault(urlsplit(attempt.url).netloc, {})[attempt.outcome] = None
    tried = "; ".join(f"{host} ({', '.join(said)})" for host, said in outcomes.items())
    reasons = [
        f"Not found at {tried or 'any register'}. "
        "Every address that was tried stands in: beleidswijzer corpus list --json"
    ]
    if missing.candidates:
        meant = "; ".join(f"{c.id} ({c.title})" for c in missing.candidates)
        reasons.append(f"Perhaps one of these is meant: {meant}.")
    return Added(id=wanted, title=title, status="failed", warnings=tuple(reasons))
