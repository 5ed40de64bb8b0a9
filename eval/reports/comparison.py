"""Two runs side by side, as plain text."""

from collections.abc import Iterator

from eval.compare import Comparison, Difference
from eval.reports.text import aligned

_SHOWN_IDS = 12


def to_text(comparison: Comparison) -> str:
    """What got worse and what got better, with the questions; then every figure."""
    lines = [
        *_named("Worse", comparison, "worse"),
        *_named("Better", comparison, "better"),
        *aligned([["", "before", "after", "difference", "p", "n"], *_rows(comparison)]),
        "",
        "Differences paired by question, with 95% interval; p of the permutation test, adjusted "
        "for the number of figures.",
    ]
    apart = {"first": comparison.only_before, "second": comparison.only_after}
    lines += [f"Only in the {run} run: {_ids(ids)}" for run, ids in apart.items() if ids]
    return "\n".join(lines)


def sentence(difference: Difference) -> str:
    """What changed, in one line."""
    d = difference
    changed = d.worse if d.verdict == "worse" else d.better
    return (
        f"{d.label}: {d.before:.3f} -> {d.after:.3f} (p {d.p:.3f}, {d.n} questions). "
        f"{d.verdict.capitalize()} in {_ids(changed)}"
    )


def _named(heading: str, comparison: Comparison, verdict: str) -> list[str]:
    found = [d for d in comparison.differences if d.verdict == verdict]
    if not found:
        return [f"{heading}: nothing that cannot be chance", ""]
    return [f"{heading}:", *(f"  {sentence(d)}" for d in found), ""]


def _rows(comparison: Comparison) -> Iterator[list[str]]:
    for d in comparison.differences:
        interval = "" if d.low is None else f" [{d.low:+.3f}, {d.high:+.3f}]"
        change = d.after - d.before
        p = "<0.001" if d.p < 0.001 else f"{d.p:.3f}"
        yield [
            d.label,
            f"{d.before:.3f}",
            f"{d.after:.3f}",
            f"{change:+.3f}{interval}",
            p,
            str(d.n),
        ]


def _ids(ids: tuple[str, ...]) -> str:
    more = len(ids) - _SHOWN_IDS
    return ", ".join(ids[:_SHOWN_IDS]) + (f" and {more} more" if more > 0 else "")
