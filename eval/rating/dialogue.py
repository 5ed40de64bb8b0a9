"""Scoring one answer at a terminal: one key a judgement, and always a way back."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from functools import partial

import click

from assistant.answer import Citation, Statement
from eval.outcome import Outcome
from eval.rating.quotes import find_quote
from eval.rating.rating import (
    LONGEST_TEXT,
    BetterQuote,
    CitationRating,
    Grade,
    Judgement,
    Rating,
    StatementRating,
)
from eval.rating.subject import all_good, citations_to_judge, rate, statements_to_judge
from eval.rating.view import citation_text, outcome_text, printable, statement_text
from ingest.document import Document

_GRADES: dict[str, Grade] = {"g": "good", "n": "needs_improvement", "i": "incorrect"}
_JUDGE = {"g": "good", "n": "needs improvement", "i": "incorrect"}
_NOTE = {"c": "content issue", "h": "harmful", "t": "comment"}
_MOVE = {"b": "back", "q": "quit"}
_ENTER = "\r"
_NO_MORE_INPUT = ("", "\x03", "\x04")


class Move(Enum):
    """Where to go instead of on."""

    BACK = auto()
    SKIP = auto()
    QUIT = auto()
    DONE = auto()  # with this answer


class Dialogue:
    """The judging of one answer; what was judged stays when one goes back."""

    def __init__(self, outcome: Outcome, documents: Mapping[str, Document]) -> None:
        self._outcome, self._documents = outcome, documents
        self._whole: Judgement | None = None
        self._statements: dict[int, StatementRating] = {}
        self._citations: dict[int, CitationRating] = {}
        self._missing = ""

    def rate(self) -> Rating | Move:
        """Show the answer and ask for the judgements.

        Returns:
            The rating; or BACK, SKIP or QUIT where the rater wants none now.
        """
        click.echo(outcome_text(self._outcome))
        steps = self._steps()
        at = 0
        while at < len(steps):
            move = steps[at]()
            if move in (Move.SKIP, Move.QUIT) or (move is Move.BACK and at == 0):
                return move
            if move is Move.DONE:
                return all_good(self._outcome)
            at += -1 if move is Move.BACK else 1
        return rate(
            self._outcome,
            whole=self._whole,
            statements=self._statements.values(),
            citations=self._citations.values(),
            missing=self._missing,
        )

    def _steps(self) -> list[Callable[[], Move | None]]:
        answer = self._outcome.answer
        cited = citations_to_judge(answer)
        if not cited:
            return [self._judge_whole, self._end]
        steps: list[Callable[[], Move | None]] = [self._begin]
        for number, statement in statements_to_judge(answer).items():
            steps.append(partial(self._judge_statement, number, statement))
            steps += [partial(self._judge_citation, c, statement) for c in cited[number]]
        return [*steps, self._end]

    def _begin(self) -> Move | None:
        """All good, or one by one."""
        choices = {"g": "all good", "j": "judge one by one", "s": "skip", **_MOVE}
        key = _key("The whole answer:", choices)
        return {"g": Move.DONE, "j": None, "s": Move.SKIP, "b": Move.BACK, "q": Move.QUIT}[key]

    def _judge_whole(self) -> Move | None:
        found = _judge("Is this a right answer?", {"s": "skip"})
        if isinstance(found, Judgement):
            self._whole = found
            return None
        return found

    def _judge_statement(self, number: int, statement: Statement) -> Move | None:
        click.echo("\n" + statement_text(number, statement))
        found = _judge("Is this sentence a right answer?", {})
        if isinstance(found, Judgement):
            self._statements[number] = StatementRating(number=number, **found.model_dump())
            return None
        return found

    def _judge_citation(self, citation: Citation, statement: Statement) -> Move | None:
        click.echo("\n" + citation_text(citation, statement))
        better: BetterQuote | None = None
        while True:
            choices = {**_JUDGE, "o": "other quote is better", **_MOVE}
            key = _key("Does this source prove it?", choices)
            if key == "o":
                better = self._better_quote(citation)
            elif key in _GRADES:
                self._citations[citation.id] = CitationRating(
                    citation=citation.id, grade=_GRADES[key], better=better
                )
                return None
            else:
                return _move(key)

    def _better_quote(self, citation: Citation) -> BetterQuote | None:
        wording = _line("Better quote, copied from a document (Enter for none)")
        if not wording.strip():
            return None
        cited_first = sorted(
            self._documents.values(), key=lambda document: document.id != citation.document.id
        )
        found = find_quote(wording, cited_first)
        if found:
            click.echo(printable(f'  kept, from {found.document}: "{found.quote}"'))
        else:
            click.echo(
                "  No document says that literally; nothing was kept. Copy it, or part of it."
            )
        return found

    def _end(self) -> Move | None:
        """What is missing, and then to the next."""
        while True:
            key = _key("Done:", {_ENTER: "save", "m": "something is missing", **_MOVE})
            if key != "m":
                return _move(key)
            self._missing = _line("What should have been said too")


def _judge(what: str, more: Mapping[str, str]) -> Judgement | Move | None:
    """A grade, with what is noted before it."""
    flags = {"c": False, "h": False}
    comment = ""
    while True:
        key = _key(what, {**_JUDGE, **_NOTE, **more, **_MOVE})
        if key == "t":
            comment = _line("Comment")
        elif key in flags:
            flags[key] = not flags[key]
            click.echo(f"  {_NOTE[key]}: {'yes' if flags[key] else 'no'}")
        elif key in _GRADES:
            return Judgement(
                grade=_GRADES[key], content_issue=flags["c"], harmful=flags["h"], comment=comment
            )
        else:
            return _move(key)


def _move(key: str) -> Move | None:
    return {"b": Move.BACK, "s": Move.SKIP, "q": Move.QUIT}.get(key)


def _key(what: str, choices: Mapping[str, str]) -> str:
    """One of the keys; the end of the input is to quit."""
    keys = {"Enter" if key == _ENTER else key: name for key, name in choices.items()}
    names = (f"{click.style(key, bold=True)} {name}" for key, name in keys.items())
    click.echo(f"{what}  {'  '.join(names)}")
    while True:
        try:
            key = click.getchar().lower().replace("\n", _ENTER)
        except (EOFError, KeyboardInterrupt):
            key = ""
        except OSError as error:
            raise click.UsageError("Scoring needs a terminal to read keys from.") from error
        if key in _NO_MORE_INPUT:
            return "q"
        if key in choices:
            click.echo(f"> {choices[key]}")
            return key


def _line(what: str) -> str:
    while len(text := str(click.prompt(what, default="", show_default=False))) > LONGEST_TEXT:
        click.echo(f"  Use at most {LONGEST_TEXT} characters.")
    return text
