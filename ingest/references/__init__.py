"""From the words of a text to typed ids of what it cites.

What is misspelt or ambiguous gives no reference, rather than a wrong one, and there is no address
that cannot be formed with certainty. Every pattern is bounded, so that a scan takes time linear
in the text.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.document import Footnote, Reference
from ingest.references import kamerstuk, laws, official
from ingest.references.found import Found
from ingest.references.publications import find_publication

__all__ = ["find_references", "references_of_links"]

_DOSSIER_LINK = re.compile(r"dossier/(\d{5}(?:-\w{1,5})?)")

# Of two that begin at the same place the earlier rule wins.
_RULES = (*official.RULES, *kamerstuk.RULES, *laws.RULES)


def find_references(
    text: str, start: int = 0, end: int | None = None, footnote: int | None = None
) -> tuple[Reference, ...]:
    """What ``text[start:end]`` cites, in order; spans are into the whole text and do not overlap.

    Args:
        text: The canonical text of a document, or a question.
        start: Where to begin, in characters.
        end: Where to stop; the end of the text when None.
        footnote: Number of the footnote of which this is the text. A footnote that cites no
            official publication may be the title of another publication, and is then one.
    """
    stop = len(text) if end is None else end
    found = _scan(text, start, stop)
    if footnote is not None and all(f.kind == "url" for f in found):
        found = find_publication(text, start, found[0].start if found else stop) + found
    return tuple(Reference(**f._asdict(), footnote=footnote) for f in found)


def references_of_links(
    links: Iterable[tuple[int, int, str]], footnotes: Sequence[Footnote]
) -> tuple[Reference, ...]:
    """The references that a format makes explicit: (start, end, official id or address).

    A link that leads neither to an official publication nor to an address is none.
    """
    references = []
    for start, end, target in links:
        note = next((n.number for n in footnotes if n.start <= start < n.end), None)
        if dossier := _DOSSIER_LINK.fullmatch(target):
            found = find_references(f"Kamerstukdossier {dossier[1]}")
        else:
            found = find_references(target)
        if found:
            references.append(
                found[0].model_copy(update={"start": start, "end": end, "footnote": note})
            )
    return tuple(references)


def _scan(text: str, start: int, stop: int) -> list[Found]:
    """Leftmost match first; a match claims its characters even where it yields nothing."""
    matches = sorted(
        (m.start(), rank, m)
        for rank, (pattern, _) in enumerate(_RULES)
        for m in pattern.finditer(text, start, stop)
    )
    found: list[Found] = []
    done = start
    for begin, rank, match in matches:
        if begin >= done:
            done = match.end()
            _, read = _RULES[rank]
            found.extend(read(match))
    return found
