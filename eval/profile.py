"""What a question set is made of, and what its writer may want to look at; no text of questions."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eval.likeness import (
    LARGELY,
    NEAR,
    Pair,
    near_duplicates,
    near_duplicates_within,
    shared_words,
)
from eval.questions import Question, check_nuggets, check_places
from eval.rewordings import Rewording, check_rewordings
from ingest.document import Document, Frozen
from ingest.encoder import Encoder

_LAY = re.compile(r"\blay\b", re.IGNORECASE)


class Profile(Frozen):
    """A question set in counts and ids."""

    questions: int
    languages: dict[str, int]
    personas: dict[str, int]
    types: dict[str, int]
    answerable: dict[str, int]  # yes, no
    lay: int  # questions whose provenance says so
    provenance: int  # questions that have one
    reworded: int  # questions with rewordings
    warnings: tuple[str, ...]
    near: tuple[Pair, ...]
    near_others: dict[str, tuple[Pair, ...]]  # by name of the other set
    revealing: tuple[str, ...]  # ids of those whose words are largely those of their nuggets
    not_lay: tuple[str, ...]  # those of them that are said to be in lay wording


def profile_of(
    questions: Sequence[Question],
    rewordings: Sequence[Rewording],
    others: Mapping[str, Sequence[Question]],
    documents: Mapping[str, Document],
    encoder: Encoder,
) -> Profile:
    """Look a question set through.

    Args:
        questions: the set.
        rewordings: those that belong to it.
        others: other sets by name, with which it should have no question in common.
        documents: what the questions are about, by id.
        encoder: tells what is nearly the same.
    """
    revealing = [q for q in questions if shared_words(q) >= LARGELY]
    return Profile(
        questions=len(questions),
        languages=_counts(q.lang for q in questions),
        personas=_counts(q.persona for q in questions),
        types=_counts(q.type for q in questions),
        answerable=_counts("yes" if q.answerable else "no" for q in questions),
        lay=sum(is_lay(q) for q in questions),
        provenance=sum(bool(q.provenance) for q in questions),
        reworded=len({r.of for r in rewordings}),
        warnings=(
            *check_nuggets(questions, documents),
            *check_places(questions, documents),
            *check_rewordings(rewordings, questions),
        ),
        near=near_duplicates_within(questions, encoder),
        near_others={name: near_duplicates(questions, o, encoder) for name, o in others.items()},
        revealing=tuple(q.id for q in revealing),
        not_lay=tuple(q.id for q in revealing if is_lay(q)),
    )


def is_lay(question: Question) -> bool:
    """Whether its provenance says that it is in lay wording."""
    return bool(_LAY.search(question.provenance or ""))


def to_text(profile: Profile) -> str:
    """The profile for people, a line each; ids, never questions."""
    total = profile.questions
    lines = [
        _line("languages", profile.languages),
        _line("personas", profile.personas),
        _line("types", profile.types),
        _line("answerable", profile.answerable),
        f"lay wording: {profile.lay} of {total} ({profile.lay / total:.0%}); "
        f"with provenance: {profile.provenance}",
        f"reworded: {profile.reworded}",
        _near("nearly the same", profile.near),
        *(_near(f"nearly as in {name}", pairs) for name, pairs in profile.near_others.items()),
        f"words shared with the answer ({LARGELY:.0%} or more): {_ids(profile.revealing)}",
        f"of these said to be lay wording: {_ids(profile.not_lay)}",
        *(f"Warning: {warning}" for warning in profile.warnings),
    ]
    return "\n".join(lines)


def _counts(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _line(name: str, counts: Mapping[str, int]) -> str:
    return f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items())


def _near(name: str, pairs: Sequence[Pair]) -> str:
    shown = [f"{pair.first} and {pair.second} ({pair.cosine:.2f})" for pair in pairs]
    return f"{name} (cosine {NEAR} or more): {', '.join(shown) or 'none'}"


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(ids) or "none"
