"""The Gradio page: question box, answer beside its sources, examples; and the endpoint `ask`.

Nothing is kept here: no module-level state, no session state, and no question in any log. The turns
of a conversation live in the page, which sends them along with the next question.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.events import api

from assistant.answer import Answer, Language, Turn
from assistant.texts import texts
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.web.conversation import read_turns, with_answer
from ui.web.render import answer_html, examples_html, failure_html, intro_html, no_answer_html
from ui.web.root import shown_under
from ui.web.site.frame import LANGUAGE

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_AT_ONCE = 4  # questions answered side by side
_WAITING = 64  # and in the queue behind them, before the page says that it is busy
_ON_EXAMPLE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) trigger('click', {question: button.textContent});
});"""

# A new conversation; and a quote with its source on the clipboard.
_ON_RESULT = """element.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.copy) {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  } else trigger('click', {});
});"""

_log = logging.getLogger(__name__)


class UnansweredError(BeleidswijzerError):
    """Something unforeseen went wrong while answering."""


def question_page(assistant: "LiveAssistant", settings: Settings) -> gr.Blocks:
    """The page on which one asks; its only public endpoint is `ask`."""
    t = texts("nl", "web")

    def drawn(
        question: str, turns: list[Any] | None, said: str
    ) -> tuple[str, list[dict[str, str]]]:
        history = read_turns(turns)
        shown_under.set(settings.root_path)  # events run outside of their request
        try:
            answer = _answer(assistant, question, history)
        except BeleidswijzerError as error:
            return failure_html(str(error), _language(said)), [
                turn.model_dump() for turn in history
            ]
        html = answer_html(answer, assistant.documents, history)
        return html, [turn.model_dump() for turn in with_answer(history, answer)]

    def from_example(said: str, event: gr.EventData) -> tuple[str, str, list[dict[str, str]]]:
        question = str(event.question)
        return question, *drawn(question, [], said)

    def localised(request: gr.Request) -> list[Any]:
        """The page in the language that its address asks for; it is drawn in Dutch."""
        said = _language(request.query_params.get(LANGUAGE, ""))
        if said == "nl":
            return [gr.skip()] * 6
        own = texts(said, "web")
        return [
            intro_html(said),
            gr.Textbox(label=own["question"], placeholder=own["placeholder"]),
            gr.Button(own["ask"]),
            no_answer_html(said),
            examples_html(said),
            said,
        ]

    def ask(question: str) -> dict[str, Any]:
        """The Answer to a question in Dutch or English: statements with verbatim citations."""
        try:
            return _answer(assistant, question).model_dump(mode="json")
        except BeleidswijzerError as error:
            raise gr.Error(str(error), print_exception=False) from None

    page: gr.Blocks
    with gr.Blocks(title=t["title"], analytics_enabled=False) as page:
        intro = _html(intro_html())
        with gr.Row(elem_classes="bw-ask"):
            box = gr.Textbox(
                label=t["question"],
                placeholder=t["placeholder"],
                max_lines=4,
                max_length=settings.max_question,
                scale=4,
                html_attributes=gr.InputHTMLAttributes(
                    autocomplete="off", spellcheck=False, enterkeyhint="send"
                ),
            )
            button = gr.Button(t["ask"], variant="primary", scale=0)
        turns = gr.JSON([], visible="hidden")
        said = gr.Textbox("nl", visible="hidden")  # the language of the page
        result = _html(no_answer_html(), _ON_RESULT)
        examples = _html(examples_html(), js_on_load=_ON_EXAMPLE)

        gr.on(
            [box.submit, button.click],
            drawn,
            [box, turns, said],
            [result, turns],
            api_visibility="private",
            show_progress="hidden",
        )
        examples.click(
            from_example,
            said,
            [box, result, turns],
            api_visibility="private",
            show_progress="hidden",
        )
        result.click(
            lambda said: ("", no_answer_html(_language(said)), []),
            said,
            [box, result, turns],
            api_visibility="private",
            show_progress="hidden",
        )
        page.load(
            localised,
            None,
            [intro, box, button, result, examples, said],
            api_visibility="private",
            show_progress="hidden",
        )
        api(ask, api_name="ask")
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return page


def _language(said: str) -> Language:
    """The language that the page says it has; it comes from outside."""
    return "en" if said == "en" else "nl"


def _html(value: str, js_on_load: str | None = None) -> gr.HTML:
    """HTML of our own templates, styled by our own sheet."""
    return gr.HTML(value, apply_default_css=False, js_on_load=js_on_load)


def _answer(assistant: "LiveAssistant", question: str, history: Sequence[Turn] = ()) -> Answer:
    """The answer; of what is unforeseen only the type is logged: messages may hold questions."""
    try:
        return assistant.ask(question, history)
    except BeleidswijzerError:
        raise
    except Exception as error:
        _log.error("A question failed: %s", type(error).__name__)
        raise UnansweredError(texts("nl", "web")["failed"]) from None
