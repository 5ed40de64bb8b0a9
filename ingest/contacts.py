"""Where people can turn to: the approved, dated table ``contacts.toml``."""

import datetime
from pathlib import Path

from ingest.tables import Bilingual, Row, Source, read_table


class Contact(Row):
    """An organisation that people can reach, as checked on a date."""

    name: Bilingual
    phone: str
    when: Bilingual  # when to turn to it
    approved: datetime.date
    sources: tuple[Source, ...]


def load_contacts(corpus: Path) -> tuple[Contact, ...]:
    """Read the approved contacts, in the order in which to show them.

    Raises:
        CorpusError: The table is missing or not as it should be.
    """
    return read_table(corpus / "contacts.toml", "contact", Contact)
