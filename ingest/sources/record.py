"""What a service knows of a publication before it is downloaded."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from ingest.document import Frozen

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATES = ("issued", "date", "available", "modified")  # the day of the piece itself first
_ATTACHMENTS = ("bijlage", "relation")  # older pieces name them as relations
_ATTACHMENT_ID = re.compile(r"blg-\d+|kst-[\w-]+-b\d+")
_ANY_PUBLICATION = ("officiële publicatie", "kamerstuk")  # says less than the other types


class Fact(NamedTuple):
    """A name, folded to lower case without its prefix, and one of its values."""

    name: str
    value: str


class Record(Frozen):
    """A publication. `items` has an address for each manifestation: xml, html, pdf, metadata."""

    id: str
    title: str
    date: str | None = None  # ISO 8601
    kind: str | None = None
    dossier: str | None = None
    number: str | None = None
    attachments: tuple[str, ...] = ()
    head: str | None = None  # of an attachment: the piece it belongs to
    items: Mapping[str, str] = {}

    def filled(self, other: "Record") -> Self:
        """This with what only the other knows; attachments and addresses of both."""
        missing = {
            field: getattr(other, field)
            for field in ("title", "date", "kind", "dossier", "number", "head")
            if not getattr(self, field)
        }
        attachments = tuple(dict.fromkeys(self.attachments + other.attachments))
        items = {**other.items, **self.items}
        return self.model_copy(update={**missing, "attachments": attachments, "items": items})


def record_of(facts: Iterable[Fact], items: Mapping[str, str]) -> Record | None:
    """The record that the facts tell; None where they name no id.

    The facts are those of OWMS 4.0 and of the Staten-Generaal, as SRU and both dialects of
    metadata.xml give them.
    """
    values: dict[str, list[str]] = {}
    for fact in facts:
        if fact.value:
            values.setdefault(fact.name, []).append(fact.value)

    def first(*names: str) -> str | None:
        return next((values[n][0] for n in names if n in values), None)

    id_ = first("identifier")
    if id_ is None:
        return None
    attachments = [
        v for n in _ATTACHMENTS for v in values.get(n, ()) if _ATTACHMENT_ID.fullmatch(v)
    ]
    types = values.get("type", [])
    telling = [t for t in types if t.casefold() not in _ANY_PUBLICATION]
    return Record(
        id=id_,
        title=first("title", "documenttitel") or "",
        date=_day(v for n in _DATES for v in values.get(n, ())),
        kind=next(reversed(telling or types), None),
        dossier=first("dossiernummer"),
        number=first("ondernummer"),
        attachments=tuple(dict.fromkeys(attachments)),
        head=first("hoofddocument"),
        items=items,
    )


def _day(written: Iterable[str]) -> str | None:
    return next((found.group() for v in written if (found := _DAY.match(v))), None)
