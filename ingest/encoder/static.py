"""Static models: a text's vector is the mean of its tokens' vectors.

The folder is one that sentence-transformers and model2vec open too: modules.json,
tokenizer.json, and in model.safetensors one row of int8 and one float32 scale a token.
Opening and using it takes tokenizers and NumPy alone.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save
from tokenizers import Tokenizer

from ingest.encoder.base import Encoder, normalised
from ingest.errors import EncoderError

ROWS, SCALES = "embeddings", "weights"  # model2vec's names
_TOKENIZER, _TENSORS, _MODULES = "tokenizer.json", "model.safetensors", "modules.json"
_LIBRARY = "sentence_transformers.sentence_transformer.modules"


class StaticEncoder(Encoder):
    """A static model opened from its folder; questions and passages are encoded alike."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """Opens the model.

        Args:
            folder: Where it is.
            name: What to call it, if not as the folder.

        Raises:
            EncoderError: The folder holds no such model, or a damaged one.
        """
        try:
            tokenizer, tensors = ((folder / name).read_bytes() for name in (_TOKENIZER, _TENSORS))
            self._tokenizer = Tokenizer.from_buffer(tokenizer)
            table = load(tensors)
            self._rows, self._scales = table[ROWS], table[SCALES]
        except (OSError, KeyError, ValueError, SafetensorError) as error:
            raise EncoderError(f"{folder} holds no whole static model: {error}") from error
        if not len(self._rows) == len(self._scales) >= self._tokenizer.get_vocab_size():
            raise EncoderError(f"{folder} holds a static model with tokens that have no vector.")
        self.id = name or folder.name
        self.digest = hashlib.sha256(tokenizer + tensors).hexdigest()
        self.dimension = self._rows.shape[1]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, a row each, of length 1 (or 0 for a text without a token)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(
            [text.strip() for text in texts], add_special_tokens=False
        )
        for row, encoding in enumerate(encodings):
            if ids := encoding.ids:
                vectors[row] = self._scales[ids] @ self._rows[ids].astype(np.float32) / len(ids)
        return normalised(vectors)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions; the same as of passages."""
        return self.encode_passages(texts)


def is_static(folder: Path) -> bool:
    """Whether the folder holds a model that `StaticEncoder` opens."""
    try:
        return bool(json.loads((folder / "config.json").read_bytes())["model_type"] == "model2vec")
    except (OSError, ValueError, KeyError, TypeError):
        return False


def save_static(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Writes a static model that this module, sentence-transformers and model2vec open.

    Args:
        folder: Where; made if need be.
        tokenizer: Turns a text into token ids.
        vectors: A row for each token id. Their lengths weigh the tokens in a text.
    """
    scales = np.maximum(np.abs(vectors).max(axis=1), np.float32(1e-12)) / np.float32(127)
    rows = np.rint(vectors / scales[:, None]).astype(np.int8)
    folder.mkdir(parents=True, exist_ok=True)
    tensors = save({ROWS: rows, SCALES: scales.astype(np.float32)})
    (folder / _TENSORS).write_bytes(tensors)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(folder / _TOKENIZER), pretty=False)
    modules = [("", "static_embedding.StaticEmbedding"), ("1_Normalize", "normalize.Normalize")]
    _write_json(
        folder / _MODULES,
        [
            {"idx": index, "name": str(index), "path": path, "type": f"{_LIBRARY}.{kind}"}
            for index, (path, kind) in enumerate(modules)
        ],
    )
    _write_json(folder / "config.json", {"model_type": "model2vec", "normalize": True})


def _write_json(path: Path, content: Any) -> None:  # noqa: ANN401 - any JSON value
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
