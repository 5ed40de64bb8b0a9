"""Which documents a question is about: those that the user chose, and those that it names."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from assistant.question import Query
from ingest.analyser import fold
from ingest.document import Document, Frozen
from ingest.manifest import Manifest
from ingest.readers.frontmatter import date_in
from ingest.references import find_references

_NEWEST = re.compile(
    r"\b(?:nieuwste|laatste|meest recente|recentste|newest|latest|most recent)\s+"
    r"(?:kamer|voortgangs)?(?:brief|brieven|document|documenten|rapportage|stuk|letter|report)\b"
)
_SHORTEST_TITLE = 12  # characters: a shorter title may be a word of the question by chance


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


class DocumentPicker:
    """Picks documents of one index for a question."""

    def __init__(self, documents: Mapping[str, Document], manifest: Manifest) -> None:
        self._documents = documents
        self._manifest = manifest

    def pick(self, query: Query, scope: Scope) -> list[str]:
        """The ids of the documents that may answer, in no order.

        A document that the question names by number, title or date is meant alone.
        """
        admitted = {id_: d for id_, d in self._documents.items() if scope.admits(d)}
        for named in (self._numbered(query), self._titled(query), self._dated(query)):
            if meant := [id_ for id_ in named if id_ in admitted]:
                return meant
        dates = [d.date for d in admitted.values()]
        if len(admitted) > 1 and _NEWEST.search(query.folded):
            return [id_ for id_, d in admitted.items() if d.date == max(dates)]
        return list(admitted)

    def _numbered(self, query: Query) -> list[str]:
        ids = {reference.id for reference in find_references(query.text)}
        entries = self._manifest.by_id
        return [entries[id_].id for id_ in ids if id_ in entries] + sorted(ids)

    def _titled(self, query: Query) -> list[str]:
        return [
            id_
            for id_, document in self._documents.items()
            if len(document.title) >= _SHORTEST_TITLE and fold(document.title) in query.folded
        ]

    def _dated(self, query: Query) -> list[str]:
        day = date_in(query.folded)
        return [id_ for id_, document in self._documents.items() if day and document.date == day]
