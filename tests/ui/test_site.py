"""The plain pages over HTTP: what is here and what is missing, in both languages, well guarded."""

import re
from http.client import HTTPConnection

import pytest
from pydantic import ValidationError
from site_pages import LETTER, MANIFEST, SETTINGS, Read, frame, table
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.texts import texts
from ingest.contacts import load_contacts
from ingest.document import DocumentInfo
from ingest.manifest import Manifest
from ingest.settings import Settings
from ingest.shelf import Record
from ui.web.site.pages import about_page, documents_page
from ui.web.site.picture import Node, picture
from ui.web.site.routes import Site

PATHS = ["/documenten", LETTER, "/document/kst-30420-392", "/document/niets", "/over", "/hulp"]


# What is in the corpus


def test_documents_that_are_here_come_first_then_what_is_missing(site):
    page = Read(site.get("/documenten").text)
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


def test_the_list_of_references_leads_to_the_places(site):
    page = Read(site.get("/documenten").text)
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


def test_a_document_that_is_missing_has_a_page_that_says_how_it_is_added(site):
    page = Read(site.get("/document/kst-30420-392").text)
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


# Surroundings, languages, headers


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_guarded(site, path):
    page = site.get(path)
    assert page.status_code == (404 if path == "/document/niets" else 200)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in page.headers
    assert site.head(path).content == b""
    assert site.post(path).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", ["/", *PATHS])
def test_every_link_keeps_the_language_and_arrives(site, path, language):
    asked = {"taal": "en"} if language == "en" else {}
    html = site.get(path, params=asked).text
    own = set(re.findall(r'<a [^>]*href="(/[^"]*)"', html))
    (other,) = re.findall(r'class="bw-language" href="([^"]*)"', html)
    assert ("taal=en" in other) == (language == "nl")
    for link in own - {other, "/weg"}:
        assert ("taal=en" in link) == (language == "en"), link
        assert site.get(link.partition("#")[0].replace("&amp;", "&")).status_code == 200
    if path != "/":
        assert html.startswith(f'<!doctype html>\n<html lang="{language}"')


def test_dutch_words_on_an_english_page_are_marked_as_dutch(site, letter):
    page = Read(site.get(LETTER, params={"taal": "en"}).text)
    assert page.all("h1", lang="nl")[0]["text"] == letter.title
    assert page.all("article", lang="nl", class_="bw-letter")
    assert page.all("input", type="hidden", name="taal", value="en")
    dutch = texts("nl", "site")
    listed = site.get("/documenten", params={"taal": "en"}).text
    assert not [k for k in ("documents_intro", "missing_intro", "how") if dutch[k] in listed]


def test_both_languages_have_the_same_texts():
    assert texts("nl", "site").keys() == texts("en", "site").keys()


@pytest.mark.parametrize("path", ["/", *PATHS])
def test_every_page_has_the_emergency_line_the_menu_and_the_way_out(site, path):
    html = site.get(path).text
    assert html.index('href="#bw_inhoud"') < html.index('href="tel:112"') < html.index("<header")
    assert re.search(r'<a class="bw-exit" href="/weg" rel="nofollow noreferrer"', html)
    assert html.count('id="bw_inhoud"') == 1
    assert html.count('src="/verlaten.js"') == 1
    menu = re.search(r"<header.*?</header>", html, re.DOTALL)[0]
    assert "evaluatie" not in menu
    here = re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu)
    expected = [("/documenten", "true")] if path.startswith("/document/") else [(path, "page")]
    assert here == expected


def test_the_way_out_leads_to_the_neutral_site(site):
    answer = site.get("/weg")
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


def test_a_page_that_fails_says_so_and_logs_no_more_than_what_kind(
    web_assistant, monkeypatch, caplog
):
    def broken(*_, **__):
        raise RuntimeError("geheim")

    monkeypatch.setattr("ui.web.site.routes.document_page", broken)
    routes = Site(*web_assistant, frame()).routes()
    page = TestClient(Starlette(routes=routes)).get(f"{LETTER}?zoek=geheim")
    assert page.status_code == 500
    assert texts("nl", "site")["error_failed"] in page.text
    assert [r.getMessage() for r in caplog.records if r.name.startswith("ui.")] == [
        "A page failed: RuntimeError"
    ]


# Help and about


def test_help_shows_the_approved_contacts_and_no_other_number(site):
    page = Read(site.get("/hulp").text)
    contacts = load_contacts(SETTINGS.corpus)
    assert {a["href"] for a in page.all("a") if a["href"].startswith("tel:")} == {
        f"tel:{contact.phone}" for contact in contacts
    }
    assert page.all("article")[0]["text"].startswith(contacts[0].name.nl)
    assert "24 november 2026" in page.text


def test_about_gives_the_figures_of_the_readme(site):
    page = Read(site.get("/over").text)
    readme = (SETTINGS.corpus.parent / "README.md").read_text("utf-8")
    for row in page.all("tr")[1:]:
        value, low, high = re.findall(r"\d,\d\d", row["text"])[:3]
        assert f"{value} [{low}, {high}]".replace(",", ".").replace(". ", ", ") in readme
    assert "EUPL-1.2" in page.text


def test_the_owner_is_shown_where_set():
    assert "beheer@example.nl" in about_page("beheer@example.nl", frame())
    assert texts("nl", "site")["no_contact"] in about_page("", frame())
