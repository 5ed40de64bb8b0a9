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
    peak_memory_mb: float | None  # of this process, peers left out


class Peer(Frozen):
    """One retriever over the passages of the index, by group of questions: all, nl, en."""

    system: str
    figures: dict[str, dict[str, Figure]]
    query: Times


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
    "reciprocal_rank": "MRR",
}


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
            ["peak memory, MB", "-" if speed.peak_memory_mb is None else f"{speed.peak_memory_mb}"],
        ]
    )


def _peers(bench: Bench) -> Iterator[str]:
    yield f"retrieval over the same passages, {bench.questions}: value [95% interval] questions"
    rows = [
        [f"{peer.system}, {group}", *(share(figures[name]) for name in LABELS), _ms(peer.query)]
        for peer in bench.peers
        for group, figures in peer.figures.items()
    ]
    yield from aligned([["", *LABELS.values(), "ms, p50"], *rows])
    yield from (f"left out: {why}" for why in bench.left_out)


def _ms(times: Times) -> str:
    return f"{times.p50:.1f}"


def _scale(sizes: Sequence[Size]) -> list[str]:
    rows = [
        [
            str(s.passages),
            f"{s.build_s:.1f}",
            f"{s.index_mb:.1f}",
            "-" if s.peak_memory_mb is None else f"{s.peak_memory_mb:.0f}",
            f"{s.query.p50:.1f}",
            f"{s.query.p95:.1f}",
        ]
        for s in sizes
    ]
    head = ["passages", "build, s", "disk, MB", "peak memory, MB", "query p50, ms", "p95, ms"]
    return aligned([head, *rows])
