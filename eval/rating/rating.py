"""What a rater says of one answer, after the expert form of Canada's AI Answers.

Source: cds-snc/ai-answers, `ExpertFeedbackComponent.js` (sentence 100/80/0, citation 25/20/0). Two
things differ: an answer here has a citation for every sentence, so the citation part is their
mean; and nothing counts as good because nobody judged it, so every judgement is asked for.
"""

from collections.abc import Sequence
from statistics import fmean
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from ingest.document import Frozen, Span

Grade = Literal["good", "needs_improvement", "incorrect"]

GRADES: tuple[Grade, ...] = get_args(Grade)  # best first
STATEMENT_POINTS: dict[Grade, int] = {"good": 100, "needs_improvement": 80, "incorrect": 0}
CITATION_POINTS: dict[Grade, int] = {"good": 25, "needs_improvement": 20, "incorrect": 0}
LONGEST_TEXT = 4000  # characters of a comment, a better quote, or what is missing
_STATEMENT_SHARE = 0.75


class Judgement(Frozen):
    """Whether a sentence, or a refusal as a whole, is a right answer to the question."""

    grade: Grade
    content_issue: bool = False  # the document itself is wrong, outdated or unclear here
    harmful: bool = False  # may do harm to somebody who goes by it
    comment: str = Field(default="", max_length=LONGEST_TEXT)


class StatementRating(Judgement):
    """The judgement of one sentence."""

    number: int = Field(ge=1)  # among the statements of the answer that assert something


class BetterQuote(Span):
    """What should have been cited: ``document.text[start:end] == quote``."""

    document: str  # its id
    quote: str


class CitationRating(Frozen):
    """Whether a citation proves its sentence, and what would have proved it better."""

    citation: int  # its id in the answer
    grade: Grade
    better: BetterQuote | None = None


class Rating(Frozen):
    """All that one rater says of one answer; who that is, the name of the file tells."""

    id: str  # of the question
    answer: str  # digest of the answer that was scored, see `eval.rating.subject.digest`
    date: str  # UTC, ISO 8601
    whole: Judgement | None = None  # of a refusal, which has no sentences to judge
    statements: tuple[StatementRating, ...] = ()
    citations: tuple[CitationRating, ...] = ()
    missing: str = Field(default="", max_length=LONGEST_TEXT)  # what should have been said too

    @model_validator(mode="after")
    def _whole_or_by_sentence(self) -> Self:
        if (self.whole is None) == (not self.statements):
            raise ValueError("either the whole answer is judged or its statements, not both")
        return self

    @property
    def total(self) -> float:
        """The score of the answer, 0 to 100.

        0.75 x the mean points of the sentences + the mean points of the citations (25 where there
        are none). Of a refusal: the points of the whole.
        """
        if self.whole:
            return float(STATEMENT_POINTS[self.whole.grade])
        sentences = fmean(STATEMENT_POINTS[s.grade] for s in self.statements)
        return _STATEMENT_SHARE * sentences + _citation_part(self.citations)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements of sentences, or the one of the whole."""
        return (self.whole,) if self.whole else self.statements

    @property
    def harmful(self) -> bool:
        """Whether anything in the answer may do harm."""
        return any(judgement.harmful for judgement in self.judgements)


def _citation_part(citations: Sequence[CitationRating]) -> float:
    points = [CITATION_POINTS[c.grade] for c in citations]
    return fmean(points) if points else float(CITATION_POINTS["good"])
