"""When a text says what was expected: the same words, whatever their case, spaces and quotes.

Substrings need no judge and give the same verdict every time. The price is that other wordings
must be listed in a nugget's `any_of`.
"""

import re
import unicodedata
from collections.abc import Iterable

_QUOTES = "\"'`´‘’‚‛“”„‟′″«»‹›"
_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_FOLDED = str.maketrans(
    {**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_INVISIBLE)}
)
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text without differences of case, white space, quotation marks and dashes.

    White space includes no-break spaces; soft hyphens and zero-width characters vanish.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_FOLDED))
    return _SPACE.sub(" ", plain).strip().casefold()


def says(texts: Iterable[str], wording: str) -> bool:
    """Whether one of the texts contains the wording, after folding."""
    needle = fold(wording)
    return any(needle in fold(text) for text in texts)


def says_any(texts: Iterable[str], wordings: Iterable[str]) -> bool:
    """Whether one of the texts contains one of the wordings, after folding."""
    folded = [fold(text) for text in texts]
    return any(fold(wording) in text for wording in wordings for text in folded)
