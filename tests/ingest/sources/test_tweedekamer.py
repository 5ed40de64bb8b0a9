"""The Tweede Kamer's OData, versions 4 and 5, and open.overheid.nl."""

import json
from contextlib import suppress

import pytest
import wire
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources import tweedekamer, woo
from ingest.sources.errors import SourceError
from ingest.sources.settings import SourceSettings

DOCUMENTS = "/OData/v5/Document"


def test_by_dossier_and_number(site, client, settings):
    letter = wire.tk_document(
        1, "2025D51031", volgnummer=437, dossier=30420, attachments=[("2025D51032", "Bloemlezing")]
    )
    site.put(DOCUMENTS, wire.rows(letter))
    [found] = tweedekamer.by_kamerstuk(client, settings, "30420", "437")
    assert found.record.id == "2025D51031"
    assert found.record.title == "Versterkte aanpak"
    assert found.record.date == "2025-12-10"
    assert (found.record.dossier, found.record.number) == ("30420", "437")
    assert found.official_id == "kst-30420-437"
    assert found.record.attachments == ("2025D51032",)
    [annex] = found.attachments
    assert annex.title == "Bloemlezing"
    assert annex.items["resource"].endswith(f"/Document({wire.GUID.format(5)})/resource")
    [request] = site.asked(DOCUMENTS)
    assert "/any(d:d/Nummer%20eq%2030420)&$expand=Kamerstukdossier($select=" in request.path
    assert "Volgnummer%20eq%20437" in request.path


def test_a_chapter_of_the_budget_is_another_dossier(site, client, settings):
    whole = wire.tk_document(1, "2024D1", volgnummer=3, dossier=36600)
    chapter = wire.tk_document(2, "2024D2", volgnummer=3, dossier=36600, addition="VII")
    site.put(DOCUMENTS, wire.rows(whole))
    site.put(DOCUMENTS, wire.rows(chapter))
    site.put(DOCUMENTS, wire.rows(whole))
    site.put(DOCUMENTS, wire.rows(chapter))
    settings = settings.model_copy(update={"tk_page": 10})
    assert len(tweedekamer.by_kamerstuk(client, settings, "36600", "3")) == 1
    [found] = tweedekamer.by_kamerstuk(client, settings, "36600-VII", "3")
    assert found.official_id == "kst-36600-VII-3"
    assert "d/Toevoeging eq 'VII')" in site.queries(DOCUMENTS)[1]
    assert tweedekamer.by_kamerstuk(client, settings, "36600-VII", "3") == ()
    assert tweedekamer.by_kamerstuk(client, settings, "36600", "3") == ()


def test_the_number_of_a_kingdom_act_is_no_part_of_the_dossier(site, client, settings):
    site.put(
        DOCUMENTS,
        wire.rows(wire.tk_document(1, "2019D1", volgnummer=3, dossier=35000, addition="(R2188)")),
    )
    [found] = tweedekamer.by_kamerstuk(client, settings, "35000", "3")
    assert found.official_id == "kst-35000-3"


def test_the_published_id_is_the_services_own(site, client, settings):
    version = {"ExterneIdentifier": "ah-tk-20242025-1244"}
    site.put(DOCUMENTS, wire.rows(wire.tk_document(1, "2025D00001", HuidigeDocumentVersie=version)))
    [found] = tweedekamer.by_aanhangsel(client, settings, "242501244")
    assert found.official_id == "ah-tk-20242025-1244"
    assert "Aanhangselnummer eq '242501244'" in site.queries(DOCUMENTS)[0]


def test_version_4_has_other_names(site, client, settings):
    row = wire.tk_document(1, None)
    row["DocumentNummer"] = "2025D51031"
    del row["Nummer"]
    site.put("/v4/Document", wire.rows(row))
    old = SourceSettings(tk_version=4, tweedekamer=f"{site.address}/v4")
    [found] = tweedekamer.by_document_number(client, old, "2025D51031")
    assert found.record.id == "2025D51031"
    assert "DocumentNummer eq '2025D51031'" in site.queries("/v4/Document")[0]
    assert "$top=250" in site.queries("/v4/Document")[0]


def test_pages_are_read_until_a_short_one(site, client, settings):
    for page in ([1, 2], [3, 4], [5]):
        site.put(DOCUMENTS, wire.rows(*(wire.tk_document(n, f"2025D{n}") for n in page)))
    found = tweedekamer.by_aanhangsel(client, settings, "242501244")
    assert [d.record.id for d in found] == [f"2025D{n}" for n in range(1, 6)]
    skips = [query.rpartition("$skip=")[2] for query in site.queries(DOCUMENTS)]
    assert skips == ["0", "2", "4"]


def test_a_quote_is_doubled(site, client, settings):
    site.put(DOCUMENTS, wire.rows())
    assert tweedekamer.by_document_number(client, settings, "a'b") == ()
    assert "Nummer eq 'a''b'" in site.queries(DOCUMENTS)[0]


def test_a_pledge_is_a_small_text(site, client, settings):
    site.put("/OData/v5/Toezegging", wire.rows(wire.TOEZEGGING))
    pledge = tweedekamer.toezegging(client, settings, "TZ202411-074")
    assert pledge.date == "2024-11-14"
    assert pledge.title == "Toezegging TZ202411-074"
    assert pledge.text == (
        "Toezegging TZ202411-074\n\n"
        "De minister deelt de aanpak in de tweede helft van 2025.\n\n"
        "Ministerie: Justitie en Veiligheid.\n\n"
        "Gedaan door: A. Voorbeeld, minister van Justitie en Veiligheid.\n\n"
        "Status: Voldaan.\n\n"
        "Aangemaakt op: 2024-11-14.\n\n"
        "Nagekomen op: 2025-12-10.\n\n"
        "Kamerbrief nakoming: 2025Z21500.\n"
    )


def test_no_such_pledge(site, client, settings):
    site.put("/OData/v5/Toezegging", wire.rows())
    assert tweedekamer.toezegging(client, settings, "TZ202411-074") is None


NULLS = {**wire.tk_document(1, None), "BijlageDocument": None, "Kamerstukdossier": None}


def test_nulls_are_nothing(settings):
    [found] = tweedekamer.parse_documents(wire.rows(NULLS).encode(), settings)
    assert found.record.id == wire.GUID.format(1)
    assert found.official_id is None


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["value", "Id", "BijlageDocument", "Datum", "resultaten", "document"]
                ),
                x,
            )
        ),
    ).map(lambda x: json.dumps(x).encode())
)
def test_any_json_fails_as_ours(data):
    with suppress(SourceError):
        tweedekamer.parse_documents(data, SourceSettings())
    with suppress(SourceError):
        woo.parse_hits(data, SourceSettings())


def test_woo_takes_only_the_same_title(site, client, settings):
    site.put(
        "/woo/zoek",
        wire.woo_hits("Probleem-  en oorzakenanalyse", "PROBLEEM- EN OORZAKENANALYSE 2", "Ander"),
    )
    [hit] = woo.search(client, settings, "Probleem- en  Oorzakenanalyse.")
    assert hit.id == "ronl-1"
    assert hit.date == "2025-12-10"
    assert hit.items == {"resource": f"{settings.woo}/documenten/ronl-1"}
    assert "zoektekst=Probleem- en  Oorzakenanalyse.&start=0" in site.queries("/woo/zoek")[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Veilig Meedoen!", "veilig meedoen", True),
        ("Actieplan 2019–2022", "actieplan 2019-2022", True),
        ("Oneindig één", "oneindig een", True),
        ("Actieplan", "Actieplan 2", False),
        ("", "!", False),
    ],
)
def test_same_title(one, other, same):
    assert woo.same_title(one, other) is same
