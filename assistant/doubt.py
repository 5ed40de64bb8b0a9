"""Is the answer there? What a question asks, held against what the quotes say.

Two questions apart. Is it about these documents at all: a logistic score over four signals,
fitted on the tuning questions. And does the answer say everything that was asked: rules over
amounts, years, names, footnotes and documents, each of which names what is missing.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composer import Quote
from assistant.cues import CONTENTS, EVIDENCE
from assistant.question import Query
from assistant.ranking import Ranking
from assistant.thesaurus import Thesaurus
from ingest.analyser import fold, words
from ingest.index.store import Index
from ingest.manifest import Manifest

_CAPITALISED = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][\w\-]*\w")
_ACRONYM = re.compile(r"\b[A-Z]{2,}(?:-[A-Z]+)?\b")
_PERIOD = re.compile(r"\b((?:19|20)\d\d)(?: ?[-–‒] ?| tot en met | t/m | to )((?:19|20)\d\d)\b")
_NAMED_KINDS = frozenset({"body", "place"})  # to ask about another of these is to ask another thing


@dataclass(frozen=True)
class Gap:
    """Something asked that the answer does not say: the key of its text, and what fills it."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def out_of_scope(query: Query, ranking: Ranking) -> bool:
    """Whether the question is about something else than the documents."""
    if query.footnotes or query.section_number:
        return False
    return relevance(query, ranking) < 0.5


def relevance(query: Query, ranking: Ranking) -> float:
    """Between 0 and 1: how surely the question is about the documents."""
    logit = (
        -4.6
        + 5.0 * ranking.cosine
        + 5.0 * ranking.passage_cosine
        + 4.0 * ranking.question_cosine
        + 2.0 * ranking.coverage
        + 1.2 * min(len(query.mentions), 3)
    )
    return 1 / (1 + math.exp(-logit))


def gaps(
    query: Query,
    quotes: Sequence[Quote],
    index: Index,
    thesaurus: Thesaurus,
    manifest: Manifest,
) -> list[Gap]:
    """What the question asks and the answer does not say."""
    evidence = " ".join(_said(quote, index) for quote in quotes)
    around = " ".join(_section_text(quote, index) for quote in quotes)
    found = [Gap(f"missing_{d}") for d in query.details if not EVIDENCE[d].search(fold(evidence))]
    found += [Gap("missing_year", (("year", y),)) for y in query.years if not covers(around, y)]
    found += [Gap("missing_concept", (("name", n),)) for n in _unsaid(query, around, thesaurus)]
    found += [Gap("missing_concept", (("name", n),)) for n in _unknown(query, index)]
    found += [Gap("no_such_note", (("number", str(n)),)) for n in _no_notes(query, quotes, index)]
    found += _absent(query, manifest)
    return list(dict.fromkeys(found))


def covers(text: str, year: str) -> bool:
    """Whether the text names the year, or a period in which it lies."""
    return year in text or any(low <= year <= high for low, high in _PERIOD.findall(text))


def _said(quote: Quote, index: Index) -> str:
    """The quote with its headings and the notes marked in it."""
    passage = index.passages[quote.passage]
    document = index.documents[passage.document]
    notes = [n.text for n in document.notes_in(quote.span)]
    return " ".join([*passage.section, document.quote(quote.span), *notes])


def _section_text(quote: Quote, index: Index) -> str:
    """All passages of the quote's section, and its headings: a year may stand beside a quote."""
    passage = index.passages[quote.passage]
    texts = [
        p.text
        for p in index.passages
        if p.document == passage.document and p.section == passage.section
    ]
    return " ".join([*passage.section, *texts])


def _unsaid(query: Query, text: str, thesaurus: Thesaurus) -> list[str]:
    """Bodies and places asked about that the text does not name in any words."""
    said = {m.concept.id for m in thesaurus.find(text)}
    missing = (
        m.concept
        for m in query.mentions
        if m.concept.kind in _NAMED_KINDS and m.official and m.concept.id not in said
    )
    return [c.pref_nl if query.language == "nl" else c.pref_en for c in missing]


def _unknown(query: Query, index: Index) -> list[str]:
    """Names that neither the corpus nor the thesaurus knows.

    In Dutch a capital inside a sentence makes a name; English capitals say too little, so there
    only acronyms count.
    """
    if query.text.isupper():
        return []
    pattern = _CAPITALISED if query.language == "nl" else _ACRONYM
    named = {w for m in query.mentions for w in m.words}
    return [
        name
        for name in dict.fromkeys(pattern.findall(query.text))
        if not set(words(name)) & named
        and index.analyser.terms(name)
        and not any(index.knows(term) for term in index.analyser.terms(name))
    ]


def _no_notes(query: Query, quotes: Sequence[Quote], index: Index) -> list[int]:
    """Footnotes asked for that no quote is."""
    shown = {n for q in quotes for n in index.passages[q.passage].footnotes}
    return [n for n in query.footnotes if n not in shown]


def _absent(query: Query, manifest: Manifest) -> list[Gap]:
    """Documents whose contents are asked for, and which are not here."""
    if not CONTENTS.search(query.folded):
        return []
    return [
        Gap("missing_document", (("title", entry.title), ("id", entry.id)))
        for entry in manifest.entries
        if not entry.present
        and any(
            re.search(rf"\b{re.escape(fold(alias))}", query.folded)
            for alias in getattr(entry.aliases, query.language)
        )
    ]
