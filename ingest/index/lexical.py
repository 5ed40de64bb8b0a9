"""BM25 over a list of texts (Robertson & Zaragoza 2009), on bm25s, with weighted query terms."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

_EMPTY = ""  # a text without terms still has its row


class LexicalIndex:
    """Scores of every text for a bag of weighted terms, in the order of the texts."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model

    @classmethod
    def build(cls, terms: Sequence[Sequence[str]]) -> "LexicalIndex":
        """Index one list of terms per text."""
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
        model.index([list(t) or [_EMPTY] for t in terms], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Open what `save` wrote."""
        return cls(bm25s.BM25.load(str(folder), load_corpus=False))

    def save(self, folder: Path) -> None:
        """Write the index into a folder."""
        self._model.save(str(folder), show_progress=False)

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """The sum over the terms of weight x BM25, shape (texts,)."""
        total = np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        for term, weight in weights.items():
            if term in self._model.vocab_dict:
                total += weight * self._model.get_scores([term])
        return total

    def knows(self, term: str) -> bool:
        """Whether any text has the term."""
        return term in self._model.vocab_dict
