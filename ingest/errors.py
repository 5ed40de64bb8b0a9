"""Errors that are for the user: what happened and what to do."""


class BeleidswijzerError(Exception):
    """A problem the user can mend; the message says how. `exit_code` ends the command."""

    exit_code = 1


class CorpusError(BeleidswijzerError):
    """A corpus file is missing or not as it should be."""

    exit_code = 3


class UnreadableError(BeleidswijzerError):
    """A document cannot be read; the message says why and what to do."""

    exit_code = 3


class IndexDamagedError(BeleidswijzerError):
    """The published index cannot be trusted."""

    exit_code = 4


class IndexOutdatedError(IndexDamagedError):
    """The published index was written by another version of the program."""


class DataFolderError(BeleidswijzerError):
    """The data folder cannot be written or read."""

    exit_code = 5


class EncoderError(BeleidswijzerError):
    """The configured encoder cannot be opened."""

    exit_code = 6


class UnknownAnchorError(BeleidswijzerError):
    """No document or place of that name."""

    exit_code = 2


class ChatModelError(BeleidswijzerError):
    """The configured chat model cannot be opened, reached or used."""

    exit_code = 10


class MissingExtraError(BeleidswijzerError):
    """A library of an extra is not installed."""

    exit_code = 9

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs: pip install 'beleidswijzer[{extra}]'")
