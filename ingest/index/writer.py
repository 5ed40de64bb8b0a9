"""Write one version of an index: vectors, lexical indexes, documents, passages, manifest."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from ingest.analyser import Analyser, words
from ingest.document import Document
from ingest.encoder.base import Encoder
from ingest.index.chroma import write_passages
from ingest.index.layout import (
    SCHEMA,
    Content,
    IndexManifest,
    Keys,
    PassageList,
    QuestionList,
    file_digests,
    index_id,
    vectors_file,
)
from ingest.index.lexical import LexicalIndex
from ingest.index.vectors import Vectors, VectorTable
from ingest.passages import Passage, passages_of
from ingest.questions import Asked, tie

_ENCODE_BATCH = 256


def write_version(
    version: Path,
    documents: Sequence[Document],
    digests: Mapping[str, str],
    encoder: Encoder,
    questions: Mapping[str, Sequence[Asked]],
    known: Mapping[str, Vectors],
    progress: bool,
) -> tuple[int, tuple[str, ...]]:
    """Write a whole version into a new folder.

    Args:
        version: The folder; must not exist.
        documents: What to index.
        digests: What the documents were made of: name -> sha256.
        encoder: Gives the vectors.
        questions: What each document answers, by its id.
        known: Vectors of texts encoded before, by the digest of the text.
        progress: Show a bar on standard error.

    Returns:
        How many texts were encoded, and what was odd.
    """
    version.mkdir()
    by_id = {d.id: d for d in documents}
    passages = tuple(p for d in documents for p in passages_of(d))
    sentences = [(p, n) for p in passages for n in range(len(p.sentences))]
    rows: dict[str, list[tuple[str, Passage]]] = {
        "passages": [(passage_input(p), p) for p in passages],
        "sentences": [(sentence_input(p, by_id[p.document], n), p) for p, n in sentences],
        "questions": [],
    }
    tied = [tie(questions.get(d.id, ()), d, passages) for d in documents]
    stored = [question for found, _ in tied for question in found]
    owners = [p for p, _ in sentences]
    rows["questions"] = [(q.text, owners[q.sentences[0]]) for q in stored]
    keys = Keys(**{name: tuple(_digest(text) for text, _ in found) for name, found in rows.items()})
    encoded = 0
    for name, found in rows.items():
        if found:
            own: tuple[str, ...] = getattr(keys, name)
            table, fresh = _vectors_of(name, own, [t for t, _ in found], encoder, known, progress)
            table.save(vectors_file(version, name))
            encoded += fresh
            if name == "passages":
                first = dict(zip(reversed(own), reversed(found), strict=True))
                _write_chroma(version / "chroma", table, first)
    _write_lexical(version, {n: [text for text, _ in found] for n, found in rows.items() if found})
    content = {
        "documents.json": Content(documents=tuple(documents)).model_dump_json(),
        "passages.json": PassageList(passages=passages).model_dump_json(),
        "questions.json": QuestionList(questions=tuple(stored)).model_dump_json(),
        "keys.json": keys.model_dump_json(),
    }
    for name, text in content.items():
        (version / name).write_text(text, encoding="utf-8")
    manifest = IndexManifest(
        schema_version=SCHEMA,
        id=index_id(digests, encoder.digest),
        encoder=encoder.id,
        encoder_digest=encoder.digest,
        corpus=dict(digests),
        passages=len(passages),
        sentences=len(sentences),
        questions=len(stored),
        files=file_digests(version),
    )
    (version / "manifest.json").write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    return encoded, tuple(warning for _, warnings in tied for warning in warnings)


def passage_input(passage: Passage) -> str:
    """What is encoded and counted of a passage: its headings and its text."""
    return f"{'. '.join(passage.section)}. {passage.spelled_out or passage.text}"


def sentence_input(passage: Passage, document: Document, row: int) -> str:
    """What is encoded and counted of a sentence: its nearest heading and its text."""
    text = passage.spelled_out or document.quote(passage.sentences[row])
    return f"{passage.section[-1]}. {text}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _vectors_of(
    name: str,
    digests: Sequence[str],
    texts: Sequence[str],
    encoder: Encoder,
    known: Mapping[str, Vectors],
    progress: bool,
) -> tuple[VectorTable, int]:
    """One collection, each text once, and how many were not known."""
    distinct = dict(zip(digests, texts, strict=True))
    todo = [digest for digest in distinct if digest not in known]
    fresh: dict[str, Vectors] = {}
    encode = encoder.encode_queries if name == "questions" else encoder.encode_passages
    with tqdm(total=len(todo), desc=name, unit="text", disable=not progress, leave=False) as bar:
        for at in range(0, len(todo), _ENCODE_BATCH):
            batch = todo[at : at + _ENCODE_BATCH]
            fresh.update(zip(batch, encode([distinct[digest] for digest in batch]), strict=True))
            bar.update(len(batch))
    vectors = [fresh[digest] if digest in fresh else known[digest] for digest in distinct]
    return VectorTable(digests, np.stack(vectors)), len(todo)


def _write_chroma(
    folder: Path, table: VectorTable, rows: Mapping[str, tuple[str, Passage]]
) -> None:
    """The passages in Chroma, each text with its vector and where it first stands."""
    write_passages(
        folder,
        table.digests,
        table.vectors,
        [rows[digest][0] for digest in table.digests],
        [
            {"anchor": p.anchor, "document": p.document, "section": " > ".join(p.section)}
            for _, p in (rows[digest] for digest in table.digests)
        ],
    )


def _write_lexical(version: Path, texts: Mapping[str, Sequence[str]]) -> None:
    vocabulary = sorted({w for text in texts["passages"] for w in words(text)})
    (version / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    analyser = Analyser(vocabulary)
    for name, rows in texts.items():
        LexicalIndex.build(analyser.terms_of_each(rows)).save(version / f"lexical-{name}")
