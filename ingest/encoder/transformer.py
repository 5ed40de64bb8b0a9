"""The bundled encoder: a small transformer in int8, on ONNX Runtime (which Chroma brings).

The folder holds `model.onnx` (token ids and mask in, vectors of length 1 out), `tokenizer.json`,
and `modules.json`, by which sentence-transformers opens it too.
"""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from ingest.encoder.base import Encoder
from ingest.errors import EncoderError

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
IDS, MASK, VECTOR = "input_ids", "attention_mask", "sentence_embedding"  # of the graph
LONGEST = 128  # pieces of a text, [CLS] and [SEP] included; the rest is not seen


class TransformerEncoder(Encoder):
    """A transformer opened from its folder; questions and passages are encoded alike.

    Texts are encoded one by one, several at a time: int8 scales are taken over all that is
    computed at once, so that in a batch a text's vector would depend on its neighbours.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """Opens the model.

        Args:
            folder: Where it is.
            name: What to call it, if not as the folder.

        Raises:
            EncoderError: The folder holds no such model, or a damaged one.
        """
        try:
            tokenizer, model = ((folder / name).read_bytes() for name in (TOKENIZER, MODEL))
            self.tokenizer = Tokenizer.from_buffer(tokenizer)
            self.tokenizer.no_padding()
            self.tokenizer.enable_truncation(LONGEST)
            self._session = onnxruntime.InferenceSession(model, _options())
            (output,) = self._session.get_outputs()
            self.dimension = int(output.shape[1])
        except Exception as error:  # both libraries raise errors of their own, without a base
            raise EncoderError(f"{folder} holds no whole encoder: {error}") from error
        self._marks = self.tokenizer.num_special_tokens_to_add(False)
        self._pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="encoder")
        self.folder = folder
        self.id = name or folder.name
        self.digest = hashlib.sha256(tokenizer + model).hexdigest()

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages, a row each, of length 1 (or 0 for a text without a token)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self.tokenizer.encode_batch_fast([text.strip() for text in texts])
        worded = [row for row, e in enumerate(encodings) if len(e.ids) > self._marks]
        found = self._pool.map(self._vector, (encodings[row] for row in worded))
        for row, vector in zip(worded, found, strict=True):
            vectors[row] = vector
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of questions; the same as of passages."""
        return self.encode_passages(texts)

    def _vector(self, encoding: Encoding) -> NDArray[np.float32]:
        ids = np.array([encoding.ids], dtype=np.int64)
        (vectors,) = self._session.run([VECTOR], {IDS: ids, MASK: np.ones_like(ids)})
        vector: NDArray[np.float32] = vectors[0]
        return vector


def is_transformer(folder: Path) -> bool:
    """Whether the folder holds a model that `TransformerEncoder` opens."""
    return (folder / MODEL).is_file()


def _options() -> onnxruntime.SessionOptions:
    """One thread a text (several texts run at once), and nothing but errors said."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options
