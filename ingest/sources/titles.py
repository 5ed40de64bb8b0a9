"""Does a citation mean the document it names? The published title against the words around it.

A footnote may give a wrong number. Nothing is corrected by this; a difference is only told, and
only where the citing words name a title themselves.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.analyser import STOP_WORDS, stem, words
from ingest.document import TitleCheck
from ingest.references import find_references

_ENOUGH = 0.5  # of a title or of a name must be in the other

# What many titles and sentences have; it tells none from another.
_GENERIC = frozenset(
    stem(word)
    for word in (
        "aanbieding aanhangsel algemeen algemene beleid betreffende besluit bijlage bijlagen brief "
        "brieven commissie debat dossier herdruk inzake kabinet kamer kamerbrief kamerstuk "
        "kamerstukken lid leden lijst memorie minister ministers ministerie motie nr nummer "
        "overleg regering staatssecretaris stuk toelichting verslag vraag vragen voetnoot zie "
        "eerste tweede blz pagina"
    ).split()
)
# Words for a kind of document; a name follows, or they are its last part ("regeerprogramma").
_KINDS = (
    "actieplan actieagenda advies agenda akkoord analyse convenant evaluatie handreiking "
    "kader monitor nota onderzoek plan programma rapport rapportage strategie toolkit verkenning "
    "visie"
).split()
_KIND_STEMS = frozenset(stem(kind) for kind in _KINDS)
_YEAR = re.compile(r"(?:19|20)\d\d")

_QUOTED = re.compile(r"[“\"„«‘']([^“”\"„«»‘’']{3,200})[”\"»’']")
_LINK = r"(?:\s(?:van|het|de|een|voor|over|op|en|inzake|tegen)){0,3}\s"
_NAME_WORD = rf"(?:[A-Z][\w+’'-]*|{_YEAR.pattern}(?:\s?[-‐‑‒–—/]\s?\d{{2,4}})?)"
_AFTER_KIND = re.compile(rf"\b(?i:\w{{0,30}}(?:{'|'.join(_KINDS)}))(?:{_LINK}{_NAME_WORD}){{1,10}}")
_COMPOUND = re.compile(
    rf"\b(?!(?:{'|'.join(_KINDS)})\b)\w{{4,30}}(?:akkoord|nota|plan|programma)\b", re.IGNORECASE
)
_CAPITALISED = re.compile(rf"(?<=[^.!?:\s]\s){_NAME_WORD}(?:\s{_NAME_WORD}){{1,10}}")
# Who is named in capitals without being a title: people, ministries, the houses.
_WHO = re.compile(
    r"\b(?i:(?:minister|staatssecretaris|ministerie|commissie)s?)\s(?:van|voor)\s"
    r"(?:[A-Z][\w-]*(?:(?:,|\sen)?\s(?=[A-Z]))?){1,10}"
    r"|\b(?i:lid|leden|moties?|heer|mevrouw)[-\s]"
    r"(?:[A-Z][\w-]*(?:(?:,|\sen|/)?\s(?=[A-Z]))?){1,6}"
    r"|\b(?:Tweede|Eerste)\sKamer\b|\bStaten-Generaal\b"
)


def check_title(published: str, words_around: str) -> TitleCheck:
    """Compare a published title with the words that stand around a reference to it.

    Args:
        published: As published: "Emancipatiebeleid; Brief regering; Voortgang".
        words_around: The citing sentence, with its footnote.

    Returns:
        "match" where the title's own words stand there, all of them or a name of two or more in
        a row, or where it has every word of a name that stands there; "mismatch" where the words
        name a title that shares too little with it; "unchecked" where either side has nothing of
        its own.
    """
    title = title_words(_own_part(published))
    around = _WHO.sub(". ", _without_references(" ".join(words_around.split())))
    if not _proper(title):
        return "unchecked"
    names = [name for name in map(title_words, _names(around)) if _proper(name) or len(name) > 1]
    here = title_words(around)
    named_whole = any(set(name) <= set(title) for name in names)
    if named_whole or set(title) <= set(here) or _has_run(title, here, names):
        return "match"
    if names and all(_shared(title, name) < _ENOUGH for name in names):
        return "mismatch"
    return "unchecked"


def title_words(text: str) -> list[str]:
    """The words that tell one title from another, in order.

    Stems of what is neither a function word nor generic; of numbers only years.
    """
    parts = (part for word in words(text) for part in re.split(r"\W", word))
    kept = (p for p in parts if _YEAR.fullmatch(p) or (len(p) > 1 and not p[0].isdigit()))
    stems = (stem(part) for part in kept if part not in STOP_WORDS)
    return [s for s in stems if s not in _GENERIC]


def _own_part(published: str) -> str:
    """What follows "dossier title; kind of piece;", for a dossier's title is on all its pieces."""
    parts = published.split(";")
    for i, part in enumerate(parts[1:], start=1):
        if not title_words(part):
            return ";".join(parts[i + 1 :]) or ";".join(parts[:i])
    return published


def _without_references(text: str) -> str:
    """The text without "Kamerstuk 30 420, nr. 392": its numbers are no words of a title."""
    for reference in reversed(find_references(text)):
        text = f"{text[: reference.start]} . {text[reference.end :]}"
    return text


def _proper(content: Sequence[str]) -> list[str]:
    """Without years and words for a kind of document."""
    return [word for word in content if word not in _KIND_STEMS and not _YEAR.fullmatch(word)]


def _names(around: str) -> Iterator[str]:
    """What reads as a title: quoted, behind a word for a kind of document, or in capitals."""
    yield from _QUOTED.findall(around)
    for pattern in (_AFTER_KIND, _COMPOUND, _CAPITALISED):
        for match in pattern.finditer(around):
            yield match.group()


def _has_run(title: Sequence[str], here: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether two or more words in a row, enough of the title or of a name, stand in both."""
    enough = min(len(set(one)) for one in (title, *names)) * _ENOUGH
    return any(len(run) >= max(2, enough) and _proper(run) for run in _common_runs(title, here))


def _common_runs(one: Sequence[str], other: Sequence[str]) -> Iterator[Sequence[str]]:
    """The longest common run from each pair of places at which it begins."""
    for i in range(len(one)):
        for j in range(len(other)):
            length = 0
            while one[i + length : i + length + 1] == other[j + length : j + length + 1] != []:
                length += 1
            if length:
                yield one[i : i + length]


def _shared(title: Sequence[str], name: Sequence[str]) -> float:
    """The part of the shorter that is in the other, by proper words where both have any."""
    one, other = set(_proper(title)), set(_proper(name))
    if not other:
        one, other = set(title), set(name)
    return len(one & other) / min(len(one), len(other))
