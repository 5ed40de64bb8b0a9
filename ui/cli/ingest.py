"""`beleidswijzer ingest`: corpus -> published index."""

import sys

import click

from ingest.settings import Settings
from ui.cli.terminal import echo_json


@click.command()
@click.option("--rebuild", is_flag=True, help="Build from scratch, also over a damaged index.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def ingest(rebuild: bool, as_json: bool) -> None:
    """Read the corpus, build its index beside the live one, verify it and switch over.

    Texts that did not change are not encoded again; where nothing changed, nothing is done. Until
    the switch, and after any failure, the index that was there keeps serving. With a chat model
    (BELEIDSWIJZER_MODEL), added documents that have no questions yet get them first.

    \b
    After a change in the corpus:   beleidswijzer ingest
    When the index is damaged:      beleidswijzer ingest --rebuild
    Into another data folder:       BELEIDSWIJZER_DATA=/srv/index beleidswijzer ingest
    """
    from ingest.doc2query import write_questions
    from ingest.encoder import open_encoder
    from ingest.library import ingest as run

    settings = Settings()
    progress = sys.stderr.isatty()
    told = write_questions(settings, progress=progress)
    report = run(settings, open_encoder(settings.encoder), rebuild=rebuild, progress=progress)
    if as_json:
        echo_json(report.model_dump_json())
        return
    done = "Up to date" if report.unchanged else f"Published, {report.encoded} texts encoded"
    click.echo(
        f"{done}: {report.documents} documents, {report.passages} passages, "
        f"{report.sentences} sentences; index {report.index} in {settings.data}."
    )
    for warning in (*(w for warnings in told.values() for w in warnings), *report.warnings):
        click.echo(f"Warning: {warning}", err=True)
