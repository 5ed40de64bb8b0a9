"""The turns of a conversation: the page keeps them, and sends them with the next question."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Turn

_MOST = 12  # turns: six questions and their answers
_LONGEST = 2000  # characters of one turn
_TURNS = TypeAdapter(tuple[Turn, ...])


def read_turns(sent: list[Any] | None) -> tuple[Turn, ...]:
    """What a page sent; nothing where it is no conversation: it comes from outside."""
    try:
        turns = _TURNS.validate_python((sent or [])[-_MOST:])
    except (ValidationError, TypeError):
        return ()
    return tuple(t.model_copy(update={"content": t.content[:_LONGEST]}) for t in turns)


def with_answer(turns: Sequence[Turn], answer: Answer) -> tuple[Turn, ...]:
    """The conversation with one question and its quotes more; what was no question is left out."""
    if answer.status == "invalid":
        return tuple(turns)
    said = " ".join(citation.quote for citation in answer.citations)
    asked = Turn(role="user", content=answer.question[:_LONGEST])
    return (*turns, asked, Turn(role="assistant", content=said[:_LONGEST]))[-_MOST:]
