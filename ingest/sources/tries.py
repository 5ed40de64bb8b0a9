"""The record of an attempt to get something; apart, for it needs no network library."""

from ingest.document import Frozen


class Try(Frozen):
    """One attempt: the address, when (UTC, ISO 8601) and what came of it in a short phrase."""

    url: str
    when: str
    outcome: str
