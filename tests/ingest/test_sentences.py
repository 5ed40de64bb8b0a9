"""Sentence ends in Dutch and English, one case a line: a bar stands where a sentence ends."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences

CASES = [
    "Dat is zo.| Dit ook.",
    "Het meldpunt, dat per 1 oktober jl. is aangewezen als trusted flagger.| Daarna volgt meer.",
    "Het OM vervolgt sinds 1 juli jl. ook strafbare feiten.| Ook de strafrechter moet dat.",
    "De brief is van 10 december jl.| De Kamer antwoordde.",
    "Zie Kamerstuk 30 420, nr. 392.| Dat is het actieplan.",
    "Zie Kamerstuk 36 600 VII, nr. VII bis.| Verder.",
    "Er is o.a. aandacht voor COC Nederland, d.w.z. voor haar leden.",
    "Dit geldt i.h.k.v. De Nieuwe Aanpak t.b.v. Amsterdam.",
    "Volgens art. 44bis Sr. is dat strafbaar.| Volgens artikel 137c Sr.| Het OM vervolgt.",
    "De heer mr. F. van Oosten en K.M. Becking tekenen.| Zij zijn bewindspersonen.",
    "Prof. dr. J.Th. de Boer en Th. Smit schreven dit.",
    "4. Vergroten van veiligheid",
    "1. Vergroten van de veiligheid.| De komende jaren wordt ingezet.",
    "2.1. Aanpak.| Verder.",
    "a. De politie doet dit.",
    "Dat staat in artikel 4. Het gaat om geld.".replace("4. ", "4.| "),
    "Het gebeurt in 2026.| De politie helpt.",
    "Er is € 1,8 mln. beschikbaar.| Jaarlijks is dat € 450.000.| 17,7% van de mensen weet dat.",
    "Het budget is 5 mln.| De rest volgt.",
    "Ook Meld.Online Discriminatie sluit aan.| Zie www.politie.nl voor meer.",
    "‘Veilig Meedoen.’| Zo heet de nota.",
    "“Mag dat?” vroeg zij.| “Ja.”| Daarna bleef het stil.",
    "Is dat zo (zie de nota van 2020?) en waarom?| Ja.",
    "Dat is zo.| (Zie bijlage 2.)| Verder geldt dit.",
    "Hoeveel LHBTQIA personen telt Nederland? | CBS.",
    "De Emancipatienota Veilig Meedoen! is verschenen.| Lees hem.",
    "Het gaat om: het percentage; de zichtbaarheid; en redenen van het COA.| Verder niets.",
    "Neem contact op met politie, OM, enz.| Daarna volgt meer.",
    "De partners (politie, OM enz.) COC en TNN doen mee.",
    "Wacht...| Dan gebeurt het… en verder niets.",
    "Dat was gisteren.| ’s Avonds was het stil.",
    "De VS.| Het OM.| De ADV’s.| Nu.",
    "In\xa02026 komt er meer.\xa0Deze handreiking helpt.".replace("\xa0Deze", "|\xa0Deze"),
    "Dit is onderdeel B.| De rest volgt.",
    "Eerste alinea zonder punt|\n\nTweede alinea",
    "Dit totaalbedrag van\n€ 1,8 miljoen komt erbij.",
    "Mr. Smith met Dr. Jones, i.e. the U.S. envoy, on Sept. 3.| The talks went on.",
    "The U.K.| The police, e.g. in Amsterdam, help.| See p. 7, no. 3.",
    "Foo. bar",
    "",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_the_bars_stand(case):
    # The bar of the one publication title in the table is no mark of ours.
    parts = [case] if " | CBS" in case else case.split("|")
    text = "".join(parts)
    assert [text[s.start : s.end] for s in split_sentences(text)] == [p.strip() for p in parts if p]


def test_only_the_asked_part_is_split():
    text = "Een. Twee zinnen. Drie."
    assert [text[s.start : s.end] for s in split_sentences(text, 5, 17)] == ["Twee zinnen."]


noise = st.text(
    st.sampled_from('ab AB1.?!…;:()[]‘’"\n\t\xa0\u2028é€nrjl') | st.characters(codec="utf-8"),
    max_size=200,
)


@given(noise)
def test_every_character_belongs_to_one_sentence(text):
    sentences = split_sentences(text)
    for one, other in pairwise(sentences):
        assert one.end <= other.start
    for s in sentences:
        quote = text[s.start : s.end]
        assert quote
        assert quote == quote.strip()
    inside = {i for s in sentences for i in range(s.start, s.end)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())


@given(noise, noise, noise)
def test_a_part_is_split_as_if_it_stood_alone(before, text, after):
    shift = len(before)
    alone = [(s.start + shift, s.end + shift) for s in split_sentences(text)]
    part = split_sentences(before + text + after, shift, shift + len(text))
    # Only the first stop can depend on what stands before the part.
    if before[-1:] not in set(".!?…"):
        assert [(s.start, s.end) for s in part] == alone


@pytest.mark.parametrize("unit", [".", "?)", '."', ". ", "nr. ", "A.", "\n ", " "])
def test_much_text_takes_linear_time(unit):
    text = unit * (2 * 10**5 // len(unit)) + "x"
    begin = time.process_time()
    split_sentences(text)
    assert time.process_time() - begin < 10  # seconds, on a slow machine; quadratic takes minutes
