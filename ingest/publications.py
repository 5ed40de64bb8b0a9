"""A footnote that is the title of a publication or of statistics: its kind and a readable id."""

import re
import unicodedata

# Bodies that publish figures (statistiek).
_STATISTICS = ("CBS", "WODC", "SCP")
_LONGEST = 300  # characters; a longer note explains, it does not cite
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BODY_FIRST = re.compile(rf"(?P<body>{'|'.join(_STATISTICS)})\b[\s,:]{{1,3}}(?P<title>\S.*)", re.S)
_BODY_LAST = re.compile(r"(?P<title>\S.{2,200}?)\s{1,3}[-–|]\s{1,3}(?P<body>[A-Z][A-Z0-9]{1,9})", re.S)
_YEAR_LAST = re.compile(r"(?P<title>[A-Z‘“'\"].{5,280}),\s{1,3}(?:19|20)\d\d", re.S)


def find_publication(
    text: str, start: int, end: int
) -> tuple[tuple[str, str, str | None, int, int], ...]:
    """(kind, id, address, start, end) of the publication that ``text[start:end]`` names, if any.

    Three forms: "CBS ..., 2024." (a body with figures first), "Title - COC." (a body last) and
    "Title, 2021.". The address is always None: a title does not tell it.
    """
    if end - start > _LONGEST:
        return ()
    written = text[start:end].strip().rstrip(".").rstrip()
    for pattern in (_BODY_FIRST, _BODY_LAST, _YEAR_LAST):
        if match := pattern.fullmatch(written):
            begin = start + len(text[start:end]) - len(text[start:end].lstrip())
            body = match.groupdict().get("body")
            kind = "statistiek" if body in _STATISTICS else "publicatie"
            id_ = f"{(body or 'publicatie').lower()}:{_slug(written, match['title'], body)}"
            return ((kind, id_, None, begin, begin + len(written)),)
    return ()


def _slug(written: str, title: str, body: str | None) -> str:
    """The title's own words and the year: "veiligheidsmonitor-2023"."""
    if body:
        title = re.sub(rf"\s*[-–|]\s*{body}$", "", title)
    years = _YEAR.findall(written)
    parts = [p for p in re.split(r"[,;]", _YEAR.sub("", title)) if p.strip()]
    words = unicodedata.normalize("NFKD", parts[0] if parts else title).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", words.encode("ascii", "ignore").decode()).strip("-")
    return "-".join([plain, *years[:1]])
