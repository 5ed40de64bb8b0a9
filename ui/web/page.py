"""The Gradio page: question box, answer beside its sources, examples; and the endpoint `ask`.

Nothing is kept here: no module-level state, no session state, and no question in any log. The turns
of a conversation live in the page, which sends them along with the next question.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr
from gradio.events import api

from assistant.answer import Answer, Language, Turn
from assistant.scope import EVERYTHING, Scope
from assistant.texts import texts
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.web.conversation import read_turns, with_answer
from ui.web.filters import PLACE, read_scope
from ui.web.render import answer_html, examples_html, failure_html, intro_html, no_answer_html
from ui.web.root import shown_under
from ui.web.site.frame import STATIC

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_AT_ONCE = 4  # questions answered side by side
_WAITING = 64  # and in the queue behind them, before the page says that it is busy
_ON_EXAMPLE = """element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button) trigger('click', {question: button.textContent});
});"""

# What is chosen of the documents goes along with a question, as the last of what is sent.
_ASKING = """(...given) => {
  document.querySelector(".bw-result").setAttribute("aria-busy", "true");
  const form = document.querySelector("form.bw-filters");
  if (!form) return given;
  const chosen = new FormData(form);
  const scope = Object.fromEntries(
    ["documents", "kinds", "dossiers"].map((name) => [name, chosen.getAll(name)]));
  for (const name of ["since", "until"]) scope[name] = chosen.get(name) || null;
  return [...given.slice(0, -1), scope];
}"""
_ASKED = """() => { document.querySelector(".bw-result").removeAttribute("aria-busy"); }"""
_ON_FILTERS = (STATIC / "filters.js").read_text("utf-8")
_ON_RESULT = (STATIC / "result.js").read_text("utf-8")

_log = logging.getLogger(__name__)


class UnansweredError(BeleidswijzerError):
    """Something unforeseen went wrong while answering."""


class Words(NamedTuple):
    """All that the page says before it answers; each is the whole value of a component."""

    intro: str
    question: str
    placeholder: str
    ask: str
    no_answer: str
    examples: str
    said: str  # the language of the page, for the page to send along


def words_of(language: Language) -> Words:
    """What the page says in a language."""
    t = texts(language, "web")
    return Words(
        intro=intro_html(language),
        question=t["question"],
        placeholder=t["placeholder"],
        ask=t["ask"],
        no_answer=no_answer_html(language),
        examples=examples_html(language),
        said=f"taal:{language}",
    )


def question_page(assistant: "LiveAssistant", settings: Settings) -> gr.Blocks:
    """The page on which one asks, in Dutch; its only public endpoint is `ask`.

    The shell puts the English words (`words_of`) in their place where an address asks for them.
    """
    drawn_in = words_of("nl")

    def drawn(
        question: str, turns: list[Any] | None, said: str, chosen: object
    ) -> tuple[str, list[dict[str, str]]]:
        history, scope = read_turns(turns), read_scope(chosen)
        shown_under.set(settings.root_path)  # events run outside of their request
        try:
            answer = _answer(assistant, question, history, scope, explain=True)
        except BeleidswijzerError as error:
            return failure_html(str(error), _language(said)), [
                turn.model_dump() for turn in history
            ]
        kept = settings.feedback is not None
        html = answer_html(answer, assistant.documents, history, scope, feedback_kept=kept)
        return html, [turn.model_dump() for turn in with_answer(history, answer)]

    def from_example(
        said: str, chosen: object, event: gr.EventData
    ) -> tuple[str, str, list[dict[str, str]]]:
        question = str(event.question)
        return question, *drawn(question, [], said, chosen)

    def ask(question: str) -> dict[str, Any]:
        """The Answer to a question in Dutch or English: statements with verbatim citations."""
        try:
            return _answer(assistant, question).model_dump(mode="json")
        except BeleidswijzerError as error:
            raise gr.Error(str(error), print_exception=False) from None

    page: gr.Blocks
    with gr.Blocks(title=texts("nl", "web")["title"], analytics_enabled=False) as page:
        _html(drawn_in.intro)
        with gr.Row(elem_classes="bw-ask"):
            box = gr.Textbox(
                label=drawn_in.question,
                placeholder=drawn_in.placeholder,
                max_lines=4,
                max_length=settings.max_question,
                scale=4,
                html_attributes=gr.InputHTMLAttributes(
                    autocomplete="off", spellcheck=False, enterkeyhint="send"
                ),
            )
            button = gr.Button(drawn_in.ask, variant="primary", scale=0)
        _html(PLACE, _ON_FILTERS)
        turns = gr.JSON([], visible="hidden")
        chosen = gr.JSON(visible="hidden")
        said = gr.Textbox(drawn_in.said, visible="hidden")
        result = _html(drawn_in.no_answer, _ON_RESULT)
        examples = _html(drawn_in.examples, js_on_load=_ON_EXAMPLE)

        asked = gr.on(
            [box.submit, button.click],
            drawn,
            [box, turns, said, chosen],
            [result, turns],
            js=_ASKING,
            api_visibility="private",
            show_progress="hidden",
        )
        from_list = examples.click(
            from_example,
            [said, chosen],
            [box, result, turns],
            js=_ASKING,
            api_visibility="private",
            show_progress="hidden",
        )
        for ended in (asked.success, asked.failure, from_list.success, from_list.failure):
            ended(None, js=_ASKED, api_visibility="private")
        result.click(
            lambda said: ("", no_answer_html(_language(said)), []),
            said,
            [box, result, turns],
            api_visibility="private",
            show_progress="hidden",
        )
        api(ask, api_name="ask")
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return page


def _language(said: str) -> Language:
    """The language that the page says it has; it comes from outside."""
    return "en" if said == words_of("en").said else "nl"


def _html(value: str, js_on_load: str | None = None) -> gr.HTML:
    """HTML of our own templates, styled by our own sheet."""
    return gr.HTML(value, apply_default_css=False, js_on_load=js_on_load)


def _answer(
    assistant: "LiveAssistant",
    question: str,
    history: Sequence[Turn] = (),
    scope: Scope = EVERYTHING,
    *,
    explain: bool = False,
) -> Answer:
    """The answer; of what is unforeseen only the type is logged: messages may hold questions."""
    try:
        return assistant.ask(question, history, scope=scope, explain=explain)
    except BeleidswijzerError:
        raise
    except Exception as error:
        _log.error("A question failed: %s", type(error).__name__)
        raise UnansweredError(texts("nl", "web")["failed"]) from None
