"""The ratings in a run folder: one file a rater, `ratings-<rater>.jsonl`, one line a rating.

Lines are only ever added; of an answer that was scored again the last line counts. So nothing is
lost when the program is stopped, or when the page and the command line write at the same time.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.rating.rating import Rating
from eval.rating.subject import first_pass, is_of
from eval.store import load_outcomes
from ingest.document import Frozen
from ingest.errors import BeleidswijzerError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PREFIX, _SUFFIX = "ratings-", ".jsonl"


class RaterNameError(BeleidswijzerError):
    """A rater's name that cannot be a part of a file name everywhere."""

    exit_code = 2


class RatedAnswer(Frozen):
    """An answer and what was said of it, by rater."""

    outcome: Outcome
    ratings: dict[str, Rating]


class RatedRun(Frozen):
    """The answers of a run in order; `strays` are ratings, by rater, of none of these answers."""

    answers: tuple[RatedAnswer, ...]
    strays: dict[str, tuple[Rating, ...]]

    def by(self, rater: str) -> dict[str, Rating]:
        """The ratings of one rater, by the id of the question."""
        return {
            answer.outcome.question.id: answer.ratings[rater]
            for answer in self.answers
            if rater in answer.ratings
        }

    @property
    def raters(self) -> tuple[str, ...]:
        """Who scored at least one of the answers."""
        return tuple(sorted({rater for answer in self.answers for rater in answer.ratings}))


def rater_name(name: str) -> str:
    """The name as files know it, in small letters: some systems do not tell A from a.

    Raises:
        RaterNameError: when it has anything but letters, digits and hyphens, or is too long.
    """
    small = name.strip().lower()
    if not _NAME.fullmatch(small):
        raise RaterNameError(
            f"{name!r} cannot be a rater's name. Use up to 40 letters a-z, digits and hyphens."
        )
    return small


def load_rated(folder: Path, raters: Iterable[str] | None = None) -> RatedRun:
    """The answers of a run with their ratings: of these raters, or of all.

    Raises:
        RunFolderError: when the folder holds no run, or a line is no rating.
        QuestionSetError: when its questions were changed and are not right.
    """
    wanted = raters_of(folder) if raters is None else raters
    ratings = {rater: load_ratings(folder, rater) for rater in wanted}
    return join(first_pass(load_outcomes(folder)), ratings)


def join(outcomes: tuple[Outcome, ...], ratings: Mapping[str, Mapping[str, Rating]]) -> RatedRun:
    """Bring each rating to the answer it is of, and never to another."""
    answers = tuple(
        RatedAnswer(
            outcome=outcome,
            ratings={
                rater: own[outcome.question.id]
                for rater, own in ratings.items()
                if outcome.question.id in own and is_of(own[outcome.question.id], outcome)
            },
        )
        for outcome in outcomes
    )
    joined = {(rater, r.id) for answer in answers for rater, r in answer.ratings.items()}
    strays = {
        rater: tuple(r for r in own.values() if (rater, r.id) not in joined)
        for rater, own in ratings.items()
    }
    return RatedRun(answers=answers, strays={rater: own for rater, own in strays.items() if own})


def raters_of(folder: Path) -> tuple[str, ...]:
    """The raters that have a file in the folder."""
    names = (p.name for p in folder.glob(f"{_PREFIX}*{_SUFFIX}"))
    raters = (name.removeprefix(_PREFIX).removesuffix(_SUFFIX) for name in names)
    return tuple(sorted(rater for rater in raters if _NAME.fullmatch(rater)))


def load_ratings(folder: Path, rater: str) -> dict[str, Rating]:
    """The ratings of one rater by the id of the question; none where there is no file.

    Raises:
        RunFolderError: naming file and line of what is no rating.
    """
    path = _path(folder, rater)
    try:
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise RunFolderError(f"{path}: cannot be read ({error}). Mend or move the file.") from error
    ratings: dict[str, Rating] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rating = Rating.model_validate_json(line)
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise RunFolderError(
                f"{path}, line {number}: is no rating ({reason}). Mend or remove that line."
            ) from error
        ratings[rating.id] = rating
    return ratings


def save_rating(folder: Path, rater: str, rating: Rating) -> None:
    """Add a rating to the rater's file.

    Raises:
        RunFolderError: when the file cannot be written.
    """
    path = _path(folder, rater)
    line = rating.model_dump_json() + "\n"
    try:
        with path.open("ab+") as file:
            # A line that a power cut left unfinished must not swallow this one.
            file.seek(0)
            written = file.read()
            file.write((b"" if written.endswith(b"\n") or not written else b"\n") + line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RunFolderError(
            f"{path}: cannot be written ({error.strerror}). Nothing was saved; mend that and "
            "score the answer again."
        ) from error


def _path(folder: Path, rater: str) -> Path:
    return folder / f"{_PREFIX}{rater_name(rater)}{_SUFFIX}"
