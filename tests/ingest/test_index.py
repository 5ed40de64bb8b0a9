"""The published index: whole or refused, switched at once, never encoded twice."""

import json
import subprocess
import sys
import textwrap

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings as ChromaSettings

from ingest.document import DocumentInfo
from ingest.encoder import TransformerEncoder, open_encoder
from ingest.errors import BeleidswijzerError, DataFolderError, IndexDamagedError
from ingest.index.build import build_index, verify
from ingest.index.layout import Layout
from ingest.index.store import Index
from ingest.index.writer import passage_input
from ingest.library import ingest, open_index
from ingest.readers.tika import read_tika

TEXT = "Aanleiding\nDe politie helpt. Het COA ook.\n\nVoortgang\nIn 2026 wordt jaarlijks gemeten.\n"


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(None)


def document(text=TEXT, name="kst-1-1"):
    info = DocumentInfo(
        id=name, title="Brief", kind="kamerbrief", date="2026-01-01", dossier="1", number="1"
    )
    return read_tika(text.encode(), info)


def build(data, encoder, text=TEXT, digest="a", **options):
    return build_index(data, [document(text)], {"kst-1-1": digest}, encoder, **options)


def test_every_passage_is_found_at_its_offsets(tmp_path, encoder):
    build(tmp_path, encoder)
    index = Index.open(tmp_path)
    for passage in index.passages:
        assert index.documents[passage.document].quote(passage) == passage.text
    for row, vector in enumerate(
        encoder.encode_passages([passage_input(p) for p in index.passages])
    ):
        assert np.nanargmax(index.dense("passages", vector, 1)) == row


def test_a_text_that_occurs_often_is_stored_once_and_found_everywhere(tmp_path, encoder):
    text = "Een\n\nVervallen.\n\nVervallen.\n\nTwee\n\nIets anders. En meer."
    build(tmp_path, encoder, text)
    index = Index.open(tmp_path)
    rows = [row for row, p in enumerate(index.passages) if p.text == "Vervallen."]
    assert len(rows) == 2
    assert len(index.vectors["passages"].digests) == len(index.passages) - 1
    scores = index.dense("passages", encoder.encode_queries(["Vervallen."])[0], 400)
    assert not np.isnan(scores).any()
    assert scores[rows[0]] == scores[rows[1]]
    client = chromadb.PersistentClient(
        index.folder / "chroma", ChromaSettings(anonymized_telemetry=False)
    )
    stored = client.get_collection("passages", embedding_function=None).get()["metadatas"]
    assert [m["anchor"] for m in stored] == [
        p.anchor for row, p in enumerate(index.passages) if row != rows[1]
    ]


def test_cosines_are_those_of_an_exact_scan(tmp_path, encoder):
    build(tmp_path, encoder)
    index = Index.open(tmp_path)
    vector = encoder.encode_queries(["Wat doet de politie?"])[0]
    texts = [f"{'. '.join(p.section)}. {p.text}" for p in index.passages]
    exact = encoder.encode_passages(texts) @ vector
    np.testing.assert_allclose(index.dense("passages", vector, 10), exact, atol=1e-5)


def test_the_same_inputs_are_not_built_again(tmp_path, encoder):
    first = build(tmp_path, encoder)
    second = build(tmp_path, encoder)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert first.index == second.index


def test_only_changed_texts_are_encoded(tmp_path, encoder):
    build(tmp_path, encoder)
    report = build(tmp_path, encoder, TEXT.replace("gemeten", "geteld"), digest="b")
    assert report.encoded == 2  # the passage, and its sentence
    assert not report.unchanged


def test_a_failure_leaves_the_old_one_serving(tmp_path, encoder):
    build(tmp_path, encoder)
    before = Index.open(tmp_path).manifest

    class Failing(TransformerEncoder):
        digest = "other"

        def encode_passages(self, texts):
            raise RuntimeError("no power")

    failing = Failing.__new__(Failing)
    failing.__dict__.update(encoder.__dict__, digest="other")
    with pytest.raises(RuntimeError, match="no power"):
        build(tmp_path, failing, digest="b")
    assert Index.open(tmp_path).manifest == before
    assert len(list(Layout(tmp_path).versions.iterdir())) == 1


def test_a_killed_build_leaves_the_old_one_serving(tmp_path, encoder):
    build(tmp_path, encoder)
    before = Index.open(tmp_path).manifest
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from ingest.document import DocumentInfo
        from ingest.encoder import open_encoder
        from ingest.index import build
        from ingest.readers.tika import read_tika

        build.verify = lambda index: os.kill(os.getpid(), signal.SIGKILL)
        info = DocumentInfo(
            id="kst-1-1", title="B", kind="k", date="2026-01-01", dossier=None, number=None
        )
        letter = read_tika(b"Kop\\nNieuwe tekst staat hier.\\n", info)
        build.build_index(Path(sys.argv[1]), [letter], {"kst-1-1": "b"}, open_encoder(None))
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], check=False, capture_output=True
    )
    assert done.returncode == -9, done.stderr.decode()
    assert Index.open(tmp_path).manifest == before
    build(tmp_path, encoder, digest="c")  # and the next build clears what was left
    assert len(list(Layout(tmp_path).versions.iterdir())) == 2


def damage_manifest(version):
    (version / "manifest.json").write_text("{")


def damage_documents(version):
    path = version / "documents.json"
    path.write_text(path.read_text().replace("politie", "politiE", 1))


def lose_vectors(version):
    (version / "vectors-passages.npy").unlink()


def garble_vectors(version):
    path = version / "vectors-passages.npy"
    path.write_bytes(path.read_bytes()[:-9] + b"garbled!!")


def lose_chroma(version):
    (version / "chroma" / "chroma.sqlite3").unlink()


def garble_chroma(version):
    (version / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 100)


def lose_version(version):
    (version.parent.parent / "current").write_text("gone")


@pytest.mark.parametrize(
    "damage", [damage_manifest, damage_documents, lose_vectors, garble_vectors, lose_version]
)
def test_a_damaged_index_is_refused_and_can_be_rebuilt(tmp_path, encoder, damage):
    build(tmp_path, encoder)
    damage(Layout(tmp_path).current())
    with pytest.raises(IndexDamagedError, match="beleidswijzer ingest --rebuild"):
        Index.open(tmp_path)
    build(tmp_path, encoder, rebuild=True)
    assert Index.open(tmp_path).passages


@pytest.mark.parametrize("damage", [lose_chroma, garble_chroma])
def test_a_damaged_chroma_store_is_found_by_verifying(tmp_path, encoder, damage):
    build(tmp_path, encoder)
    verify(Index.open(tmp_path))
    damage(Layout(tmp_path).current())
    with pytest.raises(IndexDamagedError, match="beleidswijzer ingest --rebuild"):
        verify(Index.open(tmp_path))


def test_a_vector_that_no_search_would_find_is_not_published(tmp_path, encoder):
    class Faulty(TransformerEncoder):
        def encode_passages(self, texts):
            return encoder.encode_passages(texts) / 2

    faulty = Faulty.__new__(Faulty)
    faulty.__dict__.update(encoder.__dict__)
    with pytest.raises(BeleidswijzerError, match="cannot be retrieved"):
        build(tmp_path, faulty)
    assert Layout(tmp_path).current() is None


def test_an_index_of_an_older_program_is_built_anew(tmp_path, encoder, light):
    settings = light.model_copy(update={"data": tmp_path})
    ingest(settings, encoder)
    path = Layout(tmp_path).current() / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema_version": 0}))
    assert open_index(settings, encoder).passages


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path, encoder):
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError, match="BELEIDSWIJZER_DATA"):
        build(tmp_path / "file", encoder)
