"""`beleidswijzer eval ablation`: what each part of the retrieval brings."""

import sys
from pathlib import Path

import click


@click.command("ablation")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def ablation_command(file: Path) -> None:
    """Ask FILE once with everything and once without each signal; print a table in Markdown.

    \b
    beleidswijzer eval ablation eval/questions/letter-tuning.jsonl > ablation.md
    """
    from tqdm import tqdm

    from assistant.assistant import Assistant
    from eval.ablation import ablate, to_markdown, variants
    from eval.questions import load_questions
    from ingest.settings import Settings

    settings = Settings()
    found = ablate(load_questions(file), lambda off: Assistant.open(settings, off=off))
    total = len(list(variants()))
    rows = list(tqdm(found, total=total, unit="variant", file=sys.stderr, disable=None))
    click.echo(to_markdown(rows))
