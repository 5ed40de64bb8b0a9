"""What stands above the text of a Kamerstuk or a letter, and what it tells of the document.

"Tweede Kamer der Staten-Generaal / Vergaderjaar 2025-2026 / 30 420 Emancipatiebeleid / Nr. 437
BRIEF VAN DE MINISTER VAN ... / Aan de Voorzitter van ... / Den Haag, 10 december 2025".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

from ingest.document import DocumentInfo
from ingest.readers.lines import Line

_MOST_LINES = 30
MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s({'|'.join(MONTHS)})\s((?:19|20)\d\d)(?!\d)", re.I)
_DOSSIER = re.compile(
    r"(?P<dossier>\d\d\s?\d{3})(?:[\s-](?P<chapter>[IVX]{1,5}[A-C]?|0\d))?(?:\s+\D.{2,300})?"
)
_NUMBER = re.compile(
    r"nr\.?\s{0,3}(?P<number>\d{1,4}|[A-Z]{1,2})(?:\s{1,3}(?P<type>[A-Z].{3,400}))?", re.I
)
_LETTER = re.compile(r"(?:GEWIJZIGDE |NADERE )?BRIEF VAN (?:DE |HET )", re.I)
_SUBJECT = re.compile(r"(?:betreft|onderwerp)\s?:?\s{1,3}(?P<title>\S.{3,300})", re.I)
_DATED = re.compile(
    r"(?:(?:ontvangen|datum|vastgesteld|voorgesteld)\s?:?\s{1,3}|[\w’' -]{2,40},\s{1,3}(?:de\s)?)?"
    + _DATE.pattern,
    re.I,
)
_PLAIN = re.compile(
    r"(?:tweede|eerste) kamer der staten-generaal(?:\s[12])?|[12]|kamerstukken"
    r"|(?:vergaderjaar )?(?:19|20)\d\d\s?[-–/‒]\s?(?:19|20)?\d\d"
    r"|aan de (?:voorzitter|leden) van de .{4,60}"
    r"|(?:postbus|binnenhof|plein|prinses irenestraat).{0,60}|\d{4} ?[A-Z]{2} .{2,40}"
    r"|(?:ons|uw|onze) (?:kenmerk|referentie).{0,60}|(?:geachte?|beste)\b.{1,80},"
    r"|>\s?retouradres.{0,120}|datum|betreft|onderwerp|bijlagen?|bijlage\(n\)"
    r"|kst-?[\w-]{3,30}|issn.{0,40}",
    re.I,
)


@dataclass(frozen=True)
class Facts:
    """What a document says of itself; None where it does not."""

    id: str | None = None
    title: str | None = None
    kind: str | None = None
    date: str | None = None  # ISO 8601
    dossier: str | None = None
    number: str | None = None

    def over(self, other: Self) -> "Facts":
        """These facts, and of the others what these do not say."""
        return Facts(
            **{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)}
        )

    def complete(self, info: DocumentInfo) -> DocumentInfo:
        """The info, filled with these facts where it is empty."""
        known = {name: value or getattr(self, name) for name, value in info.model_dump().items()}
        if not known["id"] and known["dossier"] and known["number"]:
            known["id"] = f"kst-{known['dossier']}-{known['number']}"
        kind = known["kind"] or "document"
        texts = {name: known[name] or "" for name in ("id", "title", "date")}
        return DocumentInfo.model_validate({**known, **texts, "kind": kind})


def front_of(lines: Sequence[Line], kinds: Sequence[str]) -> tuple[frozenset[int], Facts]:
    """Find the lines that stand above the text, from the first one on, and read them."""
    found: dict[str, str] = {}
    at = 0
    letter = False  # inside "BRIEF VAN DE MINISTER / VAN ONDERWIJS ...", over several lines
    while at < min(len(lines), _MOST_LINES) and kinds[at] in ("heading", "paragraph", "front"):
        text = lines[at].text
        goes_on = letter and text.isupper()
        told = {} if goes_on else _facts_in(text)
        if not (goes_on or told or _PLAIN.fullmatch(text) or kinds[at] == "front"):
            break
        letter = goes_on or _LETTER.search(text) is not None
        if goes_on:
            found["title"] += f" {text}"
        subject = _SUBJECT.fullmatch(text)  # says more than who wrote
        found = {**found, **told} if subject else {**told, **found}
        at += 1
    return frozenset(range(at)), Facts(**found)


def letter_title(sender: str, about: str) -> str:
    """What a letter is called that tells only who sent it: its dossier is known to people."""
    told = sender.capitalize() if sender.isupper() else sender
    return f"{about}; {told}" if about else told


def date_in(text: str) -> str | None:
    """The first date written out in a text, as ISO 8601."""
    match = _DATE.search(text)
    if match is None:
        return None
    day, month, year = match.groups()
    return f"{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}"


def _facts_in(text: str) -> dict[str, str]:
    """What one line above the text tells; nothing where it is no such line."""
    if _LETTER.match(text):
        return {"kind": "kamerbrief", "title": text}
    if match := _SUBJECT.fullmatch(text):
        return {"title": match["title"]}
    if _DATED.fullmatch(text):
        return {"date": date_in(text) or ""}
    if match := _NUMBER.fullmatch(text):
        letter = match["type"] and _LETTER.match(match["type"])
        told = {"number": match["number"], "kind": "kamerbrief" if letter else "kamerstuk"}
        return {**told, "title": match["type"]} if match["type"] else told
    if match := _DOSSIER.fullmatch(text):
        dossier = re.sub(r"\s", "", match["dossier"])
        return {"dossier": f"{dossier}-{match['chapter']}" if match["chapter"] else dossier}
    return {}
