"""The form for a new run, as HTML. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ui.web.evaluation.pages import draw_page
from ui.web.evaluation.question_sets import shipped_sets
from ui.web.site.frame import Frame

_PLACE = re.compile(r'(row|line) (\d+)(?:, (?:column|field) "([^"]+)")?[,:]? (.*)', re.DOTALL)
LARGEST_FORM = 2**20  # bytes, with the file: so much never lies in a temporary file
_SHOWN = 200  # problems of a file


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file: where, and what, in the words of the program."""

    row: str
    column: str
    text: str


def new_run_page(
    frame: Frame,
    values: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, str] | None = None,
    file: str = "",
    problems: Sequence[str] = (),
    busy: str | None = None,
) -> str:
    """The form.

    Args:
        frame: the surroundings of the page, and its language.
        values: what was filled in.
        errors: what is wrong with it: the key of what to say, by field.
        file: the name of the file that is not right.
        problems: all that is wrong with it.
        busy: the name of the run that goes on; another cannot begin.
    """
    return draw_page(
        "new_run",
        frame,
        sets=shipped_sets(),
        values=defaultdict(str, values or {}),
        errors=errors or {},
        file=file,
        problems=list(_placed(problems[:_SHOWN])),
        more=max(0, len(problems) - _SHOWN),
        count=len(problems),
        busy=busy,
        largest=LARGEST_FORM // 1024 // 1024,
    )


def _placed(problems: Iterable[str]) -> Iterator[Problem]:
    for problem in problems:
        found = _PLACE.fullmatch(problem)
        yield Problem(found[2], found[3] or "", found[4]) if found else Problem("", "", problem)
