"""What the page keeps of a conversation, and sends only to have a file made of it."""

from typing import Annotated, Literal

from pydantic import Field

from assistant.answer import Answer
from assistant.scope import EVERYTHING, Scope
from ingest.document import Frozen

Fault = Literal["other_question", "incomplete", "wrong_quote", "overlooked", "unclear", "harmful"]


class Feedback(Frozen):
    """What someone thought of an answer."""

    verdict: Literal["good", "bad"]
    reason: Fault | None = None
    remark: Annotated[str, Field(max_length=500)] = ""


class Exchange(Frozen):
    """A question with its answer."""

    answer: Answer
    scope: Annotated[Scope, Field(description="The documents that might answer.")] = EVERYTHING
    feedback: Feedback | None = None


Conversation = Annotated[tuple[Exchange, ...], Field(min_length=1, max_length=100)]
