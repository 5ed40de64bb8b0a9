"""Sentence encoders: the bundled bilingual one, or any sentence-transformers model."""

from pathlib import Path

from ingest.encoder.base import Encoder
from ingest.encoder.sentence import SentenceEncoder
from ingest.encoder.static import StaticEncoder, is_static

__all__ = ["Encoder", "SentenceEncoder", "StaticEncoder", "open_encoder"]

BUNDLED = Path(__file__).parent / "model"


def open_encoder(name: str | None = None) -> Encoder:
    """Opens the encoder of the setting BELEIDSWIJZER_ENCODER.

    Args:
        name: Folder or name of a sentence-transformers model; None for the bundled one. A folder
            is never looked up elsewhere, and a static one needs no torch.

    Raises:
        EncoderError: It cannot be opened; the message says what to do.
    """
    if name is None:
        return StaticEncoder(BUNDLED, "bundled")
    if is_static(Path(name)):
        return StaticEncoder(Path(name))
    return SentenceEncoder(name)
