"""All that a report shows of a finished run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.config import RunConfig
from eval.judges.store import load_summaries
from eval.judges.summary import JudgeSummary
from eval.outcome import Outcome, Varied
from eval.rating.store import RatedRun, load_rated
from eval.report import Report
from eval.store import RunFolder, load_outcomes
from ingest.document import Document


@dataclass(frozen=True)
class Results:
    """A finished run, the documents its answers quote, and what people and models said of it."""

    config: RunConfig
    report: Report
    outcomes: tuple[Outcome, ...]
    varied: tuple[Varied, ...]
    documents: Mapping[str, Document]  # by id; quotes of others are shown without their source
    ratings: RatedRun
    judges: tuple[JudgeSummary, ...]


def load_results(path: Path, documents: Mapping[str, Document]) -> Results:
    """Read the folder of a finished run.

    Raises:
        RunFolderError: when it holds none, or a file in it is not as it should be.
        QuestionSetError: when its questions were changed and are not right.
    """
    folder = RunFolder(path)
    return Results(
        config=folder.config(),
        report=folder.report(),
        outcomes=load_outcomes(path),
        varied=folder.varied(),
        documents=documents,
        ratings=load_rated(path),
        judges=load_summaries(path),
    )
