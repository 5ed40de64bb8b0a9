"""Open a published index and ask it for scores. Any number of readers; none writes."""

import json
from functools import cached_property
from pathlib import Path
from typing import Self

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
    vectors_file,
)
from ingest.index.lexical import LexicalIndex
from ingest.index.vectors import Scores, Vectors, VectorTable
from ingest.passages import Passage
from ingest.questions import StoredQuestion

REBUILD = "Rebuild it with: beleidswijzer ingest --rebuild"
COLLECTIONS = ("passages", "sentences", "questions")
CANDIDATES = 400  # nearest texts that a search asks for; a smaller collection is scored whole


class Index:
    """One version of the index, read only. Rows count passages, or sentences, in text order."""

    def __init__(
        self,
        manifest: IndexManifest,
        documents: dict[str, Document],
        passages: tuple[Passage, ...],
        questions: tuple[StoredQuestion, ...],
        vectors: dict[str, VectorTable],
        folder: Path,
    ) -> None:
        self.manifest = manifest
        self.documents = documents
        self.passages = passages
        self.questions = questions
        self.vectors = vectors
        self.folder = folder
        self.lexical = {name: LexicalIndex.load(folder / f"lexical-{name}") for name in vectors}
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
            documents = {d.id: d for d in content.documents}
            vectors = {
                name: VectorTable.open(vectors_file(folder, name), getattr(keys, name))
                for name in COLLECTIONS
                if getattr(manifest, name)
            }
            return cls(manifest, documents, rows.passages, asked.questions, vectors, folder)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(f"The index in {folder} is damaged. {REBUILD}") from error

    @cached_property
    def sentences(self) -> tuple[tuple[int, Span], ...]:
        """Every sentence: the row of its passage, and its span."""
        return tuple((row, s) for row, p in enumerate(self.passages) for s in p.sentences)

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
        """Cosine per row of a collection; NaN beyond the k nearest texts."""
        return self.vectors[name].nearest(vector, k)

    def knows(self, term: str) -> bool:
        """Whether any passage has the term (as the analyser gives it)."""
        return self.lexical["passages"].knows(term)

    def known(self) -> dict[str, Vectors]:
        """Every vector, by the digest of the text that it encodes."""
        return {key: v for table in self.vectors.values() for key, v in table.by_digest().items()}
