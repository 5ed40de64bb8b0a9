"""Articles of law: "artikel 44bis van het Wetboek van Strafrecht", "art. 137d Sr".

Only laws whose id in the Basiswettenbestand (wetten.overheid.nl) is certain; checked 2026-11-24
against published links to wetten.overheid.nl.
"""

import re
from collections.abc import Iterator

from ingest.references.found import Found, Rule, pieces, spans

_PENAL_CODE = "BWBR0001854"
_LAWS = {
    "Grondwet": "BWBR0001840",
    "Gw": "BWBR0001840",
    "Wetboek van Strafrecht": _PENAL_CODE,
    "Sr": _PENAL_CODE,
    "Dutch Criminal Code": _PENAL_CODE,
    "Criminal Code": _PENAL_CODE,
    "Wetboek van Strafvordering": "BWBR0001903",
    "Sv": "BWBR0001903",
    "Algemene wet bestuursrecht": "BWBR0005537",
    "Awb": "BWBR0005537",
    "Algemene wet gelijke behandeling": "BWBR0006502",
    "Awgb": "BWBR0006502",
    "AWGB": "BWBR0006502",
}
_OTHER_COUNTRY = r"\s(?:BES|van\s(?:Aruba|Curaçao|Sint\sMaarten|Suriname))"
_LAW = "|".join(re.escape(name).replace(r"\ ", r"\s{1,3}") for name in _LAWS)
_ARTICLE = (
    r"(?<![\w.:])\d{1,4}(?:[.:]\d{1,3})?"
    r"(?:bis|ter|quater|quinquies|[a-z](?![a-z]))?[a-z]?(?!\w)"
)
_AND = r"\s{0,2}(?:,|/|en|of|and|t/m|tot\sen\smet)\s{0,2}"
_MEMBER = (
    r"(?:,?\s{1,2}(?:(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende)(?:\slid)?|lid\s\d{1,2}"
    r"|en|aanhef|onder(?:deel)?\s\w{1,3}|onder)(?!\w)){0,6}"
)
_ONE_ARTICLE = re.compile(_ARTICLE)
_ARTICLES = re.compile(
    rf"(?<!\w)(?i:artikel(?:en)?|artt?\.?|articles?)\s{{1,3}}"
    rf"(?P<articles>{_ARTICLE}(?:{_AND}{_ARTICLE}){{0,12}}){_MEMBER},?\s{{1,3}}"
    rf"(?:(?:van|of)\s{{1,3}})?(?:(?:het|de|the)\s{{1,3}})?(?P<law>{_LAW})(?!\w|{_OTHER_COUNTRY})"
)
# Numbers that people in this field use without naming the Wetboek van Strafrecht.
_PENAL_ARTICLE = re.compile(
    r"(?P<word>(?<!\w)(?i:artikel|art\.?|article)\s{1,3})?(?<![\w.:])"
    r"(?P<article>137[c-h]|44bis)(?!\w)(?!,?\s{1,3}(?:van|of)\s)(?P<law>\s{1,3}Sr(?!\w))?"
)
_NAME_BEFORE = re.compile(r"[A-Z]\w{2,40}\s{1,2}\Z")


def _articles(match: re.Match[str]) -> Iterator[Found]:
    law = _LAWS[" ".join(match["law"].split())]
    articles = pieces(_ONE_ARTICLE, match, "articles")
    for (start, end), article in zip(spans(match, articles), articles, strict=True):
        yield _found(law, article.group(), start, end)


def _penal_article(match: re.Match[str]) -> Iterator[Found]:
    """A bare "137c"; behind a name it is a house number."""
    before = match.string[max(0, match.start() - 45) : match.start()]
    if match["word"] or match["law"] or not _NAME_BEFORE.search(before):
        yield _found(_PENAL_CODE, match["article"], *match.span())


def _found(law: str, article: str, start: int, end: int) -> Found:
    """The article in its present version; addresses follow Juriconnect 1.3."""
    url = f"https://wetten.overheid.nl/jci1.3:c:{law}&artikel={article}"
    return Found("wetsartikel", f"{law}#{article}", url, start, end)


RULES: tuple[Rule, ...] = ((_ARTICLES, _articles), (_PENAL_ARTICLE, _penal_article))
