"""The documents that users added, under <data>/documents/: the file, what it says, whence it came.

Each is written beside its place and moved there at once, so that a crash leaves no half document.
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from pydantic import ValidationError

from ingest.document import Document, DocumentInfo, Frozen
from ingest.errors import DataFolderError
from ingest.questions import Asked
from ingest.sources.tries import Try

_RECORD = "record.json"
_DOCUMENT = "document.json"
_QUESTIONS = "questions.jsonl"


class Record(Frozen):
    """An added document: which file, from where and when, and what was tried to get it."""

    info: DocumentInfo
    also: tuple[str, ...] = ()  # other ids under which it is cited: bijlage-van:kst-36471-96
    published: str | None = None  # the title in the register, where it was got there
    file: str  # its name in the folder
    sha256: str
    text_sha256: str  # of what was read of it
    source: str  # the path or address it came from
    retrieved: str  # UTC, ISO 8601
    etag: str | None = None
    tries: tuple[Try, ...] = ()


class Missed(Frozen):
    """A document that was looked for and not found."""

    id: str
    tries: tuple[Try, ...]


class Shelf:
    """The added documents under one data folder."""

    def __init__(self, data: Path) -> None:
        self._root = data / "documents"
        self._missed = self._root / ".missed"

    def records(self) -> tuple[Record, ...]:
        """All records, by id.

        Raises:
            DataFolderError: One cannot be read.
        """
        return tuple(sorted(self._each(), key=lambda record: record.info.id))

    def record(self, id_: str) -> Record | None:
        """The record of one document; None where it was not added.

        Raises:
            DataFolderError: It cannot be read.
        """
        path = self._folder(id_) / _RECORD
        return _read_record(path) if path.is_file() else None

    def document(self, record: Record) -> Document:
        """What its reader made of the file, when it was added.

        Raises:
            DataFolderError: It is missing or damaged.
        """
        path = self._folder(record.info.id) / _DOCUMENT
        try:
            return Document.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise _damaged(record.info.id) from error

    def file(self, record: Record) -> Path:
        """Where the file itself is."""
        return self._folder(record.info.id) / record.file

    def questions(self, record: Record) -> Path:
        """Where the questions are that it answers, once they were written."""
        return self._folder(record.info.id) / _QUESTIONS

    def put_questions(self, record: Record, asked: Sequence[Asked]) -> None:
        """Keep the questions that a document answers.

        Raises:
            DataFolderError: The folder cannot be written.
        """
        path = self.questions(record)
        new = path.with_suffix(".new")
        try:
            new.write_text("".join(f"{a.model_dump_json()}\n" for a in asked), encoding="utf-8")
            os.replace(new, path)
        except OSError as error:
            raise _unwritable(self._root, error) from error

    def digest(self, record: Record) -> bytes:
        """What stands for the document in the digest of an index: it changes when the text does."""
        return f"{record.sha256} {record.text_sha256} {record.published}".encode()

    def put(self, record: Record, document: Document, data: bytes) -> None:
        """Keep a document; one with the same id is replaced.

        Raises:
            DataFolderError: The folder cannot be written.
        """
        new = self._root / f".new-{uuid.uuid4().hex}"
        try:
            new.mkdir(parents=True)
            (new / record.file).write_bytes(data)
            (new / _DOCUMENT).write_text(document.model_dump_json(), encoding="utf-8")
            (new / _RECORD).write_text(record.model_dump_json(indent=1), encoding="utf-8")
            self.remove(record.info.id)
            os.replace(new, self._folder(record.info.id))
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise _unwritable(self._root, error) from error

    def remove(self, id_: str) -> bool:
        """Take a document away; whether it was there."""
        folder = self._folder(id_)
        if not folder.is_dir():
            return False
        gone = self._root / f".gone-{uuid.uuid4().hex}"
        os.replace(folder, gone)
        shutil.rmtree(gone, ignore_errors=True)
        return True

    def miss(self, id_: str, tries: Sequence[Try]) -> None:
        """Note that a document was looked for and not found.

        Raises:
            DataFolderError: The folder cannot be written.
        """
        missed = Missed(id=id_, tries=tuple(tries))
        try:
            self._missed.mkdir(parents=True, exist_ok=True)
            path = self._missed / f"{quote(id_, safe='')}.json"
            path.write_text(missed.model_dump_json(indent=1), encoding="utf-8")
        except OSError as error:
            raise _unwritable(self._root, error) from error

    def missed(self, id_: str) -> Missed | None:
        """When and where a document was looked for in vain; None where it was not."""
        path = self._missed / f"{quote(id_, safe='')}.json"
        with suppress(OSError, ValidationError):
            return Missed.model_validate_json(path.read_bytes())
        return None

    def _each(self) -> Iterator[Record]:
        if not self._root.is_dir():
            return
        for path in self._root.glob(f"*/{_RECORD}"):
            if path.parent.name.startswith("."):
                continue  # left by a crash
            yield _read_record(path)

    def _folder(self, id_: str) -> Path:
        return self._root / quote(id_, safe="")


def _read_record(path: Path) -> Record:
    try:
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(path.parent.name) from error


def _unwritable(folder: Path, error: OSError) -> DataFolderError:
    return DataFolderError(
        f"Cannot write in {folder}: {error.strerror}. "
        "Set BELEIDSWIJZER_DATA to a folder that can be written."
    )


def _damaged(name: str) -> DataFolderError:
    return DataFolderError(
        f"What was added as {name} cannot be read. Remove it with: beleidswijzer corpus remove "
        f"{name}, and add it again."
    )
