"""Second step of the recipe: python -m ingest.encoder.specialise DATA_FOLDER GENERAL OUT_FOLDER.

GENERAL is what `ingest.encoder.train` made. Here it learns the corpus of the product: a stored
question is pulled to the sentences and passages that answer it, and to the other questions that
they answer; away from those that the document leaves open, which differ by a year, a body, a detail
or a premise. One question in six is misspelt, as people type. Meanwhile a part of the first step is
learned again, so that nothing is lost. A quarter of an hour on two idle CPU cores.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from datasets import Dataset
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from torch import nn
from transformers import set_seed

from ingest.encoder import data
from ingest.encoder.export import export
from ingest.encoder.train import (
    BATCH,
    SCALE,
    TeacherLoss,
    answers,
    learn,
    meanings,
    open_start,
    teacher_vectors,
)
from ingest.index.writer import passage_input, sentence_input
from ingest.manifest import load_documents, load_questions
from ingest.passages import passages_of
from ingest.questions import tie
from ingest.settings import Settings

WHOLE = 0.4  # share of the questions that are pulled to the passage, the others to the sentence
ALIKE = 0.6  # pairs of two questions of the same sentences, a question
MISSPELT = 0.15  # share of the questions
AGAIN = 0.3  # pairs of the first step, a pair of this one
MEANINGS = 0.15  # pairs that keep the languages together, a pair of the others
TIMES_MISSED = 3  # times that a question which the document leaves open is pushed away
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Pair = tuple[str, str]
Triple = tuple[str, str, str]  # a text, one that belongs to it, one that does not


@dataclass(frozen=True)
class Place:
    """A sentence as the index gives it to the encoder, alone and in its passage."""

    sentence: str
    passage: str


@dataclass(frozen=True)
class Group:
    """Questions of the same sentences."""

    sentences: tuple[int, ...]
    questions: list[str]
    answered: bool


def corpus_groups(corpus: Path) -> tuple[list[Place], list[Group]]:
    """All sentences of the corpus, and the questions stored beside its documents."""
    documents = load_documents(corpus)
    by_id = {d.id: d for d in documents}
    passages = tuple(p for d in documents for p in passages_of(d))
    places = [
        Place(sentence_input(p, by_id[p.document], n), passage_input(p))
        for p in passages
        for n in range(len(p.sentences))
    ]
    groups: dict[tuple[tuple[int, ...], bool], Group] = {}
    asked = load_questions(corpus)
    for document in documents:
        for q in tie(asked.get(document.id, ()), document, passages)[0]:
            group = Group(q.sentences, [], q.answered)
            groups.setdefault((q.sentences, q.answered), group).questions.append(q.text)
    return places, list(groups.values())


def pairs_of(
    places: Sequence[Place], groups: Iterable[Group], chance: random.Random
) -> list[list[Pair]]:
    """Batches in which no two rows are of the same sentence: these would be pushed apart."""
    rows: list[tuple[Pair, set[int]]] = []
    for group in groups:
        own = set(group.sentences)
        for question in group.questions:
            place = places[chance.choice(group.sentences)]
            text = place.passage if chance.random() < WHOLE else place.sentence
            rows.append(((_typed(question, chance), text), own))
        mixed = chance.sample(group.questions, len(group.questions))
        for one, other in zip(mixed, mixed[1:] + mixed[:1], strict=True):
            if one != other and chance.random() < ALIKE:
                rows.append(((_typed(one, chance), other), own))
    chance.shuffle(rows)
    return list(_batches(rows))


def _batches(rows: list[tuple[Pair, set[int]]]) -> Iterator[list[Pair]]:
    while True:
        taken: set[int] = set()
        batch: list[Pair] = []
        left: list[tuple[Pair, set[int]]] = []
        for pair, own in rows:
            if len(batch) < BATCH and not own & taken:
                batch.append(pair)
                taken |= own
            else:
                left.append((pair, own))
        if len(batch) < BATCH:
            return
        yield batch
        rows = left


def misses_of(
    places: Sequence[Place], groups: Sequence[Group], chance: random.Random
) -> list[Triple]:
    """What a document says, a question that this answers, and one that it leaves open."""
    answering: dict[int, list[str]] = {}
    for group in groups:
        for sentence in group.sentences if group.answered else ():
            answering.setdefault(sentence, []).extend(group.questions)
    triples = []
    for group in groups:
        for question in () if group.answered else group.questions:
            for time in range(TIMES_MISSED):
                sentence = chance.choice(group.sentences)
                if not (asked := answering.get(sentence)):
                    continue
                right = chance.choice(asked)
                text = chance.choice(asked) if time else places[sentence].sentence
                if text != right:
                    triples.append((text, right, question))
    return triples


def invented_misses(chance: random.Random) -> list[Triple]:
    """The same over the invented policy passages (`misses.jsonl`)."""
    folder = Path(__file__).parent
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    passages = {row["id"]: row for row in map(json.loads, lines)}
    triples = []
    for line in (folder / "misses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = passages[row["id"]]
        for miss in row["misses"]:
            right = chance.choice(passage[miss["lang"]])
            triples.append((passage["text"], right, miss["question"]))
    return triples


def specialise(folder: Path, general: Path, seed: int) -> SentenceTransformer:
    """Trains the general model on the corpus of the product."""
    set_seed(seed)
    chance = random.Random(seed)
    places, groups = corpus_groups(Settings().corpus)
    answered = [group for group in groups if group.answered]
    found = [pair for batch in pairs_of(places, answered, chance) for pair in batch]
    triples = misses_of(places, groups, chance) + invented_misses(chance)
    chance.shuffle(triples)
    asked = data.questions(folder)[0] + data.own_questions()
    again = answers(asked, chance)[: round(AGAIN * len(found))]
    kept = meanings(folder, asked, round(MEANINGS * (len(found) + len(again))), chance)
    row_of = {text: row for row, text in enumerate(dict.fromkeys(p.english for p in kept))}
    model = open_start(general)
    ranking = MultipleNegativesRankingLoss(model, scale=SCALE)
    datasets = {
        "corpus": Dataset.from_list([{"question": q, "text": t} for q, t in found]),
        "misses": Dataset.from_list([{"text": t, "right": r, "wrong": w} for t, r, w in triples]),
        "answers": Dataset.from_list([{"question": q, "passage": p} for q, p in again]),
        "meanings": Dataset.from_list(
            [{"english": p.english, "dutch": p.dutch, "label": row_of[p.english]} for p in kept]
        ),
    }
    losses: dict[str, nn.Module] = dict.fromkeys(("corpus", "misses", "answers"), ranking)
    losses["meanings"] = TeacherLoss(model, teacher_vectors(list(row_of)))
    learn(model, datasets, losses, rate=5e-5, warmup=20, seed=seed)
    return model


def _typed(question: str, chance: random.Random) -> str:
    """The question, at times with slips: a letter too many, missing, wrong, or two swapped."""
    if chance.random() >= MISSPELT:
        return question
    words = question.split(" ")
    long = [n for n, word in enumerate(words) if word.isalpha() and len(word) >= 5]
    for n in chance.sample(long, min(len(long), max(1, len(words) // 6))):
        word, at, other = words[n], chance.randrange(1, len(words[n]) - 1), chance.choice(_LETTERS)
        before, letter, after = word[:at], word[at], word[at + 1 :]
        slips = (
            before + letter + other + after,
            before + after,
            before + other + after,
            before + after[0] + letter + after[1:],
        )
        words[n] = chance.choice(slips)
    return " ".join(words)


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("general", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, general: Path, out: Path, seed: int) -> None:
    """Trains and saves."""
    model = specialise(folder, general, seed)
    model.save(str(out))
    export(model, out / "int8")


if __name__ == "__main__":
    main()
