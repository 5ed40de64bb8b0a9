from eval.reports.passages import passage_with, passages_cited

QUOTE = "De politie zet extra in op voorlichting."
SECOND = "Er komt een rechercheur bij."


def pieces(passage):
    return [(p.text, p.number if p.marked else None) for part in passage.parts for p in part]


def test_a_quote_is_marked_in_its_paragraph(answer, cite, documents):
    (passage,) = passages_cited(answer(cite(SECOND, 4)), documents)
    assert pieces(passage) == [(f"{QUOTE} ", None), (SECOND, 4)]
    assert (passage.section, passage.paragraph) == (("4. Politie",), 1)


def test_quotes_of_one_paragraph_are_marked_in_it_together(answer, cite, documents):
    (passage,) = passages_cited(answer(cite(QUOTE, 1), cite(SECOND, 2)), documents)
    assert pieces(passage) == [(QUOTE, 1), (" ", None), (SECOND, 2)]


def test_marks_and_footnotes_leave_the_text_as_it_is(answer, cite, documents):
    (passage,) = passages_cited(answer(cite("extra in"), cite("rechercheur", 2)), documents)
    (part,) = passage.parts
    assert "".join(piece.text for piece in part) == f"{QUOTE} {SECOND}"
    assert [piece.notes for piece in part] == [(), (), (), (), (15,)]


def test_a_quote_of_a_footnote_stands_in_that_footnote(answer, cite, documents):
    (passage,) = passages_cited(answer(cite("nr. 37")), documents)
    assert passage.footnote == 15
    assert pieces(passage) == [("Kamerstuk 36 471, ", None), ("nr. 37", 1), (".", None)]


def test_a_quote_outside_every_paragraph_is_shown_by_itself(answer, cite, documents):
    (passage,) = passages_cited(answer(cite("Politie")), documents)
    assert pieces(passage) == [("Politie", 1)]
    assert passage.section == ()


def test_a_quote_that_does_not_stand_there_is_not_marked(answer, cite, documents):
    (passage,) = passages_cited(answer(cite("Iets anders.")), documents)
    assert (passage.literal, passage.parts) == (False, ())


def test_a_citation_of_a_document_that_is_not_at_hand_has_no_passage(answer, cite):
    assert passages_cited(answer(cite(QUOTE)), {}) == ()


def test_a_wording_is_found_whatever_its_case_and_spaces(documents):
    passage = passage_with(["staat nergens", "ER KOMT  een Rechercheur"], documents)
    assert [p.text for part in passage.parts for p in part if p.marked] == [
        "Er komt een rechercheur"
    ]
    assert passage.place == "4. Politie, alinea 1"
    assert passage_with(["staat nergens"], documents) is None
