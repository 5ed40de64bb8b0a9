"""What tests of the plain pages share: a reader of pages, and small documents."""

from test_web import Page

from ingest.contacts import load_contacts
from ingest.document import Cell, Document, Paragraph
from ingest.manifest import load_manifest
from ingest.settings import Settings
from ui.web.site.frame import Frame
from ui.web.site.pages import document_page

LETTER = "/document/kst-30420-437"
SETTINGS = Settings()
MANIFEST = load_manifest(SETTINGS.corpus)


class Read(Page):
    """A page of ours; SVG closes its shapes at once."""

    VOID = Page.VOID | {"img", "path", "rect"}

    def __init__(self, html):
        super().__init__(html.removeprefix("<!doctype html>\n"))
        assert len(self.ids) == len(set(self.ids)), "an id stands twice"
        for link in self.all("a"):
            if link["href"].startswith("#"):
                assert link["href"][1:] in self.ids, f"{link['href']} leads nowhere"

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def by_id(self, id_):
        (found,) = [e for e in self.elements if e.get("id") == id_]
        return found


def bare(text):
    return "".join(text.split())


def frame(language="nl", path="/document/x"):
    return Frame(language, path, load_contacts(SETTINGS.corpus), evaluation=False)


def spanned(text, words, **fields):
    start = text.index(words)
    return {"start": start, "end": start + len(words), **fields}


def paragraph(text, words, anchor, kind="paragraph", **fields):
    known = {"section": ("Een",), "number": 1, "sentences": ()} | fields
    return Paragraph(**spanned(text, words, anchor=f"x#{anchor}", kind=kind, **known))


def document(text, *paragraphs, **fields):
    known = {
        "id": "x", "title": "Titel", "kind": "bijlage", "date": "2025-01-02", "dossier": None,
        "number": None, "text": text, "sections": (), "paragraphs": paragraphs, "footnotes": (),
        "references": (), "signatories": (), "warnings": (),
    }  # fmt: skip
    return Document(**known | fields)


def drawn(one, sought="", language="nl"):
    return Read(document_page(one, {one.id: one}, MANIFEST, frame(language), sought))


def table():
    text = "Wie\tWat\nPolitie\tVoorlichting\nCOA\tUnits\n\nVrije tekst"

    def row(words, anchor, headings):
        start = text.index(words)
        cells, at = [], start
        for cell, own in zip(words.split("\t"), headings, strict=True):
            cells.append(Cell(start=at, end=at + len(cell), headings=own))
            at += len(cell) + 1
        return paragraph(text, words, anchor, "row", cells=tuple(cells))

    return document(
        text,
        row("Wie\tWat", "p1", [(), ()]),
        row("Politie\tVoorlichting", "p2", [("Wie",), ("Politie", "Wat")]),
        row("COA\tUnits", "p3", [("Wie",), ("COA", "Wat")]),
    )
