"""What belongs to the corpus, present or not: ``manifest.toml``, and what users added to it.

The assistant says by it where an answer would stand, and shows where a text and the public
register disagree. Nothing is corrected silently.
"""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal, Self, get_args

from pydantic import ValidationInfo, field_validator, model_validator

from ingest.document import Document, DocumentInfo, Frozen, Reference, TitleCheck
from ingest.errors import CorpusError
from ingest.questions import Asked, read_questions
from ingest.readers.tika import read_tika
from ingest.shelf import Record, Shelf
from ingest.sources.titles import check_title
from ingest.tables import Bilingual, Row, Source, read_table, restore

_MANIFEST = "manifest.toml"
_READERS: Mapping[str, Callable[[bytes, DocumentInfo], Document]] = {"tika": read_tika}


Kind = Literal[
    "kamerbrief",
    "kamerstuk",
    "kamervragen",
    "handelingen",
    "bijlage",
    "toezegging",
    "statistiek",
    "publicatie",
    "document",
]


class Aliases(Frozen):
    """The words by which people ask for a document, by language."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class Entry(Row):
    """A document that belongs to the corpus; one with a file, or added by a user, is read."""

    kind: Kind
    title: str  # as the citing document calls it
    date: datetime.date | None = None
    dossier: str | None = None
    number: str | None = None
    file: Path | None = None  # written relative to the manifest
    reader: Literal["tika"] | None = None
    questions: Path | None = None  # what it answers, as people ask it; relative to the manifest
    url: str | None = None
    notes: tuple[int, ...] = ()  # the footnotes of the letter that cite it
    why: Bilingual  # what it is and why it belongs
    aliases: Aliases
    title_check: TitleCheck = "unchecked"
    remark: Bilingual | None = None
    sources: tuple[Source, ...] = ()
    added: Record | None = None  # by a user; never in the file

    @field_validator("file", "questions")
    @classmethod
    def _inside_the_corpus(cls, file: Path | None, info: ValidationInfo) -> Path | None:
        if file is None:
            return None
        written = PurePosixPath(file)
        if written.is_absolute() or ".." in written.parts:
            raise ValueError("name a file below the folder of the manifest")
        folder: Path = (info.context or {}).get("folder", Path())
        return folder / written

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.file and not (self.reader and self.date):
            raise ValueError("an entry with a file needs a reader and a date")
        if self.title_check == "mismatch" and not self.remark:
            raise ValueError("a mismatch needs a remark that shows both sides")
        return self

    @property
    def present(self) -> bool:
        """Whether there is something to read."""
        if self.added:
            return True
        return self.file is not None and self.file.is_file() and self.file.stat().st_size > 0

    @property
    def info(self) -> DocumentInfo:
        """What a reader has to know; only for an entry with a date."""
        return DocumentInfo(
            id=self.id,
            title=self.title,
            kind=self.kind,
            date=self.date.isoformat() if self.date else "",
            dossier=self.dossier,
            number=self.number,
        )

    def read_bytes(self) -> bytes:
        """The bytes of its file.

        Raises:
            CorpusError: There is no such file, or nothing in it.
        """
        if self.file is None:
            raise CorpusError(f"{self.id} is not present: {_MANIFEST} names no file for it.")
        try:
            data = self.file.read_bytes()
        except OSError as error:
            reason = f"{self.id}: cannot read {self.file}: {error.strerror}"
            raise CorpusError(f"{reason}. Please {restore(self.file)}.") from error
        if not data:
            raise CorpusError(f"{self.id}: {self.file} is empty. Please {restore(self.file)}.")
        return data


class Manifest(Frozen):
    """All entries, in the order of the file."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry under its id, which is the id of references to it, and its other ids."""
        also = {id_: e for e in self.entries if e.added for id_ in e.added.also}
        return {**also, **{e.id: e for e in self.entries}}

    def annotate(self, document: Document) -> Document:
        """The document, its references with what the manifest knows of their targets."""
        references = tuple(self._annotated(r, document) for r in document.references)
        return document.model_copy(update={"references": references})

    def _annotated(self, reference: Reference, document: Document) -> Reference:
        entry = self.by_id.get(reference.id)
        if entry is None:
            return reference
        check = entry.title_check
        if check == "unchecked" and entry.added and entry.added.published:
            check = check_title(entry.added.published, words_around(reference, document))
        return reference.model_copy(
            update={
                "url": reference.url or entry.url,
                "present": entry.present,
                "title_check": check,
                "remark": entry.remark.model_dump() if entry.remark else {},
            }
        )


def words_around(reference: Reference, document: Document) -> str:
    """What a text says where it cites: the sentences around, and of a footnote those it marks."""
    note = next((n for n in document.footnotes if n.number == reference.footnote), None)
    places = note.marks if note else (reference.start,)
    sentences = [
        document.quote(s)
        for p in document.paragraphs
        for s in p.sentences
        if any(s.start < place <= s.end for place in places)
    ]
    return " ".join([*sentences, *([note.text] if note else [])])


def load_manifest(corpus: Path, data: Path | None = None) -> Manifest:
    """Read ``manifest.toml`` of a corpus folder, and what was added under a data folder.

    The files that the manifest names may be missing.

    Raises:
        CorpusError: The manifest is missing or not as it should be; the message names the entry.
        DataFolderError: What was added cannot be read.
    """
    entries = {e.id: e for e in read_table(corpus / _MANIFEST, "entry", Entry)}
    for record in Shelf(data).records() if data else ():
        ids = (record.info.id, *record.also)
        known = next((entries[id_] for id_ in ids if id_ in entries), None)
        entry = known.model_copy(update={"added": record}) if known else _entry_of(record)
        entries[entry.id] = entry
    return Manifest(entries=tuple(entries.values()))


def load_documents(corpus: Path, data: Path | None = None) -> tuple[Document, ...]:
    """Read every document that is present, its references annotated.

    Raises:
        CorpusError: As `load_manifest`, or a named file is missing, unreadable or empty.
        DataFolderError: As `load_manifest`.
    """
    manifest = load_manifest(corpus, data)
    documents = [
        Shelf(data).document(entry.added) if entry.added and data else _read(entry)
        for entry in manifest.entries
        if entry.file or entry.added
    ]
    return tuple(map(manifest.annotate, documents))


def corpus_digests(corpus: Path, data: Path | None = None) -> dict[str, str]:
    """The sha256 of all of which `load_documents` makes documents: id -> hexadecimal digest.

    The manifest itself counts too, under its file name, for it annotates the documents.

    Raises:
        CorpusError: As `load_documents`.
        DataFolderError: As `load_manifest`.
    """
    entries = [e for e in load_manifest(corpus, data).entries if e.file or e.added]
    digests = {
        e.id: _sha256(Shelf(data).digest(e.added) if e.added and data else e.read_bytes())
        for e in entries
    }
    files = {e.id: _questions_file(e, data) for e in entries}
    questions = {f"{i}:questions": _sha256(file.read_bytes()) for i, file in files.items() if file}
    return {_MANIFEST: _sha256((corpus / _MANIFEST).read_bytes()), **digests, **questions}


def load_questions(corpus: Path, data: Path | None = None) -> dict[str, tuple[Asked, ...]]:
    """The questions kept beside each document of the corpus that is present, by its id.

    One that a user put in its place has its own, if any: those of the bundled one are tied to its
    characters.

    Raises:
        CorpusError: A file of questions is missing or not as it should be.
    """
    entries = load_manifest(corpus, data).entries
    files = {_document_id(entry): _questions_file(entry, data) for entry in entries}
    return {id_: read_questions(file) for id_, file in files.items() if file}


def _document_id(entry: Entry) -> str:
    """What was added may call itself otherwise than the corpus does."""
    return entry.added.info.id if entry.added else entry.id


def _questions_file(entry: Entry, data: Path | None) -> Path | None:
    """The questions of a document that is present, if it has any."""
    if entry.added and data:
        file = Shelf(data).questions(entry.added)
        return file if file.is_file() else None
    return entry.questions if entry.file else None


def _read(entry: Entry) -> Document:
    return _READERS[entry.reader or "tika"](entry.read_bytes(), entry.info)


def _entry_of(record: Record) -> Entry:
    """What a user added without the corpus asking for it."""
    info, day = record.info, record.retrieved[:10]
    title = info.title or info.id
    calls = (title.lower(), info.id)
    return Entry(
        id=info.id,
        kind=info.kind if info.kind in get_args(Kind) else "document",  # type: ignore[arg-type]
        title=title,
        date=datetime.date.fromisoformat(info.date) if info.date else None,
        dossier=info.dossier,
        number=info.number,
        why=Bilingual(nl=f"Toegevoegd op {day}.", en=f"Added on {day}."),
        aliases=Aliases(nl=calls, en=calls),
        added=record,
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
