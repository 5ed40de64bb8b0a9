"""An Answer and its documents as HTML. Pure; the templates escape all that they are given."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.answer import Answer, Citation, Language, Turn
from assistant.language import language_of
from assistant.texts import texts
from ingest.document import Document
from ui.web.root import shown_under
from ui.web.sources import Source, section_passage, sources_of

_LONGEST_ECHO = 300  # characters of the question shown above its answer


def answer_html(
    answer: Answer, documents: Mapping[str, Document], history: Sequence[Turn] = ()
) -> str:
    """The answer with numbered citations, and beside it the passages that prove it.

    Args:
        answer: What is drawn.
        documents: Those that are quoted, by id.
        history: The turns before; their questions are named above the answer.
    """
    t = texts(answer.language, "web")
    return draw(
        "answer.html",
        answer.language,
        answer=answer,
        earlier=[turn.content for turn in history if turn.role == "user"],
        sources=sources_of(answer, documents, t["footnote"]),
        place_of=_places(answer),
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


def no_answer_html(language: Language = "nl") -> str:
    """The same frame before the first question: a live region announces only what changes in it."""
    return draw("answer.html", language, answer=None, earlier=(), sources=(), see_also=())


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
    own = {"t": t, "language": language, "root": shown_under.get()}
    return _templates(language).get_template(template).render(**own, **view)


@cache
def _templates(language: Language) -> Environment:
    t = texts(language, "web")
    environment = Environment(
        loader=PackageLoader("ui.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def place(citation: Citation) -> str:
        """Politie, alinea 3."""
        where = citation.section[-1] if citation.section else citation.document.title
        if note := re.search(r"#n(\d+)$", citation.anchor):
            return f"{t['footnote'].format(number=note[1])}, {where}"
        number = citation.paragraph
        return where if number is None else f"{where}, {t['paragraph'].format(number=number)}"

    def long_date(date: str) -> str:
        """2025-12-10 as 10 december 2025; anything else as it is."""
        if not (match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)", date)):
            return date
        return f"{int(match[3])} {t['months'].split()[int(match[2]) - 1]} {match[1]}"

    def with_source(citation: Citation, documents: Mapping[str, Document]) -> str:
        """A quote as ministries cite it: the words, then document, number, section, footnote."""
        document = documents.get(citation.document.id)
        where = [citation.document.title, _official_name(document, citation.document.id)]
        where += [long_date(citation.document.date)] if citation.document.date else []
        where.append(place(citation))
        if "#n" not in citation.anchor:
            where += [t["footnote"].format(number=note.number) for note in citation.footnotes]
        return f"“{citation.quote}” ({', '.join(where)})"

    environment.filters.update(
        place=place,
        with_source=with_source,
        long_date=long_date,
        official_id=_official_id,
        shortened=_shortened,
        with_112=_with_112,
    )
    return environment


def _official_id(source: Source) -> str:
    """Kamerstuk 30 420, nr. 437; the plain id of what is no Kamerstuk."""
    return _official_name(source.document, source.citations[0].document.id)


def _official_name(document: Document | None, id_: str) -> str:
    if document is None or not (document.dossier and document.number):
        return id_
    dossier = re.sub(r"^(\d\d)\s?(\d{3})", r"\1 \2", document.dossier)
    return f"Kamerstuk {dossier}, nr. {document.number}"


def _shortened(question: str) -> str:
    return question if len(question) <= _LONGEST_ECHO else question[: _LONGEST_ECHO - 1] + "…"


def _with_112(text: str) -> Markup:
    """The text with its first emergency number as a link to call it."""
    return Markup(re.sub(r"\b112\b", '<a href="tel:112">112</a>', str(escape(text)), count=1))
