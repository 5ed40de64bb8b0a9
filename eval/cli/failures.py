"""`eval failures`: the questions of a run that went wrong."""

from pathlib import Path

import click


@click.command("failures")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def failures_command(folder: Path) -> None:
    """List the questions that went wrong in a run saved with `eval run --out FOLDER`.

    Each with what was missed (and whether retrieval had it), and what was answered.
    """
    from eval.failures import find_failures, to_text
    from eval.store import load_outcomes

    outcomes = load_outcomes(folder)
    failures = find_failures(outcomes)
    if failures:
        click.echo(to_text(failures) + "\n")
    click.echo(f"{len(failures)} of {len(outcomes)} questions went wrong.")
