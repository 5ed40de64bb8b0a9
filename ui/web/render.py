"""An Answer and its documents as HTML. Pure; the templates escape all that they are given."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.answer import Answer, Language, Turn
from assistant.language import language_of
from assistant.scope import EVERYTHING, Scope
from assistant.texts import texts
from ingest.document import Document
from ui.citing import document_name, long_date, place, with_source
from ui.export.conversation import Exchange, Fault
from ui.scopes import scope_in_words
from ui.web.root import shown_under
from ui.web.sources import Source, section_passage, sources_of

_WEIGHTIEST = 3  # reasons that are told of a quote
_LONGEST_ECHO = 300  # characters of the question shown above its answer


def answer_html(
    answer: Answer,
    documents: Mapping[str, Document],
    history: Sequence[Turn] = (),
    scope: Scope = EVERYTHING,
    *,
    feedback_kept: bool = False,
) -> str:
    """The answer with numbered citations, and beside it the passages that prove it.

    Args:
        answer: What is drawn.
        documents: Those that are quoted, by id.
        history: The turns before; their questions are named above the answer.
        scope: The documents that might answer.
        feedback_kept: Whether the owner keeps what people think of answers.
    """
    t = texts(answer.language, "web")
    return draw(
        "answer.html",
        answer.language,
        answer=answer,
        earlier=[turn.content for turn in history if turn.role == "user"],
        sources=sources_of(answer, documents, t["footnote"]),
        place_of=_places(answer),
        why=_why(answer),
        faults=get_args(Fault),
        feedback_kept=feedback_kept,
        scope=scope_in_words(scope, documents, answer.language),
        exchange=None if answer.status == "invalid" else Exchange(answer=answer, scope=scope),
        documents=documents,
        see_also=[
            (s.title, section_passage(s.anchor, documents, f"zie-{i}", t["footnote"]))
            for i, s in enumerate(answer.see_also, 1)
        ],
    )


def _places(answer: Answer) -> dict[int, str]:
    """Where on the page each citation is first used: the id of the statement."""
    places: dict[int, str] = {}
    for i, statement in enumerate(answer.statements, 1):
        for number in statement.citations:
            places.setdefault(number, f"zin-{i}")
    return places


def _why(answer: Answer) -> list[tuple[list[str], tuple[tuple[str, str | None], ...]]]:
    """The numbers of quotes that were chosen alike, and why: what weighed most, and what it saw.

    What weighs little, or against, is left to `ask --explain`, which shows the weights as well.
    """
    alike: dict[tuple[tuple[str, str | None], ...], list[str]] = {}
    for citation in answer.citations:
        reasons = tuple((r.signal, r.seen) for r in citation.reasons if r.points > 0)
        if reasons:
            alike.setdefault(reasons[:_WEIGHTIEST], []).append(f"[{citation.id}]")
    return [(numbers, reasons) for reasons, numbers in alike.items()]


def no_answer_html(language: Language = "nl") -> str:
    """The same frame before the first question: a live region announces only what changes in it."""
    return draw(
        "answer.html", language, answer=None, earlier=(), sources=(), see_also=(), exchange=None
    )


def failure_html(message: str, language: Language = "nl") -> str:
    """In place of an answer: why there is none."""
    return draw("failure.html", language, message=message)


def intro_html(language: Language = "nl") -> str:
    """What this is, and the notice that answers are automatic (AI Act, article 50)."""
    return draw("intro.html", language)


def examples_html(language: Language = "nl") -> str:
    """Example questions for each kind of user, as buttons."""
    t = texts(language, "web")
    groups = []
    for user in ("staff", "frontline", "evaluator"):
        questions = t[f"examples_{user}"].splitlines()
        groups.append((t[f"examples_{user}_label"], [(q, language_of(q)) for q in questions]))
    return draw("examples.html", language, groups=groups)


def draw(template: str, language: Language, **view: object) -> str:
    """A template, filled; `t` are the texts of the web front end."""
    t = texts(language, "web")
    own = {
        "t": t,
        "words": partial(texts, language),
        "language": language,
        "root": shown_under.get(),
    }
    return _templates(language).get_template(template).render(**own, **view)


@cache
def _templates(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("ui.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    environment.filters.update(
        document_name=lambda d: document_name(d, d.id, language),
        place=partial(place, language=language),
        with_source=partial(with_source, language=language),
        long_date=partial(long_date, language=language),
        official_id=partial(_official_id, language=language),
        shortened=_shortened,
        with_112=_with_112,
        spoken=language_of,
    )
    return environment


def _official_id(source: Source, language: Language) -> str:
    """Kamerstuk 30 420, nr. 437; the plain id of what is no Kamerstuk."""
    return document_name(source.document, source.citations[0].document.id, language)


def _shortened(question: str) -> str:
    return question if len(question) <= _LONGEST_ECHO else question[: _LONGEST_ECHO - 1] + "…"


def _with_112(text: str) -> Markup:
    """The text with its first emergency number as a link to call it."""
    return Markup(re.sub(r"\b112\b", '<a href="tel:112">112</a>', str(escape(text)), count=1))
