"""The list of runs, and the page of one run, as HTML. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.rating.store import RatedRun
from ui.web.evaluation.pages import draw_page
from ui.web.evaluation.runner import Progress
from ui.web.site.frame import Frame


@dataclass(frozen=True)
class RunEntry:
    """A run in the list of runs."""

    name: str
    changed: str  # ISO 8601 date
    raters: tuple[str, ...]
    progress: Progress


@dataclass(frozen=True)
class RunView:
    """A run; `rated` is None where there is no answer yet, or it still goes on.

    `repeatable` is whether its folder tells what it was made with, so that it can go on.
    """

    name: str
    progress: Progress
    rated: RatedRun | None
    repeatable: bool


def runs_page(runs: Sequence[RunEntry], frame: Frame) -> str:
    """The runs there are."""
    return draw_page("runs", frame, runs=runs)


def run_page(view: RunView, frame: Frame, *, entered: str | None = None) -> str:
    """How far a run is, what can be seen of it, and who has scored how much.

    Args:
        view: the run.
        frame: the surroundings of the page, and its language.
        entered: a name that cannot be a rater's, to be mended.
    """
    rated = view.rated
    scored = [(rater, len(rated.by(rater))) for rater in rated.raters] if rated else []
    return draw_page("run", frame, view=view, name=view.name, scored=scored, entered=entered)
