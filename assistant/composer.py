"""Which quotes answer: the best few for a fact, every item of a list, the leads of a section.

Nothing is written here. A quote is one sentence, or neighbours in one paragraph that answer
together; it is a span of the document and nothing else.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.cues import ANAPHORIC
from assistant.question import Query
from assistant.ranking import Ranking
from assistant.thesaurus import Thesaurus
from ingest.analyser import words
from ingest.document import Span
from ingest.index.store import Index

_MANY = 3  # sentences that answer together
_CLEAR = 0.6  # share of one sentence in all that could answer: then it is no list that is asked


@dataclass(frozen=True)
class Limits:
    """How much is shown. Distances are in the units of the fused score: 0.7 is half as likely."""

    margin: float = 1.5  # how far below the best sentence another quote may begin
    most: int = 4
    margin_bare: float = 2.0  # the same in documents that are less known: those without stored
    most_bare: int = 5  # questions, where the best sentence is less often the right one
    widen: float = 8.0  # how far below it a neighbour may lie that is quoted along
    longest: int = 650  # characters of one quote, unless one sentence is longer
    longest_list: int = 700  # the same where items are asked for
    summary: int = 900  # characters of a summary


@dataclass(frozen=True)
class Quote:
    """A span of one passage, to be quoted as it stands."""

    passage: int  # row
    span: Span


class Composer:
    """Picks quotes from one index."""

    def __init__(self, index: Index, thesaurus: Thesaurus, limits: Limits | None = None) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._limits = limits or Limits()
        self._parents = [passage for passage, _ in index.sentences]
        self._rows: dict[int, list[int]] = {}
        for row, passage in enumerate(self._parents):
            self._rows.setdefault(passage, []).append(row)

    def compose(self, query: Query, ranking: Ranking) -> list[Quote]:
        """The quotes that answer, in the order in which they are to be shown."""
        if query.footnotes:
            return self._notes(query, ranking)
        section = self._section(query, ranking)
        if section and query.kind == "summary":
            return self._summary(section, ranking)
        if query.kind == "comparison":
            sides = self._sides(query, ranking)
            if len(sides) > 1:
                return sides
        row = int(np.argmax(ranking.sentences))
        best = self._parents[row]
        kind = self._index.passages[best].kind
        if kind == "signatures":
            return [self._quote([row]) for row in self._rows[best]]
        if kind == "list" and (query.kind in ("list", "summary") or self._leads_in(row)):
            return self._items(best)
        if section and query.kind == "list" and query.asks_activity and self._is_wide(ranking):
            return self._leads(section, ranking)
        return self._near(ranking, self._limits.longest_list if query.kind == "list" else None)

    def _is_wide(self, ranking: Ranking) -> bool:
        """Whether more is asked than one sentence says.

        None stands out, or it is nearest to a question that is known to take many.
        """
        if ranking.share < _CLEAR:
            return True
        answered = [
            (float(cosine), len(question.sentences))
            for cosine, question in zip(ranking.asked, self._index.questions, strict=True)
            if question.answered and not math.isnan(cosine)
        ]
        return max(answered, default=(0.0, 0))[1] >= _MANY

    def _leads_in(self, row: int) -> bool:
        """Whether a sentence only announces what follows."""
        return self._index.quote(*self._index.sentences[row]).rstrip().endswith(":")

    def _items(self, passage: int) -> list[Quote]:
        """Every item of a list, whole."""
        whole = self._index.passages[passage]
        return [
            Quote(passage=passage, span=Span(start=p.start, end=p.end))
            for p in self._index.documents[whole.document].paragraphs
            if p.kind == "item" and whole.start <= p.start and p.end <= whole.end
        ]

    def _near(self, ranking: Ranking, longest: int | None = None) -> list[Quote]:
        """The best sentences, each with the neighbours that answer along with it."""
        limits, scores = self._limits, ranking.sentences
        margin = limits.margin_bare if ranking.bare else limits.margin
        most = limits.most_bare if ranking.bare else limits.most
        order = [int(r) for r in np.argsort(-scores, kind="stable")]
        used: set[int] = set()
        quotes: list[Quote] = []
        for row in order:
            if len(quotes) == most or scores[row] < scores[order[0]] - margin:
                break
            if row not in used:
                window = self._widen(row, ranking, used, longest or limits.longest)
                used.update(window)
                quotes.append(self._quote(window))
        return quotes

    def _widen(self, row: int, ranking: Ranking, used: set[int], longest: int) -> list[int]:
        """Neighbours in the same paragraph, the better one first, while they are good and short."""
        scores, limits = ranking.sentences, self._limits
        window = [row]
        while True:
            around = [
                r
                for r in (window[0] - 1, window[-1] + 1)
                if self._same_block(r, row)
                and r not in used
                and scores[r] >= scores[row] - limits.widen
                and self._length([*window, r]) <= longest
            ]
            if not around:
                return self._led_in(window, used)
            window = sorted([*window, max(around, key=lambda r: float(scores[r]))])

    def _led_in(self, window: list[int], used: set[int]) -> list[int]:
        """With the sentence before, where the first one points back at it."""
        before = window[0] - 1
        leans = ANAPHORIC.match(self._index.quote(*self._index.sentences[window[0]]))
        if leans and before not in used and self._same_block(before, window[0]):
            return [before, *window]
        return window

    def _same_block(self, row: int, other: int) -> bool:
        """Whether two sentences stand in one paragraph; items of a list are blocks of their own."""
        if not 0 <= row < len(self._parents) or self._parents[row] != self._parents[other]:
            return False
        return self._index.passages[self._parents[row]].kind != "list"

    def _length(self, rows: Sequence[int]) -> int:
        spans = [self._index.sentences[r][1] for r in rows]
        return max(s.end for s in spans) - min(s.start for s in spans)

    def _quote(self, rows: Sequence[int]) -> Quote:
        spans = [self._index.sentences[r][1] for r in rows]
        span = Span(start=min(s.start for s in spans), end=max(s.end for s in spans))
        return Quote(passage=self._parents[rows[0]], span=span)

    def _notes(self, query: Query, ranking: Ranking) -> list[Quote]:
        """The whole text of each footnote asked for, of the document that fits best."""
        best = self._index.passages[int(np.argmax(ranking.passages))].document
        return [
            Quote(passage=row, span=Span(start=p.start, end=p.end))
            for row, p in enumerate(self._index.passages)
            if p.kind == "footnote"
            and p.document == best
            and set(query.footnotes) & set(p.footnotes)
        ]

    def _section(self, query: Query, ranking: Ranking) -> tuple[str, ...] | None:
        """The section asked for: by its number, or because a concept asked about heads it."""
        best: dict[tuple[str, ...], float] = {}
        for row, passage in enumerate(self._index.passages):
            if passage.kind != "footnote":
                score = float(ranking.passages[row])
                best[passage.section] = max(score, best.get(passage.section, score))
        if query.section_number:
            named = [p for p in best if p[-1].startswith(f"{query.section_number}. ")]
        else:
            named = [p for p in best if self._share(query, p[-1]) > 0]
        return max(named, key=lambda p: (self._share(query, p[-1]), best[p]), default=None)

    def _share(self, query: Query, label: str) -> float:
        """How much of a heading the concepts asked about make up: "Politie" wholly."""
        if not self._thesaurus.named_in_document(label) & query.concepts:
            return 0.0
        said = [m for m in self._thesaurus.find(label) if m.concept.id in query.concepts]
        return sum(len(m.words) for m in said) / max(1, len(words(label)))

    def _sides(self, query: Query, ranking: Ranking) -> list[Quote]:
        """For a comparison: the best quote on each concept asked about that heads a section."""
        quotes: list[Quote] = []
        for mention in query.mentions:
            rows = [
                row
                for row, parent in enumerate(self._parents)
                if ranking.sentences[row] > -np.inf
                and any(
                    mention.concept.id in self._thesaurus.named_in_document(label)
                    for label in self._index.passages[parent].section[-1:]
                )
            ]
            if rows:
                best = max(rows, key=lambda row: float(ranking.sentences[row]))
                quotes.append(self._quote(self._widen(best, ranking, set(), self._limits.longest)))
        return list(dict.fromkeys(quotes))

    def _summary(self, section: tuple[str, ...], ranking: Ranking) -> list[Quote]:
        """The leads of a section, then its best other sentences, as long as it stays short."""
        leads = self._leads(section, ranking)
        chosen = [row for q in leads for row in self._index.sentences_in(q.passage, q.span)]
        others = [
            row
            for row, parent in enumerate(self._parents)
            if self._index.passages[parent].section == section
            and self._index.passages[parent].kind != "footnote"
            and ranking.sentences[row] > -np.inf
            and row not in chosen
        ]
        for row in sorted(others, key=lambda r: -float(ranking.sentences[r])):
            if sum(self._length([r]) for r in [*chosen, row]) <= self._limits.summary:
                chosen.append(row)
        return self._joined(chosen)

    def _joined(self, rows: Sequence[int]) -> list[Quote]:
        """Quotes in text order, neighbours of one paragraph in one quote."""
        runs: list[list[int]] = []
        for row in sorted(set(rows)):
            if runs and row == runs[-1][-1] + 1 and self._same_block(row, runs[-1][-1]):
                runs[-1].append(row)
            else:
                runs.append([row])
        return [self._quote(run) for run in runs]

    def _leads(self, section: tuple[str, ...], ranking: Ranking) -> list[Quote]:
        """The first sentence of every paragraph of the section that does not lean on another."""
        passages = [
            row
            for row, p in enumerate(self._index.passages)
            if p.section == section and p.kind != "footnote" and ranking.passages[row] > -np.inf
        ]
        return [self._quote([self._rows[row][0]]) for row in passages]
