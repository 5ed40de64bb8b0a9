"""Training texts of the bundled encoder, read from the data folder of the recipe.

Files, formats and licences are those of the model card (`model/README.md`).
"""

import csv
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

SENTENCE_FILES = (
    "tatoeba_v2021-08-07_eng-nld.tsv",
    "stsb_mt_train+dev_eng-nld.tsv",
    "coronadashboard_eng-nld.tsv",
    "parallel_more.tsv",
)
SHORTEST_SENTENCE = 4  # words; shorter rows are labels of screens.
SURE_ALIGNMENT = 0.3  # score of a word pair in the aligned lexicon, 0 to 1.
HELD_OUT = 5, 2  # Every fifth policy paragraph, from the third on, is for validation.


class Pair(NamedTuple):
    """One meaning in two languages."""

    english: str
    dutch: str


class Questions(NamedTuple):
    """A Dutch passage, its English translation where there is one, and what people ask of it."""

    passage: str
    translation: str | None
    dutch: list[str]
    english: list[str]


def sentence_pairs(folder: Path) -> list[Pair]:
    """Parallel sentences of four or more words, each pair once."""
    rows = [row[:2] for name in SENTENCE_FILES for row in _table(folder / name)]
    is_swapped = _swap_detector(rows)
    pairs = (Pair(b, a) if is_swapped(a, b) else Pair(a, b) for a, b in rows)
    return list(dict.fromkeys(pair for pair in pairs if _is_sentence(pair)))


def word_pairs(folder: Path) -> list[Pair]:
    """Words and phrases with their translations, each pair once."""
    pairs = [
        Pair(english, dutch)
        for english, dutch, score in _table(folder / "lexicon_en-nl_open.tsv")
        if float(score) >= SURE_ALIGNMENT and english != dutch
    ]
    pairs += [Pair(english, dutch) for english, dutch in _table(folder / "freedict_eng-nld.tsv")]
    pairs += [Pair(english, dutch) for dutch, english in _table(folder / "wordnet_nl_en_pairs.tsv")]
    return list(dict.fromkeys(pairs))


def definition_pairs(folder: Path) -> list[Pair]:
    """WordNet's English lemmas with their definition, and the Dutch lemmas of that meaning."""
    pairs = []
    for _, _, dutch, english, definition, _ in list(_table(folder / "wordnet_nl_en.tsv"))[1:]:
        lemmas = english.replace("|", ", ")
        pairs.append(Pair(f"{lemmas}: {definition}", dutch.replace("|", ", ")))
    return pairs


def questions(folder: Path) -> tuple[list[Questions], list[Questions]]:
    """Passages with their questions: (to train on, held out for validation)."""
    law = [_questions(row) for row in _lines(folder / "questions_law.jsonl")]
    policy = [_questions(row) for row in _lines(folder / "questions_policy.jsonl")]
    every, start = HELD_OUT
    held_out = policy[start::every]
    return law + [item for item in policy if item not in held_out], held_out


def own_questions() -> list[Questions]:
    """Those written for this recipe: invented policy passages of other fields than the letter's."""
    return [_questions(row) for row in _lines(Path(__file__).parent / "questions.jsonl")]


def _questions(row: dict[str, Any]) -> Questions:
    title = row.get("title")
    passage = f"{title}. {row['text']}" if title else row["text"]
    return Questions(passage, row.get("text_en"), row["nl"], row["en"])


def _is_sentence(pair: Pair) -> bool:
    words = [len(text.split()) for text in pair]
    return min(words) >= SHORTEST_SENTENCE and max(words) <= 3 * min(words)


def _swap_detector(rows: list[list[str]]) -> Callable[[str, str], bool]:
    """Tells whether (english, dutch) stand the wrong way round, as some rows of one source do.

    Naive Bayes over words; nearly all rows are in order, so they themselves are the sample.
    """
    english, dutch = (Counter(word for row in rows for word in _words(row[i])) for i in (0, 1))

    def dutchness(text: str) -> float:
        return sum(math.log((dutch[word] + 1) / (english[word] + 1)) for word in _words(text))

    return lambda first, second: dutchness(first) > dutchness(second)


def _words(text: str) -> set[str]:
    return set(text.lower().split())


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
