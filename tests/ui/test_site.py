"""The plain pages: the whole letter and nothing else, every link arriving, nothing let out."""

import re
from http.client import HTTPConnection

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from test_web import HOSTILE, Page

from assistant.texts import texts
from ingest.contacts import load_contacts
from ingest.document import Cell, Document, DocumentInfo, Footnote, Paragraph, Reference, Section
from ingest.document import Page as Sheet
from ingest.manifest import Manifest, load_manifest
from ingest.settings import Settings
from ingest.shelf import Record
from ui.web.site.find import find
from ui.web.site.frame import Frame
from ui.web.site.outline import Items, Part, Prose, Table, contents_of
from ui.web.site.pages import about_page, document_page, documents_page
from ui.web.site.picture import Node, picture

LETTER = "/document/kst-30420-437"
PATHS = ["/documenten", LETTER, "/document/kst-30420-392", "/document/niets", "/over", "/hulp"]
SETTINGS = Settings()
MANIFEST = load_manifest(SETTINGS.corpus)
VOID = Page.VOID | {"path", "rect"}


@pytest.fixture(scope="module")
def client(address):
    with httpx.Client(base_url=address) as client:
        yield client


@pytest.fixture(scope="module")
def letter(web_assistant):
    return web_assistant[0].documents["kst-30420-437"]


class Read(Page):
    """A page of ours; SVG closes its shapes at once."""

    VOID = VOID

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


# What a document page says


def test_the_page_of_the_letter_is_the_letter_and_nothing_else(client, letter):
    page = Read(client.get(LETTER).text)
    for part in letter.paragraphs:
        assert page.by_id(part.anchor.partition("#")[2])["text"] == letter.quote(part)
    for section in letter.sections:
        own = page.by_id(section.anchor.partition("#")[2])["text"]
        assert bare(own) == bare(letter.text[section.start : section.end])
    (body,) = page.all("article", class_="bw-letter")
    assert bare(body["text"]) == bare(letter.text[: letter.footnotes[0].start])
    notes = [e["text"] for e in page.all("span", class_="bw-note-text")]
    assert notes == [note.text for note in letter.footnotes]


def test_every_anchor_of_the_letter_is_an_id_once(client, letter):
    page = Read(client.get(LETTER).text)
    for one in (*letter.sections, *letter.paragraphs, *letter.footnotes):
        assert page.ids.count(one.anchor.removeprefix("kst-30420-437#")) == 1


def test_headings_follow_the_tree_of_sections(client, letter):
    page = Read(client.get(LETTER).text)
    assert [e["text"] for e in page.all("h1")] == [letter.title]
    levels = {e["text"]: e["tag"] for e in page.elements if re.fullmatch("h[2-6]", e["tag"])}
    assert levels["Politie"] == "h3"
    assert levels["1. Vergroten van veiligheid in de publieke ruimte"] == "h2"
    assert [a["text"] for a in page.all("a", href="#4.politie")] == ["Politie"]


def test_every_mark_leads_to_its_note_and_each_note_back_to_every_mark():
    text = "Een zin. Nog een zin.\n\nDe noot."
    note = Footnote(
        **spanned(text, "De noot."), anchor="x#n1", number=1, text="De noot.", marks=(8, 21),
        sentences=(),
    )  # fmt: skip
    one = document(text, paragraph(text, "Een zin. Nog een zin.", "1.p1"), footnotes=(note,))
    page = drawn(one)
    marks = page.all("a", class_="bw-note-mark")
    assert [(m["href"], m["data-n"], m["text"]) for m in marks] == [("#n1", "1", "")] * 2
    backs = page.all("a", class_="bw-back")
    assert [b["href"] for b in backs] == [f"#{m['id']}" for m in marks]
    assert len({b["aria-label"] for b in backs}) == 2


def test_rows_are_a_table_with_its_headings():
    page = drawn(table())
    assert [(e["text"], e["scope"]) for e in page.all("th")] == [
        ("Wie", "col"), ("Wat", "col"), ("Politie", "row"), ("COA", "row")
    ]  # fmt: skip
    assert [e["text"] for e in page.all("td")] == ["Voorlichting", "Units"]
    assert {"p1", "p2", "p3"} <= {e.get("id") for e in page.all("tr")}
    assert [e["text"] for e in page.all("p", class_="bw-outside")] == ["Vrije tekst"]


def test_pages_are_shown_where_they_begin_and_add_no_text():
    text = "Op de eerste. Op de tweede."
    sheets = (
        Sheet(start=0, end=14, number=1, label="i"),
        Sheet(start=14, end=len(text), number=2, label="2"),
    )
    page = drawn(document(text, paragraph(text, text, "p1"), pages=sheets))
    assert [e["aria-label"] for e in page.all("span", role="doc-pagebreak")] == [
        "pagina i", "pagina 2"
    ]  # fmt: skip
    assert page.by_id("p1")["text"] == text


def test_a_reference_leads_to_its_page_here_with_what_is_known_of_it(client):
    page = Read(client.get(LETTER).text)
    assert "Kamerstuk 30 420, nr. 392" in [
        a["text"] for a in page.all("a", href="/document/kst-30420-392")
    ]
    note = page.by_id("n6")["text"]
    assert texts("nl", "site")["not_here"] in note
    assert texts("nl", "site")["title_mismatch"] in note
    assert "nr. 303 van 2 april 2019" in note


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org/", None])
def test_only_https_addresses_become_links(url):
    text = "Zie het rapport."
    reference = Reference(kind="url", id="onbekend", url=url, **spanned(text, "het rapport"))
    page = drawn(document(text, paragraph(text, text, "p1"), references=(reference,)))
    assert not [a for a in page.all("a") if a["href"].startswith(("javascript", "http"))]
    assert page.by_id("p1")["text"] == text


def test_references_in_one_another_do_not_nest():
    text = "Kamerstuk 30 420, nr. 392 en meer"
    url = "https://example.org/"
    references = [
        Reference(kind="url", id=words, url=url, **spanned(text, words))
        for words in ("Kamerstuk 30 420, nr. 392", "30 420", "nr. 392 en meer")
    ]
    page = drawn(document(text, paragraph(text, text, "p1"), references=tuple(references)))
    (link,) = [a for a in page.all("a", href=url) if a["text"] in page.by_id("p1")["text"]][:1]
    assert link["text"] == "Kamerstuk 30 420, nr. 392"


def test_the_tree_keeps_all_text_in_order():
    text = "Brief\n\n1 Een\nEerste.\nPunt a\nPunt b\n\n1.1 Twee\nDiep.\n\nGetekend,\nA. de B."
    sections = [
        Section(**spanned(text, "1 Een"), anchor="x#1", number="1", title="Een", level=1,
                heading_end=text.index("1 Een") + 5),
        Section(**spanned(text, "1.1 Twee"), anchor="x#1.1", number="1.1", title="Twee", level=3,
                heading_end=text.index("1.1 Twee") + 8),
    ]  # fmt: skip
    end = text.index("Diep.") + 5
    one = document(
        text,
        paragraph(text, "Eerste.", "1.p1"),
        paragraph(text, "Punt a", "1.p1.i1", "item"),
        paragraph(text, "Punt b", "1.p1.i2", "item"),
        paragraph(text, "Diep.", "1.1.p1"),
        sections=tuple(s.model_copy(update={"end": end}) for s in sections),
    )
    above, part, below = contents_of(one)
    assert (one.quote(above.span), one.quote(below.span)) == ("Brief", "Getekend,\nA. de B.")
    assert [type(c) for c in part.contents] == [Prose, Items, Part]
    (deep,) = part.parts
    assert (deep.depth, deep.heading.start) == (2, text.index("1.1 Twee"))
    page = drawn(one)
    assert bare(page.by_id("1.1")["text"]) == "1.1TweeDiep."
    assert [e["text"] for e in page.all("h3")] == ["1.1 Twee"]


def test_a_single_row_without_headings_is_no_header():
    one = table()
    (only, *_) = contents_of(one.model_copy(update={"paragraphs": one.paragraphs[:1]}))
    assert isinstance(only, Table)
    assert only.head is None


# Searching in a document


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("COÖRDINATIE", ["coördinatie"]),
        ("coordinatie", ["coördinatie"]),
        ("zo'n", ["zo’n"]),
        ("een  groot", ["e\u0301e\u0301n\ngroot"]),
        ("straße", ["Straße"]),
        ("STRASSE", ["Straße"]),
        ("niets", []),
        (" \u0301 ", []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(words, found):
    text = "De coördinatie is e\u0301e\u0301n\ngroot zo’n Straße"
    assert [text[hit.start : hit.end] for hit in find(words, text)] == found


@given(st.text(max_size=60), st.text(max_size=4))
def test_hits_are_true_and_do_not_overlap(text, words):
    at = 0
    for hit in find(words, text):
        assert at <= hit.start < hit.end <= len(text)
        at = hit.end


def test_hits_are_marked_and_listed_with_links(client, letter):
    page = Read(client.get(LETTER, params={"zoek": "POLITIE"}).text)
    marks = [m for m in page.all("mark") if "id" in m]
    assert len(marks) == letter.text.lower().count("politie")
    assert {m["text"].lower() for m in marks} == {"politie"}
    assert page.by_id("4.politie.p3")["text"] in letter.text
    assert page.all("a", href="#bw_gevonden-1")
    assert texts("nl", "site")["found_none"] not in page.text


def test_a_search_keeps_links_and_marks_within_them(client):
    page = Read(client.get(LETTER, params={"zoek": "nr. 392."}).text)
    (link,) = [a for a in page.all("a", href="/document/kst-30420-392") if "nr. 392" in a["text"]]
    assert link["text"] == "Kamerstuk 30 420, nr. 392"
    assert [m["text"] for m in page.all("mark") if m["text"] in ("nr. 392", ".")]


def test_what_is_not_found_is_said_and_nothing_is_marked(client):
    page = Read(client.get(LETTER, params={"zoek": "<zwanenburg>"}).text)
    assert texts("nl", "site")["found_none"] in page.text
    assert "<zwanenburg>" in page.text
    assert not page.all("mark")


@given(st.text(alphabet="politea é.'’\n", max_size=6))
def test_any_search_leaves_the_text_as_it_is(sought):
    text = "De politie, zie: politie café. Café’s"
    reference = Reference(kind="url", id="u", url="https://e.org/", **spanned(text, "zie: pol"))
    one = document(text, paragraph(text, text, "p1"), references=(reference,))
    assert drawn(one, sought).by_id("p1")["text"] == text


# What is in the corpus


def test_documents_that_are_here_come_first_then_what_is_missing(client):
    page = Read(client.get("/documenten").text)
    for words in ("Kamerstuk 30 420, nr. 437", "16 onderdelen, 16 voetnoten", "10 december 2025"):
        assert words in page.all("article")[0]["text"]
    missing = {
        a["text"].split("\n")[0]: a["text"] for a in page.all("article", class_="bw-card bw-absent")
    }
    assert len(missing) == len(MANIFEST.entries) - 1
    plan = missing["Actieplan veiligheid lhbti 2019-2022"]
    assert "beleidswijzer corpus fetch kst-30420-392" in plan
    assert texts("nl", "site")["title_mismatch"] in plan
    assert MANIFEST.by_id["kst-30420-392"].remark.nl in plan


def test_the_list_of_references_leads_to_the_places(client):
    page = Read(client.get("/documenten").text)
    notes = [a["text"] for a in page.all("a", href=f"{LETTER}#n10")]
    assert notes == ["Voetnoot 10"]
    assert page.all("a", href=f"{LETTER}#4.openbaar-ministerie.p3")


def test_the_picture_says_what_it_shows():
    nodes = [Node("a", "Een", present=True), Node("b", "Twee", present=True)]
    nodes.append(Node("c", "<b>Drie</b> " * 30, present=False))
    svg = Read(str(picture(nodes, [("a", "b"), ("a", "c"), ("a", "a"), ("a", "z")], "T", "D")))
    (image,) = svg.all("svg", role="img")
    assert [svg.by_id(i)["text"] for i in image["aria-labelledby"].split()] == ["T", "D"]
    assert len(svg.all("path", class_="bw-edge")) == 2
    assert [len(svg.all("g", class_=f"bw-node-{k}")) for k in ("here", "missing")] == [2, 1]


def test_a_document_that_is_missing_has_a_page_that_says_how_it_is_added(client):
    page = Read(client.get("/document/kst-30420-392").text)
    assert texts("nl", "site")["absent"] in page.text
    assert "beleidswijzer corpus fetch kst-30420-392" in page.text


@pytest.mark.parametrize(
    ("source", "shown"),
    [("/home/iemand/geheim/stuk.odt", "stuk.odt"), ("https://e.org/stuk", "https://e.org/stuk")],
)
def test_an_added_document_says_where_it_came_from_and_when(source, shown):
    one = table()
    added = Record(
        info=DocumentInfo(id="x", title="Titel", kind="bijlage", date="2025-01-02"),
        also=("kst-30420-392",), published="Anders", file="stuk.odt", sha256="", text_sha256="",
        source=source, retrieved="2026-11-20T10:00:00+00:00",
    )  # fmt: skip
    entries = tuple(
        e.model_copy(update={"added": added}) if e.id == "kst-30420-392" else e
        for e in MANIFEST.entries
    )
    html = documents_page({"x": one}, Manifest(entries=entries), frame(path="/documenten"))
    card = Read(html).all("article")[0]["text"]
    assert f"{shown}, 20 november 2026" in card
    assert "geheim" not in html
    assert "kst-30420-392" not in re.findall(r'href="/document/([^"#]*)"', html)


# Hostile text


def hostile(text):
    body = f"{text} §\n\n{text} ‡"
    note = Footnote(
        start=body.index("§") + 3, end=len(body), anchor="x#n1", number=1,
        text=body[body.index("§") + 3 :], marks=(len(text) + 2,), sentences=(),
    )  # fmt: skip
    section = Section(start=0, end=len(text) + 2, anchor="x#een", number=None, title=text,
                      level=1, heading_end=0)  # fmt: skip
    own = Paragraph(
        start=0, end=len(text) + 2, anchor="x#een.p1", kind="paragraph", section=(text,),
        number=1, sentences=(),
    )  # fmt: skip
    return document(
        body, own, title=text, kind=text, sections=(section,), footnotes=(note,), warnings=(text,),
        references=(Reference(kind="url", id=text, url="https://e.org/", start=0, end=1),),
    )  # fmt: skip


def test_hostile_text_stays_text():
    one = hostile(HOSTILE)
    page = drawn(one, sought="alert(1)")
    assert page.by_id("een.p1")["text"] == f"{HOSTILE} §"
    listed = Read(documents_page({"x": one}, MANIFEST, frame(path="/documenten")))
    assert HOSTILE in listed.text
    for drawn_page in (page, listed, Read(about_page(HOSTILE, frame()))):
        assert [e["src"] for e in drawn_page.all("script")] == ["/verlaten.js"]
        assert not drawn_page.all("img")
        assert not [k for e in drawn_page.elements for k in e if k.startswith("on") or k == "style"]


@given(st.text(alphabet="<>&\"'/=script ontérror`${}[]#\n", min_size=1, max_size=60))
def test_any_text_stays_text(text):
    text = f"a{text}z"
    assert drawn(hostile(text)).by_id("een.p1")["text"] == f"{text} §"


# Surroundings, languages, headers


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_guarded(client, path):
    page = client.get(path)
    assert page.status_code == (404 if path == "/document/niets" else 200)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in page.headers
    assert client.head(path).content == b""
    assert client.post(path).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", ["/", *PATHS])
def test_every_link_keeps_the_language_and_arrives(client, path, language):
    asked = {"taal": "en"} if language == "en" else {}
    html = client.get(path, params=asked).text
    own = set(re.findall(r'<a [^>]*href="(/[^"]*)"', html))
    (other,) = re.findall(r'class="bw-language" href="([^"]*)"', html)
    assert ("taal=en" in other) == (language == "nl")
    for link in own - {other, "/weg"}:
        assert ("taal=en" in link) == (language == "en"), link
        assert client.get(link.partition("#")[0].replace("&amp;", "&")).status_code == 200
    if path != "/":
        assert html.startswith(f'<!doctype html>\n<html lang="{language}"')


def test_dutch_words_on_an_english_page_are_marked_as_dutch(client, letter):
    page = Read(client.get(LETTER, params={"taal": "en"}).text)
    assert page.all("h1", lang="nl")[0]["text"] == letter.title
    assert page.all("article", lang="nl", class_="bw-letter")
    assert page.all("input", type="hidden", name="taal", value="en")
    dutch = texts("nl", "site")
    listed = client.get("/documenten", params={"taal": "en"}).text
    assert not [k for k in ("documents_intro", "missing_intro", "how") if dutch[k] in listed]


def test_both_languages_have_the_same_texts():
    assert texts("nl", "site").keys() == texts("en", "site").keys()


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_every_page_has_the_emergency_line_the_menu_and_the_way_out(client, path):
    html = client.get(path).text
    assert html.index('href="#bw_inhoud"') < html.index('href="tel:112"') < html.index("<header")
    assert re.search(r'<a class="bw-exit" href="/weg" rel="nofollow noreferrer"', html)
    assert html.count('id="bw_inhoud"') == 1
    assert html.count('src="/verlaten.js"') == 1
    menu = re.search(r"<header.*?</header>", html, re.DOTALL)[0]
    assert "evaluatie" not in menu
    here = re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu)
    expected = [("/documenten", "true")] if path.startswith("/document/") else [(path, "page")]
    assert here == expected


def test_the_way_out_leads_to_the_neutral_site(client):
    answer = client.get("/weg")
    assert (answer.status_code, answer.headers["location"]) == (303, "https://www.buienradar.nl/")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("url", ["http://a.nl/", "javascript:alert(1)", "//a.nl", "https:///x"])
def test_the_way_out_is_a_safe_address(url):
    with pytest.raises(ValidationError):
        Settings(exit_url=url)


OUTSIDE = [
    "/document/..", "/document/%2e%2e", "/document/..%2f..%2fpyproject.toml", "/document/%00",
    "/document/kst-30420-437%0a", "/document/", "/document/kst-30420-437/", "/document/../x",
    "/documenten/", "/over.toml", "/verlaten.js/..%2f..%2fapp.py", "/static/site.css",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_corpus_can_be_named(address, path):
    connection = HTTPConnection(address.removeprefix("http://"))  # sends the path as it is
    connection.request("GET", path)
    page = connection.getresponse()
    assert page.status == 404
    assert b"[project]" not in page.read()
    connection.close()


# Help and about


def test_help_shows_the_approved_contacts_and_no_other_number(client):
    page = Read(client.get("/hulp").text)
    contacts = load_contacts(SETTINGS.corpus)
    assert {a["href"] for a in page.all("a") if a["href"].startswith("tel:")} == {
        f"tel:{contact.phone}" for contact in contacts
    }
    assert page.all("article")[0]["text"].startswith(contacts[0].name.nl)
    assert "24 november 2026" in page.text


def test_about_gives_the_figures_of_the_readme(client):
    page = Read(client.get("/over").text)
    readme = (SETTINGS.corpus.parent / "README.md").read_text("utf-8")
    for row in page.all("tr")[1:]:
        value, low, high = re.findall(r"\d,\d\d", row["text"])[:3]
        assert f"{value} [{low}, {high}]".replace(",", ".").replace(". ", ", ") in readme
    assert "EUPL-1.2" in page.text


def test_the_owner_is_shown_where_set():
    assert "beheer@example.nl" in about_page("beheer@example.nl", frame())
    assert texts("nl", "site")["no_contact"] in about_page("", frame())
