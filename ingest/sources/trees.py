"""The XML of the services, by the local names of its elements.

The services differ in namespaces (SRU 1.2 and 2.0, records with and without), never in local
names.
"""

from collections.abc import Iterator

from ingest.errors import UnreadableError
from ingest.safe_xml import Element, local_name, parse_xml
from ingest.sources.errors import SourceError


def parse(data: bytes, *, recover: bool = False) -> Element:
    """The root of a document.

    Args:
        data: The document; its encoding is told within, or by a byte order mark.
        recover: Read on over what is not well-formed.

    Raises:
        SourceError: "unreadable XML".
    """
    try:
        return parse_xml(data, recover=recover)
    except UnreadableError as error:
        raise SourceError("unreadable XML") from error


def elements(root: Element, *names: str) -> Iterator[Element]:
    """The root and all below it, in order; only those of some local names where any are given."""
    for element in root.iter():
        if not names or local_name(element) in names:
            yield element


def text(element: Element) -> str:
    """Its own text on one line."""
    return " ".join((element.text or "").split())
