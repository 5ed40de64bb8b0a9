"""An answer as plain text for the one who scores it at a terminal."""

import textwrap

from assistant.answer import Citation, Statement
from eval.outcome import Outcome
from eval.rating.rating import Rating
from eval.rating.subject import citations_to_judge, statements_to_judge

_WIDTH = 96


def outcome_text(outcome: Outcome) -> str:
    """The question with the turns before it, the answer, and its sources with their footnotes."""
    question, answer = outcome.question, outcome.answer
    cited = citations_to_judge(answer)
    parts = [
        *(_wrapped(f"{turn.role}: {turn.content}") for turn in question.history),
        _wrapped(f"Question ({question.lang}, {question.type}): {question.question}"),
        f"Answer: {answer.status.replace('_', ' ')}",
        *(_wrapped(s.text) for s in answer.statements if s.kind == "notice"),
        *(
            "\n".join([statement_text(number, s), *map(source_text, cited[number])])
            for number, s in statements_to_judge(answer).items()
        ),
        *_listed("The documents do not say, according to the answer:", answer.missing),
        *_listed("It points to:", tuple(f"{s.title} ({s.anchor})" for s in answer.see_also)),
    ]
    return "\n\n".join(parts)


def statement_text(number: int, statement: Statement) -> str:
    """The statement with its number."""
    text = f'"{statement.text}"' if statement.kind == "quote" else statement.text
    return _wrapped(f"{number}. {text}", indent="   ")


def citation_text(citation: Citation, statement: Statement) -> str:
    """The source that a statement cites; its quote too, unless the statement is that quote."""
    quote = [] if citation.quote == statement.text else [_wrapped(f'"{citation.quote}"')]
    return "\n".join([*quote, source_text(citation)])


def source_text(citation: Citation) -> str:
    """Where a quote stands, with its footnotes."""
    place = " > ".join(citation.section) or citation.document.title
    paragraph = f", paragraph {citation.paragraph}" if citation.paragraph else ""
    lines = [
        _wrapped(f"   [{citation.id}] {place}{paragraph} ({citation.anchor})", indent=" " * 7),
        *(
            _wrapped(f"       footnote {note.number}: {note.text}", indent=" " * 9)
            for note in citation.footnotes
        ),
    ]
    return "\n".join(lines)


def verdict(rating: Rating) -> str:
    """What was said, in a line."""
    counted = len(rating.statements)
    of = "the whole" if rating.whole else f"{counted} statement{'s' * (counted != 1)}"
    harmful = "; harmful" if rating.harmful else ""
    return f"{rating.id}: {rating.total:.1f} of 100 ({of}{harmful})"


def printable(text: str) -> str:
    """The text without what moves the cursor or nobody sees."""
    return "".join(c for c in text if c.isprintable() or c in "\n\u00a0")


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        printable(text),
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _listed(heading: str, lines: tuple[str, ...]) -> list[str]:
    return (
        ["\n".join([heading, *(_wrapped(f"  - {line}", "    ") for line in lines)])]
        if lines
        else []
    )
