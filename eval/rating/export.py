"""The ratings as a table for a spreadsheet: one row a judgement a rater."""

from collections.abc import Iterator
from pathlib import Path

from assistant.answer import Answer
from eval.errors import RunFolderError
from eval.rating.rating import CITATION_POINTS, STATEMENT_POINTS, Judgement, Rating
from eval.rating.store import RatedRun
from eval.rating.subject import statements_to_judge
from eval.spreadsheet import Row, to_csv

COLUMNS = (
    "id lang type status rater date total judged number text grade points content_issue harmful "
    "comment better_document better_start better_end better_quote missing"
).split()


def write_csv(run: RatedRun, path: Path) -> int:
    """Write the ratings to a new file.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.

    Returns:
        The number of rows.

    Raises:
        RunFolderError: when the file is there already, or cannot be written.
    """
    rows = list(rows_of(run))
    try:
        with path.open("xb") as file:
            file.write(to_csv(COLUMNS, rows))
    except FileExistsError as error:
        raise RunFolderError(f"{path}: is there already. Name a new file.") from error
    except OSError as error:
        raise RunFolderError(f"{path}: cannot be written ({error.strerror}).") from error
    return len(rows)


def rows_of(run: RatedRun) -> Iterator[Row]:
    """One row for each statement, citation or refusal that a rater judged, in order."""
    for answer in run.answers:
        question = answer.outcome.question
        for rater, rating in sorted(answer.ratings.items()):
            shared: Row = {
                "id": question.id,
                "lang": question.lang,
                "type": question.type,
                "status": answer.outcome.answer.status,
                "rater": rater,
                "date": rating.date,
                "total": round(rating.total, 2),
                "missing": rating.missing,
            }
            yield from (shared | row for row in _judged(answer.outcome.answer, rating))


def _judged(answer: Answer, rating: Rating) -> Iterator[Row]:
    if rating.whole:
        yield {"judged": "refusal", **_judgement(rating.whole)}
    statements = statements_to_judge(answer)
    for rated in rating.statements:
        yield {
            "judged": "statement",
            "number": rated.number,
            "text": statements[rated.number].text,
            **_judgement(rated),
        }
    quotes = {citation.id: citation.quote for citation in answer.citations}
    for cited in rating.citations:
        better = cited.better
        yield {
            "judged": "citation",
            "number": cited.citation,
            "text": quotes[cited.citation],
            "grade": cited.grade,
            "points": CITATION_POINTS[cited.grade],
            **(
                {
                    "better_document": better.document,
                    "better_start": better.start,
                    "better_end": better.end,
                    "better_quote": better.quote,
                }
                if better
                else {}
            ),
        }


def _judgement(judgement: Judgement) -> Row:
    return {
        "grade": judgement.grade,
        "points": STATEMENT_POINTS[judgement.grade],
        "content_issue": int(judgement.content_issue),
        "harmful": int(judgement.harmful),
        "comment": judgement.comment,
    }
