"""What each document says on a question, and which of them answer it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answerability import Answerability
from assistant.composer import Composer, Quote
from assistant.gaps import Gap, GapFinder
from assistant.question import Query
from assistant.ranking import Ranker, Ranking
from ingest.document import Document
from ingest.index.store import Index

_MARGIN = 1.5  # how far below the best document another may lie that still answers
_CLOSE = 0.5  # the same where the best one does not answer
_MOST = 3  # documents in one answer


@dataclass(frozen=True)
class Finding:
    """What was found in one document, or in all where there is one."""

    ranking: Ranking
    relevant: bool  # it is about the question at all
    quotes: tuple[Quote, ...] = ()
    gaps: tuple[Gap, ...] = ()  # what the rules say that is missing
    missing: tuple[Gap, ...] = ()  # that, or else that the quotes may not be taken for the answer


class Finder:
    """Looks for an answer in the documents of one index."""

    def __init__(
        self,
        index: Index,
        ranker: Ranker,
        composer: Composer,
        gap_finder: GapFinder,
        answerability: Answerability,
    ) -> None:
        self._index = index
        self._ranker = ranker
        self._composer = composer
        self._gap_finder = gap_finder
        self._answerability = answerability

    def find(self, query: Query, ranking: Ranking, documents: Sequence[str]) -> list[Finding]:
        """What the best of these documents say, the one that fits best first.

        Args:
            query: The question.
            ranking: Of all documents.
            documents: Ids of those that may answer.
        """
        within = self._ranker.within(query, ranking, documents)
        places = query.footnotes or query.section_number  # every document may have those
        best = self._ranker.best_documents(within, math.inf if places else _MARGIN)[:_MOST]
        return [self._in(query, self._ranker.within(query, ranking, [id_])) for id_ in best]

    def answering(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those that answer, the newest document first; where none does, the one that fits best.

        Where the one that fits best does not answer, one that fits much less is not believed.
        """
        relevant = [found for found in findings if found.relevant and found.quotes]
        whole = [found for found in relevant if not found.missing]
        if relevant and relevant[0].missing:
            whole = [w for w in whole if w.ranking.best >= relevant[0].ranking.best - _CLOSE]
        newest = sorted(whole, key=self._date, reverse=True) or relevant[:1]
        said: set[str] = set()
        return [found for found in newest if not self._said(found, said)]

    def _said(self, finding: Finding, said: set[str]) -> bool:
        """Whether another copy of the document has said it all; notes down what this one says."""
        texts = {" ".join(self._index.quote(q.passage, q.span).split()) for q in finding.quotes}
        known = texts <= said
        said |= texts
        return known

    def document(self, finding: Finding) -> Document:
        """The document of a finding that has quotes."""
        passage = self._index.passages[finding.quotes[0].passage]
        return self._index.documents[passage.document]

    def _date(self, finding: Finding) -> str:
        return self.document(finding).date

    def _in(self, query: Query, ranking: Ranking) -> Finding:
        if not self._answerability.is_relevant(query, ranking):
            return Finding(ranking, relevant=False)
        quotes = self._composer.compose(query, ranking)
        gaps = self._gap_finder.gaps(query, quotes)
        sure = gaps or self._answerability.is_answered(query, ranking, gaps)
        missing = gaps if sure else [Gap("missing_answer")]
        return Finding(ranking, True, tuple(quotes), tuple(gaps), tuple(missing))
