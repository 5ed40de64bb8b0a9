"""Is a question about these documents, and do the quotes say what it asks?

Near misses are the hard ones: the right words, but another year, another body, a detail that is not
given, a premise that is not true. What tells them apart is learned over a few signs: how near the
question is to questions that are known to be answered, or known to be left open; how well it fits
the text; what the rules of `assistant.gaps` miss; and what kind of answer it wants.
"""

from collections.abc import Mapping, Sequence

from assistant.gaps import Gap
from assistant.learned import Learned
from assistant.question import Query
from assistant.ranking import Ranking

_MOST_CONCEPTS = 3


class Answerability:
    """Judges a question by what was found for it."""

    def __init__(self, learned: Learned) -> None:
        self._learned = learned

    def is_relevant(self, query: Query, ranking: Ranking) -> bool:
        """Whether the documents are about the question at all.

        Whoever names a footnote or section of the documents asks about them.
        """
        if _names_a_place(query):
            return True
        return self._learned.relevant.holds(signs(query, ranking), bare=ranking.bare)

    def is_answered(self, query: Query, ranking: Ranking, gaps: Sequence[Gap]) -> bool:
        """Whether the quotes may be taken for the answer."""
        if _names_a_place(query):
            return True
        return self._learned.answered.holds(signs(query, ranking, gaps), bare=ranking.bare)

    def confidence(self, query: Query, ranking: Ranking, gaps: Sequence[Gap]) -> float:
        """Between 0 and 1: how surely the quotes answer the question."""
        if _names_a_place(query):
            return 1.0
        return self._learned.answered.probability(signs(query, ranking, gaps), bare=ranking.bare)


def signs(query: Query, ranking: Ranking, gaps: Sequence[Gap] = ()) -> Mapping[str, float]:
    """What the judgements go by, by name."""
    near = ranking.near
    return {
        "sentence": ranking.cosine,
        "passage": ranking.passage_cosine,
        "coverage": ranking.coverage,
        "share": ranking.share,
        "answered_question": near.answered,
        "open_question": near.open,
        "any_question": max(near.answered, near.open),
        "rather_answered": near.few_answered - near.few_open,
        "concepts": float(min(len(query.mentions), _MOST_CONCEPTS)),
        "gap": float(bool(gaps)),
        "why": float(query.kind == "why"),
        "yesno": float(query.kind == "yesno"),
        "who_or_list": float(query.kind in ("who", "list")),
        "detail": float(bool(query.details)),
        "english": float(query.language == "en"),
    }


def _names_a_place(query: Query) -> bool:
    return bool(query.footnotes or query.section_number or query.kind == "summary")
