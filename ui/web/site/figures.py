"""The handful of measured figures that the page about this shows, from ``figures.toml``."""

import datetime
import tomllib
from functools import cache
from pathlib import Path

from ingest.document import Frozen

_FILE = Path(__file__).parent / "figures.toml"


class Figure(Frozen):
    """A share with its 95% interval and the number of questions it stands on."""

    name: str  # of its text: figure_<name>
    value: float
    low: float
    high: float
    n: int


class Audit(Frozen):
    """What a program found on the pages."""

    date: datetime.date
    tool: str
    violations: int


class Figures(Frozen):
    """What was measured, when, and on which questions."""

    date: datetime.date
    question_set: str
    questions: int
    figure: tuple[Figure, ...]
    accessibility: Audit


@cache
def figures() -> Figures:
    """The figures of this version."""
    return Figures.model_validate(tomllib.loads(_FILE.read_text("utf-8")))
