"""Matrices that move, scale and turn points (ISO 32000-2, 8.3.3)."""

import math
from collections.abc import Sequence

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(numbers: Sequence[float]) -> Matrix:
    """The matrix of six numbers."""
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that does `m` first and `n` then."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def place(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where the matrix brings a point."""
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def quarter_of(across: float, up: float) -> int:
    """How many quarters of a turn, against the clock, a direction is turned."""
    return round(math.atan2(up, across) / (math.pi / 2)) % 4


def turned_back(x: float, y: float, quarters: int) -> tuple[float, float]:
    """A point of the page, when the page is turned back by quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]
