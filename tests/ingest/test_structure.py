"""Headings, lists, broken lines and signatures of letters that are not the bundled one."""

import pytest
from reading import kinds, outline, read

from ingest.document import Signatory


def test_numbers_give_the_levels():
    document = read(
        "1 Inleiding\nDit is tekst.\n2. Aanpak\nDit is tekst.\n2.1 Doelen\nDit is tekst.\n"
        "Politie\nDit is tekst.\n2.2. Geld\nDit is tekst.\n3. Slot\nDit is tekst."
    )
    assert outline(document) == [
        ("1", 1),
        ("2", 1),
        ("2.1", 2),
        ("2.1.politie", 3),
        ("2.2", 2),
        ("3", 1),
    ]
    assert document.paragraphs[3].section == ("2. Aanpak", "2.1. Doelen", "Politie")


def test_a_closing_heading_is_a_subsection_while_numbered_ones_follow():
    theme = "{}. Thema\n\nTekst van het thema.\n\nVoortgang\n\nHet gaat goed.\n\n"
    document = read(theme.format(1) + theme.format(2) + "Tot slot\nDank.\n\nBijlagen\nDit ook.")
    assert outline(document) == [
        ("1", 1),
        ("1.voortgang", 2),
        ("2", 1),
        ("voortgang", 1),
        ("tot-slot", 1),
        ("bijlagen", 1),
    ]


def test_equal_headings_get_different_anchors():
    document = read("Doel\nTekst.\nDoel\nTekst.\nN1\nTekst.\nP1\nTekst.\nΔοκιμή\nTekst.")
    assert [a for a, _ in outline(document)] == ["doel", "doel-2", "deel-n1", "deel-p1", "deel"]


def test_a_long_title_gives_a_short_slug():
    title = "Een titel die zo lang is dat niemand hem ooit helemaal in een adres wil terugzien"
    ((anchor, _),) = outline(read(f"{title}\nTekst."))
    assert anchor == "een-titel-die-zo-lang-is-dat-niemand-hem-ooit-helemaal-in"


def test_a_year_under_a_heading_is_text():
    assert outline(read("Planning\n2026 is een druk jaar.")) == [("planning", 1)]


def test_an_address_block_and_a_date_are_no_headings():
    document = read(
        "Aan de Voorzitter van de Tweede Kamer\nder Staten-Generaal\nPostbus 20018\n"
        "2500 EA DEN HAAG\nBinnenhof 4\nPlein 2\n\nDatum 10 december 2025\n\n"
        "Den Haag, 10 december 2025\n\nGeachte voorzitter,\n\nHierbij een brief.\n\n"
        "Aanleiding\nTekst.\n"
    )
    assert [a for a, _ in outline(document)] == ["inleiding", "aanleiding"]


@pytest.mark.parametrize(
    "line",
    [
        "Dit is een korte alinea.",
        "Geachte voorzitter,",
        "het kabinet in kleine letters",
        "Samenwerking met de",
        "Een regel die veel te lang is voor een kop " * 4,
        "\tCel van een tabel",
    ],
)
def test_what_is_no_heading(line):
    assert [a for a, _ in outline(read(f"{line}\n\nDaarna volgt tekst."))] == ["inleiding"]


def test_a_last_line_with_nothing_under_it_is_no_heading():
    assert [a for a, _ in outline(read("Tekst van de brief.\n\nBijlage"))] == ["inleiding"]


def test_lists_of_every_kind():
    document = read(
        "Er zijn doelen:\n- Meer kennis.\n- Minder geweld.\n\nNiets meer.\n\n"
        "Dit doen we:\na) voorlichting geven;\nb) trainen.\n\nVerder dit.\n\n"
        "1. Een hele zin.\n2. Nog een zin.\n\nEn ook:\nVoorlichting op scholen\nEen pilot\n\n"
        "Het gaat om:\nhet percentage;\nde zichtbaarheid;\nen de redenen.\nDaarna gaat het door."
    )
    assert kinds(document) == [
        ("lead_in", "Er zijn doelen:"),
        ("item", "- Meer kennis."),
        ("item", "- Minder geweld."),
        ("paragraph", "Niets meer."),
        ("lead_in", "Dit doen we:"),
        ("item", "a) voorlichting geven;"),
        ("item", "b) trainen."),
        ("paragraph", "Verder dit."),
        ("item", "1. Een hele zin."),
        ("item", "2. Nog een zin."),
        ("lead_in", "En ook:"),
        ("item", "Voorlichting op scholen"),
        ("item", "Een pilot"),
        ("lead_in", "Het gaat om:"),
        ("item", "het percentage;"),
        ("item", "de zichtbaarheid;"),
        ("item", "en de redenen."),
        ("paragraph", "Daarna gaat het door."),
    ]
    anchors = [p.anchor.partition("#")[2] for p in document.paragraphs]
    assert anchors[:3] == ["inleiding.p1", "inleiding.p1.i1", "inleiding.p1.i2"]
    assert anchors[7:10] == ["inleiding.p4", "inleiding.p5.i1", "inleiding.p5.i2"]
    assert anchors[13:18] == [
        "inleiding.p7",
        "inleiding.p7.i1",
        "inleiding.p7.i2",
        "inleiding.p7.i3",
        "inleiding.p8",
    ]


def test_numbered_lines_in_sequence_are_items_and_alone_a_heading():
    document = read(
        "Onze thema's zijn:\n1. Veiligheid op straat\n2. Veiligheid thuis\n\nZie hieronder.\n\n"
        "1. Veiligheid op straat\nTekst over straat.\n\n2. Veiligheid thuis\nTekst over thuis."
    )
    assert [a for a, _ in outline(document)] == ["inleiding", "1", "2"]
    assert [k for k, _ in kinds(document)][:4] == ["lead_in", "item", "item", "paragraph"]


@pytest.mark.parametrize(
    "broken",
    [
        "Het bedrag van\n€ 1,8 miljoen is er.",
        "Zie Kamerstuk 30 420, nr.\n392 voor meer.",
        "Dit is een zin die\nverder loopt.",
        "De politie werkt samen met het\nOpenbaar Ministerie.",
        "Een lange regel over de aanpak van de veiligheid van alle personen in ons land en de "
        "landen daaromheen, die in het stuk van\n2026 staat.",
    ],
)
def test_broken_lines_are_joined(broken):
    assert [q for _, q in kinds(read(broken))] == [broken.replace("\n", " ")]


def test_a_new_line_after_a_whole_sentence_begins_a_paragraph():
    assert [q for _, q in kinds(read("Een zin.\nNog een zin."))] == ["Een zin.", "Nog een zin."]


def test_a_role_on_two_lines_and_one_without_a_name():
    document = read(
        "Tekst.\n\nDe minister van Onderwijs,\nCultuur en Wetenschap,\n\n\nE. de Vries-Groen\n\n"
        "De staatssecretaris van Financiën,\n"
    )
    assert document.signatories == (
        Signatory(
            name="E. de Vries-Groen", role="De minister van Onderwijs, Cultuur en Wetenschap"
        ),
    )
    assert [q for _, q in kinds(document)] == ["Tekst.", "De staatssecretaris van Financiën,"]
