"""What each part of the retrieval brings: the same questions without it, and with little else."""

from collections.abc import Callable, Iterator, Sequence

from assistant.assistant import Assistant
from assistant.ranking import SIGNALS
from eval.corpus import Corpus
from eval.questions import Question
from eval.report import Figure, Report
from eval.run import ask_all, evaluate

FIGURES = {
    "vital_recall": "vital-nugget recall",
    "complete": "complete",
    "citation_precision": "citation precision",
    "retrieval_recall_at_5": "recall@5",
}
_ONLY = {
    "only BM25": ("lexical_sentence", "lexical_passage"),
    "only the encoder": ("sentence", "passage"),
    "only BM25 and encoder": ("lexical_sentence", "lexical_passage", "sentence", "passage"),
    "only stored questions": ("question",),
}


def variants() -> Iterator[tuple[str, frozenset[str]]]:
    """The name of every variant, and the signals that it leaves out."""
    yield "everything", frozenset()
    for name in SIGNALS:
        yield f"without {name}", frozenset({name})
    for name, kept in _ONLY.items():
        yield name, frozenset(SIGNALS) - set(kept)


def ablate(
    questions: Sequence[Question], open_without: Callable[[frozenset[str]], Assistant]
) -> Iterator[tuple[str, Report]]:
    """Every variant's name and its figures.

    Args:
        questions: What is asked.
        open_without: Opens the assistant without some signals of the ranking.
    """
    for name, off in variants():
        yield name, _report(questions, open_without(off))


def _report(questions: Sequence[Question], assistant: Assistant) -> Report:
    def retrieve(text: str, k: int) -> list[str]:
        return [passage.text for passage in assistant.retrieve(text, k)]

    outcomes = list(ask_all(questions, assistant.ask, retrieve))
    return evaluate(outcomes, Corpus(assistant.documents))


def to_markdown(reports: Sequence[tuple[str, Report]]) -> str:
    """A table: variants by figures, in all and by language, each with its 95% interval."""
    groups = ["all", *sorted(reports[0][1].languages, reverse=True)]
    heads = [f"{label}, {group}" for label in FIGURES.values() for group in groups]
    lines = [f"| variant | {' | '.join(heads)} |", "|---|" + "---|" * len(heads)]
    for name, report in reports:
        by_group = {"all": report.overall} | report.languages
        cells = [_cell(by_group[g].figures.get(f)) for f in FIGURES for g in groups]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "-"
    bounds = "" if figure.low is None else f" [{figure.low:.2f}, {figure.high:.2f}]"
    return f"{figure.value:.2f}{bounds}"
