"""The plain pages as HTML. Pure; the templates escape what they get."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ingest.document import Document, Paragraph, Reference, Span
from ingest.manifest import Entry, Manifest
from ingest.overview import how_to_add
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
    place_of,
    present,
)
from ui.web.site.figures import figures
from ui.web.site.find import find
from ui.web.site.frame import Frame
from ui.web.site.outline import contents_of, leaves_of
from ui.web.site.picture import Node, picture
from ui.web.site.prose import Labels, Writer, hit_id, mark_id, name_of

_AROUND = 60  # characters shown on either side of a hit


@dataclass(frozen=True)
class Hits:
    """What was found in one place: the first of `count` hits with the words around it."""

    anchor: str  # of the place; empty outside paragraphs
    label: str
    id: str  # of the first hit on the page
    before: str
    found: str
    after: str
    count: int


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
    )


def document_page(
    document: Document,
    documents: Mapping[str, Document],
    manifest: Manifest,
    frame: Frame,
    sought: str = "",
) -> str:
    """A whole document.

    Args:
        document: what is shown.
        documents: those that can be read, by id.
        manifest: what is known of it and of what it cites.
        frame: the surroundings of the page.
        sought: words to mark.
    """

    def link_of(reference: Reference) -> str | None:
        """To its page here, also where it is missing; else to where it is published."""
        if known := manifest.by_id.get(reference.id):
            return frame.link(f"/document/{document_id(known)}")
        return _https(reference.url)

    leaves = leaves_of(document)
    spans = [
        Span(start=leaf.start + s.start, end=leaf.start + s.end)
        for leaf in leaves
        for s in find(sought, document.quote(leaf))
    ]
    s, t = frame.texts, frame.web
    labels = Labels(footnote=t["footnote"], page=t["page"])
    return _page(
        "document",
        frame,
        it=Present(document, entries_by_document(manifest).get(document.id)),
        document=document,
        contents=contents_of(document),
        html=Writer(document, link_of, spans, labels).html,
        citing=citings([document], manifest),
        documents=documents,
        mark_id=mark_id,
        sought=sought,
        hits=_gathered(document, spans, leaves, s["outside"], t),
        count=len(spans),
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


def error_page(key: str, frame: Frame, detail: str = "") -> str:
    """Why there is no page; `detail` in the words of the program."""
    return _page("error", frame, key=key, detail=detail)


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


def _gathered(
    document: Document,
    spans: Sequence[Span],
    leaves: Sequence[Span],
    outside: str,
    t: Mapping[str, str],
) -> list[Hits]:
    places: dict[tuple[str, str], list[tuple[int, Span]]] = {}
    for number, span in enumerate(spans, 1):
        places.setdefault(place_of(document, span), []).append((number, span))
    gathered = []
    for (anchor, section), found in places.items():
        number, first = found[0]
        leaf = next(leaf for leaf in leaves if leaf.start <= first.start < leaf.end)
        start, end = max(leaf.start, first.start - _AROUND), min(leaf.end, first.end + _AROUND)
        gathered.append(
            Hits(
                anchor=anchor,
                label=place_label(document, anchor, t) or section or outside,
                id=hit_id(number),
                before=("… " if start > leaf.start else "") + document.text[start : first.start],
                found=document.quote(first),
                after=document.text[first.end : end] + (" …" if end < leaf.end else ""),
                count=len(found),
            )
        )
    return gathered


def place_label(document: Document, anchor: str, t: Mapping[str, str]) -> str:
    """Voetnoot 15, or: Politie, alinea 3; empty for what is neither."""
    for note in document.footnotes:
        if note.anchor == anchor:
            return t["footnote"].format(number=note.number)
    for paragraph in document.paragraphs:
        if paragraph.anchor == anchor:
            number = t["paragraph"].format(number=paragraph.number)
            return f"{paragraph.section[-1]}, {number}" if paragraph.section else number
    return ""


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
        place_label=place_label,
        https=_https,
        **view,
    )
