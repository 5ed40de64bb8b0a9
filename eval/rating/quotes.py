"""From what a rater typed or pasted to the document's own characters."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from eval.matching import fold
from eval.rating.rating import BetterQuote
from ingest.document import Document


def find_quote(wording: str, documents: Iterable[Document]) -> BetterQuote | None:
    """The first place where a document says the wording, whatever its case, spaces and quotes.

    Args:
        wording: what was typed or pasted.
        documents: where to look, the likeliest first.

    Returns:
        The document's own characters, so that ``document.text[start:end] == quote``; None where
        the wording is blank or stands in none.
    """
    needle = fold(wording)
    for document in documents if needle else ():
        folded, origins = _folded(document.text)
        at = folded.find(needle)
        if at >= 0:
            start, end = origins[at][0], origins[at + len(needle) - 1][1]
            return BetterQuote(
                document=document.id, quote=document.text[start:end], start=start, end=end
            )
    return None


@lru_cache(maxsize=64)
def _folded(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text as `fold` gives it, and for each of its characters start and end in the original."""
    letters: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _characters(text):
        # Between two marks that stay, white space at either end is not stripped.
        piece = fold(f"|{text[start:end]}|")[1:-1]
        if piece == " " and letters and letters[-1] == " ":
            continue
        letters += piece
        origins += [(start, end)] * len(piece)
    return "".join(letters), tuple(origins)


def _characters(text: str) -> Iterable[tuple[int, int]]:
    """The spans of characters as readers see them: a letter with its combining marks."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end
