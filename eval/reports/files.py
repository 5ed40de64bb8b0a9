"""Writing a report to a file."""

from pathlib import Path

from eval.errors import RunFolderError
from eval.store import write_whole


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        RunFolderError: when it cannot be written.
    """
    try:
        write_whole(path, text)
    except OSError as error:
        raise RunFolderError(
            f"{path}: cannot be written ({error.strerror}). Name a file that can be written."
        ) from error
