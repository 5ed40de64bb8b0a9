"""The gate: the figures below which a change does not pass. Thresholds stand in one file.

```toml
["letter-tuning.jsonl"]             # a question set, beside the file
vital_recall = { at_least = 0.75 }  # names as in report.json
forbidden_assertion = { at_most = 0.10 }
```
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError, model_validator

from eval.errors import GateFileError
from eval.report import Report
from eval.scores import METRICS
from ingest.document import Frozen


class Bound(Frozen):
    """What a figure must be."""

    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "Bound":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give at_least or at_most")
        return self


Bounds = dict[str, dict[str, Bound]]  # question set -> metric -> bound


class Breach(Frozen):
    """A figure that is not what it must be."""

    metric: str
    message: str


def read_gate(path: Path) -> Bounds:
    """Read the thresholds.

    Raises:
        GateFileError: the file cannot be read, or names a figure that does not exist.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        gate = TypeAdapter(Bounds).validate_python(raw)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GateFileError(f"{path}: cannot be read ({error}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = " > ".join(map(str, first["loc"]))
        raise GateFileError(f"{path}: {where}: {first['msg']}.") from error
    known = {metric.name for metric in METRICS}
    unknown = sorted({name for bounds in gate.values() for name in bounds} - known)
    if unknown:
        raise GateFileError(
            f"{path}: no such figure: {', '.join(unknown)}. "
            f"There are: {', '.join(m.name for m in METRICS)}."
        )
    if not gate:
        raise GateFileError(f"{path}: names no question set.")
    return gate


def breaches(report: Report, bounds: Mapping[str, Bound]) -> tuple[Breach, ...]:
    """The figures of a run that are not what they must be; a figure that is absent is one too."""
    labels = {metric.name: metric.label for metric in METRICS}
    found: list[Breach] = []
    for name, bound in bounds.items():
        figure = report.overall.figures.get(name)
        wanted = (
            f"at least {bound.at_least:g}"
            if bound.at_least is not None
            else f"at most {bound.at_most:g}"
        )
        if figure is None or figure.value is None:
            message = f"{labels[name]} was not measured; it must be {wanted}"
        elif _within(figure.value, bound):
            continue
        else:
            by_language = ", ".join(
                f"{language} {value:.3f}"
                for language, group in report.languages.items()
                if (value := group.figures[name].value) is not None
            )
            message = (
                f"{labels[name]} is {figure.value:.3f} ({by_language}; {figure.n} questions); "
                f"it must be {wanted}"
            )
        found.append(Breach(metric=name, message=message))
    return tuple(found)


def _within(value: float, bound: Bound) -> bool:
    low = -float("inf") if bound.at_least is None else bound.at_least
    high = float("inf") if bound.at_most is None else bound.at_most
    return low <= value <= high
