"""The plain pages as HTML. Pure; the templates escape what they get."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from assistant.answer import Language
from assistant.texts import texts
from ingest.adding import Added
from ingest.document import Document, Paragraph, Reference
from ingest.manifest import Entry, Manifest
from ingest.overview import how_to_add
from ingest.shelf import Record
from ui.web.render import draw
from ui.web.site.catalogue import (
    Citing,
    Present,
    by_source,
    citings,
    document_id,
    entries_by_document,
    missing,
    official_name,
    present,
    source_of,
)
from ui.web.site.figures import figures
from ui.web.site.frame import LANGUAGES, NOWHERE, OWNER, Frame
from ui.web.site.outline import contents_of
from ui.web.site.picture import Node, picture
from ui.web.site.places import gathered, hits_of, places_of
from ui.web.site.prose import Labels, Writer, mark_id, name_of


def documents_page(documents: Mapping[str, Document], manifest: Manifest, frame: Frame) -> str:
    """What is in the corpus, what is missing, and which document cites which."""
    here, absent = present(documents, manifest), missing(documents, manifest)
    citing = citings(documents.values(), manifest)
    return _page(
        "documents",
        frame,
        here=here,
        absent=absent,
        picture=_graph(here, absent, citing, frame),
        citing=list(by_source(citing)),
        documents=documents,
        places={d.id: places_of(d, frame.words) for d in documents.values()},
    )


def document_page(
    document: Document,
    documents: Mapping[str, Document],
    manifest: Manifest,
    frame: Frame,
    sought: str = "",
    *,
    printed: bool = False,
) -> str:
    """A whole document.

    Args:
        document: what is shown.
        documents: those that can be read, by id.
        manifest: what is known of it and of what it cites.
        frame: the surroundings of the page.
        sought: words to mark.
        printed: whether its pages can be shown as they were printed.
    """

    def link_of(reference: Reference) -> str | None:
        """To its page here, also where it is missing; else to where it is published."""
        if known := manifest.by_id.get(reference.id):
            return frame.link(f"/document/{document_id(known)}")
        return _https(reference.url)

    hits = hits_of(sought, document)
    places = places_of(document, frame.words)
    labels = Labels(footnote=frame.web["footnote"], page=frame.web["page"])
    return _page(
        "document",
        frame,
        it=Present(document, entries_by_document(manifest).get(document.id)),
        document=document,
        contents=contents_of(document, printed=printed),
        html=Writer(document, link_of, hits, labels).html,
        citing=citings([document], manifest),
        documents=documents,
        mark_id=mark_id,
        sought=sought,
        places=places,
        found=gathered(document, hits, places),
        count=len(hits),
        row_header=_row_header,
    )


def absent_page(entry: Entry, frame: Frame) -> str:
    """A document that belongs to the corpus and is not here: what it is, how it is added."""
    return _page("absent", frame, entry=entry)


def about_page(owner_contact: str, frame: Frame) -> str:
    """What this is and is not, its AI, privacy, figures, accessibility and licence."""
    return _page("about", frame, figures=figures(), owner_contact=owner_contact)


def help_page(frame: Frame) -> str:
    """Where people can turn to: the approved contacts."""
    contacts = sorted(frame.contacts, key=lambda contact: contact.id != "112")
    return _page("help", frame, contacts=contacts)


def owner_page(
    frame: Frame,
    records: Sequence[Record],
    documents: Mapping[str, Document],
    *,
    largest_mb: int,
    added: Sequence[Added] = (),
    problem: str = "",
    detail: str = "",
    wanted: str = "",
    removed: bool = False,
) -> str:
    """Where the owner adds and removes documents.

    Args:
        frame: the surroundings of the page.
        records: what was added before.
        documents: those that can be read, by id.
        largest_mb: how large the files of one form may be together.
        added: what became of the documents of the form that was just sent.
        problem: the key of why nothing was done with it.
        detail: what more is known of that, in English.
        wanted: ids and addresses to begin with.
        removed: whether a document was just removed.
    """
    return _page(
        "owner",
        frame,
        o=texts(frame.language, "owner"),
        records=sorted(records, key=lambda record: record.retrieved, reverse=True),
        source_of=source_of,
        documents=documents,
        largest_mb=largest_mb,
        added=added,
        problem=problem,
        detail=detail,
        wanted=wanted,
        removed=removed,
    )


def removing_page(record: Record, frame: Frame) -> str:
    """Whether a document is really to be removed."""
    return _page("removing", frame, o=texts(frame.language, "owner"), record=record)


def error_page(key: str, frame: Frame) -> str:
    """Why there is no page."""
    return _page("error", frame, key=key)


def nowhere_pages(frame: Frame) -> dict[Language, str]:
    """What is shown where there is no page, by language."""
    return {n: error_page("nowhere", frame.at(NOWHERE, n)) for n in LANGUAGES}


def _graph(
    here: Sequence[Present], absent: Sequence[Entry], citing: Sequence[Citing], frame: Frame
) -> Markup:
    s = frame.texts
    nodes = [Node(p.document.id, p.document.title, present=True) for p in here]
    nodes += [Node(e.id, e.title, present=False) for e in absent]
    drawn = {node.id for node in nodes}
    edges = [(c.source, c.target) for c in citing if c.target in drawn]
    said = s["graph_description"].format(
        here=len(here), missing=len(absent), citations=len(dict.fromkeys(edges))
    )
    return picture(nodes, edges, s["graph_title"], said)


def _row_header(row: Paragraph, document: Document) -> bool:
    """Whether the first cell of a row names the row: the others have it among their headings."""
    if len(row.cells) < 2:
        return False
    first = " ".join(document.quote(row.cells[0]).split())
    return bool(first) and all(first in c.headings for c in row.cells[1:])


def _https(url: str | None) -> str | None:
    return url if url and url.startswith("https://") else None


def _page(page: str, frame: Frame, **view: object) -> str:
    return draw(
        f"site/{page}.html",
        frame.language,
        frame=frame,
        s=frame.texts,
        official_name=official_name,
        how_to_add=how_to_add,
        name_of=name_of,
        owner_path=OWNER,
        https=_https,
        **view,
    )
