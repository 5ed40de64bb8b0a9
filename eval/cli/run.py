"""`eval run`: ask a question set and score the answers."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from eval.outcome import Outcome, Varied
    from eval.questions import Question
    from eval.rewordings import Rewording
    from eval.store import RunFolder

_Item = TypeVar("_Item")

# Those of assistant.ranking, which takes long to import.
SIGNALS = (
    "sentence passage lexical_sentence lexical_passage question heading concept year detail "
    "footnote"
).split()


@click.command("run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the answers, the report and the configuration: a new one, or that of a run "
    "that was stopped, which then goes on. It will hold the text of the questions.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first N questions.")
@click.option(
    "--repeat",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Ask each question N times, for a system whose answers differ; figures are means.",
)
@click.option(
    "--stability",
    is_flag=True,
    help="Also ask each question in capitals, without punctuation and with typing errors; and "
    "reworded and in the other language, where FILE has a file of rewordings beside it.",
)
@click.option(
    "--without",
    "off",
    multiple=True,
    type=click.Choice(SIGNALS),
    help="Leave a signal of the ranking out, to measure what it brings. May be given again.",
)
def run_command(
    file: Path,
    as_json: bool,
    out: Path | None,
    limit: int | None,
    repeat: int,
    stability: bool,
    off: tuple[str, ...],
) -> None:
    """Ask the questions of FILE (JSONL, CSV or XLSX) and score the answers.

    Every figure comes with its 95% interval and the number of questions it stands on: overall,
    by language and by type.

    \b
    Figures at once:        beleidswijzer eval run eval/questions/letter-tuning.jsonl
    Keep everything:        beleidswijzer eval run FILE --out results/today
    What a part brings:     beleidswijzer eval run FILE --without question
    Does an answer hold?    beleidswijzer eval run FILE --stability
    """
    from assistant.assistant import Assistant
    from eval.config import describe_run
    from eval.corpus import Corpus
    from eval.questions import load_questions
    from eval.report import Resources
    from eval.reports.text import to_table
    from eval.resources import peak_memory_mb
    from eval.rewordings import load_rewordings, rewordings_beside
    from eval.run import evaluate
    from eval.store import RunFolder
    from ingest.settings import Settings

    questions = load_questions(file)[:limit]
    beside = rewordings_beside(file) if stability else None
    rewordings = load_rewordings(beside) if beside else ()
    settings = Settings()
    assistant = Assistant.open(settings, progress=sys.stderr.isatty(), off=frozenset(off))
    _warn(questions, assistant)
    folder = None
    if out:
        config = describe_run(
            file,
            beside,
            assistant.engine,
            settings.encoder,
            limit=limit,
            repeat=repeat,
            stability=stability,
            without=off,
        )
        folder = RunFolder.start(out, config, questions)
    begin = time.perf_counter()
    outcomes = ask_with_progress(questions, assistant, repeat, folder)
    varied = _vary(questions, rewordings, assistant, folder) if stability else ()
    resources = Resources(
        seconds=round(time.perf_counter() - begin, 1), peak_memory_mb=peak_memory_mb()
    )
    report = evaluate(outcomes, Corpus(assistant.documents), varied, resources)
    if folder:
        folder.finish(report)
    click.echo(report.model_dump_json(indent=2) if as_json else to_table(report))


def ask_with_progress(
    questions: Sequence["Question"],
    assistant: "Assistant",
    repeat: int = 1,
    folder: "RunFolder | None" = None,
) -> tuple["Outcome", ...]:
    """Ask what was not asked before the run was stopped; everything there is now."""
    from eval.run import ask_rest

    done = folder.outcomes() if folder else ()
    rest = ask_rest(questions, assistant, len(done), repeat)
    todo = repeat * len(questions) - len(done)
    found: list[Outcome] = []
    for outcome in _progress(rest, todo, "question"):
        if folder:
            folder.add(outcome)
        found.append(outcome)
    return (*done, *found)


def _vary(
    questions: Sequence["Question"],
    rewordings: Sequence["Rewording"],
    assistant: "Assistant",
    folder: "RunFolder | None",
) -> tuple["Varied", ...]:
    """Ask the variants that were not asked before the run was stopped."""
    from eval.run import ask_variants
    from eval.variants import variants_of

    done = folder.varied() if folder else ()
    todo = list(variants_of(questions, rewordings))[len(done) :]
    asked = ask_variants(
        todo, questions, lambda question, history: assistant.ask(question, history=history)
    )
    found: list[Varied] = []
    for varied in _progress(asked, len(todo), "variant"):
        if folder:
            folder.add_varied(varied)
        found.append(varied)
    return (*done, *found)


def _progress(items: Iterable[_Item], total: int, unit: str) -> Iterator[_Item]:
    from tqdm import tqdm

    yield from tqdm(items, total=total, unit=unit, file=sys.stderr, disable=None)


def _warn(questions: Sequence["Question"], assistant: "Assistant") -> None:
    """Say which gold no answer can ever meet, and what is not measured; the run goes on."""
    from eval.questions import check_nuggets, check_places
    from eval.scores import METRICS, usable_metrics

    documents = assistant.documents
    for problem in (*check_nuggets(questions, documents), *check_places(questions, documents)):
        click.echo(f"Warning: {problem}", err=True)
    if left := [m.label for m in METRICS if m not in usable_metrics()]:
        click.echo(
            f"Not measured: {', '.join(left)}. For these: pip install 'beleidswijzer[eval]'",
            err=True,
        )
