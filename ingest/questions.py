"""Questions that a document answers, kept beside it as data (doc2query, Nogueira et al. 2019).

A passage is also found through them. One line of the file is one sentence of the document:
``{"quote": "its first words", "nl": ["...", ...], "en": ["...", ...]}``.
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from ingest.document import Document, Frozen
from ingest.errors import CorpusError
from ingest.passages import Passage


class Asked(Frozen):
    """The questions that one sentence answers."""

    quote: str  # the words with which the sentence begins, or some of its own
    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class StoredQuestion(Frozen):
    """A question of the index, and the row of the sentence that answers it."""

    text: str
    sentence: int


def read_questions(path: Path) -> tuple[Asked, ...]:
    """Read a file of questions.

    Raises:
        CorpusError: It cannot be read, or a line is not as it should be; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"Cannot read the questions in {path}: {error}.") from error
    asked = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked.append(Asked.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise CorpusError(f"{path}, line {number}: {where} {first['msg']}.") from error
    return tuple(asked)


def tie(
    asked: Sequence[Asked], document: Document, passages: Sequence[Passage]
) -> tuple[list[StoredQuestion], list[str]]:
    """Tie each question to its sentence among all passages of an index.

    Returns:
        The questions, and a warning for each quote that the document does not have.
    """
    text = document.text.replace("\u00a0", " ")  # as people type it; offsets stay
    rows = [(p, s) for p in passages for s in p.sentences]
    stored: list[StoredQuestion] = []
    warnings: list[str] = []
    for line in asked:
        start = text.find(line.quote)
        row = next(
            (
                n
                for n, (p, s) in enumerate(rows)
                if p.document == document.id and s.start <= start < s.end
            ),
            None,
        )
        if start < 0 or row is None:
            warnings.append(f"questions for {line.quote!r}: no sentence of the document")
            continue
        stored += [StoredQuestion(text=text, sentence=row) for text in (*line.nl, *line.en)]
    return stored, warnings
