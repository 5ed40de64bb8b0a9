"""What a text cites: spellings of official publications, laws, figures; and what is left alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.references import find_references

SITE = "https://zoek.officielebekendmakingen.nl"


def ids(text, **where):
    return [r.id for r in find_references(text, **where)]


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f", "\u2009", ".", "\n", ""])
def test_dossier_digits_are_joined_over_any_gap(gap):
    assert ids(f"Zie Kamerstuk 31{gap}765, nr. 12.") == ["kst-31765-12"]


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2012", "–", "—", "/"])
def test_vergaderjaar_in_every_dash(dash):
    assert ids(f"(Kamerstukken II 2021{dash}2022, 35 925, nr. 7)") == ["kst-35925-7"]
    assert ids(f"(Kamerstukken II 2021{dash}22, 35 925, nr. 7)") == ["kst-35925-7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerstuk 34 650, nr. 8.", ["kst-34650-8"]),
        ("Kamerstukken II 2014/15, 34650, nr. 8, p. 3", ["kst-34650-8"]),
        ("(Kamerstuknr. 2008–2009, 31 700, nr. 5)", ["kst-31700-5"]),
        ("(Tweede Kamerstukken, Vergaderjaar 2018-2019, 31765 nr. 301)", ["kst-31765-301"]),
        ("Kamerstuk 34650-19", ["kst-34650-19"]),
        ("kamerstukdossier 34650 -418", ["kst-34650-418"]),
        ("wat staat er in kamerstuk 34650 418?", ["kst-34650-418"]),
        ("wat staat er in 34650-418?", ["kst-34650-418"]),
        ("35 925, nr. 7", ["kst-35925-7"]),
        ("Annex to parliamentary paper 35 925, no. 7", ["bijlage-van:kst-35925-7"]),
        ("Bijlage bij Kamerstuk 35 925, nr. 7", ["bijlage-van:kst-35925-7"]),
        ("(bijlage 2 bij Kamerstuk 35 925, nr. 7)", ["bijlage-van:kst-35925-7"]),
        ("Kamerstukken 29 279 en 34 650, nr. 40", ["kst-29279-40", "kst-34650-40"]),
        ("Kamerstukken 29 279 en 34 650, nrs. 4 en 5", ["dossier:29279", "dossier:34650"]),
        ("Kamerstuk 34 650, nrs. 33, 95 en 96", ["kst-34650-33", "kst-34650-95", "kst-34650-96"]),
        ("Kamerstuk 34 650, nr. 33 en nr. 95", ["kst-34650-33", "kst-34650-95"]),
        (
            "Kamerstukken II 2020/21, 35 570 VI, nr. 2 en 35 570 VII, nr. 3",
            ["kst-35570-VI-2", "kst-35570-VII-3"],
        ),
        ("Kamerstuk 36 600 XXIII, nr. 3", ["kst-36600-XXIII-3"]),
        ("36600-VII-3", ["kst-36600-VII-3"]),
        ("Kamerstuk 36 600 A, nr. 5", ["kst-36600-A-5"]),
        ("Kamerstuk 21 501-02, nr. 2024", ["kst-21501-02-2024"]),
        ("Kamerstuk 21 501-20", ["dossier:21501-20"]),
        ("Kamerstuk 35 000 (R2100), nr. 3", ["kst-35000-3"]),
        ("Kamerstuk 34 650, nr. 4-h1", ["kst-34650-4-h1"]),
        ("Kamerstuk 34 650, nr. 4 (herdruk)", ["kst-34650-4-h1"]),
        ("Kamerstukken I 2022/23, 36 153, C", ["kst-36153-C"]),
        ("Kamerstukken I 2022/23, 36 153, AB", ["kst-36153-AB"]),
        ("36153 D", ["kst-36153-D"]),
        ("(Kamerstukken II 1990/91, 21 990)", ["dossier:21990"]),
        ("Kamerstukken I 2000/2001, 27 200 (250, 250a)", ["dossier:27200"]),
        ("Kamerstukken I 1999/2000, 27 200, nr. 250b", ["dossier:27200"]),
        ("(Handelingen II 2021/22, nr. 31, item 4)", ["h-tk-20212022-31-4"]),
        ("Handelingen I, vergaderjaar 1999–2000, nr. 12, item 3", ["h-ek-19992000-12-3"]),
        ("Aanhangsel Handelingen, vergaderjaar 2021–2022, nr. 2744", ["ah-tk-20212022-2744"]),
        ("Aanhangsel van de Handelingen II 2021/22, nr. 2744", ["ah-tk-20212022-2744"]),
        ("zie toezegging TZ202306-118.", ["TZ202306-118"]),
        (
            "kst-34650-8, blg-990001 en ah-tk-20232024-12",
            ["kst-34650-8", "blg-990001", "ah-tk-20232024-12"],
        ),
        (f"zie {SITE}/kst-34650-8.html.", ["kst-34650-8"]),
        ("zie https://www.coc.nl/veilig).", ["https://www.coc.nl/veilig"]),
    ],
)
def test_spellings(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 346501, nr. 8",  # six digits
        "Kamerstuk 3465, nr. 8",  # four
        "(Kamerstukken II 2017-2028, 34 650, nr. 8)",  # no vergaderjaar
        "(Handelingen II 2021/23, nr. 31, item 4)",
        "in 2024 werden 12 345 personen geteld",
        "€ 30 420 en 28 684 euro",
        "Straatweg 137c",
        "artikel 137c van het Wetboek van Strafrecht BES",
        "artikel 12 van de Wet op het onderwijs",
        "bel 020-5595385 of 0800-0880",
        "kst-346501-8",
    ],
)
def test_misprints_and_other_numbers_stay_unresolved(text):
    assert ids(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 34 650 - 12 maatregelen",
        "Kamerstuk 34 650 - OM en politie",
        "Kamerstuk 34 650, B. Janssen",
        "Kamerstuk 34 650, 12 juni 2025",
        "Kamerstuk 34 650-2019",
        "Kamerstuk 34 650 A",
        "Kamerstuk 34 650, nr. 37.500",
    ],
)
def test_what_may_be_no_number_leaves_the_dossier(text):
    assert ids(text) == ["dossier:34650"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("artikel 44bis van het Wetboek van Strafrecht", ["BWBR0001854#44bis"]),
        ("art. 137d Sr", ["BWBR0001854#137d"]),
        ("wat zegt 137c?", ["BWBR0001854#137c"]),
        ("artikel 137c, eerste lid, onder a, Sr", ["BWBR0001854#137c"]),
        (
            "de artikelen 137c, 137d en 266 Sr",
            ["BWBR0001854#137c", "BWBR0001854#137d", "BWBR0001854#266"],
        ),
        ("Article 44bis of the Dutch Criminal Code", ["BWBR0001854#44bis"]),
        ("artikel 1 van de\nGrondwet", ["BWBR0001840#1"]),
        ("artikel 5:20 van de Algemene wet bestuursrecht", ["BWBR0005537#5:20"]),
    ],
)
def test_articles_of_law(text, expected):
    found = find_references(text)
    assert [r.id for r in found] == expected
    assert {r.kind for r in found} == {"wetsartikel"}
    assert found[0].url == "https://wetten.overheid.nl/jci1.3:c:" + expected[0].replace(
        "#", "&artikel="
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("CBS 2022, Hoeveel huizen telt het? | CBS.", "cbs:hoeveel-huizen-telt-het-2022"),
        ("CBS Woonmonitor 2021, Woonmonitor 2021 | CBS.", "cbs:woonmonitor-2021"),
        ("  CBS, Woonmonitor huur en koop 2021. \n", "cbs:woonmonitor-huur-en-koop-2021"),
        ("Tussen wal en schip; Een onderzoek, 2019.", "publicatie:tussen-wal-en-schip-2019"),
        ("Handreiking Weerbaar Bestuur - VNG.", "vng:handreiking-weerbaar-bestuur"),
    ],
)
def test_a_footnote_that_is_a_title(note, expected):
    kind = "statistiek" if expected.startswith("cbs:") else "publicatie"
    (found,) = find_references(note, footnote=3)
    assert (found.kind, found.id, found.url, found.footnote) == (kind, expected, None, 3)
    assert note[found.start : found.end] == note.strip().rstrip(".")
    assert find_references(note) == ()  # only a footnote is read so


def test_a_footnote_that_explains_is_no_title():
    assert ids("Iedere zaak wordt voorgelegd aan de coördinator. Dat kan later.", footnote=1) == []


def test_title_and_address_in_one_footnote():
    found = find_references("CBS, Woonmonitor 2021, https://cbs.nl/wonen.", footnote=1)
    assert [r.kind for r in found] == ["statistiek", "url"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Kamerstuk 34 650, nr. 8", f"{SITE}/kst-34650-8.html"),
        ("dossier 34 650", f"{SITE}/dossier/34650"),
        ("Kamerstuk 36 600 VII, nr. 3", f"{SITE}/kst-36600-VII-3.html"),
        ("blg-990001", f"{SITE}/blg-990001.pdf"),
        ("Bijlage bij Kamerstuk 34 650, nr. 8", None),  # its own id is unknown
        ("Kamerstukken II 1992/93, 22 827, nr. 2", None),  # not on that site
        ("Kamerstuk 34 650, nr. 4 (herdruk)", None),  # which reprint?
        ("TZ202306-118", None),
    ],
)
def test_an_address_only_where_it_is_certain(text, url):
    (found,) = find_references(text)
    assert found.url == url


def test_spans_of_an_enumeration_divide_it():
    text = "Zie Kamerstukken 29 279 en 34 650, nr. 40."
    first, second = find_references(text)
    assert text[first.start : first.end] == "Kamerstukken 29 279"
    assert text[second.start : second.end] == "34 650, nr. 40"


def test_only_between_start_and_end():
    text = "Kamerstuk 34 650, nr. 8. Kamerstuk 35 925, nr. 7. Kamerstuk 36 153, nr. 6."
    middle = text.index("Kamerstuk 35"), text.index(" Kamerstuk 36")
    (found,) = find_references(text, *middle, footnote=4)
    assert (found.id, found.footnote) == ("kst-35925-7", 4)
    assert text[found.start : found.end] == "Kamerstuk 35 925, nr. 7"


_PIECES = st.sampled_from(
    [
        "Kamerstuk ",
        "Bijlage bij ",
        "30 420",
        "36 471",
        " en ",
        ", nr. ",
        "37",
        " VII",
        "-",
        "A",
        "II ",
        "2022/23",
        "2022–2023, ",
        "\n",
        "\xa0",
        "artikel ",
        "137c",
        " Sr",
        "Handelingen II ",
        "item 3",
        "https://",
        "kst-",
        "CBS ",
        ".",
        "(",
        "TZ202411-074",
        "(R2100)",
        "nrs. 1, 2",
    ]
)


@given(
    st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=3))).map("".join)),
    st.integers(0, 20),
    st.one_of(st.none(), st.integers(1, 9)),
)
def test_spans_lie_in_the_text_in_order_and_apart(text, start, footnote):
    done = min(start, len(text))
    for found in find_references(text, done, None, footnote):
        assert done <= found.start < found.end <= len(text)
        assert found.footnote == footnote
        if found.kind == "url":
            assert text[found.start : found.end] == found.id
        done = found.end


@given(
    st.integers(10000, 39999),
    st.integers(1, 9999),
    st.sampled_from([" ", "\u00a0", "."]),
    st.text(),
)
def test_a_citation_is_found_whatever_surrounds_it(dossier, number, gap, noise):
    written = f"Kamerstuk {str(dossier)[:2]}{gap}{str(dossier)[2:]}, nr. {number}"
    text = f"{noise}\n. ({written}). {noise}"
    spans = [(text[r.start : r.end], r.id) for r in find_references(text)]
    assert (written, f"kst-{dossier}-{number}") in spans


@pytest.mark.parametrize(
    "noise",
    [
        "1",
        "30 420 ",
        "Kamerstuk ",
        "bijlage bij ",
        "28 684 en ",
        "artikel 1, ",
        "kst-1",
        " ",
        "2022-2023, ",
        "http://",
        "nrs. 1, 2, ",
        "137c, ",
    ],
)
def test_time_is_linear(noise):
    small, large = (_seconds(noise * (size // len(noise))) for size in (50_000, 400_000))
    assert large < 8 * 4 * small + 0.5


def _seconds(text):
    started = time.process_time()
    find_references(text, footnote=1)
    return time.process_time() - started
