"""`eval gold`: a new question set from what experts said of a run."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from eval.rating.gold import By


@click.command("gold")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="New file for the questions (JSONL).",
)
@click.option(
    "--by",
    type=click.Choice(["all", "any"]),
    default="all",
    show_default=True,
    help="What becomes gold: what all raters of an answer call good, or what any of them does.",
)
def gold_command(run: Path, out: Path, by: "By") -> None:
    """Make the answers that experts found right into a question set.

    Nuggets come from the sentences that are called good, from better quotes, and from each line
    of what is missing that stands literally in a document; a refusal that is called good makes
    its question unanswerable, and a good partial answer leaves it so. The rest of each question
    stays as it was asked. What is left out is listed with the reason: read it, and the new set,
    before you use it.

    \b
    Two raters agree:   beleidswijzer eval gold results/today --out gold.jsonl
    One is enough:      beleidswijzer eval gold results/today --by any --out gold.jsonl
    """
    from eval.rating.gold import make_gold, write_gold
    from eval.rating.store import load_rated
    from ingest.manifest import load_documents
    from ingest.settings import Settings

    settings = Settings()
    loaded = load_documents(settings.corpus, settings.data)
    documents = {document.id: document for document in loaded}
    gold = make_gold(load_rated(run), documents, by, run.resolve().name)
    for question, note in gold.notes:
        click.echo(f"Left out, {question}: {note}", err=True)
    write_gold(gold, out)
    count = len(gold.questions)
    click.echo(f"{count} question{'s' * (count != 1)} written to {out}.")
