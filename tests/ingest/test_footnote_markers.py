"""Marks and notes as Apache Tika writes them, well formed and odd."""

import pytest
from reading import kinds, marked, notes, outline, read


def test_a_note_with_brackets_and_lines_keeps_them():
    document = read("Tekst[footnoteRef:6]. [6:  Eerste [concept] alinea.\nTweede alinea.\n] \nEn.")
    assert notes(document) == [(1, "Eerste [concept] alinea.\nTweede alinea.")]
    assert document.text == "Tekst.\n\nEn.\n\nEerste [concept] alinea.\nTweede alinea."
    assert document.footnotes[0].marks == (5,)


def test_a_repeated_mark_is_another_mark_of_its_note():
    document = read("Een[footnoteRef:4] twee[footnoteRef:4]. [4:  Noot.]  [4:  Noot.]  \n")
    assert notes(document) == [(1, "Noot.")]
    assert marked(document) == ["Een| twe", "Een twee|.\n\nN"]
    assert (document.text, document.warnings) == ("Een twee.\n\nNoot.", ())


def test_footnotes_and_endnotes_of_one_id_are_two_notes():
    document = read("Een[footnoteRef:1] en[endnoteRef:1]. [1:  Voet.]  [1:  Eind.]")
    assert notes(document) == [(1, "Voet."), (2, "Eind.")]


def test_numbers_follow_the_marks_as_printed_even_where_a_note_is_missing():
    document = read("Een[footnoteRef:9] en[footnoteRef:2] [2:  Noot.]")
    assert notes(document) == [(2, "Noot.")]
    assert document.warnings == ("A mark has no note (printed number): 1.",)


def test_a_note_that_tika_could_not_find_is_missing():
    document = read('Een[footnoteRef:77]. [77: !!! End note with ID "77" not found in document.]')
    assert (document.text, notes(document)) == ("Een.", [])
    assert len(document.warnings) == 1


@pytest.mark.parametrize(
    ("text", "left", "words"),
    [
        ("Een[footnoteRef:1] [1:  niet dicht", "Een [1:  niet dicht", "not closed"),
        (
            "Een[footnoteRef:1] [1:  niet dicht [x]\nTwee[footnoteRef:2]] [2:  b]",
            "Een [1:  niet dicht [x]",
            "not closed",
        ),
        ("Een [5:  zonder merk] twee.", "Een [5:  zonder merk] twee.", "no mark"),
        ("Een[footnoteRef:x] twee.", "Een[footnoteRef:x] twee.", "not well formed"),
        ("Een [bookmark: niet dicht", "Een [bookmark: niet dicht", "not well formed"),
        (
            "Een[footnoteRef:1]a[footnoteRef:1] [1:  b] [1:  c]",
            "Eena [1:  c]",
            "two different notes",
        ),
        ("Een[footnoteRef:1] [1:  ] twee.", "Een twee.", "empty"),
    ],
)
def test_what_is_odd_stays_in_the_text_with_a_warning(text, left, words):
    document = read(text)
    assert document.text.startswith(left)
    assert any(words in warning for warning in document.warnings)
    assert all(w.endswith(".") for w in document.warnings)


def test_bookmarks_and_images_are_dropped_and_other_brackets_stay():
    document = read("1. [bookmark: _Hlk1]Kop\nEen [image: a.png]tekst [sic] en [2026: meer].")
    assert document.text == "1. Kop\nEen tekst [sic] en [2026: meer]."
    assert document.sections[0].title == "Kop"
    assert document.warnings == ()


def test_a_mark_in_a_heading_and_in_a_table_cell():
    document = read("Kop[footnoteRef:3] [3:  A.]\nTekst.\n\tCel[footnoteRef:5] [5:  B.] \n\tTwee\n")
    assert outline(document) == [("kop", 1)]
    assert marked(document) == ["Kop|\nTek", "st.\n\nCel|\n\nTw"]
    assert [q for _, q in kinds(document)] == ["Tekst.", "Cel", "Twee"]
