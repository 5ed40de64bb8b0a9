"""Measure systems on retrieval sets that others made."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from eval.benchmarks.retrieval_set import RetrievalSet, load_sets
from eval.benchmarks.systems import System, open_systems
from eval.metrics.ranking import MEASURES, ranking_figures
from eval.report import Figure, mean_figure
from ingest.document import Frozen

_DEPTH = 1000  # passages found for a query: enough for a hundred pages


class SystemReport(Frozen):
    """The figures of one system by the names of `eval.metrics.ranking.MEASURES`."""

    system: str
    figures: dict[str, Figure]


class SetReport(Frozen):
    """All systems on one set."""

    name: str
    queries: int
    passages: int
    by_page: bool  # whether pages are found, not passages
    systems: tuple[SystemReport, ...]


def measure_folder(folder: Path, encoders: Sequence[str]) -> Iterator[SetReport]:
    """Measure BM25, the encoders, and their fusions, on every set of a folder.

    Args:
        folder: in BEIR's format.
        encoders: "bundled", or as in BELEIDSWIJZER_ENCODER.

    Yields:
        A report for each set.

    Raises:
        QuestionSetError: a file is missing or faulty.
        EncoderError: an encoder cannot be opened.
        MissingExtraError: when ir-measures is not installed.
    """
    sets = load_sets(folder)
    systems = open_systems(list(sets[0].passages.values()), encoders)
    for retrieval_set in sets:
        yield measure(retrieval_set, systems)


def measure(retrieval_set: RetrievalSet, systems: Sequence[System]) -> SetReport:
    """Measure systems that search the set's passages."""
    return SetReport(
        name=retrieval_set.name,
        queries=len(retrieval_set.queries),
        passages=len(retrieval_set.passages),
        by_page=retrieval_set.by_page,
        systems=tuple(
            SystemReport(system=system.name, figures=_figures(retrieval_set, system))
            for system in systems
        ),
    )


def _figures(retrieval_set: RetrievalSet, system: System) -> dict[str, Figure]:
    ids = list(retrieval_set.passages)
    each = [
        ranking_figures(
            retrieval_set.gains[query],
            retrieval_set.found(query, [ids[row] for row in best(system, text)]),
            MEASURES,
        )
        for query, text in tqdm(
            retrieval_set.queries.items(),
            desc=f"{retrieval_set.name}, {system.name}",
            unit="query",
            disable=None,
            leave=False,
        )
    ]
    return {name: mean_figure([figures[name] for figures in each]) for name in MEASURES}


def best(system: System, query: str, depth: int = _DEPTH) -> list[int]:
    """The places of the passages that a system finds, best first."""
    scores = system.scores(query)
    rows: list[int] = np.argsort(-scores, kind="stable")[:depth].tolist()
    return [row for row in rows if scores[row] > 0]
