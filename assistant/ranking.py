"""Score every sentence and passage for a question: dense and lexical evidence, fused.

Each signal is standardised (z-score over the rows) before it is weighted, so that no encoder's
scale decides. The weights were chosen on the tuning questions only.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.cues import EVIDENCE
from assistant.question import Query
from assistant.thesaurus import Thesaurus
from ingest.encoder.base import Encoder
from ingest.index.store import Index

Scores = NDArray[np.float32]
_CANDIDATES = 400  # nearest rows asked of the vector store; a smaller corpus is scored whole
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Weights:
    """How much each standardised signal, or each match, counts for a sentence."""

    sentence: float = 0.3  # the sentence's own vector
    passage: float = 1.0  # its passage's vector
    lexical_sentence: float = 0.2
    lexical_passage: float = 0.8
    heading: float = 0.8  # a concept asked about names the section
    concept: float = 0.5  # a concept asked about stands in the sentence
    year: float = 0.4  # the year asked about stands in the sentence
    detail: float = 0.5  # an amount, date, ... was asked, and the sentence has one
    footnote: float = -1.0  # a note answers less often than the text
    expansion: float = 0.4  # a thesaurus label, beside a word of the question itself
    context: float = 0.4  # the turns before, beside the question itself


@dataclass(frozen=True)
class Ranking:
    """Scores by row, and the cosines by which an answer can be doubted."""

    sentences: Scores  # fused, per sentence row
    passages: Scores  # fused, per passage row: that of its best sentence
    cosine: float  # of the best sentence with the question
    passage_cosine: float  # of the best passage
    coverage: float  # share of the question's own terms that the corpus uses


class Ranker:
    """Scores the rows of one index."""

    def __init__(
        self, index: Index, encoder: Encoder, thesaurus: Thesaurus, weights: Weights | None = None
    ) -> None:
        self._index = index
        self._encoder = encoder
        self._weights = weights or Weights()
        self._parents = np.array([row for row, _ in index.sentences], dtype=np.int64)
        self._concepts = lru_cache(maxsize=50_000)(
            lambda text: frozenset(m.concept.id for m in thesaurus.find(text))
        )

    def rank(self, query: Query) -> Ranking:
        """Score every sentence and passage for the question."""
        w, index = self._weights, self._index
        vector = self._vector(query)
        dense = {n: index.dense(n, vector, _CANDIDATES) for n in ("sentences", "passages")}
        terms = self._terms(query)
        lexical = {n: index.lexical[n].scores(terms) for n in ("sentences", "passages")}
        fused = (
            w.sentence * _standard(dense["sentences"])
            + w.passage * _standard(dense["passages"])[self._parents]
            + w.lexical_sentence * _standard(lexical["sentences"])
            + w.lexical_passage * _standard(lexical["passages"])[self._parents]
        )
        for row in np.argsort(-fused, kind="stable")[:_CANDIDATES]:
            fused[row] += self._matches(query, int(row))
        passages = np.full(len(index.passages), -np.inf, dtype=np.float32)
        np.maximum.at(passages, self._parents, fused)
        return Ranking(
            sentences=fused,
            passages=passages,
            cosine=float(np.nanmax(dense["sentences"])),
            passage_cosine=float(np.nanmax(dense["passages"])),
            coverage=self._coverage(query),
        )

    def _vector(self, query: Query) -> Scores:
        if not query.context:
            return self._encoder.encode_queries([query.text])[0]
        own, before = self._encoder.encode_queries([query.text, query.context])
        mixed = own + self._weights.context * before
        return mixed / max(float(np.linalg.norm(mixed)), 1e-9)

    def _terms(self, query: Query) -> dict[str, float]:
        """The question's terms at weight 1; the labels of its concepts and its context at less."""
        analyser = self._index.analyser
        terms = dict.fromkeys(analyser.terms(query.text), 1.0)
        labels = [label for m in query.mentions for label in m.concept.dutch]
        for text in (*labels, query.context):
            for term in analyser.terms(text):
                terms.setdefault(term, self._weights.expansion)
        return terms

    def _coverage(self, query: Query) -> float:
        terms = set(self._index.analyser.terms(query.text))
        return sum(self._index.knows(t) for t in terms) / len(terms) if terms else 0.0

    def _matches(self, query: Query, row: int) -> float:
        """What the sentence and its headings have in common with the question, beyond vectors."""
        w = self._weights
        passage_row, span = self._index.sentences[row]
        passage = self._index.passages[passage_row]
        text = self._index.documents[passage.document].quote(span)
        score = w.footnote if passage.kind == "footnote" else 0.0
        if any(query.concepts & self._concepts(label) for label in passage.section):
            score += w.heading
        if query.concepts:
            found = query.concepts & self._concepts(text)
            score += w.concept * len(found) / len(query.concepts)
        if query.years:
            score += w.year * bool(set(query.years) & set(_YEAR.findall(text)))
        if query.details:
            score += w.detail * any(EVIDENCE[d].search(text) for d in query.details)
        return score


def _standard(scores: Scores) -> Scores:
    """z-scores; a row that the search did not return counts as the lowest that it did."""
    if not len(scores):
        return scores
    if np.isnan(scores).all():
        return np.zeros_like(scores)
    filled = np.where(np.isnan(scores), np.nanmin(scores), scores)
    spread = float(filled.std())
    return ((filled - filled.mean()) / spread if spread > 0 else filled * 0).astype(np.float32)
