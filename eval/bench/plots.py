"""What `eval bench` measured, as a picture (extra [eval])."""

from pathlib import Path
from typing import TYPE_CHECKING

from eval.bench.result import Bench
from ingest.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOURS = ("#154273", "#01689b", "#8a5a00")  # legible on white, apart for the colour-blind


def plot(bench: Bench, path: Path) -> None:
    """Draw recall@5 of every retriever with its interval and, where measured, the scale curve.

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure as Canvas
    except ImportError as error:
        raise MissingExtraError("Drawing", "eval") from error
    columns = 2 if bench.scale else 1
    canvas = Canvas(figsize=(6.4 * columns, 3.6), layout="constrained")
    axes = canvas.subplots(1, columns, squeeze=False)[0]
    _draw_peers(bench, axes[0])
    if bench.scale:
        _draw_scale(bench, axes[1])
    canvas.savefig(path, dpi=150)


def _draw_peers(bench: Bench, axes: "Axes") -> None:
    systems = [peer.system for peer in bench.peers][::-1]
    groups = list(bench.peers[0].figures)
    for place, group in enumerate(groups):
        for row, peer in enumerate(reversed(bench.peers)):
            figure = peer.figures[group]["recall_at_5"]
            if figure.value is None:
                continue
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            axes.errorbar(
                figure.value,
                row + 0.2 * (1 - place),
                xerr=[[figure.value - low], [high - figure.value]],
                fmt="os^"[place],
                color=_COLOURS[place],
                capsize=3,
                label=group if row == 0 else None,
            )
    axes.set_yticks(range(len(systems)), systems)
    axes.set_xlim(0, 1.02)
    axes.set_xlabel("vital-nugget recall in five passages, 95% interval")
    axes.legend(loc="lower left", frameon=False)
    axes.grid(axis="x", alpha=0.3)


def _draw_scale(bench: Bench, axes: "Axes") -> None:
    counts = [size.passages for size in bench.scale]
    axes.plot(counts, [s.build_s for s in bench.scale], "o-", color=_COLOURS[0], label="build, s")
    axes.plot(
        counts, [s.query.p50 for s in bench.scale], "s-", color=_COLOURS[1], label="query p50, ms"
    )
    axes.plot(
        counts, [s.index_mb for s in bench.scale], "^-", color=_COLOURS[2], label="on disk, MB"
    )
    axes.set_xlabel("passages")
    axes.set_ylim(bottom=0)
    axes.legend(frameon=False)
    axes.grid(alpha=0.3)
