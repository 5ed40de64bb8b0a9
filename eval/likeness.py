"""Questions that are nearly the same, and questions that give their answer away.

Both are hints for a writer, never errors. The measures are the product's own encoder and stemmer,
so that a hint says how the system sees the questions.
"""

import re
from collections.abc import Sequence

import numpy as np

from eval.questions import Question
from ingest.analyser import STOP_WORDS, stem, words
from ingest.document import Frozen
from ingest.encoder import Encoder

# Measured on the tuning set with the bundled encoder: 10 of its 7140 pairs are that near. Of its
# questions in capitals or without punctuation all are found again, with slips 93%; put in the other
# language 81%, in quite other words 37%.
NEAR = 0.55
# Measured on the tuning set: 11 of 31 questions in the letter's words share that much with their
# nuggets, 3 of 57 in lay wording.
LARGELY = 0.3

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Pair(Frozen):
    """Two questions that are nearly the same."""

    first: str  # ids
    second: str
    cosine: float


def near_duplicates(
    questions: Sequence[Question], others: Sequence[Question], encoder: Encoder
) -> tuple[Pair, ...]:
    """The pairs of a question and one of the others that are nearly the same.

    Two questions are nearly the same when the cosine of their vectors is at least `NEAR`, unless
    both name numbers and not the same: "footnote 13" is not "footnote 14". The user's earlier
    turns count as part of a question.
    """
    texts, their_texts = ([_in_full(q) for q in side] for side in (questions, others))
    if not texts or not their_texts:
        return ()
    cosines = encoder.encode_queries(texts) @ encoder.encode_queries(their_texts).T
    return tuple(
        Pair(first=questions[a].id, second=others[b].id, cosine=round(float(cosines[a, b]), 2))
        for a, b in np.argwhere(cosines >= NEAR)
        if not _numbers_differ(texts[a], their_texts[b])
    )


def near_duplicates_within(questions: Sequence[Question], encoder: Encoder) -> tuple[Pair, ...]:
    """The pairs of two questions of one set that are nearly the same, in the order of the set."""
    order = {question.id: n for n, question in enumerate(questions)}
    pairs = near_duplicates(questions, questions, encoder)
    return tuple(pair for pair in pairs if order[pair.first] < order[pair.second])


def shared_words(question: Question) -> float:
    """The share of a question's content words, as stems, that its nuggets have too; 0 to 1."""
    asked = _stems(question.question)
    answer = _stems(" ".join(w for nugget in question.nuggets for w in nugget.any_of))
    return len(asked & answer) / len(asked) if asked else 0.0


def _in_full(question: Question) -> str:
    earlier = (turn.content for turn in question.history if turn.role == "user")
    return " ".join((*earlier, question.question))


def _numbers_differ(text: str, other: str) -> bool:
    numbers, others = set(_NUMBER.findall(text)), set(_NUMBER.findall(other))
    return bool(numbers and others) and numbers != others


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOP_WORDS and len(word) > 1}
