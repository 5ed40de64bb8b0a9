"""Score every sentence and passage for a question: a weighted sum of signals.

Each similarity is standardised (z-score over the rows) before it is weighted, so that no encoder's
scale decides. The weights were chosen on the tuning questions only.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.details import hints_at, shows
from assistant.question import Query
from assistant.thesaurus import Thesaurus
from ingest.encoder.base import Encoder
from ingest.index.store import Index

Scores = NDArray[np.float32]
_CANDIDATES = 400  # nearest rows asked of the vector store; a smaller corpus is scored whole
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Weights:
    """How much each signal counts for a sentence."""

    sentence: float = 0.2  # cosine of the sentence
    passage: float = 0.4  # cosine of its passage
    lexical_sentence: float = 0.2  # BM25 of the sentence
    lexical_passage: float = 0.25  # BM25 of its passage
    question: float = 0.85  # cosine of the nearest question that it is known to answer
    heading: float = 0.7  # 1 where a concept asked about names the section
    concept: float = 0.7  # share of the concepts asked about that stand in the sentence
    year: float = 0.5  # 1 where the year asked about stands in the sentence
    detail: float = 1.2  # 1 where an amount, date, reason, ... was asked, and the sentence has one
    footnote: float = -1.0  # 1 for a note, which answers less often than the text


EXPANSION = 0.4  # weight of a thesaurus label, or of the turns before, beside the question's words


@dataclass(frozen=True)
class Ranking:
    """Scores by row, and the cosines by which an answer can be doubted."""

    sentences: Scores  # fused, per sentence row: the sum of the parts
    parts: Mapping[str, Scores]  # what each signal brings, by its name in `Weights`
    passages: Scores  # fused, per passage row: that of its best sentence
    asked: Scores  # cosine of each stored question; NaN for those far off
    cosine: float  # of the best sentence with the question
    passage_cosine: float  # of the best passage
    question_cosine: float | None  # of the nearest question that is known to be answered;
    # None where the best sentence stands in a document without such questions
    coverage: float  # share of its terms that the corpus, or a question to it, uses


class Ranker:
    """Scores the rows of one index."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        thesaurus: Thesaurus,
        off: frozenset[str] = frozenset(),
    ) -> None:
        """Rank over an index.

        Args:
            index: What is ranked.
            encoder: The one that the index was made with.
            thesaurus: The concepts that questions and texts may name.
            off: Signals to leave out, by their name in `Weights`, to measure what they bring.
        """
        self._index = index
        self._encoder = encoder
        self._weights = {n: w for n, w in asdict(Weights()).items() if n not in off}
        self._parents = np.array([row for row, _ in index.sentences], dtype=np.int64)
        tied = [(n, row) for n, q in enumerate(index.questions) for row in q.sentences]
        self._tied = np.array(tied, dtype=np.int64).reshape(-1, 2)  # question, sentence
        self._answered = np.array([q.answered for q in index.questions], dtype=bool)
        self._with_questions = {self._document_of(q.sentences[0]) for q in index.questions}
        self._concepts = thesaurus.named_in_document

    def rank(self, query: Query) -> Ranking:
        """Score every sentence and passage for the question."""
        signals, dense = self.signals(query)
        best = {name: float(np.nanmax(cosines)) for name, cosines in dense.items()}
        weights = {n: np.float32(w) for n, w in self._weights.items() if n in signals}
        parts = {name: weight * signals[name] for name, weight in weights.items()}
        fused = np.zeros(len(self._parents), dtype=np.float32)
        for part in parts.values():
            fused += part
        passages = np.full(len(self._index.passages), -np.inf, dtype=np.float32)
        np.maximum.at(passages, self._parents, fused)
        return Ranking(
            sentences=fused,
            parts=parts,
            asked=dense.get("questions", np.empty(0, dtype=np.float32)),
            passages=passages,
            cosine=best["sentences"],
            passage_cosine=best["passages"],
            question_cosine=best["questions"] if self._goes_by_questions(fused) else None,
            coverage=self._coverage(query),
        )

    def signals(self, query: Query) -> tuple[dict[str, Scores], dict[str, Scores]]:
        """Every signal by its name in `Weights`, per sentence row; and the cosines by kind."""
        vector, terms = self._vector(query), self._terms(query)
        dense = {n: self._index.dense(n, vector, _CANDIDATES) for n in self._index.lexical}
        lexical = {n: self._index.lexical[n].scores(terms) for n in ("sentences", "passages")}
        signals = {
            "sentence": _standard(dense["sentences"]),
            "passage": _standard(dense["passages"])[self._parents],
            "lexical_sentence": _standard(lexical["sentences"]),
            "lexical_passage": _standard(lexical["passages"])[self._parents],
        }
        if "questions" in dense:
            signals["question"] = self._lift(_standard(dense["questions"]))
        near = np.argsort(-sum(signals.values()), kind="stable")[:_CANDIDATES]
        matches = {int(row): self._matches(query, int(row)) for row in near}
        for name in ("heading", "concept", "year", "detail", "footnote"):
            signals[name] = np.zeros(len(self._parents), dtype=np.float32)
            for row, found in matches.items():
                signals[name][row] = found[name]
        return signals, dense

    def _vector(self, query: Query) -> Scores:
        own: Scores = self._encoder.encode_queries([query.text])[0]
        if not query.context:
            return own
        before: Scores = self._encoder.encode_queries([query.context])[0]
        mixed: Scores = own + np.float32(EXPANSION) * before
        mixed /= max(float(np.linalg.norm(mixed)), 1e-9)
        return mixed

    def _terms(self, query: Query) -> dict[str, float]:
        """The question's terms at weight 1; the labels of its concepts and its context at less."""
        analyser = self._index.analyser
        terms = dict.fromkeys(analyser.terms(query.text), 1.0)
        labels = [label for m in query.mentions for label in m.concept.dutch]
        for text in (*labels, query.context):
            for term in analyser.terms(text):
                terms.setdefault(term, EXPANSION)
        return terms

    def _lift(self, scores: Scores) -> Scores:
        """Per sentence, how far its best question stands above the average one, at least 0.

        A sentence gains by a near question and loses nothing by having none: documents that come
        without questions must not fall behind.
        """
        lift = np.zeros(len(self._parents), dtype=np.float32)
        questions, sentences = self._tied.T
        np.maximum.at(lift, sentences, scores[questions])
        return lift

    def _goes_by_questions(self, fused: Scores) -> bool:
        best = self._document_of(int(np.argmax(fused)))
        return "question" in self._weights and best in self._with_questions

    def _document_of(self, sentence: int) -> str:
        return self._index.passages[self._index.sentences[sentence][0]].document

    def _coverage(self, query: Query) -> float:
        terms = set(self._index.analyser.terms(query.text))
        known = sum(any(x.knows(t) for x in self._index.lexical.values()) for t in terms)
        return known / len(terms) if terms else 0.0

    def _matches(self, query: Query, row: int) -> dict[str, float]:
        """What sentence and headings have in common with the question, beyond similarity."""
        passage_row, span = self._index.sentences[row]
        passage = self._index.passages[passage_row]
        text = self._index.documents[passage.document].quote(span)
        concepts = query.concepts
        return {
            "heading": any(concepts & self._concepts(label) for label in passage.section),
            "concept": len(concepts & self._concepts(text)) / max(1, len(concepts)),
            "year": bool(set(query.years) & set(_YEAR.findall(text))),
            "detail": any(shows(text, d) for d in query.details) or hints_at(text, query.kind),
            "footnote": passage.kind == "footnote",
        }


def _standard(scores: Scores) -> Scores:
    """z-scores; a row that the search did not return counts as the lowest that it did."""
    if np.isnan(scores).all():
        return np.zeros_like(scores)
    filled = np.where(np.isnan(scores), np.nanmin(scores), scores)
    spread = float(filled.std())
    return ((filled - filled.mean()) / spread if spread > 0 else filled * 0).astype(np.float32)
