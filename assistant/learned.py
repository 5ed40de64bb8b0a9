"""What was learned from questions: how much a signal counts, and when an answer can be trusted.

The numbers stand in `learned.json`, which `beleidswijzer eval fit` writes from question sets that
are for learning only.
"""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.document import Frozen

FILE = Path(__file__).parent / "learned.json"


class Logistic(Frozen):
    """A logistic regression over named signs."""

    bias: float
    weights: dict[str, float]

    def probability(self, signs: Mapping[str, float]) -> float:
        """Between 0 and 1; a sign that is absent counts as 0."""
        logit = self.bias + sum(w * signs.get(name, 0.0) for name, w in self.weights.items())
        return 1 / (1 + math.exp(-logit))


class Judgement(Frozen):
    """A regression for documents that come with questions, one for others, and where to decide."""

    asked: Logistic
    bare: Logistic
    least: float  # probability from which it is taken to be so
    least_bare: float

    def probability(self, signs: Mapping[str, float], *, bare: bool) -> float:
        """How surely it is so."""
        return (self.bare if bare else self.asked).probability(signs)

    def holds(self, signs: Mapping[str, float], *, bare: bool) -> bool:
        """Whether it is taken to be so."""
        return self.probability(signs, bare=bare) >= (self.least_bare if bare else self.least)


class Weights(Frozen):
    """How much each signal counts for a sentence, by its name."""

    asked: dict[str, float]  # in documents that come with questions, and that the encoder knows
    bare: dict[str, float]  # in others


class Learned(Frozen):
    """All that was learned."""

    ranking: Weights
    relevant: Judgement  # are the documents about the question?
    answered: Judgement  # do the quotes say what was asked?


@cache
def load_learned() -> Learned:
    """What was learned, as it stands in the package."""
    return Learned.model_validate_json(FILE.read_bytes())
