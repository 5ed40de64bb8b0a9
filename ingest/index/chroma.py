"""The passages in Chroma, embedded: each distinct text under its digest, with its vector.

It is there for any tool that reads Chroma (docs/langchain.md). Our own search is exact, over
`vectors.py`: the graph by which Chroma finds the nearest (HNSW) does not lead to every one of many
like texts, and loading it is most of what a cold question takes.

Never served (CVE-2026-45829 concerns the Python server only), never with an embedding function
(the default one would download a model), telemetry off, cosine space.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.index.vectors import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_COLLECTION = "passages"
_BATCH = 2000


def write_passages(
    folder: Path,
    digests: Sequence[str],
    vectors: Vectors,
    texts: Sequence[str],
    metadata: Sequence[Mapping[str, str | int]],
) -> None:
    """Write the collection into a new folder; the digests of its texts are its ids, each once."""
    with _opened(folder) as client:
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for at in range(0, len(digests), _BATCH):
            rows = slice(at, at + _BATCH)
            collection.add(
                ids=list(digests[rows]),
                embeddings=vectors[rows],
                documents=list(texts[rows]),
                metadatas=[dict(m) for m in metadata[rows]],
            )


def is_whole(folder: Path, count: int) -> bool:
    """Whether the collection holds so many texts."""
    if not (folder / "chroma.sqlite3").is_file():  # Chroma would make a new one
        return False
    try:
        with _opened(folder) as client:
            return client.get_collection(_COLLECTION, embedding_function=None).count() == count
    except Exception:  # its Rust core raises errors of many kinds, without a common base class
        return False


@contextmanager
def _opened(folder: Path) -> Iterator["ClientAPI"]:
    import chromadb  # here: it takes a second to load, and a question does not need it
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    try:
        yield client
    finally:
        client.close()  # type: ignore[attr-defined]
