"""`eval gate`: does a change pass?"""

import sys
from pathlib import Path

import click

from eval.cli.run import SIGNALS, ask_with_progress

GATE = Path(__file__).resolve().parent.parent / "questions" / "gate.toml"


@click.command("gate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=GATE)
@click.option(
    "--without",
    "off",
    multiple=True,
    type=click.Choice(SIGNALS),
    help="Leave a signal of the ranking out, as in `eval run`: to see the gate fail.",
)
def gate_command(file: Path, off: tuple[str, ...]) -> None:
    """Ask the question sets that FILE names, and hold the figures against its thresholds.

    FILE is TOML; by default eval/questions/gate.toml. Exit code 1, and a line for every figure
    that is not what it must be, where one is not; 0 where all are.

    \b
    In CI:                 beleidswijzer eval gate
    It does fail:          beleidswijzer eval gate --without question
    """
    from assistant.assistant import Assistant
    from eval.corpus import Corpus
    from eval.gate import breaches, read_gate
    from eval.questions import load_questions
    from eval.run import evaluate
    from ingest.settings import Settings

    gate = read_gate(file)
    sets = {name: load_questions(file.parent / name) for name in gate}
    assistant = Assistant.open(Settings(), progress=sys.stderr.isatty(), off=frozenset(off))
    corpus = Corpus(assistant.documents)
    failed = 0
    for name, questions in sets.items():
        report = evaluate(ask_with_progress(questions, assistant), corpus)
        found = breaches(report, gate[name])
        for breach in found:
            click.echo(f"{name}: {breach.message}")
        click.echo(f"{name}: {len(gate[name]) - len(found)} of {len(gate[name])} thresholds kept")
        failed += len(found)
    if failed:
        click.echo("What went wrong: beleidswijzer eval run SET --out FOLDER, then eval failures.")
        sys.exit(1)
