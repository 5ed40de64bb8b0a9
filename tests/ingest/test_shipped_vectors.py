"""Vectors that ship with a corpus."""

import shutil

import numpy as np
import pytest

from ingest.encoder import TransformerEncoder, open_encoder
from ingest.encoder.base import Encoder
from ingest.index.shipped import FILE, load_shipped, ship
from ingest.index.store import COLLECTIONS
from ingest.library import ingest
from ingest.settings import Settings


class OtherEncoder(Encoder):
    """One with another digest."""

    digest = "another"

    def encode_passages(self, texts):
        raise AssertionError

    encode_queries = encode_passages


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, settings, assistant):
    folder = tmp_path_factory.mktemp("corpus") / "corpus"
    shutil.copytree(Settings().corpus, folder)
    ship(assistant.index, folder)
    return folder


def test_the_letter_ships_with_the_vectors_of_all_its_texts(assistant):
    shipped = load_shipped(Settings().corpus, open_encoder())
    for name in COLLECTIONS:
        own = assistant.index.vectors[name].by_digest()
        assert own
        assert own.keys() <= shipped.keys()


def test_what_is_shipped_is_not_encoded(light, tmp_path):
    report = ingest(light.model_copy(update={"data": tmp_path}), open_encoder())
    assert report.encoded == 0


def test_shipped_vectors_are_those_of_the_encoder(corpus, assistant):
    encoder = open_encoder()
    assert isinstance(encoder, TransformerEncoder)
    shipped = load_shipped(corpus, encoder)
    stored = assistant.index.vectors["sentences"].by_digest()
    for key, vector in list(stored.items())[:20]:
        assert float(shipped[key] @ vector) == pytest.approx(1, abs=1e-3)
        assert np.linalg.norm(shipped[key]) == pytest.approx(1, abs=1e-5)


def test_another_encoder_or_a_damaged_file_finds_none(corpus):
    assert load_shipped(corpus, OtherEncoder()) == {}
    (corpus / FILE).write_bytes(b"PK\x03\x04 half a file")
    assert load_shipped(corpus, open_encoder()) == {}
