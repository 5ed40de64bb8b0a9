"""Errors of the evaluation that are for the user."""

from ingest.errors import BeleidswijzerError


class QuestionSetError(BeleidswijzerError):
    """A question set cannot be read; the message names file, line and field."""

    exit_code = 7


class RunFolderError(BeleidswijzerError):
    """A folder of results cannot be written, or is not one."""

    exit_code = 8


class ComparisonError(BeleidswijzerError):
    """Two runs cannot be compared."""

    exit_code = 8


class GateFileError(BeleidswijzerError):
    """The file of thresholds cannot be used."""

    exit_code = 7
