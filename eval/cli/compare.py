"""`eval compare`: two runs of the same questions side by side."""

import sys
from pathlib import Path

import click

_RUN = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("compare")
@click.argument("before", type=_RUN)
@click.argument("after", type=_RUN)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def compare_command(before: Path, after: Path, as_json: bool) -> None:
    """Show what got better and worse from run BEFORE to run AFTER, and whether it can be chance.

    Exit code 1 where a figure got significantly worse, 0 otherwise, so that it can stand in a
    gate. Times are not compared: they depend on the day and the machine.

    \b
    What does a signal bring?
      beleidswijzer eval run FILE --out results/all
      beleidswijzer eval run FILE --without question --out results/without
      beleidswijzer eval compare results/all results/without
    """
    from eval.compare import compare
    from eval.reports.comparison import to_text
    from eval.store import RunFolder

    comparison = compare(RunFolder(before).report(), RunFolder(after).report())
    click.echo(comparison.model_dump_json(indent=2) if as_json else to_text(comparison))
    sys.exit(1 if comparison.worse else 0)
