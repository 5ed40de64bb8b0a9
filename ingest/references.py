"""From the words of a text to typed ids of official publications.

Spellings and ids follow the Kamerstuk citation practice and KOOP's identifiers
(zoek.officielebekendmakingen.nl). What is misspelt or ambiguous gives no reference, rather than
a wrong one. Every pattern is bounded, so a scan takes time linear in the text.
"""

import re
from collections.abc import Callable, Iterator

from ingest.document import Reference
from ingest.laws import LAWS, address_of_article, law_of
from ingest.publications import find_publication

_SITE = "https://zoek.officielebekendmakingen.nl"
_OLDEST_ONLINE = 1995  # the site holds numbered pieces from this vergaderjaar on
_HAS_PARTS = {"21501"}  # the Councils of the EU: 21 501-20 is a dossier, not its 20th piece

_DASH = "[-‐‑‒–—−]"
_GAP = r"[\s,:]{0,4}"
_NR = r"(?i:(?:nrs?|nos?|nummers?)\b\.?\s{0,3})"
_BEFORE_NR = rf"(?={_GAP}{_NR}|{_DASH}\d)"
_YEAR = rf"(?P<year>(?:19|20)\d\d\s?(?:/|{_DASH})\s?\d\d(?:\d\d)?(?!\d))"
_ROMAN = r"[IVX]{1,6}[A-C]?(?!\w)"
_DOSSIER = (
    r"(?<!\d)\d\d[\s.]{0,3}\d{3}(?!\d)(?:\s?\(R\s?\d{3,4}\))?"
    rf"(?:(?:\s|{_DASH}){{1,2}}(?:{_ROMAN}|[A-M]{_BEFORE_NR})|{_DASH}(?:0\d(?!\d)|\d\d{_BEFORE_NR}))?"
)
_DOSSIERS = rf"(?P<dossiers>{_DOSSIER}(?:\s{{0,3}}(?:,|/|&|en|and)\s{{0,3}}{_DOSSIER}){{0,5}})"
_HERDRUK = r"(?:[\s,(-]{1,3}(?:h\d(?!\w)|(?i:herdruk))\)?)?"
_NUMBER = rf"(?:\d{{1,4}}(?![\d]|[\s.]\d{{3}}(?!\d))|[A-Z]{{1,2}}(?!\w)){_HERDRUK}"
_NUMBERS = (
    rf"{_GAP}(?:(?i:nrs|nos|nummers)\b\.?\s{{0,3}}(?P<numbers>{_NUMBER}"
    rf"(?:\s{{0,3}}(?:,|&|en|and|t/m|{_DASH})\s{{0,3}}{_NUMBER}){{0,30}})"
    rf"|{_NR}(?P<number>{_NUMBER}))"
)
_LOOSE = (
    rf"\s?{_DASH}\s?(?P<joined>(?:\d{{1,4}}|[A-Z]{{1,2}})(?![\w]|{_DASH}))"
    r"|,\s{1,3}(?P<letter>[A-Z])(?!\w)"
    r"|\s(?P<bare_letter>[A-Z])(?![\w.])"
    r"|\s(?P<spaced>\d{1,3})(?=\s{0,3}(?:[).,;?!\]]|\Z))"
)
_ANNEX = (
    r"(?P<annex>(?i:bijlagen?(?:\s\d{1,2})?\s{1,3}(?:bij|van)|annex(?:es)?(?:\s\d{1,2})?\s{1,3}to)"
    r"\s{1,3}(?:(?i:de\sbrief|het|the)\s{1,3})?)?"
)
_KEY = (
    r"(?P<key>(?i:\b(?:(?:Tweede|Eerste)\s)?Kamerstuk(?:ken)?(?:dossiers?|nummers?|nrs?)?\b"
    r"|\bkst\b|\bParliamentary\s(?:Paper|Document)s?\b|\bdossier(?:nummer)?\b)\.?)"
)
_HOUSE = r"(?P<house>II?(?!\w)|[TE]K(?!\w))?"
_SESSION = rf"(?:(?i:vergaderjaar)\s{{1,3}})?{_YEAR}"

_KEYED = re.compile(
    rf"{_ANNEX}{_KEY}[\s,:(]{{0,4}}{_HOUSE}{_GAP}(?:{_SESSION}{_GAP})?{_DOSSIERS}(?:{_NUMBERS}|{_LOOSE})?"
)
_UNKEYED = re.compile(
    rf"(?<![\w€]){_ANNEX}(?:{_SESSION}{_GAP})?{_DOSSIERS}"
    rf"(?:{_NUMBERS}|(?<=\d){_DASH}(?P<joined>\d{{1,3}})(?![\w]|{_DASH}))"
)
_LONE_LETTER = re.compile(r"(?:\A\s*|(?<=\())(?P<dossiers>\d{5})\s(?P<letter>[A-Z])(?=\)|\s*\Z)")
_AANHANGSEL = re.compile(
    r"(?i:aanhangsel(?:\s{1,3}van\s{1,3}de)?\s{1,3}(?:van\s{1,3})?handelingen)"
    rf"{_GAP}{_HOUSE}{_GAP}{_SESSION}{_GAP}{_NR}(?P<nr>\d{{1,5}})(?!\d)"
)
_HANDELINGEN = re.compile(
    rf"(?i:handelingen){_GAP}(?P<house>II?(?!\w)|[TE]K(?!\w)){_GAP}{_SESSION}{_GAP}"
    rf"(?:{_NR})?(?P<nr>\d{{1,4}}){_GAP}(?i:item)\s{{1,3}}(?P<item>\d{{1,3}})(?!\d)"
)
_TOEZEGGING = re.compile(r"(?<!\w)TZ\d{6}-\d{3}(?![\w-])")
_OWN_ID = re.compile(
    r"(?<![\w-])(?:kst-(?:\d{5}(?!\d)|\d{8}-)[0-9A-Za-z-]{0,24}[0-9A-Za-z]|kst-\d{6,7}|blg-\d{1,8}"
    r"|(?:ah|h)-[te]k-\d{8}(?:-\d{1,5}){1,4}(?:-[hn]\d)?)(?![\w-])"
)
_URL = re.compile(r"(?<!\w)https?://[^\s<>\"“”|\\^`{}]{1,2000}")

Found = tuple[str, str, str | None, int, int]  # kind, id, address, start, end


def find_references(
    text: str, start: int = 0, end: int | None = None, footnote: int | None = None
) -> tuple[Reference, ...]:
    """What ``text[start:end]`` cites, in order; spans are into the whole text and do not overlap.

    Args:
        text: The canonical text of a document, or a question.
        start: Where to begin, in characters.
        end: Where to stop; the end of the text when None.
        footnote: Number of the footnote of which this is the text. A footnote that cites no
            official publication may be the title of another publication, and is then one.
    """
    stop = len(text) if end is None else end
    matches = sorted(
        (m.start(), rank, m)
        for rank, (pattern, _) in enumerate(_RULES)
        for m in pattern.finditer(text, start, stop)
    )
    found: list[Found] = []
    done = start
    for begin, rank, match in matches:
        if begin >= done:
            done = match.end()
            found.extend(_RULES[rank][1](match))
    if footnote is not None and not found:
        found.extend(find_publication(text, start, stop))
    return tuple(
        Reference(kind=kind, id=id_, url=url, start=a, end=b, footnote=footnote)
        for kind, id_, url, a, b in found
    )


def _session(match: re.Match[str]) -> str | None:
    """The vergaderjaar as eight digits; None where it is no pair of successive years."""
    first, second = (re.findall(r"\d+", match["year"]) + [""])[:2]
    following = str(int(first) + 1)
    return first + following if second in (following, following[2:]) else None


def _split(match: re.Match[str], pieces: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """One span a piece; the first takes the words before it, the last those behind it."""
    for i, piece in enumerate(pieces):
        begin = match.start() if i == 0 else piece.start()
        yield begin, match.end() if i == len(pieces) - 1 else piece.end()


def _kamerstuk(match: re.Match[str]) -> Iterator[Found]:
    part = match.groupdict()
    session = _session(match) if part.get("year") else None
    if part.get("year") and session is None:
        return
    online = session is None or int(session[:4]) >= _OLDEST_ONLINE
    text = match.string
    dossiers = list(re.compile(_DOSSIER).finditer(text, *match.span("dossiers")))
    listed = next((name for name in ("numbers", "number") if part.get(name)), None)
    numbers = list(re.compile(_NUMBER).finditer(text, *match.span(listed))) if listed else []
    first = _dossier_id(dossiers[0].group())
    if len(dossiers) > 1 or not numbers:
        number = numbers[0].group() if numbers else _loose_number(part, first)
        for (a, b), piece in zip(_split(match, dossiers), dossiers, strict=True):
            yield _piece(_dossier_id(piece.group()), number, bool(part.get("annex")), online, a, b)
        return
    for (a, b), piece in zip(_split(match, numbers), numbers, strict=True):
        yield _piece(first, piece.group(), bool(part.get("annex")), online, a, b)


def _dossier_id(written: str) -> str:
    """"36 600-VII" or "35 000 (R2100)" as the site writes it: 36600-VII, 35000."""
    head = re.sub(r"\(R.*", "", written)
    digits = re.sub(r"\D", "", head)
    addition = re.search(r"[A-Z]+$", head)
    tail = addition.group() if addition else digits[5:]
    return f"{digits[:5]}-{tail}" if tail else digits[:5]


def _loose_number(part: dict[str, str | None], dossier: str) -> str | None:
    """The number of a piece that stands there without "nr."; None where it may be something else.

    "36 600 A" is a chapter of the budget or a piece of the Eerste Kamer: budgets have round numbers.
    """
    joined = part.get("joined")
    if joined and dossier in _HAS_PARTS:
        return None
    bare_letter = part.get("bare_letter")
    if bare_letter and int(dossier[:5]) % 5 == 0 and part.get("house") != "I":
        return None
    return joined or part.get("letter") or bare_letter or part.get("spaced")


def _piece(dossier: str, number: str | None, annex: bool, online: bool, a: int, b: int) -> Found:
    if number is None:
        return "dossier", f"dossier:{dossier}", f"{_SITE}/dossier/{dossier}", a, b
    reprint = re.search(r"(?i:h(\d)|herdruk)", number)
    plain = re.match(r"\d+|[A-Z]+", number)
    id_ = f"kst-{dossier}-{plain.group() if plain else number}"
    if reprint:
        id_ += f"-h{reprint.group(1) or 1}"
        online = online and reprint.group(1) is not None
    if annex:
        return "bijlage", f"bijlage-van:{id_}", None, a, b
    return "kamerstuk", id_, f"{_SITE}/{id_}.html" if online else None, a, b


def _chamber(match: re.Match[str]) -> str:
    return "ek" if match["house"] in ("I", "EK") else "tk"


def _aanhangsel(match: re.Match[str]) -> Iterator[Found]:
    if session := _session(match):
        id_ = f"ah-{_chamber(match)}-{session}-{match['nr']}"
        yield "aanhangsel", id_, f"{_SITE}/{id_}.html", *match.span()


def _handelingen(match: re.Match[str]) -> Iterator[Found]:
    if session := _session(match):
        id_ = f"h-{_chamber(match)}-{session}-{match['nr']}-{match['item']}"
        yield "handelingen", id_, f"{_SITE}/{id_}.html", *match.span()


def _toezegging(match: re.Match[str]) -> Iterator[Found]:
    yield "toezegging", match.group(), None, *match.span()


def _own_id(match: re.Match[str]) -> Iterator[Found]:
    id_ = match.group()
    kinds = {"kst": "kamerstuk", "blg": "bijlage", "ah": "aanhangsel", "h": "handelingen"}
    only_pdf = re.fullmatch(r"blg-\d+|kst-\d{6,7}", id_)
    url = f"{_SITE}/{id_}.{'pdf' if only_pdf else 'html'}"
    yield kinds[id_.split("-")[0]], id_, url, *match.span()


def _url(match: re.Match[str]) -> Iterator[Found]:
    url = match.group().rstrip(".,;:!?'’»)]")
    yield "url", url, url, match.start(), match.start() + len(url)


def _article(match: re.Match[str]) -> Iterator[Found]:
    law = law_of(match["law"])
    articles = list(re.compile(_ARTICLE).finditer(match.string, *match.span("articles")))
    for (a, b), article in zip(_split(match, articles), articles, strict=True):
        number = article.group()
        yield "wetsartikel", f"{law}#{number}", address_of_article(law, number), a, b


def _penal_article(match: re.Match[str]) -> Iterator[Found]:
    law, number = law_of("Sr"), match["articles"]
    yield "wetsartikel", f"{law}#{number}", address_of_article(law, number), *match.span()


_ARTICLE = r"(?<![\w.:])\d{1,4}(?:[.:]\d{1,3})?(?:[a-z](?![a-z])|bis|ter|quater)?[a-z]?(?!\w)"
_MEMBER = (
    r"(?:,?\s{1,2}(?:(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)(?:\slid)?|lid\s\d{1,2}"
    r"|en|aanhef|onder(?:deel)?\s\w{1,3}|onder)){0,6}"
)
_LAW_NAMES = "|".join(sorted((re.escape(n) for law in LAWS for n in law.names), key=len)[::-1])
_ARTICLES = re.compile(
    rf"(?<!\w)(?i:artikel(?:en)?|artt?\.?|articles?)\s{{1,3}}(?P<articles>{_ARTICLE}"
    rf"(?:\s{{0,2}}(?:,|/|en|of|and|t/m|tot en met)\s{{0,2}}{_ARTICLE}){{0,12}}){_MEMBER}"
    rf",?\s{{1,3}}(?:(?:van|of)\s{{1,3}})?(?:(?:het|de|the)\s{{1,3}})?(?P<law>{_LAW_NAMES})"
    r"(?!\w|\sBES)"
)
# Numbers that occur in the Wetboek van Strafrecht only, as people write them in this field.
_PENAL_ARTICLE = re.compile(
    rf"(?:(?<!\w)(?i:artikel|art\.?|article)\s{{1,3}})?(?<![\w.:])(?P<articles>137[c-h]|44bis)(?!\w)"
    r"(?!,?\s{1,3}(?:van|of)\s)(?:\s{1,3}Sr(?!\w))?"
)

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Found]]], ...] = (
    (_URL, _url),
    (_OWN_ID, _own_id),
    (_AANHANGSEL, _aanhangsel),
    (_HANDELINGEN, _handelingen),
    (_KEYED, _kamerstuk),
    (_UNKEYED, _kamerstuk),
    (_LONE_LETTER, _kamerstuk),
    (_TOEZEGGING, _toezegging),
    (_ARTICLES, _article),
    (_PENAL_ARTICLE, _penal_article),
)
