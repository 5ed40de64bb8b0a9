"""The grammar of "Kamerstukken II 2015/16, 34 442, nr. 3" and its many spellings.

Ids are those of zoek.officielebekendmakingen.nl (KOOP): kst-34442-3. A dossier has five digits.
"""

import re
from collections.abc import Iterator

from ingest.references.found import (
    DASH,
    GAP,
    NR,
    SESSION,
    SITE,
    Found,
    Rule,
    pieces,
    session_of,
    spans,
)

_OLDEST_ONLINE = 1995  # the site holds numbered pieces from this vergaderjaar on
# Lettered pieces of the Eerste Kamer have an id without the vergaderjaar only of late.
_OLDEST_LETTER = {"session": 2010, "dossier": 32000}

_BEFORE_NR = rf"(?={GAP}{NR}|{DASH}\d)"
_CHAPTER = rf"(?:[IVX]{{2,6}}[A-C]?(?!\w)|[A-MVX]{_BEFORE_NR})"
# 21 501-02, and of the Councils of the EU (21 501) also 21 501-20: a dossier, not its 20th piece.
_PART = rf"{DASH}(?:0\d(?!\d)|\d\d{_BEFORE_NR}|(?:(?<=21501.)|(?<=21.501.))\d\d(?!\d))"
_DOSSIER = (
    r"(?<!\d)\d\d[\s.]{0,3}\d{3}(?!\d)(?:\s?\(R\s?\d{3,4}\))?"
    rf"(?:(?:\s|{DASH}){{1,2}}{_CHAPTER}|{_PART})?"
)
_DOSSIERS = rf"(?P<dossiers>{_DOSSIER}(?:\s{{0,3}}(?:,|/|&|en|and)\s{{0,3}}{_DOSSIER}){{0,5}})"
_NUMBER = (
    r"(?<!\w)(?!NR)(?:\d{1,4}(?=h\d|\W|\Z)(?![\s.]\d{3}(?!\d))|[A-Z]{1,2}(?!\w))"
    r"(?:[\s,(-]{0,3}(?:h\d(?!\w)|(?i:herdruk)\)?))?"
)
_AND = r"\s{0,3}(?:,|&|en|and)\s{0,3}"
_THROUGH = rf"\s{{0,3}}(?:,|&|en|and|t/m|{DASH})\s{{0,3}}"
_NUMBERS = (
    rf"{GAP}(?:(?i:nrs|nos|nummers)\b\.?\s{{0,3}}(?P<plural>{_NUMBER}(?:{_THROUGH}{_NUMBER}){{0,30}})"
    rf"|(?P<singular>{NR}{_NUMBER}(?:{_AND}{NR}{_NUMBER}){{0,30}}))"
)
_WITHOUT_NR = (
    rf"\s?{DASH}(?P<joined>(?!(?:19|20)\d\d)\d{{1,4}})(?!\w|{DASH})"
    rf"|{DASH}(?P<joined_letter>[A-Z]{{1,2}})(?!\w|{DASH})"
    rf"|\s{{0,2}}{DASH}?\s{{1,2}}(?P<spaced>\d{{1,3}})(?=\s{{0,3}}(?:[).,;?!\]]|\Z))"
    r"|,\s{1,3}(?P<letter>[A-Z]{1,2})(?!\w|\.\s{0,2}\w)"
    r"|\s(?P<bare_letter>[A-Z])(?!\w|\.\s{0,2}\w)"
)
_ANNEX = (
    r"(?P<annex>(?<!\w)(?i:bijlagen?(?:\s\d{1,2})?\s{1,3}(?:bij|van)|annex(?:es)?(?:\s\d{1,2})?\s{1,3}to)"
    r"[\s:]{1,3}(?:(?i:het|the)\s{1,3})?)?"
)
_KEY = (
    r"(?:(?i:\b(?:(?:Tweede|Eerste)\s)?Kamerstuk(?:ken)?(?:dossiers?|nummers?|nrs?)?\b"
    r"|\bkst\b|\bParliamentary\s(?:Papers?|Documents?)\b|\bdossier(?:nummer)?\b)\.?)"
)
_HOUSE = r"(?P<house>II?(?!\w)|[TE]K(?!\w))?"

_ONE_DOSSIER = re.compile(_DOSSIER)
_ONE_NUMBER = re.compile(_NUMBER)
_KEYED = re.compile(
    rf"{_ANNEX}{_KEY}[\s,:(]{{0,4}}{_HOUSE}{GAP}(?:{SESSION}{GAP})?{_DOSSIERS}"
    rf"(?:{_NUMBERS}|{_WITHOUT_NR})?"
)
_UNKEYED = re.compile(rf"(?<![\w€]){_ANNEX}(?:{SESSION}{GAP})?{_DOSSIERS}{_NUMBERS}")
# Without any word beside it only the tight forms: 30420-437, 36600-VII-3, and alone 36836 D.
_COMPACT = re.compile(
    rf"(?<![\w€.,/-])(?<!€\s)(?P<dossiers>[123]\d{{4}}(?<!000)(?:-[IVX]{{1,6}}|-\d\d(?=-\d))?)"
    rf"-(?P<joined>(?!(?:19|20)\d\d)\d{{1,4}})(?!\w|,\d|{DASH})"
)
_LONE_LETTER = re.compile(
    r"(?:\A\s{0,9}|(?<=\())(?P<dossiers>\d{5})\s(?P<letter>[A-Z])(?=\)|\s{0,9}\Z)"
)


def _kamerstuk(match: re.Match[str]) -> Iterator[Found]:
    """Two dossiers with one number, or one dossier with its numbers."""
    cited = match.groupdict()
    session = session_of(match) if cited.get("session") else None
    if cited.get("session") and session is None:
        return
    dossiers = pieces(_ONE_DOSSIER, match, "dossiers")
    listed = next((name for name in ("plural", "singular") if cited.get(name)), None)
    numbers = pieces(_ONE_NUMBER, match, listed) if listed else []
    if len(dossiers) == 1 and numbers:
        pairs: list[tuple[re.Match[str], str | None]] = [(dossiers[0], n.group()) for n in numbers]
        parts = numbers
    else:  # which of several numbers belongs to which of several dossiers is anyone's guess
        one = numbers[0].group() if len(numbers) == 1 else _number_without_nr(cited)
        pairs = [(dossier, one) for dossier in dossiers]
        parts = dossiers
    for (start, end), (dossier, number) in zip(spans(match, parts), pairs, strict=True):
        yield _found(cited, session, _dossier_id(dossier.group()), number, start, end)


def _dossier_id(written: str) -> str:
    """Turn "36 600-VII" or "35 000 (R2100)" into 36600-VII, 35000: the site drops the R number."""
    kept = re.sub(r"\(R[^)]*\)", "", written)
    digits = re.sub(r"\D", "", kept)
    letters = re.search(r"[A-Z]+$", kept)
    addition = letters.group() if letters else digits[5:]
    return f"{digits[:5]}-{addition}" if addition else digits[:5]


def _number_without_nr(cited: dict[str, str | None]) -> str | None:
    """The number that stands there without "nr."; None where it may be something else.

    "36 600 A" is a chapter of the budget or a piece of the Eerste Kamer: a budget has a round
    number. Two letters behind a comma may be any abbreviation, unless the Eerste Kamer is named.
    """
    in_senate = cited.get("house") in ("I", "EK")
    dossier = _dossier_id(cited["dossiers"] or "")
    letter, bare_letter = cited.get("letter"), cited.get("bare_letter")
    if letter and len(letter) > 1 and not in_senate:
        letter = None
    if bare_letter and int(dossier[:5]) % 5 == 0 and not in_senate:
        bare_letter = None
    figures = cited.get("joined") or cited.get("spaced")
    return figures or cited.get("joined_letter") or letter or bare_letter


def _found(
    cited: dict[str, str | None],
    session: str | None,
    dossier: str,
    number: str | None,
    start: int,
    end: int,
) -> Found:
    year = int(session[:4]) if session else None
    if number is None or not _has_plain_id(number, dossier, year, cited.get("house")):
        return Found("dossier", f"dossier:{dossier}", f"{SITE}/dossier/{dossier}", start, end)
    plain = re.match(r"\d+|[A-Z]+", number)
    reprint = re.search(r"(?i:h(\d)|herdruk)", number)
    id_ = f"kst-{dossier}-{plain.group() if plain else number}"
    certain = year is None or year >= _OLDEST_ONLINE
    if reprint:
        id_ += f"-h{reprint.group(1) or 1}"
        certain = certain and reprint.group(1) is not None
    if cited.get("annex"):
        return Found("bijlage", f"bijlage-van:{id_}", None, start, end)
    return Found("kamerstuk", id_, f"{SITE}/{id_}.html" if certain else None, start, end)


def _has_plain_id(number: str, dossier: str, year: int | None, house: str | None) -> bool:
    """Whether dossier and number make the id; the Eerste Kamer's older pieces have longer ones."""
    if number[0].isdigit():
        return house not in ("I", "EK")
    if year is not None:
        return year >= _OLDEST_LETTER["session"]
    return int(dossier[:5]) >= _OLDEST_LETTER["dossier"]


RULES: tuple[Rule, ...] = (
    (_KEYED, _kamerstuk),
    (_UNKEYED, _kamerstuk),
    (_COMPACT, _kamerstuk),
    (_LONE_LETTER, _kamerstuk),
)
