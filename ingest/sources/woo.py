"""open.overheid.nl, where ministries publish under the Wet open overheid: the last resort.

It knows no ids of Kamerstukken, so a hit counts only where its title is the one that is wanted.
"""

import re
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.analyser import words
from ingest.sources.client import Client
from ingest.sources.errors import SourceError
from ingest.sources.record import Record
from ingest.sources.settings import SourceSettings
from ingest.sources.tweedekamer import RESOURCE

_PAGE = 20  # the service takes 10, 20 or 50


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    titel: str | None = None
    openbaarmakingsdatum: str | None = None


class _Hit(BaseModel):
    document: _Document


class _Answer(BaseModel):
    resultaten: tuple[_Hit, ...] = ()


def search(client: Client, settings: SourceSettings, title: str) -> tuple[Record, ...]:
    """The publications of exactly this title, folded for case, spaces and punctuation.

    Raises:
        SourceError: The service failed.
    """
    query = f"zoektekst={quote(title, safe='')}&start=0&aantalResultaten={_PAGE}"
    hits = client.read(
        f"{settings.woo}/zoek?{query}", lambda answer: parse_hits(answer.data, settings)
    )
    return tuple(hit for hit in hits if same_title(hit.title, title))


def parse_hits(data: bytes, settings: SourceSettings) -> tuple[Record, ...]:
    """The hits of a search; one publication in several versions is one hit.

    Raises:
        SourceError: "unreadable JSON".
    """
    try:
        answer = _Answer.model_validate_json(data)
    except ValidationError as error:
        raise SourceError("unreadable JSON") from error
    records = (_record(hit.document, settings) for hit in answer.resultaten)
    return tuple({record.id: record for record in records}.values())


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ in case, accents, spaces and punctuation at most."""
    return _letters(one) == _letters(other) != ""


def _letters(title: str) -> str:
    return re.sub(r"\W", "", "".join(words(title)))


def _record(document: _Document, settings: SourceSettings) -> Record:
    id_ = re.sub(r"_\d+$", "", document.id)  # without the version
    return Record(
        id=id_,
        title=document.titel or "",
        date=document.openbaarmakingsdatum,
        items={RESOURCE: f"{settings.woo}/documenten/{quote(id_, safe='')}"},
    )
