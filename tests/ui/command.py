"""The command `beleidswijzer`, called in this process: its start is tested by real ones."""

import sys
from dataclasses import dataclass

from click.testing import CliRunner

from ui.cli.main import main


@dataclass(frozen=True)
class Done:
    """As of `subprocess.run`."""

    returncode: int
    stdout: bytes
    stderr: bytes


def call(*args, stdin=b"", **environment):
    """Run the command to its end, with what it was given and what it says kept apart from ours."""
    own = sys.argv
    sys.argv = ["beleidswijzer", *map(str, args)]
    code = 0
    try:
        with CliRunner().isolation(stdin, environment) as (out, err, _):
            try:
                main()
            except SystemExit as end:
                code = end.code or 0
            sys.stdout.flush()
            sys.stderr.flush()
            return Done(code, out.getvalue(), err.getvalue())
    finally:
        sys.argv = own
