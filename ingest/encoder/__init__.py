"""Sentence encoders: the bundled bilingual one, or any sentence-transformers model."""

from pathlib import Path

from ingest.encoder.base import Encoder
from ingest.encoder.sentence import SentenceEncoder
from ingest.encoder.transformer import TransformerEncoder, is_transformer

__all__ = ["Encoder", "SentenceEncoder", "TransformerEncoder", "open_encoder"]

BUNDLED = Path(__file__).parent / "model"


def open_encoder(name: str | None = None) -> Encoder:
    """Opens the encoder of the setting BELEIDSWIJZER_ENCODER.

    Args:
        name: Folder or name of a sentence-transformers model; None for the bundled one. A folder
            is never looked up elsewhere; one of the bundled kind needs no torch.

    Raises:
        EncoderError: It cannot be opened; the message says what to do.
    """
    if name is None:
        return TransformerEncoder(BUNDLED, "bundled")
    if is_transformer(Path(name)):
        return TransformerEncoder(Path(name))
    return SentenceEncoder(name)
