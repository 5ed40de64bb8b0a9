"""`eval card`: the system card of a run."""

from pathlib import Path

import click

from eval.cli.output import OutputFile


@click.command("card")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=OutputFile(".md"),
    help="Write it to this file; it is printed otherwise.",
)
def card_command(run: Path, out: Path | None) -> None:
    """Make the system card from RUN, a folder saved with `eval run --out RUN`.

    What the system is and is not, which AI it uses, what was measured on which questions, when
    and with which version, every figure with its 95% interval, and where it is known to fail.
    Markdown, without the text of any question.

    \b
    From the run to report:  beleidswijzer eval card results/reporting --out docs/system-card.md
    """
    from eval.reports.card import system_card
    from eval.reports.files import save
    from eval.store import RunFolder

    folder = RunFolder(run)
    card = system_card(folder.config(), folder.report())
    if out is None:
        click.echo(card)
        return
    save(out, card)
    click.echo(f"{out} written.")
