"""Errors of the evaluation that are for the user."""

from ingest.errors import BeleidswijzerError


class QuestionSetError(BeleidswijzerError):
    """A question set cannot be read; the message names file, line and field."""

    exit_code = 7


class RunFolderError(BeleidswijzerError):
    """A folder of results cannot be written, or is not one."""

    exit_code = 8
