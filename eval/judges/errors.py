"""Errors of the judges that are for the user."""

from ingest.errors import BeleidswijzerError


class JudgeError(BeleidswijzerError):
    """A judge cannot be opened, or stopped working; what it judged before is kept."""

    exit_code = 10
