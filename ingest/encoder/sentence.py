"""Any other sentence-transformers model, through the [transformers] extra."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.encoder.base import Encoder, normalised
from ingest.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceEncoder(Encoder):
    """A sentence-transformers model on the CPU, with the prompts saved in it."""

    def __init__(self, name: str) -> None:
        """Opens the model; a folder is opened without any network.

        Raises:
            EncoderError: The extra is not installed, or the model cannot be opened.
        """
        self._model = _open(name)
        self.id = Path(name).name if Path(name).is_dir() else name
        self.digest = _digest(self._model)
        self.dimension = self._model.get_embedding_dimension() or self.encode_queries([""]).shape[1]

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, a row each, of length 1, under the model's document prompt."""
        vectors = self._model.encode_document(list(texts), show_progress_bar=False)
        return self._shaped(vectors, len(texts))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions, a row each, of length 1, under the model's query prompt."""
        vectors = self._model.encode_query(list(texts), show_progress_bar=False)
        return self._shaped(vectors, len(texts))

    def _shaped(self, vectors: object, rows: int) -> NDArray[np.float32]:
        if not rows:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return normalised(np.asarray(vectors, dtype=np.float32))


def _open(name: str) -> "SentenceTransformer":
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(
            f"The encoder {name!r} needs sentence-transformers: "
            "pip install 'beleidswijzer[transformers]'"
        ) from error
    folder = Path(name).is_dir()
    if folder and not (Path(name) / "modules.json").is_file():
        raise EncoderError(f"{name} is no sentence-transformers model: it has no modules.json.")
    try:
        return SentenceTransformer(
            name, local_files_only=folder, trust_remote_code=False, device="cpu"
        )
    except Exception as error:  # That library lets through errors of many others.
        raise EncoderError(
            f"The encoder {name!r} cannot be opened ({error}). "
            "BELEIDSWIJZER_ENCODER is the folder or name of a sentence-transformers model."
        ) from error


def _digest(model: "SentenceTransformer") -> str:
    import torch

    sha256 = hashlib.sha256(repr((model, sorted(model.prompts.items()))).encode())
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", model.tokenizer)
    sha256.update(getattr(tokenizer, "to_str", lambda: repr(tokenizer))().encode())
    for key, tensor in sorted(model.state_dict().items()):
        sha256.update(key.encode())
        sha256.update(tensor.contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    return sha256.hexdigest()
