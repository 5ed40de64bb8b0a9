"""What `eval bench` measured, as data and as text."""

from collections.abc import Iterator, Sequence

from eval.report import Figure
from eval.reports.text import aligned, share
from ingest.document import Frozen


class Times(Frozen):
    """Milliseconds of many calls."""

    p50: float
    p95: float
    n: int


class Speed(Frozen):
    """The whole system over the bundled corpus."""

    cold_ask_s: float  # `beleidswijzer ask` in a fresh process, median
    warm_ask: Times
    passages_encoded_per_s: float
    build_s: float  # of the whole index
    index_mb: dict[str, float]  # on disk, by part
    resident_memory_mb: float | None  # of this process with all of it open, peers left out
    peak_memory_mb: float | None  # of the same, building the index included


class Peer(Frozen):
    """One retriever over the passages of the index, by group of questions: all, nl, en."""

    system: str
    figures: dict[str, dict[str, Figure]]
    query: dict[str, Times]


class Size(Frozen):
    """An index over so many passages, built and asked in a process of its own."""

    passages: int
    build_s: float
    index_mb: float
    peak_memory_mb: float | None
    query: Times


class Bench(Frozen):
    """All that was measured, and with what."""

    date: str  # UTC, ISO 8601
    machine: str
    versions: dict[str, str]
    questions: str  # name of the question set
    speed: Speed
    peers: tuple[Peer, ...]
    left_out: tuple[str, ...]  # peers that could not be measured, and why
    scale: tuple[Size, ...]


LABELS = {
    "recall_at_1": "recall@1",
    "recall_at_5": "recall@5",
    "recall_at_10": "recall@10",
    "ndcg_at_10": "nDCG@10",
    "reciprocal_rank": "RR@10",
}

_UNEQUAL = (
    "Beleidswijzer also searches the questions that passages are known to answer, and was tuned on "
    "letter-tuning.jsonl; the others search the passages alone."
)


def to_text(bench: Bench) -> str:
    """Tables for people."""
    parts = [_speed(bench.speed), list(_peers(bench))]
    if bench.scale:
        parts.append(_scale(bench.scale))
    head = [f"{bench.date}, {bench.machine}"]
    return "\n\n".join("\n".join(lines) for lines in [head, *parts])


def _speed(speed: Speed) -> list[str]:
    warm = speed.warm_ask
    size = ", ".join(f"{part} {mb:.1f}" for part, mb in speed.index_mb.items())
    return aligned(
        [
            ["cold ask, s, median", f"{speed.cold_ask_s:.2f}"],
            ["warm ask, ms", f"p50 {warm.p50:.1f}, p95 {warm.p95:.1f} ({warm.n} questions)"],
            ["passages encoded a second", f"{speed.passages_encoded_per_s:.0f}"],
            ["building the index, s", f"{speed.build_s:.1f}"],
            ["index on disk, MB", f"{sum(speed.index_mb.values()):.1f}: {size}"],
            ["resident memory, MB", _mb(speed.resident_memory_mb)],
            ["peak memory, MB", _mb(speed.peak_memory_mb)],
        ]
    )


def _peers(bench: Bench) -> Iterator[str]:
    yield f"retrieval over the same passages, {bench.questions}: value [95% interval] questions"
    rows = [
        [
            f"{peer.system}, {group}",
            *(share(figures[name]) for name in LABELS),
            f"{peer.query[group].p50:.1f}",
        ]
        for peer in bench.peers
        for group, figures in peer.figures.items()
    ]
    yield from aligned([["", *LABELS.values(), "ms, p50"], *rows])
    yield _UNEQUAL
    yield from (f"left out: {why}" for why in bench.left_out)


def _mb(memory: float | None) -> str:
    return "-" if memory is None else f"{memory:.0f}"


def _scale(sizes: Sequence[Size]) -> list[str]:
    rows = [
        [
            str(s.passages),
            f"{s.build_s:.1f}",
            f"{s.index_mb:.1f}",
            _mb(s.peak_memory_mb),
            f"{s.query.p50:.1f}",
            f"{s.query.p95:.1f}",
        ]
        for s in sizes
    ]
    head = ["passages", "build, s", "disk, MB", "peak memory, MB", "query p50, ms", "p95, ms"]
    return aligned([head, *rows])
