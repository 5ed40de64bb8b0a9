"""`beleidswijzer show`: a document, section, paragraph or footnote, in its context."""

import json
import sys

import click

from ingest.document import Document, Footnote, Paragraph, Section
from ingest.errors import UnknownAnchorError
from ingest.settings import Settings

Place = Section | Paragraph | Footnote


@click.command()
@click.argument("place", metavar="ID|ANCHOR")
@click.option("--json", "as_json", is_flag=True, help="Print the document, or the place, as JSON.")
def show(place: str, as_json: bool) -> None:
    """Show a document (kst-30420-437) or a place in it.

    \b
    A section:    beleidswijzer show kst-30420-437#4.politie
    A paragraph:  beleidswijzer show kst-30420-437#4.politie.p3
    A footnote:   beleidswijzer show kst-30420-437#n15
    """
    from ingest.encoder import open_encoder
    from ingest.library import open_index

    settings = Settings()
    index = open_index(settings, open_encoder(settings.encoder), progress=sys.stderr.isatty())
    name, _, inside = place.partition("#")
    document = index.documents.get(name)
    if document is None:
        known = ", ".join(index.documents)
        raise UnknownAnchorError(f"No document {name!r}. Present: {known}.")
    if not inside:
        click.echo(document.model_dump_json() if as_json else outline(document))
        return
    target = _find(document, place)
    if as_json:
        data = {**target.model_dump(mode="json"), "text": document.quote(target)}
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        click.echo(in_context(document, target))


def outline(document: Document) -> str:
    """Title, facts, tree of sections, footnotes and warnings of a document."""
    lines = [document.title, f"{document.id}, {document.kind}, {document.date}", ""]
    lines += [f"{'  ' * s.level}{s.label}  ({s.anchor})" for s in document.sections]
    lines += ["", *(f"[{n.number}] {n.text}" for n in document.footnotes), ""]
    lines += [f"{s.name}, {s.role}" for s in document.signatories]
    lines += [f"Warning: {w}" for w in document.warnings]
    return "\n".join(lines)


def in_context(document: Document, place: Place) -> str:
    """The text of a place, with the path to it and the footnotes marked in it."""
    if isinstance(place, Section):
        path = place.label
    elif isinstance(place, Paragraph):
        path = " > ".join(place.section)
    else:
        path = f"[{place.number}]"
    lines = [f"{document.title} ({document.id}, {document.date})", path, "", document.quote(place)]
    if isinstance(place, Footnote):
        marked = [_sentence_before(document, mark) for mark in place.marks]
        lines += ["", *(f"at: {sentence}" for sentence in marked)]
    else:
        lines += ["", *(f"[{n.number}] {n.text}" for n in document.notes_in(place))]
    return "\n".join(lines).rstrip()


def _find(document: Document, anchor: str) -> Place:
    places: tuple[Place, ...] = (*document.sections, *document.paragraphs, *document.footnotes)
    found = next((p for p in places if p.anchor == anchor), None)
    if found is None:
        raise UnknownAnchorError(
            f"No place {anchor!r} in {document.id}. "
            f"See its outline with: beleidswijzer show {document.id}"
        )
    return found


def _sentence_before(document: Document, mark: int) -> str:
    sentences = (s for p in document.paragraphs for s in p.sentences)
    return next((document.quote(s) for s in sentences if s.start < mark <= s.end), "")
