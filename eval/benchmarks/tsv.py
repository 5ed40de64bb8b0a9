"""Tables of text with tabs between the columns, as benchmarks come."""

from collections.abc import Iterator
from pathlib import Path

from eval.entries import read_text
from eval.errors import QuestionSetError


def rows_of_tsv(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file in UTF-8, each with its number from 1; blank lines are skipped.

    Args:
        path: the file; quotation marks in it are text.
        columns: how many columns a row has at least.

    Raises:
        QuestionSetError: when it cannot be read, or a row has too few columns.
    """
    for number, line in enumerate(read_text(path, "TSV").split("\n"), start=1):
        cells = line.removesuffix("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) < columns:
            raise QuestionSetError(
                f"{path}: line {number} has {len(cells)} of {columns} columns. "
                "Put a tab between columns."
            )
        yield number, cells
