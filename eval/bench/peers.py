"""Other retrievers over the same passages: words alone, the stack's default, and both."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import bm25s
import chromadb
import Stemmer
from chromadb.config import Settings as ChromaSettings
from tqdm import tqdm

from assistant.assistant import Assistant
from eval.bench.result import LABELS, Peer
from eval.bench.timing import time_each
from eval.corpus import Corpus
from eval.metrics import retrieval
from eval.metrics.ranking import ranking_figures
from eval.questions import Question
from eval.report import mean_figure
from ingest.encoder import Encoder, SentenceEncoder
from ingest.errors import EncoderError
from ingest.index.writer import passage_input

DEPTH = 10
_RANK = 60  # constant of reciprocal rank fusion (Cormack and others, SIGIR 2009)
_CANDIDATES = 100
Retriever = Callable[[str, int], list[int]]  # a question and k: rows of passages, best first


def measure_peers(
    assistant: Assistant, questions: Iterable[Question], minilm: str | None
) -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    """Measure every retriever that can be, and say which could not.

    Args:
        assistant: the product, whose passages all search.
        questions: with vital nuggets, by which a passage is relevant.
        minilm: folder or name of all-MiniLM-L6-v2, or of another sentence-transformers model.

    Raises:
        MissingExtraError: when ir-measures is not installed.
    """
    asked = [q for q in questions if retrieval.applies(q)]
    texts = [passage_input(passage) for passage in assistant.index.passages]
    words = words_alone(texts)
    systems = {"BM25 (bm25s, Dutch stems)": words}
    left_out: list[str] = []
    if minilm is None:
        left_out.append("Chroma with all-MiniLM-L6-v2: name its folder with --minilm")
    else:
        try:
            dense = stack_default(texts, SentenceEncoder(minilm))
        except EncoderError as error:
            left_out.append(f"Chroma with all-MiniLM-L6-v2: {error}")
        else:
            systems["Chroma + MiniLM"] = dense
            systems["rank fusion of both"] = fused(words, dense)
    rows = {passage.anchor: row for row, passage in enumerate(assistant.index.passages)}
    systems["Beleidswijzer"] = lambda question, k: [
        rows[passage.anchor] for passage in assistant.retrieve(question, k)
    ]
    corpus = Corpus(assistant.documents)
    passages = [passage.text for passage in assistant.index.passages]
    peers = tuple(_peer(name, find, asked, passages, corpus) for name, find in systems.items())
    return peers, tuple(left_out)


def words_alone(texts: Sequence[str]) -> Retriever:
    """BM25 by bm25s, with its own tokeniser and Dutch stop words, and the Snowball stemmer."""
    stemmer = Stemmer.Stemmer("dutch")

    def tokens(given: list[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(given, stopwords="nl", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25()
    index.index(tokens(list(texts)), show_progress=False)

    def find(question: str, k: int) -> list[int]:
        k = min(k, len(texts))
        found, scores = index.retrieve(tokens([question]), k=k, show_progress=False)
        # bm25s fills up to k with passages that share no word: not found, and fusion must not
        # give them credit.
        return [int(row) for row, score in zip(found[0], scores[0], strict=True) if score > 0]

    return find


def stack_default(texts: Sequence[str], encoder: Encoder) -> Retriever:
    """Chroma in memory with a sentence-transformers model, as its documentation begins."""
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    with suppress(Exception):  # the memory is the process's: an earlier run may have made it
        client.delete_collection("peers")
    collection = client.create_collection(
        "peers", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    ids = [str(row) for row in range(len(texts))]
    collection.add(ids=ids, embeddings=encoder.encode_passages(texts))

    def find(question: str, k: int) -> list[int]:
        vector = encoder.encode_queries([question])
        found = collection.query(query_embeddings=vector, n_results=min(k, len(texts)), include=[])
        return [int(row) for row in found["ids"][0]]

    return find


def fused(first: Retriever, second: Retriever) -> Retriever:
    """Reciprocal rank fusion of two retrievers."""

    def find(question: str, k: int) -> list[int]:
        scores: dict[int, float] = {}
        for retriever in (first, second):
            for rank, row in enumerate(retriever(question, _CANDIDATES), start=1):
                scores[row] = scores.get(row, 0.0) + 1 / (_RANK + rank)
        return sorted(scores, key=lambda row: -scores[row])[:k]

    return find


def _peer(
    name: str,
    find: Retriever,
    questions: Sequence[Question],
    passages: Sequence[str],
    corpus: Corpus,
) -> Peer:
    bar = tqdm(questions, desc=name, unit="question", disable=None, leave=False)
    each = [
        (q, _figures(q, [passages[row] for row in find(q.question, DEPTH)], corpus)) for q in bar
    ]
    groups = {"all": each} | {
        language: [pair for pair in each if pair[0].lang == language] for language in ("nl", "en")
    }
    return Peer(
        system=name,
        figures={
            group: {label: mean_figure([f[label] for _, f in pairs]) for label in LABELS}
            for group, pairs in groups.items()
            if pairs
        },
        query={
            group: time_each((q for q, _ in pairs), lambda q: find(q.question, DEPTH))
            for group, pairs in groups.items()
            if pairs
        },
    )


def _figures(question: Question, found: Sequence[str], corpus: Corpus) -> dict[str, float]:
    recalls = {f"recall_at_{k}": retrieval.recall_at(k, question, found) or 0.0 for k in (1, 5, 10)}
    return recalls | ranking_figures(corpus.gains(question), corpus.ranked(found))
