"""Reading what was cited: the collection, a document, a place in it, the graph of citations."""

from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import JSONResponse

from assistant.live import LiveAssistant
from ingest.document import Document
from ingest.errors import UnknownAnchorError
from ingest.graph import graph_of, json_ld
from ingest.manifest import load_manifest
from ingest.overview import Overview, overview
from ingest.places import Place, place_in
from ingest.settings import Settings


class JsonLd(JSONResponse):
    """Linked data."""

    media_type = "application/ld+json"


def document_routes(assistant: LiveAssistant, settings: Settings) -> APIRouter:
    """The routes over the documents of an assistant."""
    router = APIRouter()

    @router.get("/documents")
    def documents() -> list[Overview]:
        """What belongs to the collection, and whether it is here."""
        rows = overview(load_manifest(settings.corpus, settings.data), settings.data)
        return [_without_path(row) for row in rows]

    @router.get("/documents/{id}")
    def document(id: str) -> Document:
        """A document: one text, and spans into it."""
        found = assistant.documents.get(id)
        if found is None:
            raise HTTPException(404, "No such document here. /api/v1/documents lists them.")
        return found

    @router.get("/documents/{id}/{place}")
    def place(id: str, place: str) -> Place:
        """A section, paragraph, footnote or passage, by what its anchor has behind the #."""
        try:
            return place_in(document(id), f"{id}#{place}")
        except UnknownAnchorError:
            raise HTTPException(404, "The document has no such place.") from None

    @router.get("/graph", response_class=JsonLd)
    def graph() -> dict[str, Any]:
        """Which document cites which, and where, in JSON-LD (schema.org)."""
        edges = graph_of(assistant.documents.values())
        return json_ld(edges, load_manifest(settings.corpus, settings.data))

    return router


def _without_path(row: Overview) -> Overview:
    """The row without where a file lay on this machine: that is nobody's business."""
    if row.source and not row.source.startswith(("https://", "http://")):
        return row.model_copy(update={"source": None})
    return row
