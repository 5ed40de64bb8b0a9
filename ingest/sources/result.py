"""What a search ends in."""

from ingest.document import Frozen
from ingest.formats import Format
from ingest.sources.tries import Try


class Fetched(Frozen):
    """A publication, its bytes and where they came from."""

    id: str  # the official id where there is one, else what was asked for
    title: str | None  # as published
    date: str | None  # ISO 8601
    kind: str | None
    dossier: str | None
    number: str | None
    url: str
    format: Format
    data: bytes
    sha256: str
    retrieved: str  # UTC, ISO 8601, to the second
    etag: str | None
    attachments: tuple[str, ...]
    tries: tuple[Try, ...]


class Unchanged(Frozen):
    """The server still has what was fetched before (304)."""

    id: str
    url: str
    tries: tuple[Try, ...]


class Candidate(Frozen):
    """What may be meant, and was not taken for lack of proof."""

    id: str
    title: str


class Missing(Frozen):
    """Not found, with all that was tried."""

    id: str
    candidates: tuple[Candidate, ...]
    tries: tuple[Try, ...]
