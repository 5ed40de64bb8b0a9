"""`eval report`: a run as a page to read, or as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eval.cli.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.document import Document


@click.command("report")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    type=OutputFile(".html"),
    help="The page to write; report.html in RUN, if no file is named at all.",
)
@click.option(
    "--markdown",
    type=OutputFile(".md"),
    help="The same as Markdown, without plots.",
)
def report_command(run: Path, out: Path | None, markdown: Path | None) -> None:
    """Make a report of RUN, a folder saved with `eval run --out RUN`.

    One HTML page: every figure with its 95% interval, overall and by language, type and persona;
    plots; and every question that went wrong, with what was answered, what was expected, and the
    source of both. The page needs no network and no script. It holds the text of the questions.

    \b
    A page to read:      beleidswijzer eval report results/today
    To send along:       beleidswijzer eval report results/today --out report.html
    In a pull request:   beleidswijzer eval report results/today --markdown report.md
    """
    from eval.reports.files import save
    from eval.reports.html import to_html
    from eval.reports.markdown import to_markdown
    from eval.reports.results import load_results

    results = load_results(run, _documents())
    page = out or (None if markdown else run / "report.html")
    texts = [(page, to_html), (markdown, to_markdown)]
    for path, text in [(path, make(results)) for path, make in texts if path]:
        save(path, text)
        click.echo(f"{path} written. It holds the text of the questions.")


def _documents() -> "Mapping[str, Document]":
    """The documents, by which quotes are shown in their paragraphs; without them it goes too."""
    from ingest.errors import CorpusError
    from ingest.manifest import load_documents
    from ingest.settings import Settings

    try:
        settings = Settings()
        documents = load_documents(settings.corpus, settings.data)
        return {document.id: document for document in documents}
    except CorpusError as error:
        click.echo(f"Quotes are shown without their source: {error}", err=True)
        return {}
