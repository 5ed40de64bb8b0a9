"""What a judge says of one answer, whichever judge it is."""

from typing import Literal, Protocol

from eval.metrics.answers import nugget_met
from eval.outcome import Outcome
from ingest.document import Frozen

JudgeKind = Literal["nli", "llm"]
Support = Literal["support", "partial_support", "not_support"]
Label = Literal["entailment", "neutral", "contradiction"]
Addresses = Literal["yes", "partly", "no"]


class NuggetVerdict(Frozen):
    """Whether the answer has a nugget: the judge's verdict beside that of substrings."""

    number: int  # among the question's nuggets, from 1
    vital: bool
    literal: bool  # one of its wordings stands in the answer
    support: Support


class CitationVerdict(Frozen):
    """Whether a statement needs a citation: precision as ALCE counts it."""

    citation: int  # its id in the answer
    relevant: bool


class StatementVerdict(Frozen):
    """What all that a generated statement cites, taken together, says of it."""

    number: int  # among the answer's statements, from 1
    label: Label  # neutral where it cites nothing
    citations: tuple[CitationVerdict, ...]


class Judgement(Frozen):
    """One judge's verdict on one answer; empty but for `problem` where there is none."""

    id: str  # of the question
    attempt: int
    answerable: bool
    kind: JudgeKind
    judge: str
    nuggets: tuple[NuggetVerdict, ...] = ()
    addresses: Addresses | None = None  # "llm": whether the answer goes into the question
    statements: tuple[StatementVerdict, ...] = ()  # "nli": the generated ones
    quotes: int = 0  # "nli": statements left out, for a quote entails itself
    cut: int = 0  # "nli": pairs of texts that were longer than the model reads
    problem: str | None = None  # why there is no verdict


class Judge(Protocol):
    """Judges one answer at a time."""

    def judge(self, outcome: Outcome) -> Judgement:
        """The verdict on one answer.

        Raises:
            JudgeError: when no further answer can be judged either.
        """
        ...


def nugget_verdict(outcome: Outcome, number: int, support: Support) -> NuggetVerdict:
    """The verdict on one nugget of the question, by its number from 1."""
    nugget = outcome.question.nuggets[number - 1]
    return NuggetVerdict(
        number=number,
        vital=nugget.vital,
        literal=nugget_met(nugget, outcome.answer),
        support=support,
    )
