"""Figures of an encoder: python -m ingest.encoder.evaluate DATA_FOLDER [MODEL].

DATA_FOLDER holds `training/` and `benchmarks/`; MODEL is as in BELEIDSWIJZER_ENCODER. Training
never sees the benchmarks, nor the policy paragraphs that `data.questions` holds out.
"""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from ingest.encoder import Encoder, data, open_encoder

DEPTH = 10


def figures(encoder: Encoder, folder: Path) -> dict[str, float]:
    """Every figure of the model card, each between 0 and 1."""
    benchmarks = folder / "benchmarks"
    return {
        **translation(encoder, benchmarks / "flores200_devtest_eng-nld.tsv"),
        "STSb-nl test Spearman": similarity(encoder, benchmarks / "stsb_nl" / "test.tsv"),
        "VAC nDCG@10": ranking(encoder, benchmarks / "rijksoverheid_vac", "queries.jsonl"),
        "CoronaMelder nDCG@10": ranking(
            encoder, benchmarks / "coronamelder_faq", "queries_nl.jsonl"
        ),
        **held_out_questions(encoder, folder / "training"),
    }


def translation(encoder: Encoder, path: Path) -> dict[str, float]:
    """Share of sentences whose translation is the nearest among all."""
    english, dutch = zip(*_table(path), strict=True)
    scores = encoder.encode_queries(english) @ encoder.encode_passages(dutch).T
    own = np.arange(len(english))
    return {
        "FLORES en-nl hit@1": _share(scores.argmax(axis=1) == own),
        "FLORES nl-en hit@1": _share(scores.argmax(axis=0) == own),
    }


def similarity(encoder: Encoder, path: Path) -> float:
    """Spearman correlation of the cosine with what people say of Dutch sentence pairs."""
    from scipy.stats import spearmanr

    first, second, scores, *_ = zip(*_table(path), strict=True)
    cosines = (encoder.encode_passages(first) * encoder.encode_passages(second)).sum(axis=1)
    return float(spearmanr(cosines, [float(score) for score in scores]).statistic)


def ranking(encoder: Encoder, folder: Path, queries_file: str) -> float:
    """Mean nDCG at ten of a BEIR-style set; passages with their title."""
    passages = {
        row["_id"]: f"{row['title']} {row['text']}" for row in _lines(folder / "corpus.jsonl")
    }
    queries = {row["_id"]: row["text"] for row in _lines(folder / queries_file)}
    gains: dict[str, dict[str, float]] = {}
    for query, passage, gain in list(_table(folder / "qrels.tsv"))[1:]:
        gains.setdefault(query, {})[passage] = float(gain)
    ids = np.array(list(passages))
    scores = encoder.encode_queries([queries[query] for query in gains]) @ (
        encoder.encode_passages(list(passages.values())).T
    )
    best = ids[np.argsort(-scores, axis=1, kind="stable")[:, :DEPTH]]
    return float(
        np.mean(
            [
                _dcg(wanted.get(id_, 0) for id_ in found)
                / _dcg(sorted(wanted.values(), reverse=True)[:DEPTH])
                for wanted, found in zip(gains.values(), best, strict=True)
            ]
        )
    )


def held_out_questions(encoder: Encoder, folder: Path) -> dict[str, float]:
    """Share of lay questions that find their policy paragraph first, among the held-out ones."""
    _, items = data.questions(folder)
    passages = encoder.encode_passages([item.passage for item in items])
    asked: dict[str, Callable[[data.Questions], list[str]]] = {
        "nl": lambda item: item.dutch,
        "en": lambda item: item.english,
    }
    result = {}
    for language, of in asked.items():
        own = np.array([index for index, item in enumerate(items) for _ in of(item)])
        scores = encoder.encode_queries([text for item in items for text in of(item)]) @ passages.T
        result[f"held-out questions {language} hit@1"] = _share(scores.argmax(axis=1) == own)
    return result


def _dcg(gains: Iterable[float]) -> float:
    return float(sum(gain / np.log2(rank + 2) for rank, gain in enumerate(gains)))


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean())


def _table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("model", required=False)
def main(folder: Path, model: str | None) -> None:
    """Prints the figures of a model."""
    for name, value in figures(open_encoder(model), folder).items():
        click.echo(f"{name:32} {value:.3f}")


if __name__ == "__main__":
    main()
