"""Plots as inline SVG: text stays text, and colours are the page's own, in light and in dark.

They are drawn narrow, so that they can be read on a phone; each has a table beside it.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from eval.report import Figure
from ingest.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Sheet
    from matplotlib.typing import RcKeyType

Rows = Mapping[str, Mapping[str, Figure]]  # label of the row -> name of the series -> figure
Curve = Sequence[tuple[float, float]]  # coverage, risk

# What matplotlib is told to draw with, and what the page's style sheet calls it.
_INK, _SOFT, _LINE, _ONE, _TWO = "#010101", "#020202", "#030303", "#040404", "#050505"
_PAGE_COLOURS = {
    _INK: "var(--ink)",
    _SOFT: "var(--soft)",
    _LINE: "var(--line)",
    _ONE: "var(--series-1)",
    _TWO: "var(--series-2)",
}
_SERIES = ((_INK, "o"), (_ONE, "s"), (_TWO, "^"))  # told apart by shape too
_STYLE: "dict[RcKeyType, Any]" = {
    "svg.fonttype": "none",
    "svg.hashsalt": "beleidswijzer",
    "font.size": 9.5,
    "text.color": _INK,
    "axes.edgecolor": _SOFT,
    "axes.labelcolor": _SOFT,
    "xtick.color": _SOFT,
    "ytick.color": _INK,
    "grid.color": _LINE,
    "grid.linewidth": 0.7,
    "axes.grid": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_DRAWING = Lock()  # what matplotlib is told to draw with holds for the whole program
_WIDTH, _MARGIN = 4.9, 0.75  # inches of 72 units
_ROW, _GAP = 0.17, 0.13  # inches, of a series in a row and between rows


def interval_plot(rows: Rows, name: str, alt: str) -> Markup:
    """Figures between 0 and 1 as dots with their 95% intervals, a row each, from the top.

    Args:
        rows: what is shown.
        name: makes the ids of this plot its own.
        alt: what the plot shows, for those who do not see it.

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    series = list(dict.fromkeys(one for figures in rows.values() for one in figures))
    height = _MARGIN + len(rows) * (_GAP + _ROW * len(series))
    with _sheet(height) as (sheet, axes):
        for place, one in enumerate(series):
            colour, marker = _SERIES[place]
            shift = (place - (len(series) - 1) / 2) * 0.8 / len(series)
            found = [(n + shift, figures.get(one)) for n, figures in enumerate(rows.values())]
            _dots(axes, found, colour, marker, one)
        axes.set_yticks(range(len(rows)), labels=list(rows))
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(-0.03, 1.03)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], labels=["0", "0.25", "0.5", "0.75", "1"])
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=False, axis="y")
        axes.spines["left"].set_visible(False)
        if len(series) > 1:
            sheet.legend(loc="outside upper right", ncols=len(series), frameon=False)
        return _svg(sheet, name, alt)


def risk_plot(curve: Curve, best: Curve, name: str, alt: str, words: Mapping[str, str]) -> Markup:
    """The risk-coverage curve, and under it that of the best possible order.

    Args:
        curve: what the answers make.
        best: what they would make in the best possible order.
        name: makes the ids of this plot its own.
        alt: what the plot shows, for those who do not see it.
        words: what the curves and the axes are called.

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    with _sheet(3.2) as (sheet, axes):
        axes.plot(
            *zip(*curve, strict=True), color=_ONE, label=words["by_confidence"], linewidth=1.8
        )
        axes.plot(
            *zip(*best, strict=True),
            color=_INK,
            label=words["best_possible"],
            linestyle="--",
            linewidth=1.2,
            clip_on=False,
        )
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, max(0.1, 1.1 * max(risk for _, risk in (*curve, *best))))
        axes.set_xlabel(words["coverage"])
        axes.set_ylabel(words["risk"])
        sheet.legend(loc="outside upper right", ncols=2, frameon=False)
        return _svg(sheet, name, alt)


def as_image(plot: Markup, colours: str) -> str:
    """A plot as an SVG file of its own.

    Args:
        plot: inline SVG.
        colours: a style sheet that says what colours the names in it are.
    """
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    drawn = str(plot).replace("<svg", f'<svg {names} font-family="system-ui, sans-serif"', 1)
    return drawn.replace(">", f"><style>{colours}</style>", 1)


@contextmanager
def _sheet(height: float) -> Iterator[tuple["Sheet", "Axes"]]:
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure as Sheet
    except ImportError as error:
        raise MissingExtraError("A report with plots", "eval") from error
    with _DRAWING, rc_context(_STYLE):
        sheet = Sheet(figsize=(_WIDTH, height), layout="constrained")
        yield sheet, sheet.subplots()


def _dots(
    axes: "Axes",
    found: Sequence[tuple[float, Figure | None]],
    colour: str,
    marker: str,
    name: str,
) -> None:
    known = [(y, f, f.value) for y, f in found if f and f.value is not None]
    for y, figure, _ in known:
        if figure.low is not None and figure.high is not None:
            axes.plot([figure.low, figure.high], [y, y], color=colour, linewidth=1.4)
    axes.plot(
        [value for *_, value in known],
        [y for y, *_ in known],
        color=colour,
        marker=marker,
        markersize=4.5,
        linestyle="none",
        label=name,
    )


def _svg(sheet: "Sheet", name: str, alt: str) -> Markup:
    """The drawing without what belongs to a file of its own, and with ids and colours of the page.

    Labels were escaped by matplotlib.
    """
    file = io.StringIO()
    sheet.savefig(file, format="svg", transparent=True)
    svg = file.getvalue()
    box = re.search(r'viewBox="([^"]+)"', svg)
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    body = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r"font-family: [^;]*; ", "", body)
    body = re.sub(r'(?<=\bid=")|(?<=url\(#)|(?<=href="#)', f"{name}-", body)
    for drawn, named in _PAGE_COLOURS.items():
        body = body.replace(drawn, named)
    head = Markup('<svg class="plot" viewBox="{}" role="img" aria-label="{}">')
    return head.format(box[1] if box else "", alt) + Markup(body) + Markup("</svg>")
