"""The graph of references as a picture: what is here at the left, what is missing at the right.

Pure; the style sheet gives the colours. The list beside it says the same in words.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

_BOX, _BETWEEN = 310, 130  # widths: of a document, of the space for lines between the columns
_LINE, _GAP, _PADDING, _EDGE, _BEND = 18, 14, 9, 10, 50
_LETTERS, _LINES = 38, 3  # of a label: in a line, and how many lines


@dataclass(frozen=True)
class Node:
    """A document in the picture."""

    id: str
    label: str
    present: bool


@dataclass(frozen=True)
class _Box:
    x: int
    y: int
    lines: tuple[str, ...]
    present: bool

    @property
    def height(self) -> int:
        return _LINE * len(self.lines) + 2 * _PADDING

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    def html(self) -> Markup:
        kind = "here" if self.present else "missing"
        lines = Markup().join(
            Markup('<text x="{}" y="{}">{}</text>').format(
                self.x + 12, self.y + _PADDING + _LINE * i + 14, line
            )
            for i, line in enumerate(self.lines)
        )
        return Markup(
            '<g class="bw-node-{}"><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>{}</g>'
        ).format(kind, self.x, self.y, _BOX, self.height, lines)


def picture(
    nodes: Sequence[Node], edges: Sequence[tuple[str, str]], title: str, description: str
) -> Markup:
    """The graph as SVG; an edge runs from the citing document to the cited one.

    Args:
        nodes: the documents, in the order in which they stand from top to bottom.
        edges: pairs of ids; those of other ids, and of a document with itself, are left out.
        title: what it is.
        description: what it shows, for who does not see it.
    """
    here = {n.id: n for n in nodes if n.present}
    shown = {n.id for n in nodes}
    lines = [(a, b) for a, b in dict.fromkeys(edges) if a != b and {a, b} <= shown]
    x = _EDGE + (_BEND if any(b in here for _, b in lines) else 0)
    boxes = _column(list(here.values()), x)
    boxes |= _column([n for n in nodes if not n.present], x + _BOX + _BETWEEN)
    height = max((box.y + box.height for box in boxes.values()), default=0) + _GAP
    drawn = Markup().join(box.html() for box in boxes.values())
    return Markup(
        '<svg class="bw-graph" role="img" aria-labelledby="bw_graaf-titel bw_graaf-tekst" '
        'width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<title id="bw_graaf-titel">{title}</title><desc id="bw_graaf-tekst">{description}</desc>'
        '<defs><marker id="bw_pijl" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
        "{lines}{boxes}</svg>"
    ).format(
        w=x + 2 * _BOX + _BETWEEN + _EDGE,
        h=height,
        title=title,
        description=description,
        lines=Markup().join(_edge(boxes[a], boxes[b]) for a, b in lines),
        boxes=drawn,
    )


def _column(nodes: Sequence[Node], x: int) -> dict[str, _Box]:
    column, y = {}, _GAP
    for node in nodes:
        lines = textwrap.wrap(node.label, _LETTERS, max_lines=_LINES, placeholder=" …") or [node.id]
        column[node.id] = _Box(x, y, tuple(lines), node.present)
        y += column[node.id].height + _GAP
    return column


def _edge(source: _Box, target: _Box) -> Markup:
    if source.x == target.x:  # round the left side
        bend = source.x - _BEND
        path = (
            f"M{source.x} {source.middle}C{bend} {source.middle} {bend} {target.middle} "
            f"{target.x} {target.middle}"
        )
    else:
        start, end = source.x + _BOX, target.x
        half = (start + end) // 2
        path = (
            f"M{start} {source.middle}C{half} {source.middle} {half} {target.middle} "
            f"{end} {target.middle}"
        )
    return Markup('<path class="bw-edge" d="{}" marker-end="url(#bw_pijl)"/>').format(path)
