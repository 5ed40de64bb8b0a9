"""A run as a file to take along: a report to read, a spreadsheet, or all of it for programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from eval.failures import judge
from eval.reports.html import to_html
from eval.reports.markdown import to_markdown
from eval.reports.results import Results
from eval.scores import METRICS
from eval.spreadsheet import Row, to_csv, to_xlsx

COLUMNS = (
    *"id lang persona type question answerable status answer quotes places missing".split(),
    *"problems confidence".split(),
    *(metric.name for metric in METRICS),
)


@dataclass(frozen=True)
class Export:
    """A form in which a run can be had; MissingExtraError where a library of it is not there."""

    media_type: str
    make: Callable[[Results], str | bytes]


def rows_of(results: Results) -> Iterator[Row]:
    """One row a question, with its answer, what is wrong with it, and its figures."""
    values = {score.id: score.values for score in results.report.scores}
    for outcome in results.outcomes:
        question, answer = outcome.question, outcome.answer
        if outcome.attempt > 1:
            continue
        yield {
            "id": question.id,
            "lang": question.lang,
            "persona": question.persona,
            "type": question.type,
            "question": question.question,
            "answerable": int(question.answerable),
            "status": answer.status,
            "answer": "\n".join(s.text for s in answer.statements if s.kind != "notice"),
            "quotes": "\n".join(citation.quote for citation in answer.citations),
            "places": "\n".join(citation.anchor for citation in answer.citations),
            "missing": "\n".join(answer.missing),
            "problems": "\n".join(problem.text for problem in judge(outcome).problems),
            "confidence": "" if answer.confidence is None else round(answer.confidence, 4),
            **{name: round(value, 4) for name, value in values.get(question.id, {}).items()},
        }


def to_jsonl(results: Results) -> str:
    """One object a line: question, whole answer, what is wrong with it, and its figures."""
    values = {score.id: score.values for score in results.report.scores}
    lines = (
        {
            "question": outcome.question.model_dump(mode="json"),
            "answer": outcome.answer.model_dump(mode="json"),
            "problems": [problem.model_dump() for problem in judge(outcome).problems],
            "values": values.get(outcome.question.id, {}),
        }
        for outcome in results.outcomes
    )
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


# By the suffix of the file.
EXPORTS: Mapping[str, Export] = {
    "html": Export("text/html; charset=utf-8", to_html),
    "md": Export("text/markdown; charset=utf-8", to_markdown),
    "xlsx": Export(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda results: to_xlsx(COLUMNS, rows_of(results), "answers"),
    ),
    "csv": Export("text/csv; charset=utf-8", lambda results: to_csv(COLUMNS, rows_of(results))),
    "jsonl": Export("application/x-ndjson", to_jsonl),
}
