"""How a line goes on in the next one: with a space, or in the middle of a word."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ingest.readers.pdf.lines import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<head>[\w+’'-]*[\w+])[-\u2010\u2011]$")
_TAIL = re.compile(r"[\w’'-]*\w")
_CONJUNCTION = re.compile(r"(?:en|of|en/of|tot|als|dan|maar|and|or|to)\b")  # "in- en uitvoer"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[/\-_.?=&%#]$")
_NO_SPACE = re.compile(r"\w/$|\d[–-]$")
_SOFT = "\u00ad"


class Joint(NamedTuple):
    """What comes between two lines, and how many characters the first one loses."""

    dropped: int
    glue: str


def words_of(lines: Iterable[Line]) -> frozenset[str]:
    """The words that stand whole on some line, in lower case."""
    words: set[str] = set()
    for line in lines:
        inner = _WORD.findall(line.text)
        words.update(word.lower() for word in (inner[:-1] if _BROKEN.search(line.text) else inner))
    return frozenset(words)


def joint_of(above: Line, line: Line, words: frozenset[str]) -> Joint:
    """How the text of a line goes on in the next; `words` are those of the document."""
    text, following = above.text, line.text
    if text.endswith(_SOFT):
        return Joint(1, "")
    if above.spaced:
        return Joint(0, " ")
    broken = _BROKEN.search(text)
    tail = _TAIL.match(following)
    if broken is None or tail is None:
        bare = _ADDRESS.search(text) or _NO_SPACE.search(text)
        return Joint(0, "" if bare else " ")
    if _CONJUNCTION.match(following):
        return Joint(0, " ")
    return Joint(0 if _keeps_hyphen(broken["head"], tail[0], words) else 1, "")


def _keeps_hyphen(head: str, tail: str, words: frozenset[str]) -> bool:
    """Whether the hyphen is the word's own: "Noord-Holland", "lhbtiq+-personen"."""
    if not tail[0].islower() or not head[-1].isalpha() or (len(head) > 1 and head.isupper()):
        return True
    joined, hyphened = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    return joined not in words and (hyphened in words or "-" in head)
