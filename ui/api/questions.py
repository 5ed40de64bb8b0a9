"""Asking and searching. A question is only ever in a body, never in an address."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Response
from pydantic import Field

from assistant.answer import Answer, Language, Turn
from assistant.live import LiveAssistant
from assistant.question import problem_with, readable
from assistant.scope import EVERYTHING, Scope
from assistant.texts import texts
from ingest.document import Frozen
from ingest.passages import Passage

GENERATED = "X-AI-Generated"
_ASKED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            GENERATED: {
                "description": "Whether a language model wrote any of it.",
                "schema": {"enum": ["true", "false"]},
            }
        }
    }
}


class AskBody(Frozen):
    """A question, and how to answer it."""

    question: str
    history: Annotated[
        tuple[Turn, ...], Field(description="The turns before it, oldest first.")
    ] = ()
    language: Annotated[
        Language | None, Field(description="Of the answer's own words; the question's if null.")
    ] = None
    scope: Annotated[Scope, Field(description="The documents that may answer.")] = EVERYTHING
    explain: Annotated[bool, Field(description="Say of each quote why it was chosen.")] = False


class SearchBody(Frozen):
    """A question, and how many passages are wanted."""

    question: str
    k: Annotated[int, Field(ge=1, le=20)] = 5


def question_routes(assistant: LiveAssistant, most: int) -> APIRouter:
    """The routes over an assistant, for questions of at most so many characters.

    They are not async: FastAPI then runs them in a thread of their own.
    """
    router = APIRouter()

    @router.post("/ask", responses=_ASKED)
    def ask(body: AskBody, response: Response) -> Answer:
        """Answer a question with verbatim quotes, each with its exact place."""
        answer = assistant.ask(
            body.question, body.history, body.language, scope=body.scope, explain=body.explain
        )
        response.headers[GENERATED] = str(answer.engine.mode == "llm").lower()
        return answer

    @router.post("/search")
    def search(body: SearchBody) -> list[Passage]:
        """The passages that fit a question best, best first."""
        wrong = problem_with(readable(body.question), most)
        if wrong:
            detail = texts("en", "answer")[wrong.key].format(**dict(wrong.values))
            raise HTTPException(422, detail)
        return assistant.retrieve(body.question, body.k)

    return router
