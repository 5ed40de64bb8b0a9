"""`eval beir`: retrieval on sets that others made."""

from pathlib import Path

import click

from eval.cli.output import OutputFile


@click.command("beir")
@click.argument(
    "folders",
    metavar="FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--encoder",
    "encoders",
    multiple=True,
    default=("bundled",),
    show_default=True,
    help="The folder or name of a sentence-transformers model, or: bundled. May be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--out", type=OutputFile(".json"), help="Also write the JSON to this file.")
def beir_command(
    folders: tuple[Path, ...], encoders: tuple[str, ...], as_json: bool, out: Path | None
) -> None:
    """Measure retrieval on sets in the format of BEIR, in any language.

    Each FOLDER holds corpus.jsonl, queries*.jsonl, and qrels*.tsv or qrels/test.tsv. BM25, the
    encoder, and the fusion of both are measured side by side; what others published stands below.

    \b
    A set:                  beleidswijzer eval beir benchmarks/rijksoverheid_vac
    Against another model:  beleidswijzer eval beir FOLDER --encoder bundled --encoder models/e5
    """
    from datetime import UTC, datetime

    from eval.benchmarks.beir import measure_folder
    from eval.benchmarks.published import load_published
    from eval.benchmarks.report import BeirReport, to_text
    from eval.config import describe_machine, package_versions
    from eval.reports.files import save

    report = BeirReport(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=describe_machine(),
        versions=package_versions("ir-measures"),
        sets=tuple(each for folder in folders for each in measure_folder(folder, encoders)),
        published=load_published(),
    )
    as_text = report.model_dump_json(indent=2)
    if out:
        save(out, as_text + "\n")
    click.echo(as_text if as_json else to_text(report))
