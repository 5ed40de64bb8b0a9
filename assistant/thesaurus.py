"""The concepts of the field, and the words by which people name them, in both languages.

`corpus/thesaurus.toml` is edited by the domain owners. A concept found in a question widens the
search with its Dutch labels, says which bodies were asked about, and helps to tell the language.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from ingest.analyser import STOP_WORDS, fold, stem, words
from ingest.document import Frozen
from ingest.errors import CorpusError
from ingest.tables import Row, read_table

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


class Concept(Row):
    """One concept: preferred, alternative and lay labels in Dutch and English."""

    kind: str
    pref_nl: str
    pref_en: str
    alt_nl: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    lay_nl: tuple[str, ...] = ()
    lay_en: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()  # ids of the concepts that this one is a kind or a part of

    @property
    def dutch(self) -> tuple[str, ...]:
        """The labels that an official Dutch text may use."""
        return (self.pref_nl, *self.alt_nl)

    @property
    def english(self) -> tuple[str, ...]:
        """The labels of plain English."""
        return (self.pref_en, *self.alt_en)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label in every register."""
        return (*self.dutch, *self.lay_nl, *self.english, *self.lay_en)


class Mention(Frozen):
    """A concept named in a text, with the folded words that name it."""

    concept: Concept
    words: tuple[str, ...]
    official: bool  # by a name of its own, not a lay word that may mean something else


class Thesaurus:
    """Finds concepts in texts; the longest label wins where labels overlap."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {c.id: c for c in concepts}
        self.named_in_document = lru_cache(maxsize=50_000)(self._named_in)

    @cached_property
    def _by_label(self) -> dict[tuple[str, ...], tuple[tuple[Concept, bool], ...]]:
        """By label: the concepts that have it, each with whether it is an official one."""
        found: dict[tuple[str, ...], tuple[tuple[Concept, bool], ...]] = {}
        for concept in self.concepts.values():
            official = {_key(label) for label in (*concept.dutch, *concept.english)}
            for key in {_key(label) for label in concept.labels} - {()}:
                found[key] = (*found.get(key, ()), (concept, key in official))
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(key) for key in self._by_label), default=0)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The concepts that the text names, in order of mention."""
        tokens = words(text)
        stems = [stem(t) for t in tokens]
        acronyms = () if text.isupper() else _ACRONYM.findall(text)
        spelled = set(map(fold, acronyms))  # "om" is no stop word where it is written "OM"
        mentions: dict[str, Mention] = {}
        at = 0
        while at < len(stems):
            size = next(
                (
                    n
                    for n in range(min(self._longest, len(stems) - at), 0, -1)
                    if tuple(stems[at : at + n]) in self._by_label
                    and not (n == 1 and tokens[at] in STOP_WORDS and tokens[at] not in spelled)
                ),
                0,
            )
            named = tuple(stems[at : at + size])
            for concept, official in self._by_label.get(named, ()) if size else ():
                mention = Mention(
                    concept=concept, words=tuple(tokens[at : at + size]), official=official
                )
                mentions.setdefault(concept.id, mention)
            at += size or 1
        return tuple(mentions.values())

    def _named_in(self, text: str) -> frozenset[str]:
        """The ids of the concepts that a document's text names.

        Kept in memory, so for documents only: what users ask is not kept.
        """
        return frozenset(m.concept.id for m in self.find(text))


def _key(label: str) -> tuple[str, ...]:
    return tuple(stem(w) for w in words(label))


def load_thesaurus(corpus: Path) -> Thesaurus:
    """Read `thesaurus.toml` of a corpus folder.

    Raises:
        CorpusError: It is missing or not as it should be; the message names the concept.
    """
    path = corpus / "thesaurus.toml"
    thesaurus = Thesaurus(read_table(path, "concept", Concept))
    for concept in thesaurus.concepts.values():
        for id_ in concept.broader:
            if id_ not in thesaurus.concepts or id_ == concept.id:
                raise CorpusError(
                    f"{path}: {concept.id} is said to be narrower than {id_!r}, which is no other "
                    "concept there. Please correct it."
                )
    return thesaurus
