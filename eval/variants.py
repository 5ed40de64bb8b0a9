"""The same question as people really type it: in capitals, without punctuation, with slips.

Made by rule, so that any question set can be tried; rewordings and translations need a writer and
come from a file (`eval.rewordings`).
"""

import random
import unicodedata
from collections.abc import Iterable, Iterator

from eval.outcome import Variant, VariantKind
from eval.questions import Question
from eval.rewordings import Rewording

_ONE_SLIP_IN = 6  # words
_SHORTEST = 5  # letters of a word that may get a slip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def variants_of(
    questions: Iterable[Question], rewordings: Iterable[Rewording]
) -> Iterator[Variant]:
    """Every variant of every question but injections and emergencies, which are no plain questions.

    Args:
        questions: what is varied.
        rewordings: those written by people; of questions that are not there, they are left out.
    """
    by_id = {q.id: q for q in questions if q.type != "injection" and not q.emergency}
    for question in by_id.values():
        yield _variant(question, "upper_case", question.question.upper())
        yield _variant(question, "plain", plain(question.question))
        yield _variant(question, "typos", with_slips(question.question, question.id))
    for r in rewordings:
        if r.of in by_id:
            yield Variant(of=r.of, kind=r.kind, lang=r.lang, question=r.question)


def plain(text: str) -> str:
    """As typed in haste: small letters, no accents, no punctuation."""
    bare = (c for c in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(c))
    kept = (c if c.isalnum() or c in "+%€" else " " for c in bare if c not in "'’")
    return " ".join("".join(kept).split())


def with_slips(text: str, seed: str) -> str:
    """With a slip of the finger in one word in six, one at least; the same seed, the same slips.

    A slip is one of the four that make 80% of misspellings: a letter too many, one missing, a
    wrong one, two swapped (Damerau 1964). First letters are kept, as most people do.
    """
    chance = random.Random(seed)
    words = text.split(" ")
    long = [n for n, word in enumerate(words) if word.isalpha() and len(word) >= _SHORTEST]
    count = min(len(long), max(1, len(words) // _ONE_SLIP_IN))
    for n in chance.sample(long, count):
        words[n] = _slip(words[n], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    other = chance.choice([x for x in _LETTERS if x != letter.lower()])
    return chance.choice(
        (
            before + letter + other + after,
            before + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        )
    )


def _variant(question: Question, kind: VariantKind, text: str) -> Variant:
    return Variant(of=question.id, kind=kind, lang=question.lang, question=text)
