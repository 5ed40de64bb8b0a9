"""From the corpus folder to an index that is up to date, built when it is not."""

from contextlib import suppress

from ingest.encoder.base import Encoder
from ingest.errors import IndexOutdatedError
from ingest.index.build import BuildReport, build_index
from ingest.index.layout import Layout, index_id
from ingest.index.shipped import load_shipped
from ingest.index.store import Index
from ingest.manifest import corpus_digests, load_documents, load_questions
from ingest.settings import Settings


def ingest(
    settings: Settings, encoder: Encoder, *, rebuild: bool = False, progress: bool = False
) -> BuildReport:
    """Read the corpus and publish its index.

    Raises:
        CorpusError: The corpus is not as it should be; the old index keeps serving.
        DataFolderError: The data folder cannot be written.
    """
    return build_index(
        settings.data,
        load_documents(settings.corpus),
        corpus_digests(settings.corpus),
        encoder,
        questions=load_questions(settings.corpus),
        shipped={} if rebuild else load_shipped(settings.corpus, encoder),
        rebuild=rebuild,
        progress=progress,
    )


def open_index(settings: Settings, encoder: Encoder, *, progress: bool = False) -> Index:
    """The published index; built first where there is none or its inputs have changed.

    Raises:
        IndexDamagedError: There is one, but it is not whole: the user decides.
    """
    wanted = index_id(corpus_digests(settings.corpus), encoder.digest)
    if Layout(settings.data).current() is not None:
        with suppress(IndexOutdatedError):
            index = Index.open(settings.data)
            if index.manifest.id == wanted:
                return index
    ingest(settings, encoder, progress=progress)
    return Index.open(settings.data)
