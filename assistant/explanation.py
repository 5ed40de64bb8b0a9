"""Why a quote was chosen: what each signal brought to the score of its best sentence."""

import math

from assistant.answer import Reason
from assistant.composer import Quote
from assistant.question import Query
from assistant.ranking import Ranking
from assistant.thesaurus import Thesaurus
from ingest.index.store import Index

_LEAST = 0.05  # points below which a signal is not named


class Explainer:
    """Explains quotes of one index."""

    def __init__(self, index: Index, thesaurus: Thesaurus) -> None:
        self._index = index
        self._thesaurus = thesaurus

    def reasons(self, query: Query, ranking: Ranking, quote: Quote) -> tuple[Reason, ...]:
        """The signals that count for or against the quote, the weightiest first."""
        rows = self._index.sentences_in(quote.passage, quote.span)
        row = max(rows, key=lambda r: float(ranking.sentences[r]))
        found = [
            Reason(
                signal=name,
                points=round(float(part[row]), 2),
                seen=self._seen(name, query, ranking, row),
            )
            for name, part in ranking.parts.items()
            if abs(float(part[row])) >= _LEAST
        ]
        return tuple(sorted(found, key=lambda reason: -abs(reason.points)))

    def _seen(self, signal: str, query: Query, ranking: Ranking, row: int) -> str | None:
        if signal == "question":
            asked = {
                float(cosine): question.text
                for cosine, question in zip(ranking.asked, self._index.questions, strict=True)
                if question.answered and row in question.sentences and not math.isnan(cosine)
            }
            return asked[max(asked)] if asked else None
        if signal == "year":
            return ", ".join(query.years)
        if signal in ("concept", "heading"):
            passage, span = self._index.sentences[row]
            headings = ". ".join(self._index.passages[passage].section)
            seen = self._index.quote(passage, span) if signal == "concept" else headings
            shared = query.concepts & self._thesaurus.named_in_document(seen)
            return ", ".join(sorted(self._thesaurus.concepts[c].pref_nl for c in shared))
        return None
