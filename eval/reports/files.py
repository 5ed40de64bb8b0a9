"""Writing a report to a file."""

import os
from pathlib import Path

from eval.errors import RunFolderError


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        RunFolderError: when it cannot be written.
    """
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)
    except OSError as error:
        raise RunFolderError(
            f"{path}: cannot be written ({error.strerror}). Name a file that can be written."
        ) from error
