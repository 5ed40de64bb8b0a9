"""Whether a document is the one that a text means: its published title beside the words around."""

import re
import unicodedata

from ingest.document import TitleCheck

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–‒/]\s?(?:(?:19|20)?\d\d)\b")
_NAMED = re.compile(
    r"\b(?:[\w-]*(?:actieplan|programma|akkoord|nota|agenda|rapport|evaluatie|monitor|strategie"
    r"|aanpak|verkenning|onderzoek|plan))\s+(?:van\s+|de\s+|het\s+)*[A-Z‘“'\"]",
)
_COMMON = frozenset(
    "de het een en of in op te van voor met bij aan om tot uit over door naar als dat die dit is zijn "
    "brief regering minister staatssecretaris kamerstuk kamerstukken bijlage nr beleid rapport "
    "emancipatiebeleid tweede eerste kamer vergaderjaar inzake betreffende".split()
)
_ENOUGH, _TOO_LITTLE = 0.6, 0.34  # share of the title's own words that stand around


def check_title(published: str, words_around: str) -> TitleCheck:
    """Compare a title in the register with the words around a reference to it.

    "match" where most of the title's own words stand there; "mismatch" where the words name a
    plan, report or the like and share too little with the title; else "unchecked".
    """
    own = _words(published.rpartition(";")[2]) or _words(published)
    around = _words(words_around)
    if not own or not around:
        return "unchecked"
    share = sum(word in around for word in own) / len(own)
    if share >= _ENOUGH:
        return "match"
    return "mismatch" if share < _TOO_LITTLE and _NAMED.search(words_around) else "unchecked"


def _words(text: str) -> frozenset[str]:
    """The distinctive words of a text: folded, a period of years by its first year."""
    folded = unicodedata.normalize("NFKD", _YEARS.sub(r"\1", text)).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", folded.decode().lower())
    return frozenset(word for word in words if word not in _COMMON and len(word) > 1)
