"""New gold from what experts said of answers: questions whose nuggets people judged to be right."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal

from assistant.answer import Statement
from eval.errors import RunFolderError
from eval.questions import Nugget, Question
from eval.rating.quotes import find_quote
from eval.rating.rating import BetterQuote, Grade, Judgement
from eval.rating.store import RatedAnswer, RatedRun
from eval.rating.subject import citations_to_judge, statements_to_judge
from ingest.document import Document, Frozen

By = Literal["all", "any"]
Documents = Mapping[str, Document]


class Gold(Frozen):
    """The new questions; and by id of the question what was left out, and why."""

    questions: tuple[Question, ...]
    notes: tuple[tuple[str, str], ...]


def make_gold(run: RatedRun, documents: Documents, by: By, name: str) -> Gold:
    """Make the answers that raters found right into gold for their questions.

    A statement becomes a vital nugget when it is called good, or when one of its citations has a
    better quote; so does each line of what is missing that a document says literally. A refusal
    that is called good makes its question unanswerable, and a good partial answer leaves it so.
    What one rater calls harmful is never called good. All else stays as it was asked: id, persona,
    type, history, what is forbidden.

    Args:
        run: answers with their ratings.
        documents: what was asked, by id; every wording stands in one of them, literally.
        by: whether all raters of an answer, or any of them, must call good what becomes gold.
        name: of the run, for the provenance.
    """
    questions: list[Question] = []
    notes: list[tuple[str, str]] = []
    for answer in run.answers:
        maker = _Maker(answer, documents, by, name)
        if question := maker.question():
            questions.append(question)
        notes += [(answer.outcome.question.id, note) for note in maker.notes]
    return Gold(questions=tuple(questions), notes=tuple(notes))


def write_gold(gold: Gold, path: Path) -> None:
    """Write the questions to a new file, as a question set.

    Raises:
        RunFolderError: when there are none, or the file is there already or cannot be written.
    """
    if not gold.questions:
        raise RunFolderError("No answer could be made into gold; no file was written.")
    lines = "".join(question.model_dump_json() + "\n" for question in gold.questions)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(lines)
    except FileExistsError as error:
        raise RunFolderError(f"{path}: is there already. Name a new file.") from error
    except OSError as error:
        raise RunFolderError(f"{path}: cannot be written ({error.strerror}).") from error


class _Maker:
    """Makes one answer into gold, and notes what it leaves out."""

    def __init__(self, answer: RatedAnswer, documents: Documents, by: By, name: str) -> None:
        self.notes: list[str] = []
        self._asked, self._answer = answer.outcome.question, answer.outcome.answer
        self._ratings = answer.ratings
        self._documents, self._by, self._name = documents, by, name

    def question(self) -> Question | None:
        """The question with its gold, where raters gave any."""
        if not self._ratings:
            self.notes.append("nobody has scored it")
            return None
        refusals = [rating.whole for rating in self._ratings.values() if rating.whole]
        nuggets = tuple(dict.fromkeys([*self._said(), *self._missed()]))
        if refusals and self._called_good(refusals):
            if nuggets:
                self.notes.append("called a right refusal, and yet there is a quote that answers")
                return None
        elif not nuggets:
            self.notes.append("no quote that answers it is called good, or given")
            return None
        answerable = bool(nuggets)
        if self._asked.type == "false_premise":
            answerable = False  # its nuggets say what is true instead
        elif nuggets and self._answer.status == "partial" and not self._asked.answerable:
            self.notes.append("a good partial answer: stays unanswerable, its quotes are left out")
            answerable, nuggets = False, ()
        fields = self._asked.model_dump() | {
            "nuggets": nuggets,
            "answerable": answerable,
            "provenance": self._provenance(),
        }
        return Question.model_validate(fields)

    def _said(self) -> Iterator[Nugget]:
        """A nugget for each statement that is called good or has a better quote."""
        cited = citations_to_judge(self._answer)
        for number, statement in statements_to_judge(self._answer).items():
            better = self._better_quotes({citation.id for citation in cited[number]})
            judged = [s for r in self._ratings.values() for s in r.statements if s.number == number]
            own: tuple[str, ...] = ()
            if self._called_good(judged):
                own = self._own_wordings(number, statement)
            elif not better:
                self.notes.append(f"statement {number}: {self._verdict(judged)}")
            if wordings := tuple(dict.fromkeys([*own, *better])):
                yield Nugget(vital=True, any_of=wordings)

    def _own_wordings(self, number: int, statement: Statement) -> tuple[str, ...]:
        """The document's words for a good statement, or its good quotes, if it is generated."""
        texts = [statement.text]
        if statement.kind == "generated":
            quotes = {citation.id: citation.quote for citation in self._answer.citations}
            texts = [quotes[c] for c in statement.citations if self._citation_is_good(c)]
        found = [find_quote(text, self._documents.values()) for text in texts]
        if not any(found):
            self.notes.append(f"statement {number}: no document says it literally")
        return tuple(quote.quote for quote in found if quote)

    def _better_quotes(self, citations: Collection[int]) -> list[str]:
        rated = (c for rating in self._ratings.values() for c in rating.citations)
        better = [c.better for c in rated if c.better and c.citation in citations]
        for quote in better:
            if not self._is_literal(quote):
                self.notes.append(f'better quote: not in {quote.document} (now): "{quote.quote}"')
        return [quote.quote for quote in better if self._is_literal(quote)]

    def _missed(self) -> Iterator[Nugget]:
        """A nugget for each line of what is missing that a document says."""
        lines = (line for r in self._ratings.values() for line in r.missing.splitlines())
        for line in filter(str.strip, lines):
            if quote := find_quote(line, self._documents.values()):
                yield Nugget(vital=True, any_of=(quote.quote,))
            else:
                self.notes.append(f'missing: no document says it literally: "{line.strip()}"')

    def _called_good(self, judged: Collection[Judgement]) -> bool:
        harmful = any(judgement.harmful for judgement in judged)
        return not harmful and self._are_good([judgement.grade for judgement in judged])

    def _citation_is_good(self, number: int) -> bool:
        rated = (c for rating in self._ratings.values() for c in rating.citations)
        return self._are_good([c.grade for c in rated if c.citation == number])

    def _are_good(self, grades: Collection[Grade]) -> bool:
        good = [grade == "good" for grade in grades]
        return any(good) if self._by == "any" else bool(good) and all(good)

    def _verdict(self, judged: Collection[Judgement]) -> str:
        if any(judgement.harmful for judgement in judged):
            return "called harmful"
        return f"not called good by {'any rater' if self._by == 'any' else 'all its raters'}"

    def _is_literal(self, better: BetterQuote) -> bool:
        document = self._documents.get(better.document)
        return document is not None and document.quote(better) == better.quote

    def _provenance(self) -> str:
        raters = ", ".join(sorted(self._ratings))
        date = max(rating.date for rating in self._ratings.values())[:10]
        # That word in a provenance expects the status: no name may bring it in.
        run = re.sub("emergency", "e-mergency", f"run {self._name}, raters {raters}", flags=re.I)
        return "; ".join(filter(None, [self._asked.provenance, f"gold by experts: {run}, {date}"]))
