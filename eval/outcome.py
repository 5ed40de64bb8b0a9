"""What one question brought: the seam between asking and scoring."""

from typing import Literal

from assistant.answer import Answer, Language
from eval.questions import Question
from ingest.document import Frozen

# "again": the very same question, with `--repeat`.
VariantKind = Literal["again", "upper_case", "plain", "typos", "reworded", "other_language"]


class Outcome(Frozen):
    """A question, the answer to it, and the passages that retrieval alone gives for it."""

    question: Question
    answer: Answer
    passages: tuple[str, ...]  # texts, best first
    attempt: int = 1  # with `--repeat N` each question is asked N times


class Variant(Frozen):
    """A question put otherwise; the answer should hold."""

    of: str  # id of the question
    kind: VariantKind
    lang: Language
    question: str


class Varied(Frozen):
    """What a variant brought."""

    variant: Variant
    answer: Answer
