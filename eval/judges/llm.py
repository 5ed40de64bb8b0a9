"""The judge that is a language model, through LangChain (extra [llm]).

It sends questions and answers to that model: ask the user first.
"""

from eval.judges.errors import JudgeError
from eval.judges.judgement import Judgement, nugget_verdict
from eval.judges.prompt import Grading, fault, grading_messages
from eval.outcome import Outcome
from ingest.chat import TIMEOUT, ChatModel, NoReply
from ingest.errors import ChatModelError

_GO_ON = "What was judged is kept; the same command goes on where it stopped."


class LlmJudge:
    """Grades answers by a chat model of any provider that LangChain knows."""

    def __init__(self, model: str, timeout: float = TIMEOUT) -> None:
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
        try:
            self._grader = ChatModel(model, Grading, "Grading by a language model", timeout)
        except ChatModelError as error:
            raise JudgeError(str(error)) from error

    def judge(self, outcome: Outcome) -> Judgement:
        """The verdict on one answer; none where the model twice gives no valid one, or declines.

        Raises:
            JudgeError: the model cannot be reached, refuses the key, or fails.
        """
        nuggets = len(outcome.question.nuggets)
        try:
            reply = self._grader.ask(grading_messages(outcome), lambda g: fault(g, nuggets))
        except ChatModelError as error:
            raise JudgeError(f"{error} {_GO_ON}") from error
        return _judgement(outcome, self.name, reply)


def _judgement(outcome: Outcome, judge: str, reply: Grading | NoReply) -> Judgement:
    judgement = Judgement(
        id=outcome.question.id,
        attempt=outcome.attempt,
        answerable=outcome.question.answerable,
        kind="llm",
        judge=judge,
    )
    if isinstance(reply, NoReply):
        return judgement.model_copy(update={"problem": reply.problem})
    nuggets = tuple(nugget_verdict(outcome, g.number, g.support) for g in reply.nuggets)
    return judgement.model_copy(update={"nuggets": nuggets, "addresses": reply.addresses})
