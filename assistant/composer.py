"""Which sentences answer: few for a fact, every item for a list, the leads of a section for a summary.

Nothing is written here. Sentences are only picked, as rows of the index, and put in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assistant.cues import ANAPHORIC
from assistant.question import Query
from assistant.ranking import Ranking
from assistant.thesaurus import Thesaurus
from ingest.index.store import Index


@dataclass(frozen=True)
class Limits:
    """How much is shown. Distances are in the units of the fused score (z-scores)."""

    margin: float = 1.2  # how far below the best sentence another still answers
    most: int = 3
    list_margin: float = 2.2
    list_most: int = 8
    summary_most: int = 6


class Composer:
    """Picks sentence rows of one index."""

    def __init__(self, index: Index, thesaurus: Thesaurus, limits: Limits | None = None) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._limits = limits or Limits()
        self._rows: dict[int, list[int]] = {}
        for row, (passage, _) in enumerate(index.sentences):
            self._rows.setdefault(passage, []).append(row)

    def pick(self, query: Query, ranking: Ranking) -> list[int]:
        """The sentence rows that answer, in the order in which they are to be shown."""
        order = [int(r) for r in np.argsort(-ranking.sentences, kind="stable")]
        if query.footnotes:
            return self._notes(query)
        section = self._section(query, ranking)
        if query.kind == "summary" and section:
            return self._leads(section)[: self._limits.summary_most]
        if query.kind == "list":
            return self._listed(query, ranking, order, section)
        return self._near(ranking, order, self._limits.margin, self._limits.most)

    def _near(self, ranking: Ranking, order: list[int], margin: float, most: int) -> list[int]:
        """The best sentence and those close behind it, best first."""
        floor = ranking.sentences[order[0]] - margin
        return [r for r in order[:most] if ranking.sentences[r] >= floor]

    def _notes(self, query: Query) -> list[int]:
        """The whole text of each footnote asked for."""
        return [
            row
            for row, (passage, _) in enumerate(self._index.sentences)
            if self._index.passages[passage].kind == "footnote"
            and set(query.footnotes) & set(self._index.passages[passage].footnotes)
        ]

    def _section(self, query: Query, ranking: Ranking) -> tuple[str, ...] | None:
        """The section asked for: by number, or because a concept asked about is its name."""
        paths = dict.fromkeys(p.section for p in self._index.passages if p.kind != "footnote")
        if query.section_number:
            return next((p for p in paths if p[-1].startswith(f"{query.section_number}. ")), None)
        named = [p for p in paths if self._heads(query, p[-1])]
        return max(named, key=lambda p: self._best_in(p, ranking), default=None)

    def _heads(self, query: Query, label: str) -> bool:
        """Whether a concept of the question is what the heading, or most of it, says."""
        return any(
            m.concept.id in query.concepts for m in self._thesaurus.find(label)
        )

    def _best_in(self, path: tuple[str, ...], ranking: Ranking) -> float:
        scores = (
            ranking.passages[row] for row, p in enumerate(self._index.passages) if p.section == path
        )
        return float(max(scores))

    def _leads(self, section: tuple[str, ...]) -> list[int]:
        """The first sentence of every paragraph, and no sentence that leans on another."""
        passages = [
            row
            for row, p in enumerate(self._index.passages)
            if p.section == section and p.kind != "footnote"
        ]
        return [self._rows[row][0] for row in passages]

    def _listed(
        self, query: Query, ranking: Ranking, order: list[int], section: tuple[str, ...] | None
    ) -> list[int]:
        """All items: of the list that was hit, or of the section about the body asked for."""
        limits = self._limits
        best = order[0]
        passage = self._index.passages[self._index.sentences[best][0]]
        if passage.kind == "list":
            return self._rows[self._index.sentences[best][0]][1:][: limits.list_most]
        near = self._near(ranking, order, limits.list_margin, limits.list_most)
        if section:
            inside = [r for r in self._leads(section)]
            return self._in_order({*inside, *[r for r in near[:1]]})[: limits.list_most]
        return self._in_order(near)

    def _in_order(self, rows: Iterable[int]) -> list[int]:
        return sorted(set(rows))

    def text(self, row: int) -> str:
        """The sentence of a row."""
        passage, span = self._index.sentences[row]
        return self._index.documents[self._index.passages[passage].document].quote(span)

    def leans(self, row: int) -> bool:
        """Whether the sentence opens with a word that points at the one before it."""
        return bool(ANAPHORIC.match(self.text(row)))
