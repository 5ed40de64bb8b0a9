"""`eval encoder`: the figures of an encoder by itself."""

from pathlib import Path

import click


@click.command("encoder")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("model", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def encoder_command(folder: Path, model: str | None, as_json: bool) -> None:
    """Measure an encoder alone: translation, similarity, retrieval, lay questions.

    FOLDER holds `training/` and `benchmarks/`, the texts of the recipe (ingest/encoder/train.py).
    MODEL is the folder or name of a sentence-transformers model; without it, the bundled encoder.

    \b
    The model card's figures:   beleidswijzer eval encoder FOLDER
    """
    import json

    from eval.benchmarks.encoder import encoder_figures
    from eval.reports.text import aligned, share
    from ingest.encoder import open_encoder

    figures = encoder_figures(open_encoder(model), folder)
    if as_json:
        click.echo(json.dumps({n: f.model_dump() for n, f in figures.items()}, indent=2))
    else:
        click.echo("\n".join(aligned([[name, share(f)] for name, f in figures.items()])))
