"""The Tweede Kamer's open data (OData, versions 4 and 5): documents, their attachments, pledges.

Field names: https://opendata.tweedekamer.nl/documentatie/informatiemodel.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar
from urllib.parse import quote

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_pascal

from ingest.document import Frozen
from ingest.sources.client import Client
from ingest.sources.errors import SourceError
from ingest.sources.record import Record
from ingest.sources.settings import SourceSettings

RESOURCE = "resource"  # the key in `Record.items`: PDF or DOCX, which is seen only by the bytes

_MOST_ROWS = 5000
_EXPAND = "Kamerstukdossier($select=Nummer,Toevoeging),BijlageDocument,HuidigeDocumentVersie"


class _Row(BaseModel):
    model_config = ConfigDict(alias_generator=to_pascal, frozen=True)


class _Dossier(_Row):
    nummer: int | None = None
    toevoeging: str | None = None


class _Version(_Row):
    externe_identifier: str | None = None


class _Piece(_Row):
    id: str
    number: str | None = Field(None, validation_alias=AliasChoices("Nummer", "DocumentNummer"))
    soort: str | None = None
    titel: str | None = None
    onderwerp: str | None = None
    datum: datetime | None = None


class _Document(_Piece):
    volgnummer: int | None = None
    kamerstukdossier: tuple[_Dossier, ...] | None = None
    huidige_document_versie: _Version | None = None
    bijlage_document: tuple[_Piece, ...] | None = None


class _Toezegging(_Row):
    nummer: str
    tekst: str | None = None
    ministerie: str | None = None
    status: str | None = None
    naam: str | None = None
    functie: str | None = None
    aanmaakdatum: datetime | None = None
    datum_nakoming: datetime | None = None
    kamerbrief_nakoming: str | tuple[str, ...] | None = None


_R = TypeVar("_R", bound=_Row)


class _Page(BaseModel, Generic[_R]):
    value: tuple[_R, ...]


class TkDocument(Frozen):
    """A document, the id under which it is officially published, and its attachments."""

    record: Record  # its id is the Tweede Kamer's number
    official_id: str | None
    attachments: tuple[Record, ...]


class Toezegging(Frozen):
    """A pledge of a minister to the Tweede Kamer, as a small text."""

    number: str
    title: str
    date: str | None
    text: str
    url: str


def by_kamerstuk(
    client: Client, settings: SourceSettings, dossier: str, number: str
) -> tuple[TkDocument, ...]:
    """The documents of a dossier ("36600-VII") with a number.

    Raises:
        SourceError: The service failed.
    """
    digits, _, addition = dossier.partition("-")
    held = f"d/Nummer eq {digits}" + (f" and d/Toevoeging eq {_text(addition)}" if addition else "")
    rows = _documents(
        client, settings, f"Volgnummer eq {number} and Kamerstukdossier/any(d:{held})"
    )
    # A dossier without an addition is another than one with: 36600 is not 36600-VII.
    return tuple(
        _document(row, settings)
        for row in rows
        if row.volgnummer == int(number)
        and any(
            d.nummer == int(digits) and _addition(d) == addition for d in row.kamerstukdossier or ()
        )
    )


def by_document_number(
    client: Client, settings: SourceSettings, number: str
) -> tuple[TkDocument, ...]:
    """The document of a number such as 2025D51031.

    Raises:
        SourceError: The service failed.
    """
    rows = _documents(client, settings, f"{settings.tk_number_field} eq {_text(number)}")
    return tuple(_document(row, settings) for row in rows if row.number == number)


def by_aanhangsel(client: Client, settings: SourceSettings, number: str) -> tuple[TkDocument, ...]:
    """Answered questions of an Aanhangselnummer such as 242501244.

    Raises:
        SourceError: The service failed.
    """
    rows = _documents(client, settings, f"Aanhangselnummer eq {_text(number)}")
    return tuple(_document(row, settings) for row in rows)


def toezegging(client: Client, settings: SourceSettings, number: str) -> Toezegging | None:
    """The pledge of a number such as TZ202411-074; None where there is none.

    Raises:
        SourceError: The service failed.
    """
    address = _address(settings, "Toezegging", f"Nummer eq {_text(number)}")
    rows = _rows(client, settings, address, _Page[_Toezegging])
    return next((_pledge(row, address) for row in rows if row.nummer == number), None)


def parse_documents(data: bytes, settings: SourceSettings) -> tuple[TkDocument, ...]:
    """A page of documents.

    Raises:
        SourceError: "unreadable JSON".
    """
    return tuple(_document(row, settings) for row in _parse(data, _Page[_Document]))


def _documents(client: Client, settings: SourceSettings, condition: str) -> list[_Document]:
    address = _address(settings, "Document", condition, _EXPAND)
    return _rows(client, settings, address, _Page[_Document])


def _rows(
    client: Client, settings: SourceSettings, address: str, page: type[_Page[_R]]
) -> list[_R]:
    """All rows: page by page until one is short, for a nextLink may be absent."""
    found: list[_R] = []
    for skip in range(0, _MOST_ROWS, settings.tk_page):
        url = f"{address}&$top={settings.tk_page}&$skip={skip}"
        rows = client.read(url, lambda answer: _parse(answer.data, page))
        found.extend(rows)
        if len(rows) < settings.tk_page:
            break
    return found


def _parse(data: bytes, page: type[_Page[_R]]) -> Sequence[_R]:
    try:
        return page.model_validate_json(data).value
    except ValidationError as error:
        raise SourceError("unreadable JSON") from error


def _address(
    settings: SourceSettings, entity: str, condition: str, expand: str | None = None
) -> str:
    """An OData address: "()=',:/$" stand as they are, spaces are encoded."""
    query = f"$filter=Verwijderd eq false and {condition}"
    query += f"&$expand={expand}" if expand else ""
    return f"{settings.tweedekamer}/{entity}?{quote(query, safe='()=,:/$&' + chr(39))}"


def _text(value: str) -> str:
    """An OData string literal."""
    return "'" + value.replace("'", "''") + "'"


def _document(row: _Document, settings: SourceSettings) -> TkDocument:
    attachments = tuple(_record(piece, settings) for piece in row.bijlage_document or ())
    record = _record(row, settings)
    dossier = next(iter(row.kamerstukdossier or ()), None)
    if dossier and dossier.nummer and row.volgnummer and row.volgnummer > 0:
        parts = filter(None, (str(dossier.nummer), _addition(dossier)))
        record = record.model_copy(
            update={"dossier": "-".join(parts), "number": str(row.volgnummer)}
        )
    version = row.huidige_document_versie
    official = version.externe_identifier if version else None
    if not official and record.dossier:
        official = f"kst-{record.dossier}-{record.number}"
    return TkDocument(
        record=record.model_copy(update={"attachments": tuple(a.id for a in attachments)}),
        official_id=official,
        attachments=attachments,
    )


def _addition(dossier: _Dossier) -> str:
    """What an id has behind the dossier; the R number of a Kingdom act, "(R2188)", is not."""
    written = dossier.toevoeging or ""
    return "" if re.fullmatch(r"\(?R\d+\)?", written) else written


def _record(row: _Piece, settings: SourceSettings) -> Record:
    return Record(
        id=row.number or row.id,
        title=row.onderwerp or row.titel or "",
        date=_day(row.datum),
        kind=row.soort,
        items={RESOURCE: f"{settings.tweedekamer}/Document({quote(row.id)})/resource"},
    )


def _pledge(row: _Toezegging, address: str) -> Toezegging:
    letters = row.kamerbrief_nakoming or ()
    facts = {
        "Ministerie": row.ministerie,
        "Gedaan door": ", ".join(filter(None, (row.naam, row.functie))),
        "Status": row.status,
        "Aangemaakt op": _day(row.aanmaakdatum),
        "Nagekomen op": _day(row.datum_nakoming),
        "Kamerbrief nakoming": letters if isinstance(letters, str) else ", ".join(letters),
    }
    title = f"Toezegging {row.nummer}"
    lines = [f"{name}: {value}." for name, value in facts.items() if value]
    return Toezegging(
        number=row.nummer,
        title=title,
        date=_day(row.aanmaakdatum),
        text="\n\n".join([title, (row.tekst or "").strip(), *lines]) + "\n",
        url=address,
    )


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None
