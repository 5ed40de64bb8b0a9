import pytest

from eval.metrics.citations import (
    citation_precision,
    footnote_recall,
    literal_validity,
    right_section,
    statement_support,
)

VOORLICHTING = "De politie zet extra in op voorlichting."
RECHERCHEUR = "Er komt een rechercheur bij."
NOTE = "Kamerstuk 36 471, nr. 37."


def test_a_true_quote_is_literal(answer, cite, documents):
    given = answer(cite(VOORLICHTING), cite(RECHERCHEUR, 2, footnotes=[(15, NOTE)]))
    assert literal_validity(given, documents) == 1


def test_each_way_of_being_untrue_counts(answer, cite, documents, letter):
    elsewhere = cite(RECHERCHEUR).document.model_copy(update={"id": "kst-2"})
    given = answer(
        cite(VOORLICHTING),
        cite("De politie zet extra in op Voorlichting.", 2, start=8),
        cite(VOORLICHTING, 3, start=9),
        cite(RECHERCHEUR, 4, document=elsewhere),
        cite(RECHERCHEUR, 5, footnotes=[(15, "Kamerstuk 36 471, nr. 38.")]),
        cite(RECHERCHEUR, 6, footnotes=[(16, NOTE)]),
        cite("37.", 7, start=-3, end=len(letter.text)),
    )
    assert literal_validity(given, documents) == pytest.approx(1 / 7)


def test_an_answer_without_citations_has_no_validity(answer, documents):
    assert literal_validity(answer(), documents) is None


def test_support_needs_the_words_or_the_citation(ask_for, answer, cite):
    given = answer(
        cite(VOORLICHTING),
        says=[
            ("quote", VOORLICHTING, (1,)),
            ("quote", "zet extra in op voorlichting", (1,)),
            ("quote", "zet Extra in", (1,)),
            ("quote", VOORLICHTING, ()),
            ("generated", "More lessons.", (1,)),
            ("generated", "More lessons.", (2,)),
            ("notice", "Let op.", ()),
        ],
    )
    assert statement_support(ask_for(), given) == 3 / 6
    assert statement_support(ask_for(), answer(says=[("notice", "Niets.", ())])) is None


def test_precision_counts_citations_that_carry_any_nugget(ask_for, answer, cite):
    question = ask_for(nuggets=[(True, "voorlichting"), (False, "nr. 37")])
    given = answer(
        cite(VOORLICHTING),
        cite(RECHERCHEUR, 2),
        cite(RECHERCHEUR, 3, footnotes=[(15, NOTE)]),
    )
    assert citation_precision(question, given) == pytest.approx(2 / 3)


def test_precision_applies_to_cited_answers_of_answerable_questions(ask_for, answer, cite):
    assert citation_precision(ask_for(), answer()) is None
    assert citation_precision(ask_for(answerable=False), answer(cite(VOORLICHTING))) is None


def test_footnotes_count_when_shown_or_quoted(ask_for, answer, cite, documents):
    question = ask_for(footnotes=[15, 16])
    shown = answer(cite(RECHERCHEUR, footnotes=[(15, NOTE)]))
    assert footnote_recall(question, shown, documents) == 1 / 2
    assert footnote_recall(question, answer(cite(NOTE)), documents) == 1 / 2
    assert footnote_recall(question, answer(cite(VOORLICHTING)), documents) == 0
    assert footnote_recall(ask_for(), shown, documents) is None


@pytest.mark.parametrize(
    ("expected", "cited", "score"),
    [
        (["Politie"], ("4. Veiligheid", "Politie"), 1),
        (["veiligheid"], ("4. Veiligheid", "Politie"), 1),
        (["4. Veiligheid"], ("4. Veiligheid",), 1),
        (["COA", "Politie"], ("Politie",), 1),
        (["Politie"], ("COA",), 0),
        (["Politie"], (), 0),
    ],
)
def test_the_section_is_right_by_name(ask_for, answer, cite, expected, cited, score):
    given = answer(cite(VOORLICHTING, section=cited))
    assert right_section(ask_for(sections=expected), given) == score


def test_a_question_without_sections_has_no_right_one(ask_for, answer, cite):
    assert right_section(ask_for(), answer(cite(VOORLICHTING))) is None
