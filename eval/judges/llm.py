"""The judge that is a language model, through LangChain (extra [llm]).

It sends questions and answers to that model: ask the user first.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from eval.errors import MissingExtraError
from eval.judges.errors import JudgeError
from eval.judges.judgement import Judgement, nugget_verdict
from eval.judges.prompt import Grading, Message, again, fault, grading_messages
from eval.outcome import Outcome

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_TIMEOUT = 120.0  # seconds: a local model on a laptop is slow
_SHOWN = 200  # characters of what a server says
_GO_ON = "What was judged is kept; the same command goes on where it stopped."
# Errors of the package openai for a reply that ends early; LangChain lets them through.
_CUT_OFF = ("LengthFinishReasonError", "ContentFilterFinishReasonError")


class _NoGrades(NamedTuple):
    problem: str
    final: bool = False  # asking again is of no use


class LlmJudge:
    """Grades answers by a chat model of any provider that LangChain knows."""

    def __init__(self, model: str, timeout: float = _TIMEOUT) -> None:
        """Make the client; nothing is sent yet.

        Args:
            model: `provider:model`, such as "openai:gpt-5". Key and address come from the
                provider's own environment variables.
            timeout: seconds to wait for one reply.

        Raises:
            MissingExtraError: the extra is not installed.
            JudgeError: no such provider, its package or its key is missing.
        """
        self.name = model
        self._timeout = timeout
        self._grader = _open(model, timeout)

    def judge(self, outcome: Outcome) -> Judgement:
        """The verdict on one answer; none where the model twice gives no valid one, or declines.

        Raises:
            JudgeError: the model cannot be reached, refuses the key, or fails.
        """
        messages = grading_messages(outcome)
        nuggets = len(outcome.question.nuggets)
        reply = self._ask(messages, nuggets)
        if isinstance(reply, _NoGrades) and not reply.final:
            reply = self._ask([*messages, again(reply.problem)], nuggets)
        return _judgement(outcome, self.name, reply)

    def _ask(self, messages: list[Message], nuggets: int) -> Grading | _NoGrades:
        from langchain_core import exceptions as faults
        from langsmith import tracing_context

        declined = (
            faults.ModelRefusalError,
            faults.ModelInvalidRequestError,
            faults.ContextOverflowError,
        )
        try:
            # The user agreed to this model, not to a tracing service that the environment names.
            with tracing_context(enabled=False):
                grading = self._grader.invoke(messages)
        except declined as error:
            return _NoGrades(f"declined: {_first_line(error)}", final=True)
        except Exception as error:  # Of any provider's package.
            if isinstance(error, ValueError) or type(error).__name__ in _CUT_OFF:
                return _NoGrades(f"no valid reply: {_first_line(error)}")
            raise JudgeError(f"{_told(self.name, error, self._timeout)} {_GO_ON}") from error
        if not isinstance(grading, Grading):
            return _NoGrades("no valid reply: no grades in it")
        problem = fault(grading, nuggets)
        return _NoGrades(f"no valid reply: {problem}") if problem else grading


def _open(model: str, timeout: float) -> "Runnable[Any, Any]":
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtraError("Grading by a language model", "llm") from error
    try:
        # Temperature 0: as nearly the same verdict every time as the model can give.
        chat = init_chat_model(model, temperature=0, timeout=timeout, max_retries=2)
        return chat.with_structured_output(Grading)
    except Exception as error:  # Of any provider's package.
        raise JudgeError(
            f"The language model {model!r} cannot be used ({_first_line(error)}). "
            "Write provider:model, such as openai:gpt-5, and set that provider's key."
        ) from error


def _judgement(outcome: Outcome, judge: str, reply: Grading | _NoGrades) -> Judgement:
    judgement = Judgement(
        id=outcome.question.id,
        attempt=outcome.attempt,
        answerable=outcome.question.answerable,
        kind="llm",
        judge=judge,
    )
    if isinstance(reply, _NoGrades):
        return judgement.model_copy(update={"problem": reply.problem})
    nuggets = tuple(nugget_verdict(outcome, g.number, g.support) for g in reply.nuggets)
    return judgement.model_copy(update={"nuggets": nuggets, "addresses": reply.addresses})


def _told(model: str, error: Exception, timeout: float) -> str:
    """What happened and what to do. A key is never repeated, nor what is said about it."""
    from langchain_core import exceptions as faults

    match error:
        case faults.ModelAuthenticationError() | faults.ModelPermissionDeniedError():
            return f"{model} refuses the key. Set that provider's key, such as OPENAI_API_KEY."
        case faults.ModelNotFoundError():
            return f"{model} is not at that address. Mend the name, or OPENAI_BASE_URL or its like."
        case faults.ModelRateLimitError():
            return f"{model} takes no more requests now. Wait, or look at your quota."
        case faults.ModelTimeoutError():
            return f"{model} did not answer within {timeout:g} s. Try later, or a faster model."
        case faults.ModelConnectionError():
            return (
                f"{model} cannot be reached. Look at the network, or OPENAI_BASE_URL or its like."
            )
        case faults.ModelAPIError():
            return f"The server of {model} failed ({_first_line(error)}). Try later."
        case _:
            return f"{model} failed ({type(error).__name__}: {_first_line(error)})."


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):  # its first line only counts
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "reply"
        return f"{place}: {first['msg']}"[:_SHOWN]
    line = next(iter(str(error).splitlines()), type(error).__name__)
    return line[:_SHOWN].rstrip(".")
