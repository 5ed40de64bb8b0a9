"""Which documents a question is about: those that the user chose, and those that it names."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from ingest.document import Document, Frozen
from ingest.manifest import Manifest
from ingest.readers.frontmatter import MONTHS
from ingest.references import find_references

_DOCUMENT = (
    r"(?:(?:kamer|voortgangs)?(?:brief|rapportage|stuk|document)|(?:progress )?(?:letter|report))"
)
_NEWEST = re.compile(
    r"\b(?:(?:in|volgens|according to)\s)?(?:de\s|het\s|the\s)?"
    rf"(?:nieuwste|laatste|meest recente|newest|latest|most recent)\s+{_DOCUMENT}\b",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for names in (
        MONTHS,
        "january february march april may june july august september october november "
        "december".split(),
    )
    for number, name in enumerate(names, start=1)
}
_DATE = re.compile(
    rf"\b(?:(?:de|het|the)\s)?{_DOCUMENT}\s(?:van|uit|of|from|dated)\s(?:the\s)?"
    rf"(?:(?P<day>\d{{1,2}})\s)?(?P<month>{'|'.join(_MONTHS)})\s(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 12  # characters: a shorter title may be a word of the question by chance
_FEWEST_WORDS = 2  # fewer ask nothing
Piece = tuple[int, int]


def _day(value: str) -> str:
    """A date as ISO 8601; what was written is not repeated in the error."""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError("no date; write 2026-01-31") from None


Day = Annotated[str, AfterValidator(_day), Field(json_schema_extra={"format": "date"})]


class Scope(Frozen):
    """The documents from which an answer may come; an empty field leaves all."""

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    since: Day | None = None  # ISO 8601, that day included
    until: Day | None = None

    def admits(self, document: Document) -> bool:
        """Whether an answer may come from it. One without a date lies in no period."""
        return (
            (not self.documents or document.id in self.documents)
            and (not self.kinds or document.kind in self.kinds)
            and (not self.dossiers or document.dossier in self.dossiers)
            and (self.since is None or document.date >= self.since)
            and (self.until is None or "" < document.date <= self.until)
        )


EVERYTHING = Scope()


class Picked(NamedTuple):
    """The documents that may answer, and the question without the words that named them."""

    documents: list[str]
    question: str


class DocumentPicker:
    """Picks documents of one index for a question."""

    def __init__(self, documents: Mapping[str, Document], manifest: Manifest) -> None:
        self._documents = documents
        self._manifest = manifest

    def pick(self, question: str, scope: Scope) -> Picked:
        """The ids of the documents that may answer, in no order.

        A document that the question names by number, title or date is meant alone.
        """
        admitted = [id_ for id_, d in self._documents.items() if scope.admits(d)]
        for find in (self._numbered, self._titled, self._dated, self._newest):
            found = find(question, admitted)
            meant = [id_ for id_ in found if id_ in admitted]
            if meant and len(admitted) > 1:
                return Picked(meant, _without(question, found[meant[0]]))
        return Picked(admitted, question)

    def _numbered(self, question: str, _: Sequence[str]) -> dict[str, Piece]:
        entries = self._manifest.by_id
        found = {}
        for reference in find_references(question):
            entry = entries.get(reference.id)
            found[entry.id if entry else reference.id] = (reference.start, reference.end)
        return found

    def _titled(self, question: str, admitted: Sequence[str]) -> dict[str, Piece]:
        found = {}
        for id_ in admitted:
            title = self._documents[id_].title
            at = question.lower().find(title.lower())
            if at >= 0 and len(title) >= _SHORTEST_TITLE:
                found[id_] = (at, at + len(title))
        return found

    def _dated(self, question: str, admitted: Sequence[str]) -> dict[str, Piece]:
        date = _DATE.search(question)
        if date is None:
            return {}
        month = _MONTHS[date["month"].lower()]
        day = f"-{int(date['day']):02}" if date["day"] else ""
        written = f"{date['year']}-{month:02}{day}"
        dated = [id_ for id_ in admitted if self._documents[id_].date.startswith(written)]
        return dict.fromkeys(dated, date.span())

    def _newest(self, question: str, admitted: Sequence[str]) -> dict[str, Piece]:
        asked = _NEWEST.search(question)
        newest = max((self._documents[id_].date for id_ in admitted), default="")
        dated = [id_ for id_ in admitted if self._documents[id_].date == newest]
        return dict.fromkeys(dated, asked.span()) if asked else {}


def _without(question: str, piece: Piece) -> str:
    """The question without the words that name its document, if anything else is asked."""
    rest = " ".join((question[: piece[0]] + " " + question[piece[1] :]).split())
    return rest if len(rest.split()) > _FEWEST_WORDS else question
