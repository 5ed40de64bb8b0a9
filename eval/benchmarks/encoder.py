"""Figures of an encoder by itself: translation, similarity, retrieval, lay questions.

Training (`ingest.encoder.train`) never sees the benchmarks, nor the policy paragraphs that
`ingest.encoder.data.questions` holds out.
"""

from collections.abc import Callable, Sequence
from math import atanh, sqrt, tanh
from pathlib import Path
from statistics import NormalDist

import numpy as np

from eval.benchmarks.beir import measure
from eval.benchmarks.retrieval_set import load_sets
from eval.benchmarks.systems import Dense
from eval.benchmarks.tsv import rows_of_tsv
from eval.errors import QuestionSetError
from eval.intervals import Bounds
from eval.report import Figure, mean_figure
from ingest.encoder import Encoder, data
from ingest.errors import MissingExtraError

_Z = NormalDist().inv_cdf(0.975)


def encoder_figures(encoder: Encoder, folder: Path) -> dict[str, Figure]:
    """Every figure of the model card, each between 0 and 1.

    Args:
        encoder: what is measured.
        folder: holds `benchmarks/` and `training/`.

    Raises:
        QuestionSetError: a file is missing or faulty.
        MissingExtraError: when ir-measures or scipy is not installed.
    """
    benchmarks = folder / "benchmarks"
    return {
        **translation(encoder, benchmarks / "flores200_devtest_eng-nld.tsv"),
        "STSb-nl test Spearman": similarity(encoder, benchmarks / "stsb_nl" / "test.tsv"),
        "VAC nDCG@10": retrieval(encoder, benchmarks / "rijksoverheid_vac"),
        "CoronaMelder nDCG@10": retrieval(encoder, benchmarks / "coronamelder_faq"),
        **held_out_questions(encoder, folder / "training"),
    }


def translation(encoder: Encoder, path: Path) -> dict[str, Figure]:
    """Share of sentences whose translation is the nearest among all."""
    english, dutch = zip(*(row[:2] for _, row in rows_of_tsv(path, 2)), strict=True)
    scores = encoder.encode_queries(english) @ encoder.encode_passages(dutch).T
    own = np.arange(len(english))
    return {
        "FLORES en-nl hit@1": mean_figure((scores.argmax(axis=1) == own).astype(float).tolist()),
        "FLORES nl-en hit@1": mean_figure((scores.argmax(axis=0) == own).astype(float).tolist()),
    }


def similarity(encoder: Encoder, path: Path) -> Figure:
    """Spearman correlation of the cosine with what people say of Dutch sentence pairs."""
    try:
        from scipy.stats import spearmanr
    except ImportError as error:
        raise MissingExtraError("Correlating", "eval") from error
    rows = [row for _, row in rows_of_tsv(path, 3)]
    first, second = ([row[column] for row in rows] for column in (0, 1))
    cosines = (encoder.encode_passages(first) * encoder.encode_passages(second)).sum(axis=1)
    try:
        said = [float(row[2]) for row in rows]
    except ValueError as error:
        raise QuestionSetError(f"{path}: the third column is no score ({error}).") from error
    value = float(spearmanr(cosines, said).statistic)
    low, high = spearman_interval(value, len(rows)) or (None, None)
    return Figure(value=value, low=low, high=high, n=len(rows))


def spearman_interval(value: float, n: int) -> Bounds | None:
    """The 95% interval of a rank correlation over n pairs (Bonett and Wright 2000).

    None where it has none: over three pairs or fewer, or where all agree.
    """
    if n <= 3 or abs(value) >= 1:
        return None
    half = _Z * sqrt((1 + value**2 / 2) / (n - 3))
    return tanh(atanh(value) - half), tanh(atanh(value) + half)


def retrieval(encoder: Encoder, folder: Path) -> Figure:
    """Mean nDCG@10 on a set in BEIR's format that judges passages; every passage with its title."""
    by_passage = next(each for each in load_sets(folder) if not each.by_page)
    dense = Dense(encoder.id, encoder, list(by_passage.passages.values()))
    return measure(by_passage, [dense]).systems[0].figures["ndcg_at_10"]


def held_out_questions(encoder: Encoder, folder: Path) -> dict[str, Figure]:
    """Share of lay questions that find their policy paragraph first, among the held-out ones."""
    try:
        _, items = data.questions(folder)
    except (OSError, ValueError, KeyError) as error:
        raise QuestionSetError(f"{folder}: the questions cannot be read ({error}).") from error
    passages = encoder.encode_passages([item.passage for item in items])
    asked: dict[str, Callable[[data.Questions], Sequence[str]]] = {
        "nl": lambda item: item.dutch,
        "en": lambda item: item.english,
    }
    result = {}
    for language, of in asked.items():
        own = np.array([index for index, item in enumerate(items) for _ in of(item)])
        scores = encoder.encode_queries([text for item in items for text in of(item)]) @ passages.T
        hits = (scores.argmax(axis=1) == own).astype(float).tolist()
        result[f"held-out questions {language} hit@1"] = mean_figure(hits)
    return result
