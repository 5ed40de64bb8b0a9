"""What every encoder offers, whatever computes its vectors."""

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray


class Encoder(Embeddings):
    """A sentence encoder: LangChain's `Embeddings`, with doors that give NumPy arrays.

    Attributes:
        id: Name of the model, for people.
        digest: SHA-256 (hex) of all that decides its vectors; an index made under one digest
            cannot be searched under another.
        dimension: Length of a vector.
    """

    id: str
    digest: str
    dimension: int

    @abstractmethod
    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, a row each, of length 1 (or 0 for a text without a word)."""

    @abstractmethod
    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, a row each, of length 1 (or 0 for a text without a word)."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `encode_passages`."""
        return [row.tolist() for row in self.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for `encode_queries` of one question."""
        return [float(value) for value in self.encode_queries([text])[0]]


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows scaled to length 1; a row of zeros stays as it is."""
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    scaled: NDArray[np.float32] = np.divide(vectors, lengths, where=lengths > 0, out=vectors.copy())
    return scaled
