"""Vectors that ship with a corpus, so that its index is built in seconds.

Made by: python -m ingest.index.shipped

They are those of the published index, in float16, by the digest of the text they encode. A text
that is not among them is encoded as ever; with another encoder, or without the file, all are.
"""

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import click
import numpy as np

from ingest.encoder.base import Encoder, normalised
from ingest.index.store import Index
from ingest.index.vectors import Vectors

FILE = "vectors.npz"


def load_shipped(corpus: Path, encoder: Encoder) -> Mapping[str, Vectors]:
    """Vectors by the digest of their text; none where the file is missing, or of another encoder.

    Args:
        corpus: The corpus folder.
        encoder: That whose vectors are wanted.
    """
    try:
        with np.load(corpus / FILE, allow_pickle=False) as stored:
            if str(stored["encoder"]) != encoder.digest:
                return {}
            vectors = normalised(stored["vectors"].astype(np.float32))
            return dict(zip((str(key) for key in stored["digests"]), vectors, strict=True))
    except (
        OSError,
        ValueError,
        KeyError,
        BadZipFile,
    ):  # a file that cannot be read saves no time, no more
        return {}


def ship(index: Index, corpus: Path) -> int:
    """Write the vectors of an index beside its corpus; returns how many."""
    known = index.known()
    keys = sorted(known)
    np.savez_compressed(
        corpus / FILE,
        encoder=np.array(index.manifest.encoder_digest),
        digests=np.array(keys),
        vectors=np.stack([known[key] for key in keys]).astype(np.float16),
    )
    return len(keys)


@click.command(help=__doc__)
def main() -> None:
    """Ship the vectors of the published index."""
    from ingest.encoder import open_encoder
    from ingest.library import open_index
    from ingest.settings import Settings

    settings = Settings()
    index = open_index(settings, open_encoder(settings.encoder), progress=True)
    click.echo(f"{ship(index, settings.corpus)} vectors in {settings.corpus / FILE}")


if __name__ == "__main__":
    main()
