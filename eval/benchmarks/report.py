"""Retrieval sets measured here, beside the figures that others published, as data and as text."""

from collections.abc import Iterator, Sequence

from eval.benchmarks.beir import SetReport
from eval.benchmarks.published import Published, of_task
from eval.report import Figure
from eval.reports.text import aligned
from ingest.document import Frozen

_LABELS = {
    "ndcg_at_10": "nDCG@10",
    "reciprocal_rank": "RR@10",
    "recall_at_10": "recall@10",
    "recall_at_100": "recall@100",
    "hit_at_1": "hit@1",
}
_LEGEND = [
    "Each figure with its 95% interval. BM25 with our analyser; encoders by the exact cosine;",
    "+ is the sum of both z-scores.",
]
_MEAN = "mean of nine Dutch tasks"


class BeirReport(Frozen):
    """What `eval beir` measured, and with what."""

    date: str  # UTC, ISO 8601
    machine: str
    versions: dict[str, str]
    sets: tuple[SetReport, ...]
    published: tuple[Published, ...]  # other models, most of them on other sets


def to_text(report: BeirReport) -> str:
    """A table for each set, then what others published."""
    parts = [_LEGEND]
    parts += [_set_lines(each, report.published) for each in report.sets]
    if any(not of_task(report.published, each.name) for each in report.sets):
        parts.append(_context_lines(report.published))
    return "\n\n".join("\n".join(lines) for lines in parts)


def _set_lines(report: SetReport, published: tuple[Published, ...]) -> list[str]:
    what = "pages, by their passages" if report.by_page else "passages"
    rows = [
        [system.system, *(_cell(system.figures[name]) for name in _LABELS)]
        for system in report.systems
    ]
    return [
        f"{report.name}: {report.queries} queries, {report.passages} passages; to be found: {what}",
        *aligned([["", *_LABELS.values()], *rows]),
        *_same_task(of_task(published, report.name)),
    ]


def _cell(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f} [no spread]"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _same_task(published: Sequence[Published]) -> Iterator[str]:
    if published:
        yield f"published of this task ({_sources(published)}):"
        rows = [[p.model, _LABELS.get(p.metric, p.metric), f"{p.value:.3f}"] for p in published]
        yield from aligned(rows)


def _context_lines(published: Sequence[Published]) -> list[str]:
    """What others reach elsewhere: their mean, and how far it lies apart by task."""
    tasks: dict[str, list[Published]] = {}
    for figure in published:
        tasks.setdefault(figure.model, []).append(figure)
    rows = [["", f"{_MEAN}, nDCG@10", "lowest task", "highest task"]]
    for model, figures in tasks.items():
        mean = next((f"{f.value:.3f}" for f in figures if f.task == _MEAN), "-")
        single = sorted((f for f in figures if f.task != _MEAN), key=lambda f: f.value)
        ends = [f"{f.value:.3f} {f.task}" for f in (single[0], single[-1])]
        rows.append([model, mean, *ends])
    return [
        "Published: other sets, not comparable number by number.",
        f"Source: {_sources(published)}; all tasks: eval/benchmarks/published.tsv",
        *aligned(rows),
    ]


def _sources(published: Sequence[Published]) -> str:
    return "; ".join(dict.fromkeys(f"{p.source}, {p.date}" for p in published))
