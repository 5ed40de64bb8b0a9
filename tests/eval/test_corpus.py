from eval.corpus import Corpus
from ingest.document import Paragraph, Span

POLITIE = "De politie zet extra in op voorlichting."


def test_gains_count_the_vital_nuggets_of_every_passage(letter, ask_for):
    start = letter.text.index(POLITIE)
    span = Span(start=start, end=start + len(POLITIE))
    paragraph = Paragraph(
        anchor="kst-1#4.politie.p1",
        kind="paragraph",
        section=("4. Politie",),
        number=1,
        sentences=(span,),
        start=span.start,
        end=span.end,
    )
    corpus = Corpus({letter.id: letter.model_copy(update={"paragraphs": (paragraph,)})})
    question = ask_for(
        nuggets=[(True, "VOORLICHTING"), (True, "ijs", "politie"), (False, "kamerstuk")]
    )
    assert corpus.gains(question) == {POLITIE.casefold(): 2.0}
    assert corpus.ranked([POLITIE, "Iets anders"]) == [POLITIE.casefold(), "iets anders"]
