"""Whether the words around a reference name the document that is published under its number."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.titles import check_title

PLAN = "het Actieplan Veiligheid LHBTI 2019-2022 [Kamerstuk 30 420, nr. 392]"
LETTER = "Emancipatiebeleid; Brief regering; "


@pytest.mark.parametrize(
    ("published", "around"),
    [
        (LETTER + "Actieplan Veiligheid LHBTI 2019-2022", PLAN),
        (LETTER + "Actieplan veiligheid lhbti 2019–2022", PLAN),
        (LETTER + "Aanbieding van het Actieplan Veiligheid LHBTI 2019-2022", PLAN),
        ("Kabinetsformatie 2023-2024; Bijlage; Regeerprogramma", "in het regeerprogramma"),
        (
            "Kabinetsformatie 2023; Verslag; Hoofdlijnenakkoord tussen PVV, VVD, NSC en BBB",
            "In het hoofdlijnenakkoord staan maatregelen. Kamerstuk 36 471, nr. 37.",
        ),
        (
            LETTER + "Emancipatienota Veilig Meedoen!",
            "de Emancipatienota ‘Veilig meedoen’ (Bijlage bij Kamerstuk 30 420, nr. 418)",
        ),
        (
            "Evaluatie van het Actieplan veiligheid lhbti 2019-2022",
            "Uit de evaluatie van het Actieplan Veiligheid LHBTI blijkt dat het werkt.",
        ),
        (
            "Hoeveel LHBTQIA personen telt Nederland?",
            "CBS, Hoeveel LHBTQIA personen telt Nederland?",
        ),
    ],
)
def test_match(published, around):
    assert check_title(published, around) == "match"


@pytest.mark.parametrize(
    ("published", "around"),
    [
        (LETTER + "Voortgang emancipatiebeleid", PLAN),
        (LETTER + "Actieplan Wonen 2019-2022", PLAN),
        (LETTER + "Overzicht van maatregelen", "de Emancipatienota Veilig Meedoen (nr. 418)"),
        (LETTER + "Voortgang emancipatiebeleid", "zie “Onzichtbaar in twee werelden”"),
        (LETTER + "Voortgang emancipatiebeleid", "in het regeerprogramma"),
        (LETTER + "Voortgang emancipatiebeleid", "uit Onzichtbaar Twee Werelden 2021 blijkt dat"),
    ],
)
def test_mismatch(published, around):
    assert check_title(published, around) == "mismatch"


@pytest.mark.parametrize(
    ("published", "around"),
    [
        (LETTER + "Voortgang emancipatiebeleid", "Zie Kamerstuk 30 420, nr. 12."),
        (LETTER + "Voortgang emancipatiebeleid", "Kamerstukken II 2018/19, 30 420, nr. 12"),
        (LETTER + "Voortgang emancipatiebeleid", "Het rapport is eerder aan uw Kamer gestuurd."),
        (
            LETTER + "Voortgang emancipatiebeleid",
            "De minister van Justitie en Veiligheid heeft dit op verzoek van het lid Becker aan de "
            "Tweede Kamer toegezegd (Kamerstuk 30 420, nr. 12).",
        ),
        (LETTER + "Voortgang emancipatiebeleid", ""),
        ("Brief van de minister", PLAN),
        ("", PLAN),
    ],
)
def test_unchecked(published, around):
    assert check_title(published, around) == "unchecked"


def test_what_all_pieces_of_a_dossier_share_is_no_match():
    around = "het emancipatiebeleid [Kamerstuk 30 420, nr. 392]"
    assert check_title(LETTER + "Voortgang cijfers arbeidsmarkt", around) == "unchecked"


@given(st.text(), st.text())
def test_any_text_gets_an_answer(published, around):
    assert check_title(published, around) in ("match", "mismatch", "unchecked")


@pytest.mark.parametrize(
    "piece", ["Actieplan A ", "actieplan van de ", "“x ", "minister van A, ", "A "]
)
def test_time_is_in_bounds(piece):
    begin = time.process_time()
    check_title(LETTER + "Actieplan Veiligheid", piece * 300)
    assert time.process_time() - begin < 1
