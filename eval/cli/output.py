"""Files that a long measurement writes at its end: that it cannot is told at its beginning."""

import os
from pathlib import Path

import click


class OutputFile(click.Path):
    """A file in a folder that can be written, named with one of the suffixes."""

    def __init__(self, *suffixes: str) -> None:
        super().__init__(dir_okay=False, writable=True, path_type=Path)
        self._suffixes = suffixes

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The path, when it can be written."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.suffix.casefold() not in self._suffixes:
            self.fail(f"{path}: name a file that ends in {' or '.join(self._suffixes)}", param, ctx)
        if not os.access(path.parent, os.W_OK):
            self.fail(f"{path}: name a file in a folder that can be written", param, ctx)
        return path
