"""`beleidswijzer serve`: the front end on this machine."""

import sys
from pathlib import Path

import click

from ingest.settings import Settings


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.  [default: 7860]")
@click.option(
    "--results",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder for the folders of runs (as of `eval run --out`): evaluators make and score them "
    "at /evaluatie. Whoever reaches the address sees the questions of those runs.",
)
def serve(host: str | None, port: int | None, results: Path | None) -> None:
    """Open the front end in Dutch at http://127.0.0.1:7860 (Ctrl-C stops it).

    Builds the index first where there is none. Only this machine can reach it, unless --host
    says otherwise; no question is logged or kept.

    \b
    On this machine:           beleidswijzer serve
    On another port:           beleidswijzer serve --port 8080
    On any port that is free:  beleidswijzer serve --port 0
    To evaluate as well:       beleidswijzer serve --results results
    """
    from assistant.live import LiveAssistant
    from ui.web.app import serve as run

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings(**given)  # type: ignore[arg-type]
    assistant = LiveAssistant(settings, progress=sys.stderr.isatty())

    def announce(address: str) -> None:
        click.echo(f"Beleidswijzer: {address}")
        if results:
            click.echo(f"Evaluatie:     {address}evaluatie")

    run(assistant, settings, announce, results)
