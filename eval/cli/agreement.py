"""`eval agreement`: what raters gave, and how far they agree."""

from pathlib import Path

import click


@click.command("agreement")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write every judgement to this new file, for a spreadsheet.",
)
def agreement_command(run: Path, csv_file: Path | None) -> None:
    """Show the scores that people gave to a run, and how far they agree.

    For each rater and type of question the mean score (0 to 100) with its 95% interval. Between
    raters: the share of equal grades, and Krippendorff's alpha for ordinal grades with its 95%
    interval (1 is full agreement, 0 is chance; from 0.8 it is good, under 0.667 too low to go by).

    \b
    Who gave what:     beleidswijzer eval agreement results/today
    In a spreadsheet:  beleidswijzer eval agreement results/today --csv ratings.csv
    """
    from eval.errors import RunFolderError
    from eval.rating.export import write_csv
    from eval.rating.store import load_rated
    from eval.rating.text import to_text

    rated = load_rated(run)
    if not rated.raters:
        raise RunFolderError(
            f"{run}: nobody has scored these answers. "
            f"Score them: beleidswijzer eval score {run} --rater NAME"
        )
    if csv_file:
        click.echo(f"{write_csv(rated, csv_file)} rows written to {csv_file}.\n", err=True)
    click.echo(to_text(rated))
