"""What a file of a conversation says, block by block, whatever its format."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.answer import Citation, CitedReference, Language
from assistant.texts import texts
from ingest.document import Document
from ui.citing import document_line, is_literal, long_date
from ui.export.conversation import Exchange, Feedback
from ui.scopes import scope_in_words

Kind = Literal["title", "heading", "part", "text", "quote", "source", "item"]


class Block(NamedTuple):
    """A paragraph: words of ours (`label`), and the text that they introduce."""

    kind: Kind
    text: str
    language: Language  # of the text: quotes stay as written
    label: str = ""


def outline(
    conversation: Sequence[Exchange],
    documents: Mapping[str, Document],
    language: Language,
    made: datetime.date,
) -> Iterator[Block]:
    """The conversation from its title to its last source.

    Args:
        conversation: Questions with their answers, the first one first.
        documents: Those that are here, by id.
        language: Of what surrounds the answers; each answer keeps its own.
        made: The day on which the file is made.
    """
    t = texts(language, "export")
    yield Block("title", t["title"], language)
    yield Block("text", t["made"].format(date=long_date(made.isoformat(), language)), language)
    cited = {c.document.id: c for e in conversation for c in e.answer.citations}
    if cited:
        yield Block("text", t["documents"], language)
    for citation in cited.values():
        line = ", ".join(document_line(citation, documents, language))
        yield Block("item", f"{line} ({citation.document.id})", "nl")
    for number, exchange in enumerate(conversation, start=1):
        yield Block("heading", t["question"].format(number=number), language)
        yield from _exchange(exchange, documents)


def _exchange(exchange: Exchange, documents: Mapping[str, Document]) -> Iterator[Block]:
    answer = exchange.answer
    said = answer.language
    t, web = texts(said, "export"), texts(said, "web")
    yield Block("text", answer.question, said, t["asked"])
    if chosen := scope_in_words(exchange.scope, documents, said):
        yield Block("text", chosen, said, texts(said, "filters")["only"])
    yield Block("text", web[f"status_{answer.status}"], said, t["answer"])
    citations = {c.id: c for c in answer.citations}
    for statement in answer.statements:
        numbers = " ".join(f"[{n}]" for n in statement.citations)
        if statement.kind == "quote":
            yield Block("quote", f"“{statement.text}” {numbers}", statement.language)
        else:
            generated = web["generated"] + ":" if statement.kind == "generated" else ""
            yield Block("text", f"{statement.text} {numbers}", statement.language, generated)
        for number in statement.citations:
            if citation := citations.pop(number, None):
                yield from _source(citation, documents, said)
    yield from _listed(web["missing"], answer.missing, said)
    nearby = [f"{near.title} ({near.anchor})" for near in answer.see_also]
    yield from _listed(web["see_also"], nearby, said, "nl")
    if answer.searched:
        yield Block("text", ", ".join(answer.searched), "nl", web["searched"])
    if exchange.feedback:
        yield _feedback(exchange.feedback, said)
    if answer.citations:
        yield Block("text", web[f"engine_{answer.engine.mode}"], said)


def _source(
    citation: Citation, documents: Mapping[str, Document], said: Language
) -> Iterator[Block]:
    """Where a quote stands, down to its footnotes; what the page remarks is remarked here too."""
    web = texts(said, "web")
    place = [*document_line(citation, documents, said), " > ".join(citation.section)]
    if citation.paragraph is not None:
        place.append(web["paragraph"].format(number=citation.paragraph))
    if citation.page is not None:
        place.append(web["page"].format(number=citation.page))
    where = f"{', '.join(filter(None, place))} ({citation.anchor})"
    yield Block("source", where, "nl", f"[{citation.id}]")
    if not is_literal(citation, documents):
        here = citation.document.id in documents
        yield Block("source", web["altered" if here else "absent_document"], said)
    for cell in citation.cells:
        yield Block("source", cell.text, "nl", f"{'; '.join(cell.headings)}:")
    yield from _references(citation.references, said)
    for note in citation.footnotes:
        if note.anchor != citation.anchor:  # else it is the quote
            label = web["footnote"].format(number=note.number)
            yield Block("source", note.text, "nl", f"{label}:")
        yield from _references(note.references, said)


def _references(references: Iterable[CitedReference], said: Language) -> Iterator[Block]:
    web = texts(said, "web")
    for reference in references:
        if (reference.url or "").startswith("https://"):
            yield Block("source", str(reference.url), "nl")
        if reference.remark or reference.title_check == "mismatch":
            yield Block("source", reference.remark or web["title_mismatch"], said)


def _listed(
    heading: str, items: Sequence[str], said: Language, language: Language | None = None
) -> Iterator[Block]:
    if items:
        yield Block("part", heading, said)
    for item in items:
        yield Block("item", item, language or said)


def _feedback(feedback: Feedback, said: Language) -> Block:
    t = texts(said, "feedback")
    reason = t[f"reason_{feedback.reason}"] if feedback.reason else ""
    words = filter(None, (t[feedback.verdict], reason, feedback.remark.strip()))
    return Block("text", ". ".join(words), said, t["yours"])
