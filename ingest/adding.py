"""Adding documents: a file, all files of a folder; what was read is kept, the rest is named."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.document import Document, DocumentInfo, Frozen
from ingest.errors import UnreadableError
from ingest.isolation import Limits, check_size, read_isolated
from ingest.settings import Settings
from ingest.shelf import Record, Shelf
from ingest.slugs import slug
from ingest.sources.tries import Try
from ingest.suspicious import flags

UNKNOWN = DocumentInfo(id="", title="", kind="", date="")
_TWIN = 0.8  # share of the paragraphs that stand in another document too
_SHORTEST = 40  # characters of a paragraph that tells anything of its document


class Added(Frozen):
    """What became of one document that was to be added."""

    id: str  # where it could not be read: what was asked for
    title: str
    status: Literal["added", "replaced", "unchanged", "quarantined", "failed"]
    warnings: tuple[str, ...]


class Original(Frozen):
    """The bytes of a document and all that is known of where they came from."""

    data: bytes
    name: str  # of the file
    source: str  # path or address
    info: DocumentInfo = UNKNOWN
    also: tuple[str, ...] = ()
    published: str | None = None
    etag: str | None = None
    tries: tuple[Try, ...] = ()


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or all files in a folder and below, but no hidden ones."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name


def add_file(path: Path, settings: Settings, present: Mapping[str, Document]) -> Added:
    """Add one file; whatever is wrong with it is told in the result.

    Args:
        path: The file.
        settings: Where the data folder is, and the limits of reading.
        present: The documents that are there already, by id.
    """
    try:
        check_size(path.stat().st_size, settings.max_file_mb)
        data = path.read_bytes()
    except OSError as error:
        return _failed(str(path), f"Cannot be opened: {error.strerror}.")
    except UnreadableError as error:
        return _failed(str(path), str(error))
    original = Original(data=data, name=path.name, source=str(path.resolve()))
    return add(original, settings, present)


def add(original: Original, settings: Settings, present: Mapping[str, Document]) -> Added:
    """Read a document in a process of its own and keep it on the shelf.

    Args:
        original: Its bytes and where they came from.
        settings: Where the data folder is, and the limits of reading.
        present: The documents that are there already, by id.

    Raises:
        DataFolderError: The data folder cannot be written.
    """
    shelf = Shelf(settings.data)
    try:
        document = _read(original, settings)
    except UnreadableError as error:
        return _failed(original.info.id or original.source, str(error))
    odd = flags(document)
    warnings = (*document.warnings, *odd, *_twins(document, present))
    found = Added(id=document.id, title=document.title, status="added", warnings=warnings)
    if settings.quarantine and (odd or any("Hidden text" in w for w in document.warnings)):
        return found.model_copy(update={"status": "quarantined"})
    before = shelf.record(document.id)
    record = _record(original, document)
    if before and (before.sha256, before.text_sha256) == (record.sha256, record.text_sha256):
        return found.model_copy(update={"status": "unchanged"})
    shelf.put(record, document, original.data)
    replaced = before is not None or document.id in present
    return found.model_copy(update={"status": "replaced" if replaced else "added"})


def _read(original: Original, settings: Settings) -> Document:
    """The document, with an id and a title: its own, or those of its file."""
    limits = Limits(
        seconds=settings.read_seconds,
        memory_mb=settings.read_memory_mb,
        file_mb=settings.max_file_mb,
    )
    stem = Path(original.name).stem
    document = read_isolated(original.data, original.info, original.name, limits)
    if not document.paragraphs and not document.footnotes:
        raise UnreadableError("There is no text in it.")
    if document.id:
        return document if document.title else document.model_copy(update={"title": stem})
    known = original.info.model_copy(update={"id": _slug(stem), "title": document.title or stem})
    return read_isolated(original.data, known, original.name, limits)


def _record(original: Original, document: Document) -> Record:
    return Record(
        info=DocumentInfo(**{name: getattr(document, name) for name in DocumentInfo.model_fields}),
        also=original.also,
        published=original.published,
        file=_file_name(original.name),
        sha256=hashlib.sha256(original.data).hexdigest(),
        text_sha256=hashlib.sha256(document.model_dump_json().encode()).hexdigest(),
        source=original.source,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        etag=original.etag,
        tries=original.tries,
    )


def _twins(document: Document, present: Mapping[str, Document]) -> Iterator[str]:
    """A document that says the same under another id would be quoted twice."""
    own = _texts(document)
    for id_, other in present.items():
        if id_ != document.id and own and len(own & _texts(other)) / len(own) >= _TWIN:
            yield (
                f"It says the same as {id_}, so it adds nothing. "
                f"Take it away with: beleidswijzer corpus remove {document.id}"
            )


def _texts(document: Document) -> frozenset[str]:
    quotes = (" ".join(document.quote(p).split()) for p in document.paragraphs)
    return frozenset(quote for quote in quotes if len(quote) >= _SHORTEST)


def _failed(what: str, why: str) -> Added:
    return Added(id=what, title="", status="failed", warnings=(why,))


def _slug(name: str) -> str:
    return slug(name)[:80] or "document"


def _file_name(name: str) -> str:
    """A name that is safe in any folder, and not one of the shelf's own."""
    stem, dot, ending = name.rpartition(".")
    return f"{_slug(stem or name)}{'.' + _slug(ending) if dot else ''}"
