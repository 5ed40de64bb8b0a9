"""What belongs to the corpus, as people name it, and which document leads to which."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from ingest.document import Document, TitleCheck
from ingest.graph import Edge, graph_of
from ingest.manifest import Entry, Manifest
from ingest.shelf import Record

_KAMERSTUK = re.compile(
    r"(?P<annex>bijlage-van:)?kst-(?P<dossier>\d{5})(?P<suffix>-[A-Z]+)?-(?P<number>\w+)(?::.*)?"
)

_GRAVITY: tuple[TitleCheck, ...] = ("unchecked", "match", "mismatch")


@dataclass(frozen=True)
class Present:
    """A document that can be read here; `entry` is what the manifest knows of it."""

    document: Document
    entry: Entry | None

    @property
    def source(self) -> str:
        """Where an added one came from."""
        return source_of(self.entry.added) if self.entry and self.entry.added else ""

    @property
    def retrieved(self) -> str:
        """The day on which it was added."""
        return self.entry.added.retrieved[:10] if self.entry and self.entry.added else ""


@dataclass(frozen=True)
class Citing:
    """All places where one document cites another: the anchors of paragraphs and footnotes."""

    source: str
    target: str
    title: str  # of the target; as cited where nobody knows a title
    anchors: tuple[str, ...]
    url: str | None
    title_check: TitleCheck  # what the citing one says against the register
    entry: Entry | None  # what the manifest knows of the target


def source_of(record: Record) -> str:
    """An address, or a file without the folders it stood in."""
    return record.source if "://" in record.source else PurePath(record.source).name


def document_id(entry: Entry) -> str:
    """The id under which its document is read: an added one brings its own."""
    return entry.added.info.id if entry.added else entry.id


def entries_by_document(manifest: Manifest) -> dict[str, Entry]:
    """What the manifest knows, by the id of the document."""
    return {document_id(entry): entry for entry in manifest.entries}


def present(documents: Mapping[str, Document], manifest: Manifest) -> tuple[Present, ...]:
    """The documents that can be read."""
    entries = entries_by_document(manifest)
    return tuple(Present(d, entries.get(d.id)) for d in documents.values())


def missing(documents: Mapping[str, Document], manifest: Manifest) -> tuple[Entry, ...]:
    """What belongs to the corpus and is not here."""
    return tuple(e for id_, e in entries_by_document(manifest).items() if id_ not in documents)


def citings(documents: Iterable[Document], manifest: Manifest) -> tuple[Citing, ...]:
    """Which document cites which: by the citing one, then in the order of its text."""
    edges: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph_of(documents):
        edges.setdefault((edge.source, edge.target), []).append(edge)
    return tuple(
        Citing(
            source=source,
            target=document_id(known) if (known := manifest.by_id.get(target)) else target,
            title=known.title if known else found[0].quote,
            anchors=tuple(dict.fromkeys(e.anchor for e in found)),
            url=next((e.url for e in found if e.url), None),
            title_check=_gravest(e.title_check for e in found),
            entry=known,
        )
        for (source, target), found in edges.items()
    )


def by_source(citing: Iterable[Citing]) -> Iterator[tuple[str, tuple[Citing, ...]]]:
    """The same, in groups: what each document cites."""
    for source, group in groupby(citing, lambda c: c.source):
        yield source, tuple(group)


def official_name(document: Document | Entry, annex: str) -> str:
    """Kamerstuk 30 420, nr. 437, as ministries write it; the plain id of what is none.

    Args:
        document: what is named.
        annex: how an annex is named, with {name} for what it belongs to.
    """
    if found := _KAMERSTUK.fullmatch(document.id):
        suffix = (found["suffix"] or "").replace("-", " ")
        name = _kamerstuk(found["dossier"] + suffix, found["number"])
        return annex.format(name=name) if found["annex"] else name
    if document.dossier and document.number:
        return _kamerstuk(document.dossier, document.number)
    return document.id


def _gravest(checks: Iterable[TitleCheck]) -> TitleCheck:
    return max(checks, key=_GRAVITY.index)


def _kamerstuk(dossier: str, number: str) -> str:
    spaced = re.sub(r"^(\d\d)\s?(\d{3})", r"\1 \2", dossier)
    return f"Kamerstuk {spaced}, nr. {number}"
