"""Words in a text as people type them: whatever the case, the accents or the kind of quotes."""

import unicodedata
from collections.abc import Iterator

from ingest.document import Span

_SAME = str.maketrans("‘’‚“”„‐‑–—", "'''\"\"\"----")


def find(words: str, text: str) -> Iterator[Span]:
    """Where the words stand in a text, from left to right; offsets are those of the text."""
    wanted = " ".join("".join(map(_folded, words)).split())
    if not wanted:
        return
    folded, offsets = "", list[int]()
    for offset, character in enumerate(text):
        for letter in _folded(character):
            if letter == " " and folded.endswith(" "):
                continue
            folded += letter
            offsets.append(offset)
    at = folded.find(wanted)
    while at >= 0:
        end = offsets[at + len(wanted) - 1] + 1
        while end < len(text) and not _folded(text[end]):
            end += 1  # accents that are characters of their own
        yield Span(start=offsets[at], end=end)
        at = folded.find(wanted, at + len(wanted))


def _folded(character: str) -> str:
    """What is left of a character: lower case, no accent, white space as one space."""
    decomposed = unicodedata.normalize("NFKD", character.translate(_SAME)).casefold()
    kept = (c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(" " if c.isspace() else c for c in kept)
