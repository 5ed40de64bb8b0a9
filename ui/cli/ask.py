"""`beleidswijzer ask`: one question, or a batch of them."""

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

import click
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Citation, CitedReference, Language, Turn
from assistant.scope import Scope
from assistant.texts import texts
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.cli.terminal import echo_json, echo_text, well_formed

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class BatchError(BeleidswijzerError):
    """A line of the batch cannot be read."""

    exit_code = 2


class BatchLine(BaseModel):
    """One line of a batch file; the other fields of a question set may stand beside these."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    history: tuple[Turn, ...] = ()


def _day(_context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A date as ISO 8601, or a clear error."""
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise click.BadParameter(f"{value} is no date; write 2026-01-31.", param=option) from error


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the whole Answer as one line of JSON.")
@click.option(
    "--batch",
    metavar="FILE",
    type=click.File("r", encoding="utf-8-sig"),
    help='Read {"id", "question", "history"} per line and write one Answer per line, in order. '
    "Needs --json. Use - for standard input.",
)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    help="Language of the answer's own words; by default that of the question.",
)
@click.option("--explain", is_flag=True, help="Say of each quote why it was chosen.")
@click.option("--document", "documents", metavar="ID", multiple=True, help="Only from this one.")
@click.option(
    "--kind", "kinds", multiple=True, help="Only from documents of this kind: kamerbrief."
)
@click.option("--dossier", "dossiers", multiple=True, help="Only from this dossier: 30420.")
@click.option("--since", metavar="DATE", callback=_day, help="Only documents from this day on.")
@click.option("--until", metavar="DATE", callback=_day, help="Only documents up to this day.")
def ask(
    question: str | None,
    as_json: bool,
    batch: TextIO | None,
    language: Language | None,
    explain: bool,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    dossiers: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> None:
    """Answer QUESTION with verbatim quotes, each with section, paragraph and footnotes.

    \b
    In Dutch or English:   beleidswijzer ask "Wat doet de politie in 2026?"
    A footnote by number:  beleidswijzer ask "What does footnote 15 say?"
    For a program:         beleidswijzer ask --json "Wat zijn de drie doelen?"
    Many questions:        beleidswijzer ask --json --batch questions.jsonl > answers.jsonl
    With the reasons:      beleidswijzer ask --explain "Wie betaalt dit?"
    Of later documents:    beleidswijzer ask --since 2026-01-01 "Wat doet de politie?"
    From another program:  echo "Wie tekende de brief?" | beleidswijzer ask

    Without QUESTION it is read from standard input, so that it does not stand in the history of
    your shell. The status says how far the documents answer: answered, partial, not_found,
    out_of_scope, emergency or invalid; every status ends with exit code 0.
    """
    if batch and (question is not None or not as_json):
        raise click.UsageError("Use --batch FILE together with --json and without QUESTION.")
    scope = Scope(documents=documents, kinds=kinds, dossiers=dossiers, since=since, until=until)
    if batch:
        _answer_batch(list(_read_batch(batch)), language, scope, explain)
        return
    text = _standard_input() if question is None else well_formed(question)
    answer = _assistant().ask(text, language=language, scope=scope, explain=explain)
    if as_json:
        echo_json(answer.model_dump_json())
    else:
        echo_text(readable(answer))


def readable(answer: Answer) -> str:
    """The answer for people at a terminal."""
    words = texts(answer.language, "cli")
    parts = [
        " ".join([s.text, *(f"[{n}]" for n in s.citations)])
        for s in answer.statements
        if s.kind != "quote"
    ]
    parts += [_source(citation, answer.language) for citation in answer.citations]
    if answer.missing:
        parts.append("\n".join([words["missing"], *(f"  - {m}" for m in answer.missing)]))
    if answer.see_also:
        nearby = (f"  - {s.title}  ({s.anchor})" for s in answer.see_also)
        parts.append("\n".join([words["see_also"], *nearby]))
    if answer.searched:
        parts.append(words["searched"].format(names=", ".join(answer.searched)))
    return "\n\n".join(parts)


def _source(citation: Citation, language: Language) -> str:
    """A quote, the place it came from, its footnotes, and what is to be remarked on them."""
    words = texts(language, "cli")
    place = " > ".join(citation.section)
    if citation.paragraph:
        place += f", {words['paragraph']} {citation.paragraph}"
    if citation.page:
        place += f", {words['page']} {citation.page}"
    document = citation.document
    lines = [
        f'[{citation.id}] "{citation.quote.replace(chr(9), "   ")}"',
        f"    {place}  ({citation.anchor})",
        f"    {document.title} ({document.id}, {document.date}{words['quoted']})",
    ]
    lines += [f"    {'; '.join(c.headings)}: {c.text}" for c in citation.cells if c.headings]
    lines += [f"      ! {remark}" for remark in _remarks(citation.references, language)]
    for note in citation.footnotes:
        lines.append(f"    {words['footnote']} {note.number}: {note.text}")
        lines += [f"      {r.url}" for r in note.references if r.url]
        lines += [f"      ! {remark}" for remark in _remarks(note.references, language)]
    return "\n".join([*lines, *_reasons(citation, language)])


def _remarks(references: Iterable[CitedReference], language: Language) -> Iterator[str]:
    """Where the title in the register is not the one that the text means."""
    for reference in references:
        if reference.remark:
            yield reference.remark
        elif reference.title_check == "mismatch":
            yield texts(language, "cli")["title_mismatch"].format(id=reference.id)


def _reasons(citation: Citation, language: Language) -> Iterator[str]:
    """Why the quote was chosen, a signal a line."""
    words = texts(language, "explain")
    if citation.reasons:
        yield f"    {words['title']}"
    for reason in citation.reasons:
        seen = f": {reason.seen}" if reason.seen else ""
        yield f"      {reason.points:+5.2f}  {words[reason.signal]}{seen}"


def _standard_input() -> str:
    if sys.stdin.isatty():
        raise click.UsageError('Give a question: beleidswijzer ask "Wat doet de politie in 2026?"')
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _read_batch(batch: TextIO) -> Iterator[BatchLine]:
    """The lines of a batch, all read before the first is answered: an error loses nothing."""
    try:
        text = batch.read()
    except UnicodeDecodeError as error:
        raise BatchError(f"{batch.name} is not UTF-8 text. Save it as UTF-8.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _parsed(line)
            except (ValueError, RecursionError) as error:
                raise BatchError(f"{batch.name}, line {number}: {_reason(error)}") from error


def _parsed(line: str) -> BatchLine:
    fields = json.dumps(json.loads(line), ensure_ascii=False)
    return BatchLine.model_validate_json(well_formed(fields))


def _reason(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return f"no JSON ({getattr(error, 'msg', error)}). Write one object per line."
    first = error.errors()[0]
    field = ".".join(map(str, first["loc"]))
    if not field:
        return 'not an object. Write {"id": "...", "question": "..."} per line.'
    return f"field {field}: {first['msg']}."


def _answer_batch(
    lines: list[BatchLine], language: Language | None, scope: Scope, explain: bool
) -> None:
    assistant = _assistant()
    for line in lines:
        answer = assistant.ask(line.question, line.history, language, scope=scope, explain=explain)
        echo_json(answer.model_copy(update={"id": line.id}).model_dump_json())


def _assistant() -> "Assistant":
    from assistant.assistant import Assistant  # loads the vector store: not for --help

    return Assistant.open(Settings(), progress=sys.stderr.isatty())
