"""The command `beleidswijzer` and its groups."""

import io
import sys

import click
from pydantic import ValidationError

from eval.cli import eval_group
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.cli.ask import ask
from ui.cli.corpus import corpus
from ui.cli.ingest import ingest
from ui.cli.mcp import mcp
from ui.cli.serve import serve
from ui.cli.show import show
from ui.cli.terms import terms


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings are environment variables; see the table in the README. "
    "Exit codes: 0 done, 1 failed, 2 not understood or not found, 3 corpus, 4 index damaged, "
    "5 data folder, 6 encoder, 7 address, port or question set, 8 run folder, 9 extra missing, "
    "10 judge.",
)
@click.version_option(package_name="beleidswijzer")
def cli() -> None:
    """Ask Dutch government policy documents, and get the sentences that answer, with their place.

    \b
    Ask at the command line:     beleidswijzer ask "Wat doet de politie in 2026?"
    In English too:              beleidswijzer ask "Where do the measures for schools stand?"
    In a browser:                beleidswijzer serve
    Read what was cited:         beleidswijzer show kst-30420-437#4.politie
    What is it called here?      beleidswijzer terms wouten
    Measure the answers:         beleidswijzer eval run QUESTIONS.jsonl

    Nothing leaves this machine and no question is kept, unless you ask for it (eval).
    """


for command in (ask, corpus, ingest, mcp, serve, show, terms, eval_group):
    cli.add_command(command)


def main() -> None:
    """Run the command; a problem that the user can mend ends in one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter shows "?"
    try:
        cli()
    except BeleidswijzerError as error:
        _fail(str(error), error.exit_code)
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        _fail(_unfit(error), 2)
    except KeyboardInterrupt:
        sys.exit(130)


def _fail(message: str, code: int) -> None:
    click.echo(f"beleidswijzer: {message}", err=True)
    sys.exit(code)


def _unfit(error: ValidationError) -> str:
    """Which setting cannot be used, by the name under which the user set it."""
    first = error.errors()[0]
    name = f"{Settings.model_config['env_prefix']}{first['loc'][0]}".upper()
    return f"{name} is {first['input']!r}: {first['msg']}. Set it otherwise, or unset it."
