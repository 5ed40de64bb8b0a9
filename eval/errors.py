"""Errors of the evaluation that are for the user."""

from collections.abc import Sequence

from ingest.errors import BeleidswijzerError


class QuestionSetError(BeleidswijzerError):
    """A question set cannot be read; the message names file, line and field.

    `problems` are all that is wrong with its lines or rows, without the name of the file.
    """

    exit_code = 7

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class RunFolderError(BeleidswijzerError):
    """A folder of results cannot be written, or is not one."""

    exit_code = 8


class ComparisonError(BeleidswijzerError):
    """Two runs cannot be compared."""

    exit_code = 8


class GateFileError(BeleidswijzerError):
    """The file of thresholds cannot be used."""

    exit_code = 7
