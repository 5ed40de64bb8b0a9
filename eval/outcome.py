"""What one question brought: the seam between asking and scoring."""

from assistant.answer import Answer
from eval.questions import Question
from ingest.document import Frozen


class Outcome(Frozen):
    """A question, the answer to it, and the passages that retrieval alone gives for it."""

    question: Question
    answer: Answer
    passages: tuple[str, ...]  # texts, best first
