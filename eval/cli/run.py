"""`eval run`: ask a question set and score the answers."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from eval.outcome import Outcome
    from eval.questions import Question


@click.command("run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="New folder for the answers, the report and the configuration. "
    "It will hold the text of the questions.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first N questions.")
def run_command(file: Path, as_json: bool, out: Path | None, limit: int | None) -> None:
    """Ask the questions of FILE (JSONL) and score the answers.

    Every figure comes with its 95% interval and the number of questions it stands on: overall,
    by language and by type.
    """
    from assistant.assistant import Assistant
    from eval.questions import load_questions
    from eval.report import to_table
    from eval.run import evaluate
    from eval.store import describe_run, open_folder, save_run
    from ingest.settings import Settings

    questions = load_questions(file)[:limit]
    if out:
        open_folder(out)
    settings = Settings()
    assistant = Assistant.open(settings, progress=sys.stderr.isatty())
    _warn(questions, assistant)
    outcomes = _ask_with_progress(questions, assistant)
    report = evaluate(outcomes, assistant.documents)
    if out:
        save_run(out, outcomes, report, describe_run(file, limit, outcomes, settings.encoder))
    click.echo(report.model_dump_json(indent=2) if as_json else to_table(report))


def _warn(questions: Sequence["Question"], assistant: "Assistant") -> None:
    """Say which gold no answer can ever meet; the run goes on."""
    from eval.questions import check_nuggets, check_places

    documents = assistant.documents
    for problem in (*check_nuggets(questions, documents), *check_places(questions, documents)):
        click.echo(f"Warning: {problem}", err=True)


def _ask_with_progress(
    questions: Sequence["Question"], assistant: "Assistant"
) -> tuple["Outcome", ...]:
    from tqdm import tqdm

    from eval.run import ask_all

    return ask_all(
        tqdm(questions, unit="question", file=sys.stderr, disable=None),
        lambda question, history: assistant.ask(question, history=history),
        lambda question, k: [passage.text for passage in assistant.retrieve(question, k)],
    )
