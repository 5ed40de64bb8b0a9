"""`beleidswijzer show`: a document, section, paragraph or footnote, in its context."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ingest.document import Document, Footnote, Section
from ingest.errors import UnknownAnchorError
from ingest.graph import Edge, graph_of
from ingest.places import Place, place_in
from ingest.settings import Settings
from ui.cli.terminal import echo_json, echo_text

if TYPE_CHECKING:
    from ingest.index.store import Index


@click.command()
@click.argument("place", metavar="ID|ANCHOR")
@click.option("--json", "as_json", is_flag=True, help="Print the document, or the place, as JSON.")
def show(place: str, as_json: bool) -> None:
    """Show a document or a place in it; every citation names its anchor.

    \b
    A document:      beleidswijzer show kst-30420-437
    A section:       beleidswijzer show kst-30420-437#4.politie
    A paragraph:     beleidswijzer show kst-30420-437#4.politie.p3
    A footnote:      beleidswijzer show kst-30420-437#n15
    Who signed:      beleidswijzer show kst-30420-437#ondertekening
    For a program:   beleidswijzer show kst-30420-437 --json
    """
    from ingest.encoder import open_encoder
    from ingest.library import open_index

    settings = Settings()
    index = open_index(settings, open_encoder(settings.encoder), progress=sys.stderr.isatty())
    name, _, inside = place.partition("#")
    document = index.documents.get(name)
    if document is None:
        raise UnknownAnchorError(_absent(name, index, settings))
    if not inside:
        if as_json:
            echo_json(document.model_dump_json())
        else:
            echo_text(outline(document, graph_of(index.documents.values())))
        return
    target = place_in(document, place)
    if as_json:
        echo_json(target.model_dump_json())
    else:
        echo_text(in_context(document, target))


def outline(document: Document, graph: Sequence[Edge]) -> str:
    """Title, facts, sections, footnotes, signatories, citations and warnings of a document.

    Args:
        document: What is shown.
        graph: The citations of all documents.
    """
    lines = [document.title, f"{document.id}, {document.kind}, {document.date}", ""]
    lines += [f"{'  ' * s.level}{s.label}  ({s.anchor})" for s in document.sections]
    lines += ["", *(f"[{n.number}] {n.text}" for n in document.footnotes), ""]
    lines += [f"{s.name}, {s.role}" for s in document.signatories]
    cites = [e for e in graph if e.source == document.id]
    cited = [e for e in graph if e.target == document.id]
    lines += ["", "Cites:", *(f"  {_described(e)}" for e in cites)] if cites else []
    lines += ["", "Cited by:", *(f"  {e.anchor}: {e.quote}" for e in cited)] if cited else []
    lines += [f"Warning: {w}" for w in document.warnings]
    return "\n".join(lines)


def _described(edge: Edge) -> str:
    here = "present" if edge.present else "not present"
    return f"{edge.target} ({here}, title {edge.title_check}) at {edge.anchor}"


def in_context(document: Document, place: Place) -> str:
    """The text of a place, with the path to it and the footnotes marked in it."""
    if isinstance(place, Section):
        path = place.label
    elif isinstance(place, Footnote):
        path = f"[{place.number}]"
    else:
        path = " > ".join(place.section)
    lines = [f"{document.title} ({document.id}, {document.date})", path, "", document.quote(place)]
    if isinstance(place, Footnote):
        marked = [_sentence_before(document, mark) for mark in place.marks]
        lines += ["", *(f"at: {sentence}" for sentence in marked)]
    else:
        lines += ["", *(f"[{n.number}] {n.text}" for n in document.notes_in(place))]
    return "\n".join(lines).rstrip()


def _absent(name: str, index: "Index", settings: Settings) -> str:
    """Why there is no such document: known but not here, or not known at all."""
    from ingest.manifest import load_manifest
    from ingest.overview import how_to_add

    present = f"Present: {', '.join(index.documents)}."
    entry = load_manifest(settings.corpus, settings.data).by_id.get(name)
    if entry is None:
        return f"No document {name!r}. {present}"
    where = f" Read it at {entry.url}." if entry.url else ""
    return (
        f"{name} ({entry.title}) belongs to the collection but is not present.{where} "
        f"Add it with: {how_to_add(entry)}. {present}"
    )


def _sentence_before(document: Document, mark: int) -> str:
    sentences = (s for p in document.paragraphs for s in p.sentences)
    return next((document.quote(s) for s in sentences if s.start < mark <= s.end), "")
