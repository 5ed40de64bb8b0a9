"""`beleidswijzer ask`: one question, or a batch of them."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click
from pydantic import Field, ValidationError

from assistant.answer import Answer, Language, Turn
from assistant.texts import texts
from ingest.document import Frozen
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class BatchError(BeleidswijzerError):
    """A line of the batch cannot be read."""

    exit_code = 2


class BatchLine(Frozen):
    """One line of a batch file."""

    id: str
    question: str
    history: tuple[Turn, ...] = Field(default=())


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the whole Answer as one line of JSON.")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8"),
    help='Read {"id", "question", "history"} per line and write one Answer per line, in order. '
    "Needs --json. Use - for standard input.",
)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    help="Language of the answer's own words; by default that of the question.",
)
def ask(
    question: str | None, as_json: bool, batch: TextIO | None, language: Language | None
) -> None:
    """Answer QUESTION with verbatim quotes, each with section, paragraph and footnotes.

    Without QUESTION it is read from standard input, so that it does not stand in the history of
    your shell. The status says how far the documents answer: answered, partial, not_found,
    out_of_scope, emergency or invalid; every status ends with exit code 0.
    """
    if batch and (question or not as_json):
        raise click.UsageError("Use --batch FILE together with --json and without QUESTION.")
    from assistant.assistant import Assistant

    lines = list(_read_batch(batch)) if batch else []
    assistant = Assistant.open(Settings(), progress=sys.stderr.isatty())
    if batch:
        _answer_batch(assistant, lines, language)
        return
    text = question if question is not None else _standard_input()
    answer = assistant.ask(text, language=language)
    click.echo(answer.model_dump_json() if as_json else readable(answer))


def readable(answer: Answer) -> str:
    """The answer for people at a terminal."""
    words = texts(answer.language, "cli")
    parts = [s.text for s in answer.statements if s.kind == "notice"]
    for citation in answer.citations:
        place = f"{' > '.join(citation.section)}"
        if citation.paragraph:
            place += f", {words['paragraph']} {citation.paragraph}"
        source = f"{citation.document.title} ({citation.document.id}, {citation.document.date})"
        lines = [f'[{citation.id}] "{citation.quote}"', f"    {place}", f"    {source}"]
        for note in citation.footnotes:
            lines.append(f"    {words['footnote']} {note.number}: {note.text}")
            lines += [f"      ! {r.remark}" for r in note.references if r.remark]
        parts.append("\n".join(lines))
    if answer.missing:
        parts.append("\n".join([words["missing"], *(f"  - {m}" for m in answer.missing)]))
    if answer.see_also:
        nearby = (f"  - {s.title}  ({s.anchor})" for s in answer.see_also)
        parts.append("\n".join([words["see_also"], *nearby]))
    return _printable("\n\n".join(parts))


def _printable(text: str) -> str:
    """Text without control characters: a document or question must not steer the terminal."""
    return "".join(c for c in text if c == "\n" or c.isprintable() or c == "\u00a0")


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise click.UsageError('Give a question: beleidswijzer ask "Wat doet de politie in 2026?"')
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _read_batch(batch: TextIO) -> Iterator[BatchLine]:
    """The lines of a batch, all read before the first is answered: an error loses nothing."""
    try:
        for number, line in enumerate(batch, start=1):
            if line.strip():
                yield BatchLine.model_validate(json.loads(line))
    except (json.JSONDecodeError, ValidationError) as error:
        raise BatchError(f"{batch.name}, line {number}: {_reason(error)}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{batch.name} is not UTF-8 text. Save it as UTF-8.") from error


def _reason(error: json.JSONDecodeError | ValidationError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON object ({error.msg}). Write one object per line."
    first = error.errors()[0]
    return f"field {'.'.join(map(str, first['loc']))}: {first['msg']}."


def _answer_batch(
    assistant: "Assistant", lines: list[BatchLine], language: Language | None
) -> None:
    for line in lines:
        answer = assistant.ask(line.question, line.history, language)
        click.echo(answer.model_copy(update={"id": line.id}).model_dump_json())
