"""What a question asks and its quotes do not say: amounts, years, names, footnotes, documents.

Rules, each of which names what is missing; the answer shows them, so that nobody takes what lies
near for what was asked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.composer import Quote
from assistant.cues import CONTENTS, HERE
from assistant.details import figures, shows, states
from assistant.question import Query
from assistant.thesaurus import Concept, Thesaurus
from ingest.analyser import fold, stem, words
from ingest.index.store import Index
from ingest.manifest import Entry, Manifest
from ingest.overview import how_to_add

_CAPITALISED = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w\-]*\w")
_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)?\b")
_PERIOD = re.compile(r"\b((?:19|20)\d\d)(?: ?[-–‒] ?| tot en met | t/m | to )((?:19|20)\d\d)\b")


@dataclass(frozen=True)
class Gap:
    """Something asked that the answer does not say: the key of its text, and what fills it."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


class GapFinder:
    """Holds questions against quotes of one index."""

    def __init__(self, index: Index, thesaurus: Thesaurus, manifest: Manifest) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._manifest = manifest

    def gaps(self, query: Query, quotes: Sequence[Quote]) -> list[Gap]:
        """What the question asks and the quotes do not say, each thing once."""
        return list(dict.fromkeys(self._all(query, quotes)))

    def _all(self, query: Query, quotes: Sequence[Quote]) -> Iterator[Gap]:
        sections = " ".join(self._section(q) for q in quotes)
        named = [m.concept for m in query.mentions if m.official and _is_named(m.concept)]
        yield from self._details(query, quotes, named)
        for year in query.years:
            if not covers(sections, year):
                yield Gap("missing_year", (("year", year),))
        strange = [m.concept for m in query.mentions if m.official and self._is_strange(m.concept)]
        for concept in dict.fromkeys([*self._unsaid(named, sections), *strange]):
            name = concept.pref_nl if query.language == "nl" else concept.pref_en
            yield Gap("missing_concept", (("name", name),))
        for name in self._unknown(query):
            yield Gap("missing_concept", (("name", name),))
        shown = {n for q in quotes for n in self._index.passages[q.passage].footnotes}
        for number in query.footnotes:
            if number not in shown:
                yield Gap("no_such_note", (("number", str(number)),))
        yield from self._absent(query)

    def _details(
        self, query: Query, quotes: Sequence[Quote], named: Sequence[Concept]
    ) -> Iterator[Gap]:
        """A detail must stand in a quote, and that quote be about all the bodies asked about."""
        bodies = [concept for concept in named if concept.kind == "body"]
        about = [q for q in quotes if not self._unsaid(bodies, self._with_headings(q))]
        for detail in query.details:
            if not any(shows(fold(self._text(q)), detail) for q in about):
                yield Gap(f"missing_{detail}")
        for figure in figures(query.folded):
            if not any(states(fold(self._text(q)), figure) for q in quotes):
                yield Gap("missing_figure", (("figure", figure),))

    def _unsaid(self, concepts: Sequence[Concept], text: str) -> list[Concept]:
        said = self._thesaurus.named_in_document(text) if concepts else frozenset()
        return [c for c in concepts if c.id not in said]

    def _is_strange(self, concept: Concept) -> bool:
        """Whether it is somebody, or somewhere, that no document names, nor what it is part of."""
        who_or_where = concept.kind in ("body", "place", "group")
        return who_or_where and not {concept.id, *concept.broader} & self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        """The concepts that the documents name."""
        texts = [" ".join([*p.section, p.text]) for p in self._index.passages]
        return frozenset[str]().union(*map(self._thesaurus.named_in_document, texts))

    def _unknown(self, query: Query) -> list[str]:
        """Names that neither the corpus nor the thesaurus knows.

        In Dutch a capital inside a sentence makes a name; English capitals say too little, so
        there only acronyms count.
        """
        if query.text.isupper():
            return []
        pattern = _CAPITALISED if query.language == "nl" else _ACRONYM
        named = {w for m in query.mentions for w in m.words}
        return [
            name
            for name in dict.fromkeys(pattern.findall(query.text))
            if not set(words(name)) & named
            and not any(self._index.knows(stem(w)) for w in words(name))
            and not any(name in p.text for p in self._index.passages)
        ]

    def _absent(self, query: Query) -> Iterator[Gap]:
        """What other documents say, which are not here; those that the manifest knows by name."""
        if not CONTENTS.search(query.folded):
            return
        found = [
            Gap(
                "missing_document",
                (("title", entry.title), ("id", entry.id), ("how", how_to_add(entry))),
            )
            for entry in self._manifest.entries
            if not entry.present and self._calls(query, entry)
        ]
        yield from found
        if not found and not HERE.search(query.folded):
            yield Gap("missing_contents")

    @staticmethod
    def _calls(query: Query, entry: Entry) -> bool:
        aliases = entry.aliases.nl if query.language == "nl" else entry.aliases.en
        return any(re.search(rf"\b{re.escape(fold(alias))}", query.folded) for alias in aliases)

    def _text(self, quote: Quote) -> str:
        return self._index.quote(quote.passage, quote.span)

    def _with_headings(self, quote: Quote) -> str:
        return " ".join([*self._index.passages[quote.passage].section, self._text(quote)])

    def _section(self, quote: Quote) -> str:
        """The headings and all passages of the quote's section: a year may stand beside it."""
        passage = self._index.passages[quote.passage]
        beside = [
            p.text
            for p in self._index.passages
            if p.document == passage.document and p.section == passage.section
        ]
        return " ".join([*passage.section, *beside])


def covers(text: str, year: str) -> bool:
    """Whether the text names the year, or a period in which it lies."""
    return year in text or any(low <= year <= high for low, high in _PERIOD.findall(text))


def _is_named(concept: Concept) -> bool:
    """A body, or what else has a name of its own: to ask about another is another question."""
    return concept.kind == "body" or concept.pref_nl != concept.pref_nl.lower()
