"""What is measured on a retrieval set: word search, an encoder, and the fusion of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ingest.analyser import Analyser, words
from ingest.encoder import Encoder, open_encoder
from ingest.index.lexical import LexicalIndex

BUNDLED = "bundled"
Scores = NDArray[np.float32]
_BATCH = 256


class System(Protocol):
    """Scores passages."""

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    def scores(self, query: str) -> Scores:
        """The score of every passage, shape (passages,); one that is not found has at most 0."""
        ...


class Bm25:
    """BM25 with the analyser of the product: both languages' stop words, stems, compounds."""

    name = "BM25"

    def __init__(self, passages: Sequence[str]) -> None:
        self._analyser = Analyser({word for text in passages for word in words(text)})
        self._index = LexicalIndex.build([self._analyser.terms(text) for text in passages])

    def scores(self, query: str) -> Scores:
        """The sum over the query's terms; 0 for a passage that has none of them."""
        return self._index.scores(dict.fromkeys(self._analyser.terms(query), 1.0))


class Dense:
    """An encoder alone; every passage is compared, nothing is approximated."""

    def __init__(self, name: str, encoder: Encoder, passages: Sequence[str]) -> None:
        self.name = name
        self._encode = cache(lambda query: encoder.encode_queries([query])[0])
        starts = range(0, len(passages), _BATCH)
        bar = tqdm(starts, desc=f"{name}: passages", unit="batch", disable=None, leave=False)
        self._vectors = np.concatenate(
            [encoder.encode_passages(passages[at : at + _BATCH]) for at in bar]
        )

    def scores(self, query: str) -> Scores:
        """The cosine, moved up by 1 so that all are found."""
        cosines: Scores = self._vectors @ self._encode(query)
        return cosines + np.float32(1)


@dataclass(frozen=True)
class Fusion:
    """Two systems in one: the sum of their z-scores, as the product fuses its signals."""

    first: System
    second: System

    @property
    def name(self) -> str:
        """Which two."""
        return f"{self.first.name} + {self.second.name}"

    def scores(self, query: str) -> Scores:
        """Above 0 for every passage."""
        total = _standard(self.first.scores(query)) + _standard(self.second.scores(query))
        above: Scores = total - total.min() + np.float32(1)
        return above


def open_systems(passages: Sequence[str], encoders: Sequence[str]) -> list[System]:
    """BM25, and each encoder alone and fused with it.

    Args:
        passages: what is searched.
        encoders: "bundled", or as in BELEIDSWIJZER_ENCODER.

    Raises:
        EncoderError: one cannot be opened.
    """
    opened = [(_label(n), open_encoder(None if n == BUNDLED else n)) for n in encoders]
    bm25 = Bm25(passages)
    systems: list[System] = [bm25]
    for label, encoder in opened:
        dense = Dense(label, encoder, passages)
        systems += [dense, Fusion(bm25, dense)]
    return systems


def _label(encoder: str) -> str:
    """The name of a model, or the end of its folder's path."""
    return "/".join(Path(encoder).parts[-2:])


def _standard(scores: Scores) -> Scores:
    spread = float(scores.std())
    standard: Scores = (scores - scores.mean()) / np.float32(spread if spread > 0 else 1)
    return standard
