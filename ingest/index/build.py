"""Build an index beside the live one, verify it, then publish it by one pointer switch.

A crash at any point leaves the old version serving. Unchanged texts are not encoded again.
"""

import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from ingest.document import Document, Frozen
from ingest.encoder.base import Encoder
from ingest.errors import BeleidswijzerError, DataFolderError, IndexDamagedError
from ingest.index.chroma import is_whole
from ingest.index.layout import Layout, index_id
from ingest.index.store import REBUILD, Index
from ingest.index.vectors import Vectors
from ingest.index.writer import write_version
from ingest.questions import Asked

_LOCK_SECONDS = 120


class BuildReport(Frozen):
    """What `ingest` did."""

    index: str
    documents: int
    passages: int
    sentences: int
    encoded: int  # texts whose vector was not known
    unchanged: bool  # the serving version was made of the same inputs
    warnings: tuple[str, ...]


def build_index(
    data: Path,
    documents: Sequence[Document],
    digests: Mapping[str, str],
    encoder: Encoder,
    *,
    questions: Mapping[str, Sequence[Asked]] | None = None,
    shipped: Mapping[str, Vectors] | None = None,
    rebuild: bool = False,
    progress: bool = False,
) -> BuildReport:
    """Publish an index of the documents; do nothing where the serving one is made of the same.

    Args:
        data: The data folder.
        documents: What to index.
        digests: What the documents were made of: name -> sha256.
        encoder: Gives the vectors.
        questions: What each document answers, by its id.
        shipped: Vectors that came with the corpus, by the digest of the text they encode.
        rebuild: Build even if the inputs are unchanged, and use nothing of the version before.
        progress: Show a bar on standard error.

    Raises:
        DataFolderError: The folder cannot be written, or another ingest holds it.
    """
    layout = Layout(data)
    with _writing(layout):
        current = None if rebuild else _whole(data)
        if current and current.manifest.id == index_id(digests, encoder.digest):
            return _report(current, encoded=0, unchanged=True)
        version = layout.versions / uuid.uuid4().hex[:12]
        try:
            known = {**(shipped or {}), **_known_vectors(current, encoder)}
            encoded, odd = write_version(
                version, documents, digests, encoder, questions or {}, known, progress
            )
            index = Index.open_version(version)
            verify(index)
        except BaseException:
            shutil.rmtree(version, ignore_errors=True)
            raise
        _publish(layout, version)
        return _report(index, encoded=encoded, unchanged=False, odd=odd)


def verify(index: Index) -> None:
    """Check that every passage is retrievable and every offset true, and that Chroma holds all.

    Raises:
        BeleidswijzerError: They are not; the index must not be published.
    """
    for passage in index.passages:
        if index.documents[passage.document].quote(passage) != passage.text:
            raise BeleidswijzerError(f"{passage.anchor}: not the text it points at; not published.")
    odd = index.vectors["passages"].odd_rows()
    if odd:
        anchor = index.passages[odd[0]].anchor
        raise BeleidswijzerError(f"{anchor}: cannot be retrieved; not published.")
    if not is_whole(index.folder / "chroma", len(index.vectors["passages"].digests)):
        raise IndexDamagedError(f"The Chroma store in {index.folder} is not whole. {REBUILD}")


@contextmanager
def _writing(layout: Layout) -> Iterator[None]:
    """Be the one writer of a folder that can be written."""
    lock = filelock.FileLock(layout.lock, timeout=_LOCK_SECONDS)
    try:
        layout.versions.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout as error:
        raise DataFolderError(
            f"Another ingest holds {layout.root}. Wait until it is done and try again."
        ) from error
    except OSError as error:
        raise DataFolderError(
            f"Cannot write in {layout.root}: {error.strerror}. "
            "Set BELEIDSWIJZER_DATA to a folder that can be written."
        ) from error
    try:
        yield
    except OSError as error:
        raise DataFolderError(
            f"Writing in {layout.root} failed: {error.strerror or error}. "
            "The index that was there still serves."
        ) from error
    finally:
        lock.release()


def _whole(data: Path) -> Index | None:
    """The serving version where it is whole; a damaged one is simply built anew."""
    try:
        return Index.open(data)
    except BeleidswijzerError:
        return None


def _known_vectors(current: Index | None, encoder: Encoder) -> Mapping[str, Vectors]:
    if current is None or current.manifest.encoder_digest != encoder.digest:
        return {}
    return current.known()


def _publish(layout: Layout, version: Path) -> None:
    """Switch, and remove all but this version and the one that readers may still have open."""
    keep = {version, layout.current()}
    layout.publish(version)
    for folder in layout.versions.iterdir():
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _report(
    index: Index, *, encoded: int, unchanged: bool, odd: tuple[str, ...] = ()
) -> BuildReport:
    return BuildReport(
        index=index.manifest.id,
        documents=len(index.documents),
        passages=index.manifest.passages,
        sentences=index.manifest.sentences,
        encoded=encoded,
        unchanged=unchanged,
        warnings=odd + tuple(f"{d.id}: {w}" for d in index.documents.values() for w in d.warnings),
    )
