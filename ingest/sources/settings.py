"""Where official publications are looked for, and how patiently."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from ingest.document import Frozen

_TWEEDE_KAMER = "https://gegevensmagazijn.tweedekamer.nl/OData"
# What differs between versions of the Tweede Kamer's OData (OpenDataPortaal #175, #192).
_TK: Mapping[int, Mapping[str, Any]] = {
    4: {"address": f"{_TWEEDE_KAMER}/v4/2.0", "number_field": "DocumentNummer", "page": 250},
    5: {"address": f"{_TWEEDE_KAMER}/v5", "number_field": "Nummer", "page": 100},
}


class SourceSettings(Frozen):
    """Services and limits. Every field is BELEIDSWIJZER_SOURCES__<NAME> in the environment."""

    sru: str = Field(
        default="https://repository.overheid.nl/sru",
        description="SRU service of the official publications (KOOP).",
    )
    publications: str = Field(
        default="https://zoek.officielebekendmakingen.nl",
        description="Site with one address a publication: /{id}.xml, /{id}/metadata.xml.",
    )
    tk_version: int = Field(
        default=5, ge=4, le=5, description="Version of the Tweede Kamer's OData service: 4 or 5."
    )
    tweedekamer: str = Field(
        default_factory=lambda data: str(_TK[data["tk_version"]]["address"]),
        description="OData service of the Tweede Kamer; follows the version.",
    )
    tk_number_field: str = Field(
        default_factory=lambda data: str(_TK[data["tk_version"]]["number_field"]),
        description="OData name of a document's number; follows the version.",
    )
    tk_page: int = Field(
        default_factory=lambda data: int(_TK[data["tk_version"]]["page"]),
        ge=1,
        description="Rows a page of the OData service; follows the version.",
    )
    woo: str = Field(
        default="https://open.overheid.nl/overheid/openbaarmakingen/api/v0",
        description="Publications under the Wet open overheid.",
    )
    sru_page: int = Field(default=100, ge=1, le=1000, description="Records a page of the SRU.")
    timeout: float = Field(
        default=10, gt=0, description="Seconds to wait for a connection and for each piece of data."
    )
    download_time: float = Field(
        default=120, gt=0, description="Seconds that one download may take, redirects included."
    )
    retries: int = Field(default=3, ge=0, description="Times that a request is tried again.")
    backoff: float = Field(
        default=0.5, ge=0, description="Seconds before the first retry; doubled for each next one."
    )
    longest_wait: float = Field(
        default=30, ge=0, description="Seconds between retries at most, whatever the server asks."
    )
    pause: float = Field(default=0.5, ge=0, description="Seconds between requests to one host.")
    largest_mb: float = Field(
        default=100, gt=0, description="Largest download in MB (1,000,000 bytes), decompressed."
    )
