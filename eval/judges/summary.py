"""A judge's opinions in figures, each with its 95% interval."""

from collections.abc import Callable, Sequence
from statistics import fmean

from eval.intervals import mean_interval
from eval.judges.agreement import kappa
from eval.judges.judgement import JudgeKind, Judgement, NuggetVerdict
from eval.report import Figure
from eval.reports.text import aligned, share
from ingest.document import Frozen

Value = Callable[[Judgement], float | None]  # None where it does not apply

_GRADES = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_SUPPORT = {"support": 1.0, "partial_support": 0.5, "not_support": 0.0}
_SHOWN_IDS = 12


class JudgeFigure(Figure):
    """A figure with its name for people; an arrow down marks one that should be low.

    `n` counts questions; of kappa, nuggets.
    """

    label: str


class JudgeSummary(Frozen):
    """What one judge says of a run. Opinions, to be shown apart; nothing may be gated on them."""

    kind: JudgeKind
    judge: str  # name of the model
    answers: int  # judged, or tried
    problems: tuple[str, ...]  # of the answers without a verdict, an entry each
    quotes: int  # statements that an NLI judge left out
    cut: int  # pairs of texts of which an NLI model read a part only
    figures: tuple[JudgeFigure, ...]
    found: tuple[str, ...]  # ids: the judge finds a vital nugget that substrings miss


def summarise(judgements: Sequence[Judgement]) -> JudgeSummary:
    """Take the judgements of one judge together; answers without a verdict are left out.

    Where a question was asked more than once, its figure is the mean.
    """
    valid = [j for j in judgements if j.problem is None]
    kind = judgements[0].kind
    measured = _NLI if kind == "nli" else _LLM
    return JudgeSummary(
        kind=kind,
        judge=judgements[0].judge,
        answers=len(judgements),
        problems=tuple(j.problem for j in judgements if j.problem is not None),
        quotes=sum(j.quotes for j in valid),
        cut=sum(j.cut for j in valid),
        figures=(
            *(_mean(label, value, valid) for label, value in (*measured, *_BOTH)),
            _kappa(valid),
        ),
        found=tuple(dict.fromkeys(j.id for j in valid if any(map(_found, j.nuggets)))),
    )


def to_text(summary: JudgeSummary) -> str:
    """The summary as plain text."""
    s = summary
    model = "a model of inference" if s.kind == "nli" else "a language model"
    lines = [
        f"Opinions of {model}, {s.judge}, on {s.answers} answers; no gate stands on them.",
        "Each with its 95% interval and the number of questions (of kappa: nuggets).",
        "",
        *aligned([[figure.label, share(figure)] for figure in s.figures]),
    ]
    if s.problems:
        lines += [
            "",
            f"No verdict on {len(s.problems)} of {s.answers} answers. The first: {s.problems[0]}",
        ]
    if s.quotes:
        lines += ["", f"{s.quotes} quoted statements not judged: a quote entails itself."]
    if s.cut:
        lines += ["", f"{s.cut} pairs of texts were longer than the model reads, and were cut."]
    if s.found:
        more = len(s.found) - _SHOWN_IDS
        ids = ", ".join(s.found[:_SHOWN_IDS]) + (f" and {more} more" if more > 0 else "")
        lines += ["", f"A wording may be missing in the set; only the judge found it: {ids}"]
    return "\n".join(lines)


def _found(nugget: NuggetVerdict) -> bool:
    return nugget.vital and nugget.support == "support" and not nugget.literal


def _vital(value: Callable[[NuggetVerdict], float]) -> Value:
    """The mean over an answerable question's vital nuggets."""

    def recall(judgement: Judgement) -> float | None:
        values = [value(nugget) for nugget in judgement.nuggets if nugget.vital]
        return fmean(values) if judgement.answerable and values else None

    return recall


def _supported(nugget: NuggetVerdict) -> bool:
    return nugget.support == "support"


def _all_recall(judgement: Judgement) -> float | None:
    if not (judgement.answerable and judgement.nuggets):
        return None
    return fmean(map(_supported, judgement.nuggets))


def _agree(judgement: Judgement) -> float | None:
    same = [_supported(nugget) == nugget.literal for nugget in judgement.nuggets]
    return fmean(same) if same else None


def _addresses(*, answerable: bool) -> Value:
    def value(judgement: Judgement) -> float | None:
        if judgement.answerable != answerable or judgement.addresses is None:
            return None
        return _GRADES[judgement.addresses]

    return value


def _citation_recall(judgement: Judgement) -> float | None:
    entailed = [statement.label == "entailment" for statement in judgement.statements]
    return fmean(entailed) if entailed else None


def _citation_precision(judgement: Judgement) -> float | None:
    relevant = [c.relevant for statement in judgement.statements for c in statement.citations]
    return fmean(relevant) if relevant else None


def _contradicted(judgement: Judgement) -> float | None:
    against = [statement.label == "contradiction" for statement in judgement.statements]
    return fmean(against) if against else None


_NLI: tuple[tuple[str, Value], ...] = (
    ("vital nuggets entailed by a citation", _vital(_supported)),
    ("citation recall of generated statements", _citation_recall),
    ("citation precision of generated statements", _citation_precision),
    ("generated statements contradicted ↓", _contradicted),
)
# Strict recall counts full support only; the other gives half for a part (Pradeep and others 2024).
_LLM: tuple[tuple[str, Value], ...] = (
    ("vital nuggets supported", _vital(_supported)),
    ("vital nuggets supported, a part for half", _vital(lambda n: _SUPPORT[n.support])),
    ("all nuggets supported", _all_recall),
    ("answers that address the question", _addresses(answerable=True)),
    ("the same, where the documents do not answer ↓", _addresses(answerable=False)),
)
_BOTH: tuple[tuple[str, Value], ...] = (
    ("for comparison: vital nuggets by substring", _vital(lambda n: n.literal)),
    ("agreement with substrings on nuggets", _agree),
)


def _mean(label: str, value: Value, judgements: Sequence[Judgement]) -> JudgeFigure:
    by_question: dict[str, list[float]] = {}
    for judgement in judgements:
        found = value(judgement)
        if found is not None:
            by_question.setdefault(judgement.id, []).append(found)
    means = [fmean(values) for values in by_question.values()]
    low, high = mean_interval(means) or (None, None)
    return JudgeFigure(
        label=label, value=fmean(means) if means else None, low=low, high=high, n=len(means)
    )


def _kappa(judgements: Sequence[Judgement]) -> JudgeFigure:
    by_question: dict[str, list[tuple[bool, bool]]] = {}
    for judgement in judgements:
        pairs = [(nugget.literal, _supported(nugget)) for nugget in judgement.nuggets]
        by_question.setdefault(judgement.id, []).extend(pairs)
    figure = kappa(list(by_question.values()))
    return JudgeFigure(label="Cohen's kappa of that agreement", **figure.model_dump())
