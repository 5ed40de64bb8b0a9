"""`eval bench`: speed, memory, size, scale, and other retrievers beside the product."""

from pathlib import Path

import click

from eval.cli.output import OutputFile

_SET = Path(__file__).resolve().parent.parent / "questions" / "letter-tuning.jsonl"


@click.command("bench")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=_SET)
@click.option(
    "--minilm",
    help="Folder or name of all-MiniLM-L6-v2 (extra [transformers]), to measure the stack's "
    "default and its fusion with BM25 too.",
)
@click.option(
    "--passages",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSONL of {"title", "text"}: also measure how the index grows with these.',
)
@click.option(
    "--sizes", default="1000,3000,10000", show_default=True, help="With --passages: how many."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--out", type=OutputFile(".json"), help="Also write the JSON to this file.")
@click.option("--plot", type=OutputFile(".png", ".svg"), help="Draw the figures.")
def bench_command(
    file: Path,
    minilm: str | None,
    passages: Path | None,
    sizes: str,
    as_json: bool,
    out: Path | None,
    plot: Path | None,
) -> None:
    """Measure speed, memory and size, and other retrievers over the same passages.

    FILE is the question set (eval/questions/letter-tuning.jsonl). Times depend on the machine and
    on what else it does: compare only what stands in one run.

    \b
    The product and BM25:   beleidswijzer eval bench
    The stack's default:    beleidswijzer eval bench --minilm models/all-MiniLM-L6-v2
    How it grows:           beleidswijzer eval bench --passages passages.jsonl --sizes 1000,10000
    """
    from datetime import UTC, datetime

    from assistant.assistant import Assistant
    from eval.bench.peers import measure_peers
    from eval.bench.plots import plot as draw
    from eval.bench.result import Bench, to_text
    from eval.bench.scale import check_passages, measure_scale
    from eval.bench.speed import measure_speed
    from eval.config import describe_machine, package_versions
    from eval.questions import load_questions
    from eval.reports.files import save
    from ingest.settings import Settings

    counts = _counts(sizes)
    if passages:
        check_passages(passages, counts)
    questions = load_questions(file)
    settings = Settings()
    speed = measure_speed(settings, questions)
    peers, left_out = measure_peers(Assistant.open(settings), questions, minilm)
    bench = Bench(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=describe_machine(),
        versions=package_versions("sentence-transformers", "onnxruntime"),
        questions=file.name,
        speed=speed,
        peers=peers,
        left_out=left_out,
        scale=measure_scale(passages, counts) if passages else (),
    )
    as_text = bench.model_dump_json(indent=2)
    if out:
        save(out, as_text + "\n")
    if plot:
        draw(bench, plot)
    click.echo(as_text if as_json else to_text(bench))


def _counts(sizes: str) -> list[int]:
    try:
        counts = [int(size) for size in sizes.split(",")]
    except ValueError:
        counts = []
    if not counts or min(counts) < 1:
        raise click.BadParameter("Write whole numbers with commas between.", param_hint="--sizes")
    return counts
