"""Open a published index and ask it for scores. Any number of readers; none writes."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ingest.analyser import Analyser
from ingest.document import Document, Span
from ingest.errors import IndexDamagedError, IndexOutdatedError
from ingest.index.layout import (
    SCHEMA,
    Content,
    IndexManifest,
    Keys,
    Layout,
    PassageList,
    QuestionList,
    file_digests,
)
from ingest.index.lexical import LexicalIndex
from ingest.index.vectors import Vectors, VectorStore
from ingest.passages import Passage
from ingest.questions import StoredQuestion

REBUILD = "Rebuild it with: beleidswijzer ingest --rebuild"
COLLECTIONS = ("passages", "sentences", "questions")
CANDIDATES = 400  # nearest rows that a search asks for; a smaller collection is scored whole
Scores = NDArray[np.float32]


class Index:
    """One version of the index, read only. Rows count passages, or sentences, in text order."""

    def __init__(
        self,
        manifest: IndexManifest,
        documents: dict[str, Document],
        passages: tuple[Passage, ...],
        questions: tuple[StoredQuestion, ...],
        keys: Keys,
        vectors: VectorStore,
        folder: Path,
    ) -> None:
        self.manifest = manifest
        self.documents = documents
        self.passages = passages
        self.questions = questions
        self.vectors = vectors
        self._keys = keys
        self.lexical = {
            name: LexicalIndex.load(folder / f"lexical-{name}")
            for name in COLLECTIONS
            if self.rows(name)
        }
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        self.analyser = Analyser(vocabulary.split("\n"))

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open the version that is published under a data folder.

        Raises:
            IndexDamagedError: There is none, or it is not whole.
            DataFolderError: The folder cannot be read.
        """
        version = Layout(data).current()
        if version is None:
            raise IndexDamagedError(f"No index under {data}. Build it with: beleidswijzer ingest")
        return cls.open_version(version)

    @classmethod
    def open_version(cls, folder: Path) -> Self:
        """Open one version's folder.

        Raises:
            IndexDamagedError: A file is missing or not what the manifest says.
        """
        try:
            stored = (folder / "manifest.json").read_bytes()
            if json.loads(stored)["schema_version"] != SCHEMA:
                raise IndexOutdatedError(
                    f"The index is of another version of the program. {REBUILD}"
                )
            manifest = IndexManifest.model_validate_json(stored)
            if file_digests(folder) != manifest.files:
                raise IndexDamagedError(
                    f"The index in {folder} is damaged: files differ. {REBUILD}"
                )
            content = Content.model_validate_json((folder / "documents.json").read_bytes())
            rows = PassageList.model_validate_json((folder / "passages.json").read_bytes())
            asked = QuestionList.model_validate_json((folder / "questions.json").read_bytes())
            keys = Keys.model_validate_json((folder / "keys.json").read_bytes())
            vectors = _open_vectors(folder, manifest, keys)
            documents = {d.id: d for d in content.documents}
            return cls(manifest, documents, rows.passages, asked.questions, keys, vectors, folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(f"The index in {folder} is damaged. {REBUILD}") from error

    @cached_property
    def sentences(self) -> tuple[tuple[int, Span], ...]:
        """Every sentence: the row of its passage, and its span."""
        return tuple((row, s) for row, p in enumerate(self.passages) for s in p.sentences)

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[int]]]:
        return {name: _rows_by_digest(getattr(self._keys, name)) for name in COLLECTIONS}

    def quote(self, passage: int, span: Span) -> str:
        """The text of a span of the document in which the passage of that row stands."""
        return self.documents[self.passages[passage].document].quote(span)

    def sentences_in(self, passage: int, span: Span) -> list[int]:
        """The rows of the passage's sentences that begin in the span."""
        return [
            row
            for row, (owner, sentence) in enumerate(self.sentences)
            if owner == passage and span.start <= sentence.start < span.end
        ]

    def rows(self, name: str) -> int:
        """How many rows a collection has."""
        return int(getattr(self.manifest, name))

    def dense(self, name: str, vector: Vectors, k: int) -> Scores:
        """Cosine per row of a collection; NaN beyond the k nearest."""
        rows = self._rows[name]
        scores = np.full(self.rows(name), np.nan, dtype=np.float32)
        for digest, cosine in self.vectors.nearest(name, vector, min(k, len(rows))).items():
            scores[rows[digest]] = cosine
        return scores

    def knows(self, term: str) -> bool:
        """Whether any passage has the term (as the analyser gives it)."""
        return self.lexical["passages"].knows(term)

    def lost(self, k: int) -> list[str]:
        """The anchors of passages that are not among the k nearest to their own vector."""
        digests = set(self.vectors.lost("passages", min(k, len(self._rows["passages"]))))
        keys = zip(self.passages, self._keys.passages, strict=True)
        return [passage.anchor for passage, digest in keys if digest in digests]


def _rows_by_digest(digests: Sequence[str]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, digest in enumerate(digests):
        rows.setdefault(digest, []).append(row)
    return rows


def _open_vectors(folder: Path, manifest: IndexManifest, keys: Keys) -> VectorStore:
    """The vector store, whole: Chroma raises errors of many kinds on a damaged folder."""
    if not (folder / "chroma" / "chroma.sqlite3").is_file():
        raise IndexDamagedError(f"The vectors in {folder} are missing. {REBUILD}")
    try:
        vectors = VectorStore(folder / "chroma")
        named = [name for name in COLLECTIONS if getattr(manifest, name)]
        whole = all(vectors.count(name) == len(set(getattr(keys, name))) for name in named)
    except Exception as error:  # the Rust core has no common base class
        raise IndexDamagedError(f"The vectors in {folder} are damaged. {REBUILD}") from error
    if not whole:
        raise IndexDamagedError(f"The vectors in {folder} are not complete. {REBUILD}")
    return vectors
