"""From an id to its bytes, by whichever service has them, with proof of what was tried."""

import hashlib

import pytest
import wire

from ingest.sources.client import Client
from ingest.sources.errors import UnknownIdError
from ingest.sources.find import find
from ingest.sources.result import Candidate, Fetched, Missing, Unchanged

ID = "kst-30420-396"
TITLE = "Emancipatiebeleid; Brief regering; Voortgang"
DOCUMENTS = "/OData/v5/Document"
RESOURCE = f"{DOCUMENTS}({wire.GUID.format('{}')})/resource"


def frbr(site, id_, *formats):
    """The addresses that SRU gives."""
    return {f: f"{site.address}/frbr/{id_}.{f}" for f in formats}


def outcomes(result):
    return [(t.url.partition("?")[0].rpartition("/")[2], t.outcome) for t in result.tries]


@pytest.fixture
def look(client, settings):
    return lambda wanted, **more: find(wanted, client, settings, **more)


@pytest.fixture
def koop(site):
    """SRU, metadata.xml and two formats of one Kamerstuk."""
    items = frbr(site, ID, "html", "metadata", "xml")
    record = wire.sru_record(ID, TITLE, items, dossiernummer="30420", ondernummer="396")
    site.put("/sru", wire.sru_answer(wire.sru_record("kst-30420-396-h1"), record))
    site.put(f"/frbr/{ID}.metadata", wire.metadata_a(ID, attachments=("blg-1",)))
    site.put(f"/frbr/{ID}.html", wire.kst_html(ID))
    return items


def test_the_xml_comes_first(site, koop, look):
    site.put(f"/frbr/{ID}.xml", wire.kst_xml(ID), ETag='"7"')
    found = look(ID)
    data = wire.kst_xml(ID).encode()
    assert isinstance(found, Fetched)
    assert (found.id, found.format, found.url) == (ID, "xml", koop["xml"])
    assert (found.title, found.date, found.kind) == (TITLE, "2024-05-14", "Brief regering")
    assert (found.dossier, found.number) == ("30420", "396")
    assert found.attachments == ("blg-1",)
    assert found.data == data
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.etag == '"7"'
    assert found.retrieved.endswith("+00:00")
    assert outcomes(found) == [
        ("sru", "ok"),
        (f"{ID}.metadata", "ok"),
        (f"{ID}.xml", "ok"),
    ]
    assert 'w.dossiernummer=="30420" AND w.ondernummer=="396"' in site.queries("/sru")[0]


def test_an_unchanged_publication(site, koop, look):
    site.put(f"/frbr/{ID}.xml", status=304)
    found = look(ID, etag='"7"')
    assert isinstance(found, Unchanged)
    assert found.id == ID
    assert site.asked(f"/frbr/{ID}.xml")[0].headers["If-None-Match"] == '"7"'
    assert "If-None-Match" not in site.asked("/sru")[0].headers


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (wire.ERROR_PAGE, "error page instead of a document"),
        (wire.kst_xml("kst-30420-39"), "another document (kst-30420-39)"),
        (
            wire.kst_xml(ID, "Deze publicatie is niet beschikbaar in HTML-formaat"),
            "empty document",
        ),
    ],
)
def test_what_is_not_the_publication_gives_way_to_the_next_format(site, koop, look, body, outcome):
    site.put(f"/frbr/{ID}.xml", body)
    found = look(ID)
    assert (found.format, found.url) == ("html", koop["html"])
    assert (f"{ID}.xml", outcome) in outcomes(found)
    assert len(site.asked(f"/op/{ID}.xml")) == 1  # the site was asked too


@pytest.mark.parametrize("sru", [(wire.DIAGNOSTIC, 200), (wire.ERROR_PAGE, 503), ("", 200)])
def test_without_sru_the_plain_addresses_serve(site, look, sru):
    site.put("/sru", sru[0], status=sru[1])
    site.put(f"/op/{ID}/metadata.xml", wire.METADATA_B)
    site.put(f"/op/{ID}.pdf", wire.PDF)
    found = look(ID)
    assert (found.format, found.title, found.dossier) == ("pdf", TITLE, "30420")
    assert [o for name, o in outcomes(found) if name in (f"{ID}.xml", f"{ID}.html")] == ["404"] * 2


def test_metadata_of_another_publication_is_not_believed(site, look):
    site.put("/sru", wire.sru_answer())
    site.put(f"/op/{ID}/metadata.xml", wire.metadata_a("kst-30420-39"))
    site.put(f"/op/{ID}.xml", wire.kst_xml(ID))
    found = look(ID)
    assert found.title is None
    assert ("metadata.xml", "another document (kst-30420-39)") in outcomes(found)


def test_an_id_that_sru_knows_by_itself_only(site, look):
    items = frbr(site, "h-tk-20222023-84-12", "pdf")
    site.put("/sru", wire.sru_answer(wire.sru_record("h-tk-20222023-84-12", "Debat", items)))
    site.put("/frbr/h-tk-20222023-84-12.pdf", wire.PDF)
    found = look("h-tk-20222023-84-12")
    assert found.title == "Debat"
    assert 'dt.identifier=="h-tk-20222023-84-12"' in site.queries("/sru")[0]


def test_the_tweede_kamer_has_what_koop_has_not(site, look):
    letter = wire.tk_document(1, "2025D1", volgnummer=396, dossier=30420, attachments=[("a", "A")])
    site.put(DOCUMENTS, wire.rows(letter))
    site.put(RESOURCE.format(1), wire.DOCX)
    found = look(ID)
    assert (found.id, found.format, found.title) == (ID, "docx", "Versterkte aanpak")
    assert (found.dossier, found.number, found.attachments) == ("30420", "396", ("a",))
    assert found.tries[-1].url.endswith("/resource")


def test_answered_questions_at_the_tweede_kamer(site, look):
    site.put(DOCUMENTS, wire.rows(wire.tk_document(1, "2025D1")))
    site.put(RESOURCE.format(1), wire.PDF)
    assert look("ah-tk-20242025-1244").id == "ah-tk-20242025-1244"
    assert "Aanhangselnummer eq '242501244'" in site.queries(DOCUMENTS)[0]


def test_a_ministrys_own_publication_is_the_last_resort(site, look):
    site.put("/woo/zoek", wire.woo_hits("Een andere nota", "Probleem- en oorzakenanalyse"))
    site.put("/woo/documenten/ronl-2", wire.PDF)
    found = look(
        "bijlage-van:kst-30420-437:probleem-oorzakenanalyse", title="Probleem- en oorzakenanalyse"
    )
    assert (found.id, found.format) == ("ronl-2", "pdf")


def test_one_word_is_too_little_to_trust_a_title(site, look):
    site.put("/woo/zoek", wire.woo_hits("Bloemlezing"))
    missing = look("bijlage-van:kst-30420-437:bloemlezing", title="Bloemlezing")
    assert missing.candidates == (Candidate(id="ronl-1", title="Bloemlezing"),)


def test_what_is_nowhere_is_missing_with_every_try(site, look):
    missing = look(ID, title="Een brief over iets")
    assert isinstance(missing, Missing)
    assert missing.candidates == ()
    assert [name for name, _ in outcomes(missing)] == [
        "sru",
        "metadata.xml",
        f"{ID}.xml",
        f"{ID}.html",
        f"{ID}.pdf",
        "Document",
        "zoek",
    ]
    assert {outcome for _, outcome in outcomes(missing)} == {"404"}


def test_what_is_pdf_only_is_not_asked_for_as_anything_else(site, look):
    assert [name for name, _ in outcomes(look("blg-1183891"))] == [
        "sru",
        "metadata.xml",
        "blg-1183891.pdf",
    ]


def test_offline_every_service_is_tried_once(settings):
    nowhere = "http://127.0.0.1:9"
    there = {name: nowhere for name in ("sru", "publications", "tweedekamer", "woo")}
    with Client(settings.model_copy(update=there)) as client:
        missing = find(ID, client, settings.model_copy(update=there), title="Een titel hier")
    outcomes_ = [t.outcome for t in missing.tries]
    assert outcomes_[:2] == ["no connection"] * 2
    assert set(outcomes_[2:]) == {"skipped, no answer before"}


# ---- attachments


@pytest.fixture
def two_attachments(site):
    """SRU knows one attachment, the head's metadata another."""
    pdf = frbr(site, "blg-1", "pdf")
    by_head = wire.sru_answer(wire.sru_record("blg-1", "Een bloemlezing", pdf, head=ID))
    site.put("/sru", by_head)
    site.put("/sru", wire.sru_answer())
    site.put(f"/op/{ID}/metadata.xml", wire.metadata_a(ID, attachments=("blg-1", "blg-2")))
    site.put("/op/blg-1/metadata.xml", wire.metadata_a("blg-1", "Een bloemlezing"))
    site.put("/op/blg-2/metadata.xml", wire.metadata_a("blg-2", "Probleem- en oorzakenanalyse"))
    for id_ in ("blg-1", "blg-2"):
        site.put(f"/op/{id_}.pdf", wire.PDF)


@pytest.mark.parametrize(
    ("wanted", "title", "id_"),
    [
        (f"bijlage-van:{ID}:bloemlezing", None, "blg-1"),
        (f"bijlage-van:{ID}:probleem-oorzakenanalyse", None, "blg-2"),
        (f"bijlage-van:{ID}", "Probleem- en Oorzakenanalyse", "blg-2"),
    ],
)
def test_the_attachment_of_the_title(two_attachments, look, wanted, title, id_):
    found = look(wanted, title=title)
    assert (found.id, found.format) == (id_, "pdf")


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        (f"bijlage-van:{ID}", None),
        (f"bijlage-van:{ID}", "Regeerprogramma"),
        (f"bijlage-van:{ID}:regeerprogramma", None),
    ],
)
def test_no_attachment_is_taken_for_lack_of_a_better(two_attachments, look, wanted, title):
    missing = look(wanted, title=title)
    assert isinstance(missing, Missing)
    assert missing.candidates == (
        Candidate(id="blg-1", title="Een bloemlezing"),
        Candidate(id="blg-2", title="Probleem- en oorzakenanalyse"),
    )


def test_an_only_attachment_is_the_one(site, look):
    site.put("/sru", wire.sru_answer(wire.sru_record("blg-1", "Iets", head="kst-36471-96")))
    site.put("/op/blg-1.pdf", wire.PDF)
    found = look("bijlage-van:kst-36471-96", title="Regeerprogramma")
    assert found.id == "blg-1"
    assert isinstance(look("bijlage-van:kst-36471-96:regeerprogramma"), Missing)


def test_the_address_that_sru_gives_is_the_attachments_only_sure_one(site, look):
    pdf = frbr(site, "blg-1", "pdf")
    hit = wire.sru_record("blg-1", "Regeerprogramma", pdf, head="kst-36471-96")
    site.put("/sru", wire.sru_answer(hit))
    site.put("/frbr/blg-1.pdf", wire.PDF)
    found = look("bijlage-van:kst-36471-96")
    assert (found.url, found.title) == (pdf["pdf"], "Regeerprogramma")


def test_attachments_at_the_tweede_kamer(site, look):
    annexes = [("2025D2", "Bloemlezing"), ("2025D3", "Probleem- en oorzakenanalyse")]
    letter = wire.tk_document(1, "2025D1", volgnummer=396, dossier=30420, attachments=annexes)
    site.put(DOCUMENTS, wire.rows(letter))
    site.put(RESOURCE.format(6), wire.PDF)
    found = look(f"bijlage-van:{ID}:probleem-oorzakenanalyse")
    assert (found.id, found.title) == ("2025D3", "Probleem- en oorzakenanalyse")


# ---- the other things that may be asked for


def test_a_pledge(site, look):
    site.put("/OData/v5/Toezegging", wire.rows(wire.TOEZEGGING))
    found = look("TZ202411-074")
    assert (found.format, found.kind, found.date) == ("text", "Toezegging", "2024-11-14")
    assert "Status: Voldaan." in found.data.decode()
    assert isinstance(look("TZ202411-075"), Missing)  # the answer is another pledge


def test_a_document_number_leads_to_the_official_publication(site, look):
    letter = wire.tk_document(1, "2025D51031", volgnummer=396, dossier=30420)
    site.put(DOCUMENTS, wire.rows(letter))
    site.put(f"/op/{ID}.xml", wire.kst_xml(ID))
    found = look("https://www.tweedekamer.nl/kamerstukken/detail?id=x&did=2025D51031")
    assert (found.id, found.format) == (ID, "xml")


def test_a_document_number_without_publication_is_its_file(site, look):
    site.put(DOCUMENTS, wire.rows(wire.tk_document(1, "2025D51031")))
    site.put(RESOURCE.format(1), wire.DOCX)
    found = look("2025D51031")
    assert (found.id, found.format) == ("2025D51031", "docx")


@pytest.mark.parametrize("odd", ["../../x", "a b", "kst-1\n", ""])
def test_an_odd_id_from_a_service_is_not_looked_up(site, look, odd):
    version = {"ExterneIdentifier": odd}
    site.put(DOCUMENTS, wire.rows(wire.tk_document(1, "2025D00001", HuidigeDocumentVersie=version)))
    site.put(RESOURCE.format(1), wire.PDF)
    assert look("2025D00001").format == "pdf"
    assert site.asked("/sru") == []


def test_any_other_address_is_downloaded_as_it_is(site, look):
    site.put("/rapport", "<html><title>Een rapport</title><p>Tekst</p></html>")
    found = look(f"{site.address}/rapport")
    assert (found.id, found.format, found.title) == (f"{site.address}/rapport", "html", None)


def test_an_address_that_gives_an_error_page_is_missing(site, look):
    site.put("/rapport", wire.ERROR_PAGE)
    missing = look(f"{site.address}/rapport")
    assert outcomes(missing) == [("rapport", "error page instead of a document")]


def test_only_the_tries_of_this_search_are_told(site, look):
    site.put("/a", wire.PDF)
    assert len(look(f"{site.address}/a").tries) == len(look(f"{site.address}/a").tries) == 1


def test_what_cannot_be_looked_up_is_told(look):
    with pytest.raises(UnknownIdError):
        look("regeerprogramma")
