"""How long calls take, and how much a folder holds."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from eval.bench.result import Times

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def times_of(milliseconds: Sequence[float]) -> Times:
    """Median and 95th percentile."""
    p50, p95 = np.quantile(milliseconds, (0.5, 0.95))
    return Times(p50=round(float(p50), 2), p95=round(float(p95), 2), n=len(milliseconds))


def timed(call: Callable[[], _Result]) -> tuple[_Result, float]:
    """What a call gives, and how many seconds it took."""
    begin = time.perf_counter()
    result = call()
    return result, time.perf_counter() - begin


def time_each(items: Iterable[_Item], call: Callable[[_Item], object]) -> Times:
    """How long a call takes for each of many items."""
    return times_of([1000 * timed(partial(call, item))[1] for item in items])


def megabytes_by_part(folder: Path) -> dict[str, float]:
    """MB (10^6 bytes) of each file or folder in a folder, the largest first."""
    sizes = {
        part.name: sum(f.stat().st_size for f in (part, *part.rglob("*")) if f.is_file()) / 1e6
        for part in folder.iterdir()
    }
    return dict(sorted(sizes.items(), key=lambda item: -item[1]))
