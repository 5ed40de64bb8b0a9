"""What `eval new-question` asks its writer, and what it says at once of the answers."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import click
from pydantic import ValidationError

from assistant.answer import Language
from assistant.question import readable
from eval.authoring import Place, footnotes_of, next_id, places_of, sections_of
from eval.likeness import LARGELY, near_duplicates, shared_words
from eval.questions import Nugget, Persona, Question, QuestionType
from ingest.document import Document
from ingest.encoder import Encoder

_NONE = "-"
_SHOWN_PLACES = 3


class QuestionDialog:
    """Asks for one question at the terminal."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        encoder: Encoder,
        sets: Mapping[str, Sequence[Question]],
    ) -> None:
        """Take what the question is about, and the sets it should differ from, by name.

        The first set is the one that it will belong to.
        """
        self._documents = documents
        self._encoder = encoder
        self._sets = sets
        self._taken = [question.id for question in next(iter(sets.values()), ())]
        self._sections = [(d, section) for d in documents.values() for section in d.sections]
        self._places: list[Place] = []

    def ask(self) -> Question:
        """A whole and valid question.

        Raises:
            click.Abort: when the writer stops (Ctrl-C, Ctrl-D).
        """
        self._read()
        fields = self._fields()
        question = self._with_nuggets(fields)
        if (share := shared_words(question)) >= LARGELY:
            _say(f"  {share:.0%} of its words stand in its nuggets: this is no lay wording.")
        gold = {
            "forbidden": self._forbidden(),
            "sections": self._ask_sections(),
            "footnotes": self._ask_footnotes(),
        }
        return Question.model_validate(question.model_dump() | gold)

    def _read(self) -> None:
        """Let the writer read sections."""
        for number, (_, section) in enumerate(self._sections, start=1):
            _say(f"{number:>3}  {'  ' * (section.level - 1)}{section.label}")
        label = "Read a section (its number; Enter: go on)"
        while chosen := click.prompt(
            label, default="", show_default=False, value_proc=self._numbers
        ):
            for number in chosen:
                document, section = self._sections[number - 1]
                _say(f"\n{document.quote(section)}\n")

    def _fields(self) -> dict[str, Any]:
        """What the question is, without its gold."""
        fields: dict[str, Any] = {
            "id": click.prompt("id", default=next_id(self._taken), value_proc=self._free_id),
            "lang": _choice("Language", get_args(Language)),
            "persona": _choice("Who asks", get_args(Persona)),
            "type": _choice("Kind of question", get_args(QuestionType)),
        }
        fields["history"] = _ask_history() if fields["type"] == "followup" else []
        fields["question"] = click.prompt("Question", value_proc=_filled)
        self._warn_of_duplicates(fields)
        fields["answerable"] = _is_answerable()
        fields["provenance"] = (
            _optional("Who wrote it and how, with 'lay' for lay wording (Enter: not said)") or None
        )
        return fields

    def _free_id(self, text: str) -> str:
        if (name := _filled(text)) in self._taken:
            raise click.BadParameter(f"{name} is taken.")
        return name

    def _warn_of_duplicates(self, fields: Mapping[str, Any]) -> None:
        draft = Question.model_validate({**fields, "answerable": False})
        for name, questions in self._sets.items():
            for pair in near_duplicates([draft], questions, self._encoder):
                _say(f"  Nearly the same as {pair.second} in {name} (cosine {pair.cosine:.2f}).")

    def _with_nuggets(self, fields: Mapping[str, Any]) -> Question:
        """The question with nuggets; asked again where it needs one."""
        while True:
            try:
                return Question.model_validate({**fields, "nuggets": self._ask_nuggets()})
            except ValidationError as error:
                _say(f"  {error.errors()[0]['msg'].removeprefix('Value error, ')}.")
                fields = {**fields, "answerable": _is_answerable()}

    def _ask_nuggets(self) -> tuple[Nugget, ...]:
        found: list[Nugget] = []
        while wordings := self._ask_wordings():
            vital = click.confirm("Must a right answer say it (is it vital)?", default=True)
            found.append(Nugget(vital=vital, any_of=wordings))
        return tuple(found)

    def _ask_wordings(self) -> tuple[str, ...]:
        """The wordings of one nugget, each of them in the documents."""
        found: list[str] = []
        while wording := _optional(
            "Another wording of the same nugget (Enter: none)"
            if found
            else "Nugget, word for word from the document (Enter: no more)"
        ):
            places = places_of(wording, self._documents.values())
            if not places:
                _say("  No paragraph, list or footnote says this; it was not kept.")
                continue
            for place in places[:_SHOWN_PLACES]:
                _say(f"  stands in {_described(place)}")
            if len(places) > _SHOWN_PLACES:
                _say(f"  and {len(places) - _SHOWN_PLACES} more; more words would be more exact")
            self._places += places
            found.append(wording)
        return tuple(found)

    def _forbidden(self) -> list[str]:
        found: list[str] = []
        while wording := _optional("What a right answer does not say (Enter: no more)"):
            found.append(wording)
        return found

    def _ask_sections(self) -> list[str]:
        suggested = sections_of(self._places)
        labels = [section.label for _, section in self._sections]
        default = " ".join(str(n) for n, label in enumerate(labels, 1) if label in suggested)
        numbers: list[int] = click.prompt(
            f"Sections by number ({_NONE}: none)", default or _NONE, value_proc=self._numbers
        )
        return list(dict.fromkeys(labels[number - 1] for number in numbers))

    def _ask_footnotes(self) -> list[int]:
        notes = {n.number for document in self._documents.values() for n in document.footnotes}

        def known(text: str) -> list[int]:
            numbers = _parsed(text)
            if unknown := sorted(set(numbers) - notes):
                raise click.BadParameter(f"No document has a footnote {unknown[0]}.")
            return numbers

        default = " ".join(str(number) for number in footnotes_of(self._places))
        label = f"Footnotes by number ({_NONE}: none)"
        chosen: list[int] = click.prompt(label, default or _NONE, value_proc=known)
        return chosen

    def _numbers(self, text: str) -> list[int]:
        numbers = _parsed(text)
        if unknown := [n for n in numbers if not 1 <= n <= len(self._sections)]:
            raise click.BadParameter(f"There is no section {unknown[0]} in the list.")
        return numbers


def _described(place: Place) -> str:
    notes = f", footnotes {', '.join(map(str, place.footnotes))}" if place.footnotes else ""
    return f"{' > '.join(place.section)} ({place.anchor}){notes}"


def _ask_history() -> list[dict[str, str]]:
    turns: list[dict[str, str]] = []
    while said := _optional("Earlier question of the user (Enter: no more)"):
        answer = click.prompt("Answer that the assistant gave", value_proc=_filled)
        turns += [{"role": "user", "content": said}, {"role": "assistant", "content": answer}]
    return turns


def _is_answerable() -> bool:
    return click.confirm("Do the documents answer it?", default=True)


def _choice(label: str, words: Sequence[str]) -> str:
    return str(click.prompt(label, type=click.Choice(words)))


def _optional(label: str) -> str:
    return str(click.prompt(label, default="", show_default=False, value_proc=readable))


def _filled(text: str) -> str:
    if not (clean := readable(text)):
        raise click.BadParameter("Write something.")
    return clean


def _parsed(text: str) -> list[int]:
    """Numbers with spaces or commas between them."""
    words = text.replace(",", " ").split()
    if words == [_NONE]:
        return []
    if wrong := [word for word in words if not word.isdecimal()]:
        raise click.BadParameter(f'"{wrong[0]}" is no number.')
    return [int(word) for word in words]


def _say(text: str) -> None:
    """Print lines of a document or about it; nothing in them may steer the terminal."""
    click.echo("\n".join(f"{_indent(line)}{readable(line)}" for line in text.split("\n")))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
