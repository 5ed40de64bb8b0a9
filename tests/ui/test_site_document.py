"""The page of a document: all its text and nothing else, every link arriving, hits truly marked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_pages import (
    LETTER,
    MANIFEST,
    Read,
    bare,
    document,
    drawn,
    frame,
    paragraph,
    spanned,
    table,
)
from test_web import HOSTILE

from assistant.texts import texts
from ingest.document import Footnote, Page, Paragraph, Reference, Section
from ui.web.site.find import find
from ui.web.site.outline import Items, Part, Printed, Prose, Table, contents_of
from ui.web.site.pages import about_page, document_page, documents_page

# What a document page says


def test_the_page_of_the_letter_is_the_letter_and_nothing_else(site, letter):
    page = Read(site.get(LETTER).text)
    for part in letter.paragraphs:
        assert page.by_id(part.anchor.partition("#")[2])["text"] == letter.quote(part)
    for section in letter.sections:
        own = page.by_id(section.anchor.partition("#")[2])["text"]
        assert bare(own) == bare(letter.text[section.start : section.end])
    (body,) = page.all("article", class_="bw-letter")
    assert bare(body["text"]) == bare(letter.text[: letter.footnotes[0].start])
    notes = [e["text"] for e in page.all("span", class_="bw-note-text")]
    assert notes == [note.text for note in letter.footnotes]


def test_every_anchor_of_the_letter_is_an_id_once(site, letter):
    page = Read(site.get(LETTER).text)
    for one in (*letter.sections, *letter.paragraphs, *letter.footnotes):
        assert page.ids.count(one.anchor.removeprefix("kst-30420-437#")) == 1


def test_headings_follow_the_tree_of_sections(site, letter):
    page = Read(site.get(LETTER).text)
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
        Page(start=0, end=14, number=1, label="i"),
        Page(start=14, end=len(text), number=2, label="2"),
    )
    page = drawn(document(text, paragraph(text, text, "p1"), pages=sheets))
    assert [e["aria-label"] for e in page.all("span", role="separator")] == [
        "pagina i", "pagina 2"
    ]  # fmt: skip
    assert page.by_id("p1")["text"] == text


def test_a_reference_leads_to_its_page_here_with_what_is_known_of_it(site):
    page = Read(site.get(LETTER).text)
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


def test_a_printed_page_stands_before_the_block_that_begins_on_it():
    text = "Een.\nTwee loopt door.\nDrie."
    starts = [0, text.index("loopt"), text.index("Drie")]
    pages = tuple(
        Page(start=at, end=at + 1, number=n, label=f"{n + 4}") for n, at in enumerate(starts, 1)
    )
    lines = [paragraph(text, line, f"p{n}") for n, line in enumerate(text.split("\n"), 1)]
    one = document(text, *lines, pages=pages)
    kinds = [
        c.page.number if isinstance(c, Printed) else c.anchor
        for c in contents_of(one, printed=True)
    ]
    assert kinds == [1, "x#p1", "x#p2", 2, 3, "x#p3"]
    late = one.model_copy(update={"paragraphs": one.paragraphs[:2], "text": text[: starts[2]]})
    assert contents_of(late, printed=True)[-1] == Printed(pages[2])
    page = Read(document_page(one, {"x": one}, MANIFEST, frame(), printed=True))
    (second,) = page.all("img", src="/document/x/pagina-2.png")
    assert "Pagina 6" in second["alt"]
    assert drawn(one).all("img") == []


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


def test_hits_are_marked_and_listed_with_links(site, letter):
    page = Read(site.get(LETTER, params={"zoek": "POLITIE"}).text)
    marks = [m for m in page.all("mark") if "id" in m]
    assert len(marks) == letter.text.lower().count("politie")
    assert {m["text"].lower() for m in marks} == {"politie"}
    assert page.by_id("4.politie.p3")["text"] in letter.text
    assert page.all("a", href="#bw_gevonden-1")
    assert texts("nl", "site")["found_none"] not in page.text


def test_a_search_keeps_links_and_marks_within_them(site):
    page = Read(site.get(LETTER, params={"zoek": "nr. 392."}).text)
    (link,) = [a for a in page.all("a", href="/document/kst-30420-392") if "nr. 392" in a["text"]]
    assert link["text"] == "Kamerstuk 30 420, nr. 392"
    assert [m["text"] for m in page.all("mark") if m["text"] in ("nr. 392", ".")]


def test_what_is_not_found_is_said_and_nothing_is_marked(site):
    page = Read(site.get(LETTER, params={"zoek": "<zwanenburg>"}).text)
    assert texts("nl", "site")["found_none"] in page.text
    assert "<zwanenburg>" in page.text
    assert not page.all("mark")


@given(st.text(alphabet="politea é.'’\n", max_size=6))
def test_any_search_leaves_the_text_as_it_is(sought):
    text = "De politie, zie: politie café. Café’s"
    reference = Reference(kind="url", id="u", url="https://e.org/", **spanned(text, "zie: pol"))
    one = document(text, paragraph(text, text, "p1"), references=(reference,))
    assert drawn(one, sought).by_id("p1")["text"] == text


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
