"""From quotes to the Answer: statements, citations, what is missing, what lies nearby."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from assistant.answer import Answer, Citation, Engine, Language, Reason, SeeAlso, Statement, Status
from assistant.composer import Quote
from assistant.evidence import cite
from assistant.gaps import Gap
from assistant.question import Problem, Query
from assistant.ranking import Ranking
from assistant.texts import texts
from ingest.contacts import Contact
from ingest.document import Document, Section
from ingest.index.store import Index

_NEARBY = 3
_EMERGENCY_NUMBER = "112"  # its row in corpus/contacts.toml


@dataclass(frozen=True)
class Draft:
    """An answer before it has a question, an id and a time."""

    language: Language
    status: Status
    notices: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    missing: tuple[str, ...] = ()
    see_also: tuple[SeeAlso, ...] = ()
    searched: tuple[str, ...] = ()


class Drafter:
    """Words and cites answers over one index. Its own words come from `assistant/texts`."""

    def __init__(self, index: Index, contacts: Sequence[Contact]) -> None:
        self._index = index
        self._contacts = contacts
        self.engine = Engine(mode="extractive", model=None, index=index.manifest.id)

    def invalid(self, language: Language, problem: Problem) -> Draft:
        """There is no question to answer."""
        return Draft(language, "invalid", (_say(language, problem.key, **dict(problem.values)),))

    def out_of_scope(self, query: Query) -> Draft:
        """The question is about something else."""
        return Draft(query.language, "out_of_scope", (_say(query.language, "out_of_scope"),))

    def emergency(self, query: Query, quotes: Sequence[Quote]) -> Draft:
        """Help first, then what the documents say."""
        said = query.language
        notices = [
            _say(said, "emergency", number=c.phone, label=getattr(c.name, said))
            for c in self._contacts
            if c.id == _EMERGENCY_NUMBER
        ]
        if quotes:
            notices.append(_say(said, "emergency_then"))
        return Draft(said, "emergency", tuple(notices), tuple(quotes))

    def no_documents(self, query: Query) -> Draft:
        """The documents that the user chose are none."""
        return Draft(query.language, "not_found", (_say(query.language, "no_documents"),))

    def draft(
        self,
        query: Query,
        ranking: Ranking,
        quotes: Sequence[Quote],
        missing: Sequence[Gap],
        documents: Sequence[Document],
    ) -> Draft:
        """Answered, in part or not at all: by what is missing.

        Args:
            query: The question.
            ranking: Of the document that fits best.
            quotes: What is quoted.
            missing: What that does not say.
            documents: Those that are quoted, in the order of the quotes.
        """
        said = query.language
        named = tuple(_say(said, gap.key, **dict(gap.values)) for gap in missing)
        nearby = self._nearby(ranking, quotes)
        if quotes and not named:
            states = self._states(said, documents) if len(documents) > 1 else ()
            return Draft(said, "answered", states, tuple(quotes), searched=query.searched)
        status: Status = "partial" if quotes else "not_found"
        notices = (_say(said, status),)
        return Draft(said, status, notices, tuple(quotes), named, nearby, query.searched)

    def _states(self, said: Language, documents: Sequence[Document]) -> tuple[str, ...]:
        """Of when each document is: what it says may have changed since."""
        dated = (_say(said, "state", title=d.title, id=d.id, date=d.date or "?") for d in documents)
        return (_say(said, "states", documents="; ".join(dated)),)

    def answer(
        self,
        question: str,
        draft: Draft,
        elapsed_ms: float,
        confidence: float | None,
        reasons: Sequence[tuple[Reason, ...]] = (),
    ) -> Answer:
        """The whole Answer; its id follows from question and index, so it is the same each time.

        Args:
            question: As the user typed it.
            draft: What to answer.
            elapsed_ms: How long it took, in milliseconds.
            confidence: How surely the documents are about the question, 0 to 1.
            reasons: Why each quote was chosen, where that was asked for.
        """
        key = f"{self._index.manifest.id}\n{question}".encode("utf-8", "replace")
        citations = tuple(
            self._cite(number, quote, draft.language, why)
            for number, (quote, why) in enumerate(zip_longest(draft.quotes, reasons), start=1)
        )
        notices = tuple(
            Statement(text=text, kind="notice", citations=(), language=draft.language)
            for text in draft.notices
        )
        quoted = tuple(
            Statement(text=c.quote, kind="quote", citations=(c.id,), language="nl")
            for c in citations
        )
        return Answer(
            id=hashlib.sha256(key).hexdigest()[:12],
            question=question,
            language=draft.language,
            status=draft.status,
            statements=notices + quoted,
            citations=citations,
            missing=draft.missing,
            see_also=draft.see_also,
            engine=self.engine,
            elapsed_ms=round(elapsed_ms, 1),
            searched=draft.searched,
            confidence=confidence,
        )

    def _cite(
        self, number: int, quote: Quote, language: Language, reasons: tuple[Reason, ...] | None
    ) -> Citation:
        passage = self._index.passages[quote.passage]
        document = self._index.documents[passage.document]
        citation = cite(number, document, passage, quote.span, language)
        return citation.model_copy(update={"reasons": reasons}) if reasons else citation

    def _nearby(self, ranking: Ranking, quotes: Sequence[Quote]) -> tuple[SeeAlso, ...]:
        """The sections of the best passages, those already quoted left out."""
        quoted = {self._index.passages[q.passage].section for q in quotes}
        found: dict[str, SeeAlso] = {}
        best = np.argsort(-ranking.passages, kind="stable")[: 4 * _NEARBY]
        for row in best[ranking.passages[best] > -np.inf]:
            passage = self._index.passages[row]
            section = self._section(passage.document, passage.section)
            if section and passage.section not in quoted:
                title = " > ".join(passage.section)
                found.setdefault(section.anchor, SeeAlso(anchor=section.anchor, title=title))
        return tuple(found.values())[:_NEARBY]

    def _section(self, document: str, path: tuple[str, ...]) -> Section | None:
        return next(
            (s for s in self._index.documents[document].sections if path and s.label == path[-1]),
            None,
        )


def _say(language: Language, key: str, **values: str) -> str:
    return texts(language, "answer")[key].format(**values)
