"""Which document cites which, and where: the graph of references."""

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.document import Document, Footnote, Frozen, Paragraph, Reference, TitleCheck
from ingest.manifest import Manifest


class Edge(Frozen):
    """One citation: from a place in a document to what it cites."""

    source: str  # id of the citing document
    anchor: str  # the paragraph or footnote in which it stands
    target: str
    kind: str
    quote: str
    url: str | None
    present: bool
    title_check: TitleCheck


def graph_of(documents: Iterable[Document]) -> tuple[Edge, ...]:
    """The citations of all documents, in the order of their texts."""
    return tuple(
        Edge(
            source=document.id,
            anchor=_anchor(document, reference),
            target=reference.id,
            kind=reference.kind,
            quote=document.quote(reference),
            url=reference.url,
            present=reference.present,
            title_check=reference.title_check,
        )
        for document in documents
        for reference in document.references
    )


def json_ld(edges: Sequence[Edge], manifest: Manifest) -> dict[str, Any]:
    """The graph in JSON-LD: documents as schema.org CreativeWork, citations as `citation`.

    Source: https://schema.org/citation. Ids are those of officielebekendmakingen.nl where they
    exist; "present", "anchor" and "titleCheck" are of our own vocabulary.
    """
    named = {e.id: e for e in manifest.entries}
    ids = dict.fromkeys([*named, *(e.source for e in edges), *(e.target for e in edges)])
    urls = {e.target: e.url for e in edges if e.url}
    return {
        "@context": {"@vocab": "https://schema.org/", "bw": "urn:beleidswijzer:"},
        "@graph": [
            {
                "@id": f"bw:{id_}",
                "@type": "CreativeWork",
                "identifier": id_,
                **({"name": named[id_].title} if id_ in named else {}),
                **({"url": url} if (url := urls.get(id_)) else {}),
                "bw:present": id_ in named and named[id_].present,
                "citation": [
                    {
                        "@id": f"bw:{e.target}",
                        "bw:anchor": e.anchor,
                        "bw:quote": e.quote,
                        "bw:titleCheck": e.title_check,
                    }
                    for e in edges
                    if e.source == id_
                ],
            }
            for id_ in ids
        ],
    }


def _anchor(document: Document, reference: Reference) -> str:
    """The smallest place with a name of its own around a reference."""
    places: tuple[Footnote | Paragraph, ...] = (*document.footnotes, *document.paragraphs)
    found = (p for p in places if p.start <= reference.start and reference.end <= p.end)
    return next((p.anchor for p in found), document.id)
