"""What belongs to the corpus, whether it is here, and how to get what is not."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from ingest.document import Frozen, TitleCheck
from ingest.manifest import Entry, Manifest
from ingest.shelf import Record, Shelf
from ingest.sources.tries import Try
from ingest.tables import Bilingual

_GUESSED = ("cbs", "coc", "publicatie", "wodc", "scp")  # ids of ours: no register knows them


class Overview(Frozen):
    """One document of the corpus."""

    id: str
    title: str
    kind: str
    date: str | None
    state: Literal["present", "not present", "changed"]
    title_check: TitleCheck
    why: Bilingual
    how: str | None  # the command that adds it, where it is not here
    url: str | None
    source: str | None  # where an added one came from
    tries: tuple[Try, ...]  # to get it; of one that is not here: all in vain


def overview(manifest: Manifest, data: Path) -> tuple[Overview, ...]:
    """All documents, in the order of the manifest."""
    return tuple(_overview(manifest, Shelf(data)))


def how_to_add(entry: Entry) -> str:
    """The command that adds a document that is not here."""
    registered = entry.id.partition(":")[0] not in _GUESSED
    what = entry.id if registered else "FILE"
    return f"beleidswijzer corpus {'fetch' if registered else 'add'} {what}"


def _overview(manifest: Manifest, shelf: Shelf) -> Iterator[Overview]:
    for entry in manifest.entries:
        state: Literal["present", "not present", "changed"] = "not present"
        if entry.present:
            changed = entry.added is not None and _changed(entry.added, shelf)
            state = "changed" if changed else "present"
        yield Overview(
            id=entry.id,
            title=entry.title,
            kind=entry.kind,
            date=entry.date.isoformat() if entry.date else None,
            state=state,
            title_check=entry.title_check,
            why=entry.why,
            how=None if entry.present else how_to_add(entry),
            url=entry.url,
            source=entry.added.source if entry.added else None,
            tries=_tries(entry, shelf),
        )


def _tries(entry: Entry, shelf: Shelf) -> tuple[Try, ...]:
    if entry.added:
        return entry.added.tries
    missed = None if entry.present else shelf.missed(entry.id)
    return missed.tries if missed else ()


def _changed(record: Record, shelf: Shelf) -> bool:
    """Whether the file on the shelf, or the one that it was copied from, has another content."""
    paths = [shelf.file(record)]
    if Path(record.source).is_absolute():  # else it is no file of this machine
        paths.append(Path(record.source))
    for path in paths:
        try:
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != record.sha256:
                return True
        except OSError:
            continue
    return not shelf.file(record).is_file()
