"""Score every sentence and passage for a question: a weighted sum of signals.

Each similarity to a text is standardised (z-score over the rows) before it is weighted, so that no
encoder's scale decides.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.details import hints_at, shows
from assistant.learned import Weights
from assistant.question import Query
from assistant.reranker import Reranker
from assistant.thesaurus import Thesaurus
from ingest.encoder.base import Encoder
from ingest.index.store import CANDIDATES, Index

Scores = NDArray[np.float32]
_MATCHED = 100  # best sentences that are read for names, years and details
_NEAREST = 3  # stored questions of a sentence that count
_ANY_QUESTION = 0.4  # cosine that the nearest of many questions has with any question
_YEAR = re.compile(r"\b20\d\d\b")


SIGNALS = (
    "sentence",  # cosine of the sentence
    "passage",  # cosine of its passage
    "lexical_sentence",  # BM25 of the sentence
    "lexical_passage",  # BM25 of its passage
    "question",  # likeness of the questions that it, and its passage, answer
    "heading",  # 1 where a concept asked about names the section
    "concept",  # share of the concepts asked about that stand in the sentence
    "year",  # 1 where the year asked about stands in the sentence
    "detail",  # 1 where an amount, date, reason, ... was asked, and the sentence has one
    "footnote",  # 1 for a note, which answers less often than the text
)
RERANKER = "reranker"  # one more, where a cross-encoder is set
_RERANKER_WEIGHT = 1.0  # not fitted: none is at hand here
_REREAD = 20  # passages
_PLAIN = 1.0  # weight of the question in the names of the field, beside its own lay words
EXPANSION = 0.4  # weight of a thesaurus label, or of the turns before, beside the question's words


@dataclass(frozen=True)
class Near:
    """Cosines of the stored questions: 0 where there is none."""

    answered: float = 0.0  # of the nearest that the documents answer
    open: float = 0.0  # of the nearest that they leave open
    few_answered: float = 0.0  # mean of the nearest few
    few_open: float = 0.0


@dataclass(frozen=True)
class Ranking:
    """Scores by row, and the cosines by which an answer can be doubted."""

    sentences: Scores  # fused, per sentence row: the sum of the parts; -inf for what is left out
    parts: Mapping[str, Scores]  # what each signal brings, by its name in `SIGNALS`
    passages: Scores  # fused, per passage row: that of its best sentence
    asked: Scores  # cosine of each stored question; NaN for those far off
    cosine: float  # of the best sentence with the question
    passage_cosine: float  # of the best passage
    near: Near
    bare: bool  # the best sentence stands in a document without questions of its own
    share: float  # of the best sentence in a softmax over the scores
    coverage: float  # share of its terms that the corpus, or a question to it, uses
    common: Scores  # per sentence row: fused alike for all documents, so that these compare
    dense: Mapping[str, Scores]  # cosines by kind: sentences, passages, questions

    @property
    def best(self) -> float:
        """The score of the best sentence, on the scale of all documents."""
        return float(self.common.max())


class Ranker:
    """Scores the rows of one index."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        thesaurus: Thesaurus,
        weights: Weights,
        off: frozenset[str] = frozenset(),
        reranker: Reranker | None = None,
    ) -> None:
        """Rank over an index.

        Args:
            index: What is ranked.
            encoder: The one that the index was made with.
            thesaurus: The concepts that questions and texts may name.
            weights: How much each of the signals counts: fitted so that a softmax over the
                sentences gives those that answer the most (ListNet, Cao and others 2007).
            off: Signals to leave out, to measure what they bring.
            reranker: Reads the best passages again.
        """
        self._index = index
        self._encoder = encoder
        self._reranker = reranker
        self._parents = np.array([row for row, _ in index.sentences], dtype=np.int64)
        self._asked_of = _asked_of(index)
        self._answered = np.array([q.answered for q in index.questions], dtype=bool)
        self._documents = np.array([p.document for p in index.passages])
        self._with_questions = {self._document_of(q.sentences[0]) for q in index.questions}
        known = np.isin(self._documents[self._parents], sorted(self._with_questions))
        used = [name for name in SIGNALS if name not in off]
        self._weights = {
            name: np.where(known, weights.asked[name], weights.bare[name]).astype(np.float32)
            for name in used
        }
        self._common = {name: np.float32(weights.bare[name]) for name in used}
        self._concepts = thesaurus.named_in_document

    def rank(self, query: Query) -> Ranking:
        """Score every sentence and passage for the question."""
        signals, dense = self.signals(query)
        parts = {n: w * signals[n] for n, w in self._weights.items() if n in signals}
        fused = np.zeros(len(self._parents), dtype=np.float32)
        for part in parts.values():
            fused += part
        if self._reranker:
            parts[RERANKER] = self._reread(query, fused, self._reranker)
            fused += parts[RERANKER]
        common = np.zeros_like(fused)
        for name, weight in self._common.items():
            if name in signals:
                common += weight * signals[name]
        return self._ranking(query, fused, common, parts, dense)

    def within(self, query: Query, ranking: Ranking, documents: Collection[str]) -> Ranking:
        """The ranking of these documents alone."""
        if set(documents) >= set(self._index.documents):
            return ranking
        passages = np.isin(self._documents, sorted(documents))
        sentences = passages[self._parents]
        asked = np.array([sentences[q.sentences[0]] for q in self._index.questions], dtype=bool)
        kept = {"passages": passages, "sentences": sentences, "questions": asked}
        dense = {name: np.where(kept[name], found, np.nan) for name, found in ranking.dense.items()}
        fused = np.where(sentences, ranking.sentences, -np.inf)
        common = np.where(sentences, ranking.common, -np.inf)
        return self._ranking(query, fused, common, ranking.parts, dense)

    def best_documents(self, ranking: Ranking, margin: float) -> list[str]:
        """The documents whose best sentence lies so little below the best of all, best first."""
        best: dict[str, None] = {}
        order = np.argsort(-ranking.common, kind="stable")
        least = ranking.common[order[0]] - np.float32(margin)
        for row in order:
            if ranking.common[row] == -np.inf or ranking.common[row] < least:
                break
            best[self._document_of(int(row))] = None
        return list(best)

    def _ranking(
        self,
        query: Query,
        fused: Scores,
        common: Scores,
        parts: Mapping[str, Scores],
        dense: Mapping[str, Scores],
    ) -> Ranking:
        passages = np.full(len(self._index.passages), -np.inf, dtype=np.float32)
        np.maximum.at(passages, self._parents, fused)
        return Ranking(
            sentences=fused,
            parts=parts,
            asked=dense.get("questions", np.empty(0, dtype=np.float32)),
            passages=passages,
            cosine=_best(dense["sentences"]),
            passage_cosine=_best(dense["passages"]),
            near=self._near(dense.get("questions")),
            bare=not self._goes_by_questions(fused),
            share=float(1 / np.exp(fused - fused.max()).sum()),
            coverage=self._coverage(query),
            common=common,
            dense=dense,
        )

    def _reread(self, query: Query, fused: Scores, reranker: Reranker) -> Scores:
        """What a reranker makes of the best passages; of the others, as of the worst of these."""
        best = list(dict.fromkeys(self._parents[np.argsort(-fused, kind="stable")]))[:_REREAD]
        texts = [self._index.passages[row].text for row in best]
        passages = np.full(len(self._index.passages), np.nan, dtype=np.float32)
        passages[best] = reranker.scores(query.text, texts)
        return np.float32(_RERANKER_WEIGHT) * _standard(passages)[self._parents]

    def signals(self, query: Query) -> tuple[dict[str, Scores], dict[str, Scores]]:
        """Every signal by its name in `SIGNALS`, per sentence row; and the cosines by kind."""
        vector, terms = self._vector(query), self._terms(query)
        dense = {n: self._index.dense(n, vector, CANDIDATES) for n in self._index.lexical}
        lexical = {n: self._index.lexical[n].scores(terms) for n in ("sentences", "passages")}
        signals = {
            "sentence": _standard(dense["sentences"]),
            "passage": _standard(dense["passages"])[self._parents],
            "lexical_sentence": _standard(lexical["sentences"]),
            "lexical_passage": _standard(lexical["passages"])[self._parents],
        }
        if "questions" in dense:
            signals["question"] = self._likeness(dense["questions"])
        so_far = sum(self._weights[n] * s for n, s in signals.items() if n in self._weights)
        near = np.argsort(-so_far, kind="stable")[:_MATCHED]
        matches = {int(row): self._matches(query, int(row)) for row in near}
        for name in ("heading", "concept", "year", "detail", "footnote"):
            signals[name] = np.zeros(len(self._parents), dtype=np.float32)
            for row, found in matches.items():
                signals[name][row] = found[name]
        return signals, dense

    def _vector(self, query: Query) -> Scores:
        """The question's vector, moved towards itself in plain words and to the turns before."""
        near = {query.plain: _PLAIN} if query.plain != query.folded else {}
        if query.context:
            near[query.context] = EXPANSION
        own, *others = self._encoder.encode_queries([query.text, *near])
        mixed: Scores = own
        for weight, vector in zip(near.values(), others, strict=True):
            mixed = mixed + np.float32(weight) * vector
        return mixed / np.float32(max(float(np.linalg.norm(mixed)), 1e-9))

    def _terms(self, query: Query) -> dict[str, float]:
        """The question's terms at weight 1; the labels of its concepts and its context at less."""
        analyser = self._index.analyser
        terms = dict.fromkeys(analyser.terms(query.text), 1.0)
        labels = [label for m in query.mentions for label in m.concept.dutch]
        for text in (*labels, query.context):
            for term in analyser.terms(text):
                terms.setdefault(term, EXPANSION)
        return terms

    def _likeness(self, cosines: Scores) -> Scores:
        """Per sentence: how near the questions are that it answers, above what any question is.

        The mean of three: its nearest one, its nearest few, and the nearest one of its passage.
        A sentence without questions has 0: what comes without them must not fall behind.
        """
        found = np.append(np.nan_to_num(cosines, nan=0.0), np.float32(0))  # the last: no question
        near = np.sort(found[self._asked_of], axis=1)[:, ::-1][:, :_NEAREST]
        best = np.zeros(len(self._index.passages), dtype=np.float32)
        np.maximum.at(best, self._parents, near[:, 0])
        parts = np.stack([near[:, 0], near.mean(axis=1), best[self._parents]])
        likeness: Scores = np.maximum(parts - _ANY_QUESTION, 0).mean(axis=0, dtype=np.float32)
        return likeness

    def _near(self, cosines: Scores | None) -> Near:
        if cosines is None or "question" not in self._weights:
            return Near()
        kinds = (cosines[self._answered], cosines[~self._answered])
        best = [np.sort(np.append(np.nan_to_num(c, nan=0.0), [0.0] * _NEAREST)) for c in kinds]
        answered, left_open = (b[::-1][:_NEAREST] for b in best)
        return Near(
            answered=float(answered[0]),
            open=float(left_open[0]),
            few_answered=float(answered.mean()),
            few_open=float(left_open.mean()),
        )

    def _goes_by_questions(self, fused: Scores) -> bool:
        best = self._document_of(int(np.argmax(fused)))
        return "question" in self._weights and best in self._with_questions

    def _document_of(self, sentence: int) -> str:
        return str(self._documents[self._parents[sentence]])

    def _coverage(self, query: Query) -> float:
        terms = set(self._index.analyser.terms(query.text))
        known = sum(any(x.knows(t) for x in self._index.lexical.values()) for t in terms)
        return known / len(terms) if terms else 0.0

    def _matches(self, query: Query, row: int) -> dict[str, float]:
        """What sentence and headings have in common with the question, beyond similarity."""
        passage_row, span = self._index.sentences[row]
        passage = self._index.passages[passage_row]
        text = self._index.quote(passage_row, span)
        concepts = query.concepts
        return {
            "heading": any(concepts & self._concepts(label) for label in passage.section),
            "concept": len(concepts & self._concepts(text)) / max(1, len(concepts)),
            "year": bool(set(query.years) & set(_YEAR.findall(text))),
            "detail": any(shows(text, d) for d in query.details) or hints_at(text, query.kind),
            "footnote": passage.kind == "footnote",
        }


def _asked_of(index: Index) -> NDArray[np.int64]:
    """The rows of the questions of each sentence, shape (sentences, most of any); -1 beyond."""
    rows: list[list[int]] = [[] for _ in index.sentences]
    for number, question in enumerate(index.questions):
        for sentence in question.sentences:
            rows[sentence].append(number)
    width = max(_NEAREST, max(map(len, rows), default=0))
    return np.array([r + [-1] * (width - len(r)) for r in rows], dtype=np.int64)


def _best(cosines: Scores) -> float:
    """The highest; 0 where the search returned none of them."""
    return 0.0 if np.isnan(cosines).all() else float(np.nanmax(cosines))


def _standard(scores: Scores) -> Scores:
    """z-scores; a row that the search did not return counts as the lowest that it did."""
    if np.isnan(scores).all():
        return np.zeros_like(scores)
    filled = np.where(np.isnan(scores), np.nanmin(scores), scores)
    spread = float(filled.std())
    return ((filled - filled.mean()) / spread if spread > 0 else filled * 0).astype(np.float32)
