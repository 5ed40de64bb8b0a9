"""`beleidswijzer serve`: the front end on this machine."""

import sys

import click

from ingest.settings import Settings


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on.  [default: 7860]")
def serve(host: str | None, port: int | None) -> None:
    """Open the front end in Dutch at http://127.0.0.1:7860 (Ctrl-C stops it).

    Builds the index first where there is none. Only this machine can reach it, unless --host
    says otherwise; no question is logged or kept.

    \b
    On this machine:           beleidswijzer serve
    On another port:           beleidswijzer serve --port 8080
    On any port that is free:  beleidswijzer serve --port 0
    """
    from assistant.assistant import Assistant
    from ui.web.app import serve as run

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings(**given)  # type: ignore[arg-type]
    assistant = Assistant.open(settings, progress=sys.stderr.isatty())
    run(assistant, settings, announce=lambda address: click.echo(f"Beleidswijzer: {address}"))
