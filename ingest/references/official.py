"""Citations of one fixed form: own ids, addresses, Handelingen, Aanhangsel, toezeggingen.

Ids are those of zoek.officielebekendmakingen.nl (KOOP) and of the Tweede Kamer.
"""

import re
from collections.abc import Iterator

from ingest.references.found import GAP, NR, SESSION, SITE, Found, Rule, session_of

_HOUSE = r"(?P<house>II?(?!\w)|[TE]K(?!\w))"
_AANHANGSEL = re.compile(
    r"(?<!\w)(?i:aanhangsel(?:\s{1,3}van\s{1,3}de)?\s{1,3}(?:van\s{1,3})?handelingen)"
    rf"{GAP}{_HOUSE}?{GAP}{SESSION}{GAP}{NR}(?P<nr>\d{{1,5}})(?!\w)"
)
_HANDELINGEN = re.compile(
    rf"(?<!\w)(?i:handelingen){GAP}{_HOUSE}{GAP}{SESSION}{GAP}"
    rf"(?:{NR})?(?P<nr>\d{{1,4}}){GAP}(?i:item)\s{{1,3}}(?P<item>\d{{1,3}})(?!\w)"
)
_TOEZEGGING = re.compile(r"(?<!\w)TZ\d{6}-\d{3}(?![\w-])")
_OWN_ID = re.compile(
    r"(?<![\w-])(?:kst-(?:\d{5}|\d{8}|[A-Z]{1,9})(?:-[0-9A-Za-z]{1,9}){1,5}|kst-\d{6,7}|blg-\d{1,8}"
    r"|(?:ah|h)-[te]k-\d{8}(?:-\d{1,5}){1,4}(?:-[hn]\d)?)(?![\w-])"
)
_URL = re.compile(r"(?<!\w)https?://\w[^\s<>\"“”|\\^`{}]{0,2000}")
_KINDS = {"kst": "kamerstuk", "blg": "bijlage", "ah": "aanhangsel", "h": "handelingen"}
_PDF_ONLY = re.compile(r"blg-\d+|kst-\d{6,7}")


def _aanhangsel(match: re.Match[str]) -> Iterator[Found]:
    if session := session_of(match):
        id_ = f"ah-{_house(match)}-{session}-{match['nr']}"
        yield Found("aanhangsel", id_, f"{SITE}/{id_}.html", *match.span())


def _handelingen(match: re.Match[str]) -> Iterator[Found]:
    if session := session_of(match):
        id_ = f"h-{_house(match)}-{session}-{match['nr']}-{match['item']}"
        yield Found("handelingen", id_, f"{SITE}/{id_}.html", *match.span())


def _house(match: re.Match[str]) -> str:
    return "ek" if match["house"] in ("I", "EK") else "tk"


def _toezegging(match: re.Match[str]) -> Iterator[Found]:
    yield Found("toezegging", match.group(), None, *match.span())


def _own_id(match: re.Match[str]) -> Iterator[Found]:
    id_ = match.group()
    form = "pdf" if _PDF_ONLY.fullmatch(id_) else "html"
    yield Found(_KINDS[id_.split("-")[0]], id_, f"{SITE}/{id_}.{form}", *match.span())


def _url(match: re.Match[str]) -> Iterator[Found]:
    """An address; one of an official publication is that publication."""
    url = match.group().rstrip(".,;:!?'’»)]")
    own = _OWN_ID.search(url) if url.startswith(SITE) else None
    kind = _KINDS[own.group().split("-")[0]] if own else "url"
    yield Found(kind, own.group() if own else url, url, match.start(), match.start() + len(url))


RULES: tuple[Rule, ...] = (
    (_URL, _url),
    (_OWN_ID, _own_id),
    (_AANHANGSEL, _aanhangsel),
    (_HANDELINGEN, _handelingen),
    (_TOEZEGGING, _toezegging),
)
