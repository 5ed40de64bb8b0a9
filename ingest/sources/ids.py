"""What can be asked for: the ids of our references, numbers of the Tweede Kamer, addresses.

Ids of official publications are those of KOOP (zoek.officielebekendmakingen.nl).
"""

import re
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from ingest.document import Frozen
from ingest.sources.errors import UnknownIdError

_ANNEX = "bijlage-van:"
_OFFICIAL = re.compile(r"(?:kst|blg|ah|h|kv|nds|ag)-[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")
_NUMBERED = re.compile(r"kst-(?P<dossier>\d{5}(?:-[0-9A-Z]+)?)-(?P<number>\d+|[A-Z]{1,2})")
_AANHANGSEL = re.compile(r"ah-tk-\d\d(\d\d)\d\d(\d\d)-(\d{1,5})")
_TK_NUMBER = re.compile(r"\d{4}D\d{5}")
_TOEZEGGING = re.compile(r"TZ\d{6}-\d{3}")
_PDF_ONLY = re.compile(r"blg-\d+|kst-\d{6,7}|ah-\d+")
_KOOP_HOSTS = (
    "zoek.officielebekendmakingen.nl",
    "repository.overheid.nl",
    "repository.officiele-overheidspublicaties.nl",
)


class Wanted(Frozen):
    """What is asked for, taken apart."""

    id: str
    kind: Literal["official", "annex", "toezegging", "document", "address"]
    head: str | None = None  # of an annex: the piece it belongs to
    name: str | None = None  # of an annex: the words by which its title is known

    @property
    def dossier(self) -> str | None:
        """Dossier of a numbered Kamerstuk, with its addition: "36600-VII"."""
        return self._numbered("dossier")

    @property
    def number(self) -> str | None:
        """Number or letter of a Kamerstuk within its dossier."""
        return self._numbered("number")

    @property
    def aanhangsel(self) -> str | None:
        """The Tweede Kamer's number of answered questions: 242501244 for ah-tk-20242025-1244."""
        found = _AANHANGSEL.fullmatch(self.id)
        return f"{found[1]}{found[2]}{int(found[3]):05}" if found else None

    @property
    def pdf_only(self) -> bool:
        """Whether it is published as PDF alone."""
        return bool(_PDF_ONLY.fullmatch(self.id))

    def _numbered(self, part: str) -> str | None:
        found = _NUMBERED.fullmatch(self.id)
        return found[part] if found else None


def read_wanted(written: str) -> Wanted:
    """Take apart an id, or an address in which one may stand.

    Raises:
        UnknownIdError: It is none of these.
    """
    written = written.strip()
    if re.match(r"https?://[^/\s]", written, re.IGNORECASE):
        found = _id_in(written)
        return _of_id(found) if found else Wanted(id=written, kind="address")
    return _of_id(written)


def read_official(id_: str) -> Wanted | None:
    """The id of an official publication, as a service gives it; None where it is none."""
    return Wanted(id=id_, kind="official") if _OFFICIAL.fullmatch(id_) else None


def _of_id(id_: str) -> Wanted:
    if official := read_official(id_):
        return official
    if _TK_NUMBER.fullmatch(id_):
        return Wanted(id=id_, kind="document")
    if _TOEZEGGING.fullmatch(id_):
        return Wanted(id=id_, kind="toezegging")
    head, _, name = id_.removeprefix(_ANNEX).partition(":")
    if id_.startswith(_ANNEX) and _OFFICIAL.fullmatch(head):
        return Wanted(id=id_, kind="annex", head=head, name=name.replace("-", " ") or None)
    raise UnknownIdError(
        f"{id_[:80]!r} is nothing that can be looked up. Give an id such as kst-30420-392, "
        "blg-1183891, bijlage-van:kst-36471-96, ah-tk-20242025-1244, TZ202411-074 or "
        "2025D51031, or an address that begins with https://."
    )


def _id_in(url: str) -> str | None:
    """The id that an address of a known site holds."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        return None
    host = parts.hostname or ""
    if host in _KOOP_HOSTS:
        names = (re.sub(r"\.\w{3,4}$", "", step) for step in parts.path.split("/"))
        return next((n for n in names if re.search(r"\d", n) and _OFFICIAL.fullmatch(n)), None)
    if host == "tweedekamer.nl" or host.endswith(".tweedekamer.nl"):
        query = parse_qs(parts.query)
        numbers = query.get("did", []) + query.get("id", [])
        return next((n for n in numbers if _TK_NUMBER.fullmatch(n)), None)
    return None
