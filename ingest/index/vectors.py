"""Chroma, embedded: one collection of passages and one of sentences, with vectors given by us.

Never served (CVE-2026-45829 concerns the Python server only), never with an embedding function
(the default one would download a model), telemetry off, cosine space.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings as ChromaSettings
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
_BATCH = 2000


class VectorStore:
    """The vectors of one index version, in the order in which they were added."""

    def __init__(self, folder: Path) -> None:
        settings = ChromaSettings(anonymized_telemetry=False)
        self._client: ClientAPI = chromadb.PersistentClient(str(folder), settings=settings)
        self._opened: dict[str, Collection] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]

    def create(
        self,
        name: str,
        ids: Sequence[str],
        vectors: Vectors,
        texts: Sequence[str],
        metadata: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write a whole collection."""
        collection = self._client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for at in range(0, len(ids), _BATCH):
            rows = slice(at, at + _BATCH)
            collection.add(
                ids=list(ids[rows]),
                embeddings=vectors[rows],
                documents=list(texts[rows]),
                metadatas=[dict(m) for m in metadata[rows]],
            )

    def _collection(self, name: str) -> Collection:
        """A collection, looked up once: that takes as long as a search in it."""
        if name not in self._opened:
            self._opened[name] = self._client.get_collection(name, embedding_function=None)
        return self._opened[name]

    def count(self, name: str) -> int:
        """How many vectors the collection holds."""
        return int(self._collection(name).count())

    def nearest(self, name: str, vector: Vectors, k: int) -> dict[str, float]:
        """The k ids with the highest cosine to the vector, each with its cosine."""
        collection = self._collection(name)
        found = collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        return {i: 1.0 - float(d) for i, d in zip(found["ids"][0], distances, strict=True)}

    def by_digest(self, name: str) -> dict[str, Vectors]:
        """Vectors by the digest of the text they encode, for the next version to use again."""
        collection = self._collection(name)
        known: dict[str, Vectors] = {}
        for offset in range(0, collection.count(), _BATCH):
            page: Any = collection.get(
                limit=_BATCH, offset=offset, include=["embeddings", "metadatas"]
            )
            for meta, vector in zip(page["metadatas"], page["embeddings"], strict=True):
                known[str(meta["digest"])] = np.asarray(vector, dtype=np.float32)
        return known

    def finds(self, name: str, anchor: str) -> bool:
        """Whether a row is among the five nearest to its own vector (or ties with them)."""
        collection = self._collection(name)
        stored: Any = collection.get(ids=[anchor], include=["embeddings"])
        if len(stored["ids"]) != 1:
            return False
        near = self.nearest(name, stored["embeddings"][0], 5)
        return anchor in near or min(near.values()) > 1 - 1e-4
