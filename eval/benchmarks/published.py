"""Figures that others published of their models, to be shown beside ours.

`published.tsv` names task, model, metric, value, source and date of each. Tasks are named as in
MTEB (Enevoldsen and others, ICLR 2025).
"""

from pathlib import Path

from eval.benchmarks.tsv import rows_of_tsv
from ingest.document import Frozen

_FILE = Path(__file__).parent / "published.tsv"


class Published(Frozen):
    """One figure of one model."""

    task: str
    model: str
    metric: str
    value: float
    source: str
    date: str  # ISO 8601, of the source


def load_published(path: Path = _FILE) -> tuple[Published, ...]:
    """All figures of the file, in its order."""
    rows = [cells for _, cells in rows_of_tsv(path, 6)]
    return tuple(
        Published(task=task, model=model, metric=metric, value=float(value), source=source, date=on)
        for task, model, metric, value, source, on in rows[1:]
    )


def of_task(published: tuple[Published, ...], name: str) -> tuple[Published, ...]:
    """The figures of the task that a set is called after, whatever its case and punctuation."""
    return tuple(p for p in published if _plain(p.task) == _plain(name))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
