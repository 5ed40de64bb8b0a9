"""A better quote becomes the document's own characters, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import fold
from eval.rating.quotes import find_quote
from ingest.document import Document

EMPTY = {"sections", "paragraphs", "footnotes", "references", "signatories", "warnings"}


def document(text, name="kst-1"):
    fields = {"title": "Brief", "kind": "brief", "date": "2025-12-10"}
    return Document(
        id=name, dossier=None, number=None, text=text, **fields, **dict.fromkeys(EMPTY, ())
    )


@pytest.mark.parametrize(
    ("text", "wording", "quote"),
    [
        ("Er komt geld.\nHet is veel.", "komt geld. Het is", "komt geld.\nHet is"),
        ("Het is “extra” geld.", 'is "EXTRA" geld', "is “extra” geld"),
        ("Zo’n 2,7 miljoen", "  zo'n 2,7  miljoen ", "Zo’n 2,7 miljoen"),
        ("de jaren 2026–2029", "2026-2029", "2026–2029"),
        ("de poli\u00adtie helpt", "politie", "poli\u00adtie"),
        ("cafe\u0301 en bar", "CAFÉ en", "cafe\u0301 en"),
        ("eerst … dan", "... dan", "… dan"),
        ("een\u00a0\u00a0 twee", "een twee", "een\u00a0\u00a0 twee"),
    ],
)
def test_the_quote_is_what_the_document_has(text, wording, quote):
    found = find_quote(wording, [document(text)])
    assert found.quote == quote
    assert text[found.start : found.end] == quote


@pytest.mark.parametrize("wording", ["", "  \n", "\u00ad", "dit staat er niet", "geldig"])
def test_what_no_document_says_is_no_quote(wording):
    assert find_quote(wording, [document("Er komt geld.")]) is None


def test_the_first_document_that_says_it_is_the_source():
    documents = [document("iets anders", "kst-1"), document("er komt geld", "kst-2")]
    assert find_quote("komt geld", documents).document == "kst-2"


@given(
    text=st.text("aAé \n\u00a0\u00ad’'–-…ﬁßİ\u0301", min_size=1, max_size=40),
    cut=st.tuples(st.integers(0, 40), st.integers(1, 40)),
)
def test_whatever_is_found_is_literal_and_says_the_wording(text, cut):
    found = find_quote(text[cut[0] : sum(cut)], [document(text)])
    if found:
        assert text[found.start : found.end] == found.quote
        assert fold(text[cut[0] : sum(cut)]) in fold(found.quote)
