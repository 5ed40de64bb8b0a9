"""XML from elsewhere: no entity is ever resolved and nothing is fetched; names are local names.

The services differ in namespaces (SRU 1.2 and 2.0, records with and without), never in local
names.
"""

from collections.abc import Iterator

from lxml import etree

from ingest.sources.errors import SourceError


def parse(data: bytes, *, recover: bool = False) -> etree._Element:
    """The root of a document.

    Args:
        data: The document; its encoding is told within, or by a byte order mark.
        recover: Read on over what is not well-formed.

    Raises:
        SourceError: "unreadable XML".
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("unreadable XML") from error
    if root is None:  # recovering found nothing at all
        raise SourceError("unreadable XML")
    return root


def elements(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The root and all below it, in order; only those of some local names where any are given."""
    for element in root.iter():
        if isinstance(element.tag, str) and (not names or name(element) in names):
            yield element


def name(element: etree._Element) -> str:
    """The local name, also of a prefix that is declared nowhere."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def text(element: etree._Element) -> str:
    """Its own text on one line."""
    return " ".join((element.text or "").split())
