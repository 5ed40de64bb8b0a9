"""A chat model of any provider that LangChain knows (extra [llm]), which replies in one form.

What it is asked is sent to that model, which the user configured, and nowhere else.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from ingest.errors import ChatModelError, MissingExtraError

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

Message = tuple[Literal["system", "human"], str]
Form = TypeVar("Form", bound=BaseModel)

TIMEOUT = 120.0  # seconds: a local model on a laptop is slow
_SHOWN = 200  # characters of what a server says
_AGAIN = "Your last reply could not be used ({problem}). Reply again, in the form asked for."
# Errors of the package openai for a reply that ends early; LangChain lets them through.
_CUT_OFF = ("LengthFinishReasonError", "ContentFilterFinishReasonError")


class NoReply(NamedTuple):
    """The model gave nothing that can be used."""

    problem: str
    final: bool = False  # asking again is of no use


class ChatModel(Generic[Form]):
    """Asks one chat model, which replies in one form."""

    def __init__(self, model: str, form: type[Form], what: str, timeout: float = TIMEOUT) -> None:
        """Make the client; nothing is sent yet.

        Args:
            model: `provider:model`, such as "openai:gpt-5". Key and address come from the
                provider's own environment variables.
            form: what a reply has to be.
            what: what it is for, as an error names it.
            timeout: seconds to wait for one reply.

        Raises:
            MissingExtraError: the extra is not installed.
            ChatModelError: no such provider, its package or its key is missing.
        """
        self.name = model
        self._timeout = timeout
        self._form = form
        self._chat = _open(model, form, what, timeout)

    def ask(
        self, messages: Sequence[Message], fault: Callable[[Form], str | None]
    ) -> Form | NoReply:
        """The reply; asked for once more where it cannot be used.

        Args:
            messages: what is sent.
            fault: what is wrong with a reply that has the right form, if anything.

        Raises:
            ChatModelError: the model cannot be reached, refuses the key, or fails.
        """
        reply = self._ask(messages, fault)
        if isinstance(reply, NoReply) and not reply.final:
            again: Message = ("human", _AGAIN.format(problem=reply.problem))
            reply = self._ask([*messages, again], fault)
        return reply

    def _ask(
        self, messages: Sequence[Message], fault: Callable[[Form], str | None]
    ) -> Form | NoReply:
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
                reply = self._chat.invoke(list(messages))
        except declined as error:
            return NoReply(f"declined: {_first_line(error)}", final=True)
        except Exception as error:  # Of any provider's package.
            if isinstance(error, ValueError) or type(error).__name__ in _CUT_OFF:
                return NoReply(f"no valid reply: {_first_line(error)}")
            raise ChatModelError(_told(self.name, error, self._timeout)) from error
        if not isinstance(reply, self._form):
            return NoReply("no valid reply: it is not in the form asked for")
        problem = fault(reply)
        return NoReply(f"no valid reply: {problem}") if problem else reply


def _open(model: str, form: type[BaseModel], what: str, timeout: float) -> "Runnable[Any, Any]":
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise MissingExtraError(what, "llm") from error
    try:
        # Temperature 0: as nearly the same reply every time as the model can give.
        chat = init_chat_model(model, temperature=0, timeout=timeout, max_retries=2)
        return chat.with_structured_output(form)
    except Exception as error:  # Of any provider's package.
        raise ChatModelError(
            f"The language model {model!r} cannot be used ({_first_line(error)}). "
            "Write provider:model, such as openai:gpt-5, and set that provider's key."
        ) from error


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
