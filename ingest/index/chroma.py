"""Chroma, embedded: collections of passages, sentences and questions, with vectors given by us.

It holds each distinct text once, under its digest, with its vector and where it first stands, for
any tool that reads Chroma (docs/langchain.md). Our own search is exact, over `vectors.py`: the
graph by which Chroma finds the nearest (HNSW) does not lead to every one of many like texts, and
loading it is most of what a cold question takes.

Never served (CVE-2026-45829 concerns the Python server only), never with an embedding function
(the default one would download a model), telemetry off, cosine space.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ingest.index.vectors import Vectors

_BATCH = 2000


class ChromaStore:
    """The collections of one index version."""

    def __init__(self, folder: Path) -> None:
        import chromadb  # here: it takes a second to load, and a question does not need it
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._client = chromadb.PersistentClient(str(folder), settings=settings)

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

    def count(self, name: str) -> int:
        """How many texts the collection holds."""
        return int(self._client.get_collection(name, embedding_function=None).count())


def is_whole(folder: Path, counts: Mapping[str, int]) -> bool:
    """Whether the collections hold so many texts."""
    if not (folder / "chroma.sqlite3").is_file():  # Chroma would make a new one
        return False
    try:
        store = ChromaStore(folder)
        return all(store.count(name) == count for name, count in counts.items())
    except Exception:  # its Rust core raises errors of many kinds, without a common base class
        return False
