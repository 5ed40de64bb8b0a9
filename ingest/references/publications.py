"""A footnote that is the title of a publication or of statistics: its kind and a readable id."""

import re

from ingest.references.found import Found
from ingest.slugs import slug

_STATISTICS = ("CBS", "WODC", "SCP")  # bodies that publish figures
_LONGEST = 300  # characters; a longer note explains, it does not cite
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BODY_FIRST = re.compile(rf"(?P<body>{'|'.join(_STATISTICS)})\b[\s,:]{{1,3}}(?P<title>\S.*)", re.S)
_BODY_LAST = re.compile(
    r"(?P<title>\S.{2,200}?)\s{1,3}[-–|]\s{1,3}(?P<body>[A-Z][A-Z0-9]{1,9})", re.S
)
_YEAR_LAST = re.compile(r"(?P<title>[A-Z‘“'\"].{5,280}),\s{1,3}(?:19|20)\d\d", re.S)


def find_publication(text: str, start: int, end: int) -> list[Found]:
    """The publication that ``text[start:end]`` names, if any.

    Three forms: "CBS ..., 2024." (a body with figures first), "Title - COC." (a body last) and
    "Title, 2021.". There is no address: a title does not tell it.
    """
    if end - start > _LONGEST:
        return []
    note = text[start:end]
    written = note.strip().rstrip(".,; ")
    for pattern in (_BODY_FIRST, _BODY_LAST, _YEAR_LAST):
        if match := pattern.fullmatch(written):
            begin = start + len(note) - len(note.lstrip())
            body = match.groupdict().get("body")
            kind = "statistiek" if body in _STATISTICS else "publicatie"
            id_ = f"{(body or 'publicatie').lower()}:{_slug(match['title'], written, body)}"
            return [Found(kind, id_, None, begin, begin + len(written))]
    return []


def _slug(title: str, written: str, body: str | None) -> str:
    """The first part of the title and the year: "veiligheidsmonitor-2023"."""
    if body:
        title = re.sub(rf"\s{{1,3}}[-–|]\s{{1,3}}{body}$", "", title)
    parts = [part for part in re.split("[,;]", _YEAR.sub("", title)) if part.strip()]
    named = [slug(parts[0] if parts else title), *_YEAR.findall(written)[:1]]
    return "-".join(name for name in named if name)
