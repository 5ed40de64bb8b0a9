"""Where a published index keeps what, and the manifest that says what it was made of.

<data>/index/current              the name of the version that serves
<data>/index/lock                 held by the one writer
<data>/index/versions/<name>/     manifest.json documents.json passages.json keys.json
                                  vectors-*.npy lexical-*/ chroma/
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from ingest.document import Document, Frozen
from ingest.errors import DataFolderError
from ingest.passages import Passage
from ingest.questions import StoredQuestion

SCHEMA = 6  # raise it when what is stored, or what the encoder is given, changes


class IndexManifest(Frozen):
    """What an index was made of; readers compare before they trust it."""

    schema_version: int
    id: str  # digest of all inputs: the same corpus and encoder give the same id
    encoder: str
    encoder_digest: str
    corpus: dict[str, str]  # document id -> sha256 of the file as received
    passages: int
    sentences: int
    questions: int
    files: dict[str, str]  # file in the folder -> sha256


class Content(Frozen):
    """The documents of an index."""

    documents: tuple[Document, ...]


class PassageList(Frozen):
    """The passages of an index; a passage's place here is its row."""

    passages: tuple[Passage, ...]


class QuestionList(Frozen):
    """The questions of an index; a question's place here is its row."""

    questions: tuple[StoredQuestion, ...]


class Keys(Frozen):
    """The digest of the text of each row, by which its vector is stored."""

    passages: tuple[str, ...]
    sentences: tuple[str, ...]
    questions: tuple[str, ...]


class Layout:
    """The paths under one data folder."""

    def __init__(self, data: Path) -> None:
        self.root = data / "index"
        self.versions = self.root / "versions"
        self.pointer = self.root / "current"
        self.lock = self.root / "lock"

    def current(self) -> Path | None:
        """The folder of the serving version, or None where nothing is published."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DataFolderError(
                f"Cannot read {self.pointer}: {error.strerror}. "
                "Set BELEIDSWIJZER_DATA to a folder that can be read and written."
            ) from error
        return self.versions / Path(name).name

    def publish(self, version: Path) -> None:
        """Let readers see this version from now on: one atomic replace."""
        new = self.pointer.with_suffix(".new")
        new.write_text(version.name, encoding="utf-8")
        os.replace(new, self.pointer)


def index_id(digests: Mapping[str, str], encoder_digest: str) -> str:
    """The digest of all that an index is made of."""
    inputs = json.dumps([SCHEMA, encoder_digest, sorted(digests.items())])
    return hashlib.sha256(inputs.encode()).hexdigest()[:16]


def vectors_file(version: Path, name: str) -> Path:
    """Where the vectors of a collection are."""
    return version / f"vectors-{name}.npy"


def file_digests(version: Path) -> dict[str, str]:
    """The sha256 of every file that is written once; Chroma keeps its own house."""
    files = (
        f
        for f in version.rglob("*")
        if f.is_file() and "chroma" not in f.relative_to(version).parts
    )
    return {
        f.relative_to(version).as_posix(): _sha256(f)
        for f in sorted(files)
        if f.name != "manifest.json"
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
