"""Retrieval sets in the format of BEIR (Thakur and others, NeurIPS 2021), in any language.

A folder holds `corpus.jsonl` ({"_id", "title", "text"}), `queries*.jsonl` ({"_id", "text"}) and the
judgments, `qrels*.tsv` or `qrels/test.tsv`: query, passage, score, with a header or not.
`qrels_doc*.tsv` judges pages: a passage's page is its id before "#".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from eval.benchmarks.tsv import rows_of_tsv
from eval.entries import lines_of, message, validate
from eval.errors import QuestionSetError

_PAGES = "qrels_doc"
Gains = Mapping[str, Mapping[str, float]]  # by query, by passage: above 0


class _Text(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(alias="_id", min_length=1)
    title: str | None = None
    text: str


@dataclass(frozen=True)
class RetrievalSet:
    """Queries, and which passages (or pages) answer them."""

    name: str
    passages: Mapping[str, str]  # title and text, by id
    queries: Mapping[str, str]  # those that have an answer
    gains: Gains
    by_page: bool

    def found(self, query: str, ranked: Iterable[str]) -> list[str]:
        """What the judgments are about, best first.

        A passage that is the query itself is not found, as in BEIR's own evaluation (its sets
        ArguAna and Quora ask for passages like one of the corpus).

        Args:
            query: id of the query.
            ranked: ids of passages, best first.
        """
        if self.by_page:
            return list(dict.fromkeys(map(page_of, ranked)))
        return [passage for passage in ranked if passage != query]


def page_of(passage: str) -> str:
    """The id of the page that a passage stands on."""
    return passage.partition("#")[0]


def load_sets(folder: Path) -> tuple[RetrievalSet, ...]:
    """The sets of a folder: one for each file of queries with each file of judgments on them.

    Raises:
        QuestionSetError: a file is missing or faulty; the message names file and line.
    """
    passages = {text.id: _whole(text) for text in _texts(folder / "corpus.jsonl", "passages")}
    asked = {
        path: {text.id: text.text for text in _texts(path, "queries")}
        for path in _files(folder, "queries*.jsonl")
    }
    judged = {path: _gains(path, asked.values(), passages) for path in _judgments(folder)}
    sets = [
        RetrievalSet(
            _name(folder, [(queries_file, asked), (judgments_file, judged)]),
            passages,
            {query: text for query, text in queries.items() if query in gains},
            {query: gains[query] for query in queries if query in gains},
            _by_page(judgments_file),
        )
        for judgments_file, gains in judged.items()
        for queries_file, queries in asked.items()
    ]
    if found := tuple(s for s in sets if s.queries):
        return found
    raise QuestionSetError(f"{folder}: no query has a relevant passage. Judge one, above 0.")


def _texts(path: Path, what: str) -> tuple[_Text, ...]:
    return validate(path, lines_of(path), _Text, what=what, unique="id", key=lambda text: text.id)


def _whole(text: _Text) -> str:
    return f"{text.title or ''} {text.text}".strip()


def _files(folder: Path, pattern: str) -> list[Path]:
    if found := sorted(folder.glob(pattern)):
        return found
    raise QuestionSetError(f"{folder}: no {pattern}. Name the folder of a set in BEIR's format.")


def _judgments(folder: Path) -> list[Path]:
    test = folder / "qrels" / "test.tsv"
    return [test] if test.is_file() else _files(folder, "qrels*.tsv")


def _by_page(path: Path) -> bool:
    return path.name.startswith(_PAGES)


def _name(folder: Path, files: Sequence[tuple[Path, Mapping[Path, object]]]) -> str:
    """The folder's name, and those of the files where there are others beside them."""
    parts = [path.stem for path, all_of_them in files if len(all_of_them) > 1]
    return "/".join([folder.resolve().name, *parts])


def _gains(
    path: Path, queries: Iterable[Mapping[str, str]], passages: Iterable[str]
) -> dict[str, dict[str, float]]:
    known_queries = {query for each in queries for query in each}
    known = {page_of(passage) for passage in passages} if _by_page(path) else set(passages)
    gains: dict[str, dict[str, float]] = {}
    problems: list[str] = []
    seen: set[tuple[str, str]] = set()
    for number, (query, passage, score) in _rows(path):
        if query not in known_queries:
            problems.append(f'line {number}: no file of queries has "{query}". Mend the id.')
        elif passage not in known:
            problems.append(f'line {number}: corpus.jsonl has no "{passage}". Mend the id.')
        elif (query, passage) in seen:
            problems.append(f"line {number}: judges the same pair again. Remove one.")
        elif not _is_number(score):
            problems.append(f'line {number}: "{score}" is no whole number. Write a score, as 1.')
        elif float(score) > 0:
            gains.setdefault(query, {})[passage] = float(score)
        seen.add((query, passage))
    if problems:
        raise QuestionSetError(message(path, problems))
    return gains


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows_of_tsv(path, 3):
        is_header = number == 1 and not _is_number(cells[2])
        if not is_header:
            yield number, [cell.strip() for cell in cells[:3]]


def _is_number(score: str) -> bool:
    try:
        return float(score).is_integer()
    except ValueError:
        return False
