"""A tiny set in BEIR's format, and an encoder whose cosines are known by hand."""

import json

import numpy as np
import pytest

from ingest.encoder.base import Encoder, normalised

PASSAGES = [
    {"_id": "p#0", "title": "Politie", "text": "aangifte doen"},
    {"_id": "p#1", "title": "", "text": "agenten op school"},
    {"_id": "q#0", "title": "School", "text": "pesten melden"},
    {"_id": "r#0", "text": "fiets kwijt", "url": "more fields are let be"},
]
QUERIES = [
    {"_id": "1", "text": "aangifte bij de politie"},
    {"_id": "2", "text": "school"},
    {"_id": "3", "text": "nobody judged this"},
]


class WordEncoder(Encoder):
    """Counts a few words: the cosine of two texts is that of their counts."""

    id = "words"
    digest = "0"
    words = ("politie", "aangifte", "school", "pesten", "fiets")
    dimension = len(words)

    def encode_passages(self, texts):
        counts = [[text.lower().split().count(word) for word in self.words] for text in texts]
        return normalised(np.array(counts, dtype=np.float32).reshape(-1, self.dimension))

    encode_queries = encode_passages


@pytest.fixture
def word_encoder():
    return WordEncoder()


@pytest.fixture
def write_set(tmp_path):
    """Writes a set, other files than the usual ones if given, and returns its folder."""

    def write(name="set", **files):
        folder = tmp_path / name
        usual = {
            "corpus.jsonl": _lines(PASSAGES),
            "queries.jsonl": _lines(QUERIES),
            "qrels.tsv": "query-id\tcorpus-id\tscore\n1\tp#0\t2\n1\tp#1\t1\n2\tq#0\t1\n2\tr#0\t0\n",
        }
        for path, content in {**usual, **files.pop("files", {})}.items():
            if content is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(content, encoding="utf-8")
        return folder

    return write


def _lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)
