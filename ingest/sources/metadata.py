"""metadata.xml, which stands beside every official publication, in its two dialects.

A: `<metadata_gegevens>` of `<metadata name="DC.title" content="..."/>`, nested in places.
B: `<owms-metadata>` of OWMS 4.0 elements, with a malformed `<dcterms.modified>`.
"""

from collections.abc import Iterator

from ingest.safe_xml import Element, local_name
from ingest.sources import trees
from ingest.sources.errors import SourceError
from ingest.sources.record import Fact, Record, record_of


def parse_metadata(data: bytes) -> Record:
    """The facts of a metadata.xml; there are no addresses in it.

    Raises:
        SourceError: "no metadata".
    """
    root = trees.parse(data, recover=True)
    known = {"metadata_gegevens": _dialect_a, "owms-metadata": _dialect_b}
    read = known.get(local_name(root))
    record = record_of(read(root), {}) if read else None
    if record is None:
        raise SourceError("no metadata")
    return record


def _dialect_a(root: Element) -> Iterator[Fact]:
    """What stands inside another element is about that (a place, say), not the publication."""
    for element in sorted(trees.elements(root, "metadata"), key=_depth):
        value = " ".join(element.get("content", "").split())
        yield Fact(_bare(element.get("name", "")), value)


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _dialect_b(root: Element) -> Iterator[Fact]:
    for element in trees.elements(root):
        yield Fact(_bare(local_name(element)), trees.text(element))


def _bare(written: str) -> str:
    """Fold "DC.title" and "dcterms.modified" to the name behind the prefix."""
    return written.rpartition(".")[2].lower()
