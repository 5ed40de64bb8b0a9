"""Chroma, embedded: collections of passages, sentences and questions, with vectors given by us.

A text that occurs more than once is stored once, under the digest of the text: many equal vectors
would cut others off in the graph by which the nearest are found (HNSW).

Never served (CVE-2026-45829 concerns the Python server only), never with an embedding function
(the default one would download a model), telemetry off, cosine space.
"""

from collections.abc import Iterator, Mapping, Sequence
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
_FEW = 5


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
        digests: Sequence[str],
        vectors: Vectors,
        texts: Sequence[str],
        metadata: Sequence[Mapping[str, str | int]],
    ) -> None:
        """Write a whole collection; the digests of its texts are its ids, each once."""
        collection = self._client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for at in range(0, len(digests), _BATCH):
            rows = slice(at, at + _BATCH)
            collection.add(
                ids=list(digests[rows]),
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
        """The k digests with the highest cosine to the vector, each with its cosine."""
        collection = self._collection(name)
        found = collection.query(
            query_embeddings=vector.reshape(1, -1), n_results=k, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        return {i: 1.0 - float(d) for i, d in zip(found["ids"][0], distances, strict=True)}

    def by_digest(self, name: str) -> dict[str, Vectors]:
        """Vectors by the digest of the text they encode, for the next version to use again."""
        return {
            digest: vector
            for digests, vectors in self._pages(name)
            for digest, vector in zip(digests, vectors, strict=True)
        }

    def lost(self, name: str, k: int) -> list[str]:
        """The digests that a search for their own vector does not return among the nearest.

        Args:
            name: The collection.
            k: How many a search returns; first a few are looked at, for that is quick.
        """
        missed = []
        for digests, vectors in self._pages(name):
            near = self._nearest_of(name, vectors, min(_FEW, k))
            missed += [
                (digest, vector)
                for digest, vector, ids in zip(digests, vectors, near, strict=True)
                if digest not in ids
            ]
        return [d for d, v in missed if d not in self._nearest_of(name, v.reshape(1, -1), k)[0]]

    def _nearest_of(self, name: str, vectors: Vectors, k: int) -> list[list[str]]:
        found = self._collection(name).query(query_embeddings=vectors, n_results=k, include=[])
        return found["ids"]

    def _pages(self, name: str) -> Iterator[tuple[list[str], Vectors]]:
        collection = self._collection(name)
        for offset in range(0, collection.count(), _BATCH):
            page: Any = collection.get(limit=_BATCH, offset=offset, include=["embeddings"])
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32)
