"""Questions that people ask of a document, kept beside it (doc2query, Nogueira et al. 2019).

A passage is also found through them. One line of the file is what one sentence answers, or several
together: ``{"quotes": ["its first words", ...], "nl": ["...", ...], "en": ["...", ...]}``. With
``"answered": false`` the document does not answer them, and the quotes are what it says near that.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from ingest.document import Document, Frozen
from ingest.errors import CorpusError
from ingest.passages import Passage


class Asked(Frozen):
    """The questions that some sentences answer, or come near."""

    quotes: Annotated[tuple[str, ...], Field(min_length=1)]  # words that begin each, or its own
    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    answered: bool = True


class StoredQuestion(Frozen):
    """A question of the index, and the rows of the sentences that answer it, or come near."""

    text: str
    sentences: tuple[int, ...]
    answered: bool = True


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
    """Tie each question to its sentences among all passages of an index.

    Returns:
        The questions, and a warning for each quote that the document does not have.
    """
    text = document.text.replace("\u00a0", " ")  # as people type it; offsets stay
    rows = [
        (row, sentence)
        for row, (passage, sentence) in enumerate((p, s) for p in passages for s in p.sentences)
        if passage.document == document.id
    ]
    stored: list[StoredQuestion] = []
    warnings: list[str] = []
    for line in asked:
        starts = [text.find(quote) for quote in line.quotes]
        found = [next((n for n, s in rows if s.start <= at < s.end), None) for at in starts]
        tied = tuple(row for row in found if row is not None)
        if len(tied) < len(found):
            quote = line.quotes[found.index(None)]
            warnings.append(f"questions for {quote!r}: no sentence of the document")
            continue
        stored += [
            StoredQuestion(text=text, sentences=tied, answered=line.answered)
            for text in (*line.nl, *line.en)
        ]
    return stored, warnings
