"""Help with writing a question: where a nugget stands, what follows from it, the line to keep."""

import json
import re
from collections.abc import Iterable, Iterator

from eval.matching import fold
from eval.questions import Question
from ingest.document import Document, Footnote, Frozen, Span
from ingest.passages import Passage, passages_of

_FIELDS = (  # in the order of the design
    "id lang persona type history question answerable nuggets forbidden sections footnotes "
    "provenance"
).split()
_NUMBERED = re.compile(r"(.*?)(\d+)")


class Place(Frozen):
    """Where a wording stands."""

    section: tuple[str, ...]  # labels from the outermost heading inwards
    anchor: str  # of the paragraph, list or footnote
    footnotes: tuple[int, ...]  # marked in the sentences that say it; of a footnote: its own


def places_of(wording: str, documents: Iterable[Document]) -> tuple[Place, ...]:
    """The paragraphs, lists and footnotes that say a wording, as `eval.matching.fold` compares.

    A wording in a heading, or across paragraphs, has no place: no quote could show it.
    """
    return tuple(
        Place(
            section=passage.section,
            anchor=passage.anchor,
            footnotes=tuple(note.number for note in _notes(wording, passage, document)),
        )
        for document in documents
        for passage in passages_of(document)
        if fold(wording) in fold(passage.text)
    )


def _notes(wording: str, passage: Passage, document: Document) -> tuple[Footnote, ...]:
    if passage.kind == "footnote":
        return tuple(note for note in document.footnotes if note.anchor == passage.anchor)
    return document.notes_in(_sentences_with(wording, passage, document))


def _sentences_with(wording: str, passage: Passage, document: Document) -> Span:
    """The fewest whole sentences that say a wording of the passage, the last such where several."""
    needle = fold(wording)
    start, end = passage.start, passage.end
    for sentence in passage.sentences:
        if needle in fold(document.text[sentence.start : end]):
            start = sentence.start
    for sentence in reversed(passage.sentences):
        if needle in fold(document.text[start : sentence.end]):
            end = sentence.end
    return Span(start=start, end=end)


def sections_of(places: Iterable[Place]) -> tuple[str, ...]:
    """The innermost headings of the places, each once."""
    return tuple(dict.fromkeys(place.section[-1] for place in places if place.section))


def footnotes_of(places: Iterable[Place]) -> tuple[int, ...]:
    """The footnotes of the places, each once, by number."""
    return tuple(sorted({number for place in places for number in place.footnotes}))


def next_id(ids: Iterable[str]) -> str:
    """An id that is not taken, counted on from the last: "tun-121" after "tun-120"."""
    taken = list(ids)
    last = _NUMBERED.fullmatch(taken[-1]) if taken else None
    prefix, number = (last[1], last[2]) if last else ("q-", "000")
    return next(free for free in _counted(prefix, number) if free not in taken)


def _counted(prefix: str, number: str) -> Iterator[str]:
    count = int(number)
    while True:
        count += 1
        yield f"{prefix}{count:0{len(number)}}"


def to_line(question: Question) -> str:
    """The question as a line of a question set, fields in the order of the design."""
    fields = question.model_dump(mode="json")
    kept = {name: fields[name] for name in _FIELDS if fields[name] is not None}
    return json.dumps(kept, ensure_ascii=False)
