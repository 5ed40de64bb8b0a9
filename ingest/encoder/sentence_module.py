"""The bundled encoder as a module of sentence-transformers (extra [transformers]).

`modules.json` of the bundled folder names it, so that
`SentenceTransformer(folder, trust_remote_code=True)` opens that folder and gives the same vectors;
sentence-transformers asks for that word before it imports any module that is not its own.
"""

import shutil
from pathlib import Path
from typing import Any, Self

import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor

from ingest.encoder.transformer import MODEL, TOKENIZER, TransformerEncoder


class OnnxModule(InputModule):  # type: ignore[misc, unused-ignore]
    """Texts in, vectors of length 1 out; on ONNX Runtime, so it cannot be trained on."""

    def __init__(self, encoder: TransformerEncoder) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.encoder = encoder
        self.tokenizer = encoder.tokenizer

    @classmethod
    def load(cls, model_name_or_path: str, *_: object, **__: object) -> Self:
        """Opens the folder."""
        return cls(TransformerEncoder(Path(model_name_or_path)))

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Writes the two files of the model into a folder."""
        for name in (MODEL, TOKENIZER):
            shutil.copy(self.encoder.folder / name, output_path)

    def preprocess(
        self,
        inputs: Any,  # noqa: ANN401 - the library's own type names every kind of input
        prompt: str | None = None,
        **_: object,
    ) -> dict[str, Tensor]:
        """The vectors themselves: the encoder has a tokeniser of its own."""
        vectors = self.encoder.encode_passages([f"{prompt or ''}{text}" for text in inputs])
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """What `preprocess` gave."""
        return features

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return self.encoder.dimension
