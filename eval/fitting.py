"""Fit what the assistant learns: how signals of the ranking count, and when to trust an answer.

Every question is seen twice: over the index of the product, and over a bare one, made without the
stored questions by an encoder that does not know the corpus, as any other document is. Only
question sets that are for learning belong here, never one that is for reporting.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.answerability import signs
from assistant.composer import Composer
from assistant.gaps import GapFinder
from assistant.learned import Judgement, Learned, Logistic, Weights
from assistant.question import Query, readable, understand
from assistant.ranking import SIGNALS, Ranker
from assistant.thesaurus import Thesaurus
from eval.matching import fold
from eval.questions import Question
from eval.regression import Matrix, Truth, fit_decision, fit_ranking
from ingest.encoder.base import Encoder
from ingest.index.store import Index
from ingest.manifest import Manifest
from ingest.sentences import split_sentences

Label = Literal["answered", "near", "other"]  # near: a near miss; other: another subject

ALIKE = ("sentence", "passage")
RELEVANT = (*ALIKE, "coverage", "concepts", "any_question")
ANSWERED = (*ALIKE, "coverage", "share", "gap", "why", "yesno", "who_or_list", "detail", "english")
ASKED = ("answered_question", "open_question", "rather_answered")

_LOST_RELEVANT = 0.01  # share of the questions to the documents that may be taken for others
_LOST_UNASKED = 0.003  # the same for a document without stored questions, which is less known
_LOST_ANSWERED = 0.06  # share of the answered ones that may be called partly answered


@dataclass(frozen=True)
class Parts:
    """What an assistant is made of, but for what it learned."""

    index: Index
    encoder: Encoder
    thesaurus: Thesaurus
    manifest: Manifest

    def ranker(self, weights: Mapping[str, float]) -> Ranker:
        """A ranker with these weights."""
        alike = Weights(asked=dict(weights), bare=dict(weights))
        return Ranker(self.index, self.encoder, self.thesaurus, alike)

    def read(self, text: str) -> Query:
        """A question, understood."""
        return understand(readable(text), self.thesaurus)


@dataclass(frozen=True)
class Elsewhere:
    """What is about other subjects than the documents."""

    policy: Sequence[str]  # lay questions about other policy
    everyday: Sequence[str]  # questions about no policy at all
    passages: Sequence[str]  # of other documents, which the encoder has not seen,
    asked: Sequence[str]  # and the questions that these answer


def fit(parts: Parts, bare: Parts, questions: Sequence[Question], elsewhere: Elsewhere) -> Learned:
    """Learn from questions.

    Args:
        parts: The index that is asked, and what reads it.
        bare: The same documents without stored questions, by an encoder that has not seen them.
        questions: With their gold: answerable ones, near misses, and such as are out of scope.
        elsewhere: What is about other subjects.
    """
    asked = [
        (understand(readable(q.question), parts.thesaurus, q.history), q)
        for q in questions
        if q.type != "injection" and not q.emergency
    ]
    weights = fit_ranking(list(_lists(parts, asked)))
    bare_weights = fit_ranking(list(_lists(bare, asked)))
    rows = [(query, _label(question)) for query, question in asked if not _names_a_place(query)]
    apart: Label = "other"
    others = [(parts.read(t), apart) for t in (*elsewhere.policy, *elsewhere.everyday)]
    seen = list(_signs(parts, weights, [*rows, *others]))
    unasked = list(_signs(bare, bare_weights, rows))
    of_it = [(s, label) for s, label in seen if label != "other"]
    alone = [(s, label) for s, label in unasked if label != "other"]
    return Learned(
        ranking=Weights(asked=weights, bare=bare_weights),
        relevant=_joined(
            fit_decision(*_table(seen, RELEVANT, ("answered", "near")), RELEVANT, _LOST_RELEVANT),
            fit_decision(*_unasked(bare.encoder, elsewhere, unasked), ALIKE, _LOST_UNASKED),
        ),
        answered=_joined(
            fit_decision(
                *_table(of_it, (*ANSWERED, *ASKED), ("answered",)),
                (*ANSWERED, *ASKED),
                _LOST_ANSWERED,
            ),
            fit_decision(*_table(alone, ANSWERED, ("answered",)), ANSWERED, _LOST_ANSWERED),
        ),
    )


def _lists(parts: Parts, asked: Iterable[tuple[Query, Question]]) -> Iterator[tuple[Matrix, Truth]]:
    index = parts.index
    ranker = parts.ranker(dict.fromkeys(SIGNALS, 1.0))
    texts = [fold(index.quote(row, span)) for row, span in index.sentences]
    for query, question in asked:
        wordings = [fold(w) for nugget in question.vital_nuggets for w in nugget.any_of]
        right = np.array([any(w in text for w in wordings) for text in texts])
        if not (question.answerable and right.any()) or query.footnotes:
            continue
        signals = ranker.signals(query)[0]
        silent = np.zeros(len(texts))
        columns = [signals.get(name, silent) for name in SIGNALS]
        yield np.column_stack(columns).astype(float), right


def _label(question: Question) -> Label:
    if question.answerable:
        return "answered"
    return "other" if question.type == "out_of_scope" else "near"


def _names_a_place(query: Query) -> bool:
    return bool(query.footnotes or query.section_number or query.kind == "summary")


_Seen = tuple[Mapping[str, float], Label]


def _signs(
    parts: Parts, weights: Mapping[str, float], rows: Iterable[tuple[Query, Label]]
) -> Iterator[_Seen]:
    ranker = parts.ranker(weights)
    composer = Composer(parts.index, parts.thesaurus)
    finder = GapFinder(parts.index, parts.thesaurus, parts.manifest)
    for query, label in rows:
        ranking = ranker.rank(query)
        gaps = finder.gaps(query, composer.compose(query, ranking)) if label != "other" else []
        yield signs(query, ranking, gaps), label


def _table(
    seen: Iterable[_Seen], names: Sequence[str], true: Sequence[Label]
) -> tuple[Matrix, Truth]:
    rows = list(seen)
    matrix = np.array([[row[name] for name in names] for row, _ in rows], dtype=float)
    return matrix, np.array([label in true for _, label in rows])


def _unasked(encoder: Encoder, elsewhere: Elsewhere, seen: Iterable[_Seen]) -> tuple[Matrix, Truth]:
    """How like a document its own questions are, and everyday ones.

    Over this corpus without its stored questions, and over other documents: one that nobody wrote
    questions for must not be judged by how well this corpus is known.
    """
    sentences = [
        text[span.start : span.end] for text in elsewhere.passages for span in split_sentences(text)
    ]
    texts = [encoder.encode_passages(t).T for t in (sentences, list(elsewhere.passages))]
    asked = encoder.encode_queries([*elsewhere.asked, *elsewhere.everyday])
    other = np.column_stack([(asked @ vectors).max(axis=1) for vectors in texts]).astype(float)
    own, of_it = _table(seen, ALIKE, ("answered", "near"))
    true = np.arange(len(asked)) < len(elsewhere.asked)
    return np.vstack([other, own]), np.append(true, of_it)


_Fitted = tuple[Logistic, float]


def _joined(asked: _Fitted, bare: _Fitted) -> Judgement:
    return Judgement(asked=asked[0], bare=bare[0], least=asked[1], least_bare=bare[1])
