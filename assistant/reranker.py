"""A cross-encoder reads question and passage together (extra [transformers]); only by setting."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.errors import EncoderError


class Reranker:
    """A sentence-transformers cross-encoder with one score a pair, on the CPU."""

    def __init__(self, name: str) -> None:
        """Opens the model.

        Args:
            name: Folder, opened without any network; or a name, which that library may download.

        Raises:
            EncoderError: The extra is not installed, or the model cannot be opened.
        """
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise EncoderError(
                f"The reranker {name!r} needs sentence-transformers: "
                "pip install 'beleidswijzer[transformers]'"
            ) from error
        try:
            folder = Path(name).is_dir()
            self._model = CrossEncoder(name, local_files_only=folder, device="cpu")
            if self._model.num_labels != 1:
                raise ValueError(f"it gives {self._model.num_labels} scores a pair, not one")
        except Exception as error:  # that library lets through errors of many others
            raise EncoderError(
                f"The reranker {name!r} cannot be opened ({error}). BELEIDSWIJZER_RERANKER is the "
                "folder or name of a cross-encoder of sentence-transformers."
            ) from error

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """How well each passage answers the question; in no fixed unit."""
        pairs = [(question, passage) for passage in passages]
        return np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)
