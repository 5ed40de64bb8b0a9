"""What answers are held against: the documents, and the passages that could have been found."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from eval.matching import fold
from eval.questions import Question
from ingest.document import Document
from ingest.passages import passages_of


class Corpus:
    """The documents of a run."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents

    def gains(self, question: Question) -> dict[str, float]:
        """How many of the question's vital nuggets each passage holds; those with none left out.

        Returns:
            Gain by the passage's own text, folded.
        """
        wordings = [[fold(w) for w in nugget.any_of] for nugget in question.vital_nuggets]
        held = {
            passage: sum(any(w in passage for w in any_of) for any_of in wordings)
            for passage in self._passages
        }
        return {passage: float(count) for passage, count in held.items() if count}

    def ranked(self, passages: Sequence[str]) -> list[str]:
        """The passages as `gains` names them."""
        return [fold(passage) for passage in passages]

    @cached_property
    def _passages(self) -> tuple[str, ...]:
        every = (p for document in self.documents.values() for p in passages_of(document))
        return tuple(dict.fromkeys(fold(passage.text) for passage in every))
