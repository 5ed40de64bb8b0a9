"""Whether bytes are what was asked: magic bytes, error pages, another publication's text.

A wrong id may give 200 with an error page. The text of KOOP names its own id: XML in
`OVERHEIDop.externMetadataRecord`, HTML in `DC.identifier`.
"""

import re

from ingest.formats import Format, decoded, sniff
from ingest.sources.errors import SourceError

_HEAD = 2000  # bytes within which a publication shows what it is
_META = 50_000  # bytes within which it names its id
_SHORT = 1000  # characters; an empty publication says little more than that it is empty

_KOOP_ID = re.compile(r"(?:kst|blg|ah|h|kv|nds|ag)-")
_KOOP_XML = re.compile(r"<(?:officiele-publicatie|kamerwrk)\b")
_KOOP_HTML = re.compile(r"OVERHEIDop\.|DC\.identifier|broodtekst|class=\"stuk\b")
_ERROR_TITLE = re.compile(
    r"<title[^<>]{0,200}>[^<]{0,20}(?:not found|forbidden|server error|service unavailable"
    r"|bad gateway|(?:pagina|publicatie|document|bestand)[^<]{0,20}(?:niet gevonden|bestaat niet))",
    re.IGNORECASE,
)
_META_TAG = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*[\"']([^\"']{0,500})[\"']")
_NO_TEXT = "niet beschikbaar in HTML-formaat"


def check(data: bytes, expected_id: str | None = None, format: str | None = None) -> Format:
    """See that these are the bytes of the publication; gives their format.

    Args:
        data: What was downloaded.
        expected_id: The id that was asked for; None for an address that has none.
        format: The format that was asked for; None where any will do.

    Raises:
        SourceError: "error page instead of a document", "another document (...)", "empty
            document", "unknown format", or "pdf instead of xml".
    """
    found = sniff(data)
    if found is None:
        raise SourceError("unknown format" if data else "empty document")
    official = bool(expected_id and _KOOP_ID.match(expected_id))
    if _is_error_page(data, found, official) or (found == "text" and expected_id):
        raise SourceError("error page instead of a document")
    if format is not None and found != format:
        raise SourceError(f"{found} instead of {format}")
    if found in ("html", "xml"):
        named = _own_id(data)
        if expected_id and named and named.casefold() != expected_id.casefold():
            raise SourceError(f"another document ({named})")
        if _is_empty(data):
            raise SourceError("empty document")
    return found


def _is_error_page(data: bytes, found: Format, official: bool) -> bool:
    head = decoded(data[:_META])
    if found == "html":
        return not _KOOP_HTML.search(head) if official else bool(_ERROR_TITLE.search(head))
    return found == "xml" and official and not _KOOP_XML.search(decoded(data[:_HEAD]))


def _own_id(data: bytes) -> str | None:
    for tag in _META_TAG.findall(decoded(data[:_META])):
        content = _CONTENT.search(tag)
        if content and "externMetadataRecord" in tag:
            record = re.search(r"([^/]+)/metadata\.xml$", content[1])
            return record[1] if record else None
        if content and "DC.identifier" in tag:
            return content[1].strip()
    return None


def _is_empty(data: bytes) -> bool:
    if len(data) > _META:
        return False
    text = re.sub(r"<[^<>]*>", " ", decoded(data))
    return not text.strip() or (_NO_TEXT in text and len(" ".join(text.split())) < _SHORT)
