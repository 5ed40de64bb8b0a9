"""Question sets: what is asked, and what a right answer says."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from assistant.answer import Language, Turn
from eval.entries import lines_of, validate
from eval.errors import QuestionSetError
from eval.matching import fold
from eval.tables import rows_of_csv, rows_of_xlsx
from ingest.document import Document, Frozen

Persona = Literal["staff", "frontline", "evaluator", "journalist", "citizen", "mp"]
QuestionType = Literal[
    "fact",
    "list",
    "definition",
    "number",
    "date",
    "who",
    "why",
    "how",
    "where_to_report",
    "footnote",
    "reference",
    "section_summary",
    "yesno",
    "followup",
    "comparison",
    "unanswerable",
    "out_of_scope",
    "false_premise",
    "injection",
]

_READERS = {".jsonl": lines_of, ".csv": rows_of_csv, ".xlsx": rows_of_xlsx}


def _not_blank(wording: str) -> str:
    # An empty wording stands in every text: it would count as said by any answer.
    if not fold(wording):
        raise ValueError("a wording is empty; write words to look for")
    return wording


def _of_emergency(provenance: str | None) -> bool:
    return "emergency" in (provenance or "").casefold()


Wording = Annotated[str, AfterValidator(_not_blank)]


class Nugget(Frozen):
    """One thing a right answer says, in one of the wordings of the document.

    After the nuggets of the TREC question answering tracks (Voorhees 2003): `vital` ones must be
    there, the others may.
    """

    vital: bool
    any_of: tuple[Wording, ...] = Field(min_length=1)


class Question(Frozen):
    """One question with its gold, as the design lays down."""

    id: str = Field(min_length=1)
    lang: Language
    persona: Persona
    type: QuestionType
    provenance: str | None = None  # who wrote it and how; "emergency" in it expects that status
    history: tuple[Turn, ...] = ()
    question: str
    answerable: bool
    nuggets: tuple[Nugget, ...] = Field(default=(), validate_default=True)
    forbidden: tuple[Wording, ...] = ()
    sections: tuple[Wording, ...] = ()
    footnotes: tuple[int, ...] = ()

    @property
    def emergency(self) -> bool:
        """Whether the one who asks may be in danger, so that help must come first."""
        return _of_emergency(self.provenance)

    @property
    def vital_nuggets(self) -> tuple[Nugget, ...]:
        """The nuggets without which an answer is not right."""
        return tuple(nugget for nugget in self.nuggets if nugget.vital)

    @field_validator("nuggets")
    @classmethod
    def _answerable_has_nuggets(
        cls, nuggets: tuple[Nugget, ...], info: ValidationInfo
    ) -> tuple[Nugget, ...]:
        earlier = info.data
        by_status = earlier.get("type") == "injection" or _of_emergency(earlier.get("provenance"))
        if earlier.get("answerable") and not nuggets and not by_status:
            raise ValueError(
                "an answerable question needs a nugget; add one, or it is not answerable"
            )
        return nuggets


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read a question set.

    Args:
        path: JSONL or CSV in UTF-8, or XLSX; known by its suffix. Blank lines are skipped.

    Raises:
        QuestionSetError: naming every faulty place, and what to do.
        MissingExtraError: for XLSX, without openpyxl.
    """
    read = _READERS.get(path.suffix.casefold())
    if read is None:
        raise QuestionSetError(
            f"{path}: is no question set by its name. Save it as {', '.join(_READERS)}."
        )
    return validate(path, read(path), Question, what="questions", unique="id", key=lambda q: q.id)


def check_nuggets(
    questions: Iterable[Question], documents: Mapping[str, Document]
) -> tuple[str, ...]:
    """The wordings that stand in none of the documents: no quote can ever meet them."""
    texts = [fold(document.text) for document in documents.values()]
    return tuple(
        f'question {question.id}: no document says "{wording}"'
        for question in questions
        for nugget in question.nuggets
        for wording in nugget.any_of
        if not any(fold(wording) in text for text in texts)
    )


def check_places(
    questions: Iterable[Question], documents: Mapping[str, Document]
) -> tuple[str, ...]:
    """The sections and footnotes that none of the documents has."""
    headings = [
        heading
        for document in documents.values()
        for section in document.sections
        for heading in (section.title, section.label)
    ]
    notes = {note.number for document in documents.values() for note in document.footnotes}
    known = {fold(heading) for heading in headings}
    problems: list[str] = []
    for question in questions:
        problems += [
            f'question {question.id}: no document has a section "{heading}"'
            for heading in question.sections
            if fold(heading) not in known
        ]
        problems += [
            f"question {question.id}: no document has a footnote {number}"
            for number in question.footnotes
            if number not in notes
        ]
    return tuple(problems)
