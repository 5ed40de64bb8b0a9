"""What belongs to the corpus, present or not: ``manifest.toml``, and the documents it names.

The assistant says by it where an answer would stand, and shows where a text and the public
register disagree. Nothing is corrected silently.
"""

import datetime
import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal, Self

from pydantic import ValidationInfo, field_validator, model_validator

from ingest.document import Document, DocumentInfo, Frozen, Reference, TitleCheck
from ingest.errors import CorpusError
from ingest.questions import Asked, read_questions
from ingest.readers.tika import read_tika
from ingest.tables import Bilingual, Row, Source, read_table, restore

_MANIFEST = "manifest.toml"
_READERS: Mapping[str, Callable[[bytes, DocumentInfo], Document]] = {"tika": read_tika}


class Aliases(Frozen):
    """The words by which people ask for a document, by language."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


class Entry(Row):
    """A document that belongs to the corpus; one with a file is read."""

    kind: Literal["kamerbrief", "kamerstuk", "bijlage", "toezegging", "statistiek", "publicatie"]
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
        """Every entry under its id, which is the id of references to it."""
        return {e.id: e for e in self.entries}

    def annotate(self, reference: Reference) -> Reference:
        """The reference with what the manifest knows of its target; unchanged if it knows none."""
        entry = self.by_id.get(reference.id)
        if entry is None:
            return reference
        return reference.model_copy(
            update={
                "url": reference.url or entry.url,
                "present": entry.present,
                "title_check": entry.title_check,
                "remark": entry.remark.model_dump() if entry.remark else {},
            }
        )


def load_manifest(corpus: Path) -> Manifest:
    """Read ``manifest.toml`` of a corpus folder; the files it names may be missing.

    Raises:
        CorpusError: The manifest is missing or not as it should be; the message names the entry.
    """
    return Manifest(entries=read_table(corpus / _MANIFEST, "entry", Entry))


def load_documents(corpus: Path) -> tuple[Document, ...]:
    """Read every document for which the manifest names a file, its references annotated.

    Raises:
        CorpusError: As `load_manifest`, or a named file is missing, unreadable or empty.
    """
    manifest = load_manifest(corpus)
    return tuple(_read(entry, manifest) for entry in manifest.entries if entry.file)


def corpus_digests(corpus: Path) -> dict[str, str]:
    """The sha256 of all of which `load_documents` makes documents: id -> hexadecimal digest.

    The manifest itself counts too, under its file name, for it annotates the documents.

    Raises:
        CorpusError: As `load_documents`.
    """
    entries = [e for e in load_manifest(corpus).entries if e.file]
    digests = {entry.id: _sha256(entry.read_bytes()) for entry in entries}
    questions = {
        f"{e.id}:questions": _sha256(e.questions.read_bytes()) for e in entries if e.questions
    }
    return {_MANIFEST: _sha256((corpus / _MANIFEST).read_bytes()), **digests, **questions}


def load_questions(corpus: Path) -> dict[str, tuple[Asked, ...]]:
    """The questions kept beside each document that is present, by its id.

    Raises:
        CorpusError: A file of questions is missing or not as it should be.
    """
    entries = load_manifest(corpus).entries
    return {e.id: read_questions(e.questions) for e in entries if e.file and e.questions}


def _read(entry: Entry, manifest: Manifest) -> Document:
    document = _READERS[entry.reader or "tika"](entry.read_bytes(), entry.info)
    references = tuple(manifest.annotate(r) for r in document.references)
    return document.model_copy(update={"references": references})


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
