"""From the corpus, and what users added to it, to an index that is up to date."""

from contextlib import suppress

from ingest.encoder.base import Encoder
from ingest.errors import BeleidswijzerError, IndexOutdatedError
from ingest.index.build import BuildReport, build_index, verify
from ingest.index.layout import Layout, index_id
from ingest.index.shipped import load_shipped
from ingest.index.store import Index
from ingest.manifest import corpus_digests, load_documents, load_manifest, load_questions
from ingest.overview import overview
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
        load_documents(settings.corpus, settings.data),
        corpus_digests(settings.corpus, settings.data),
        encoder,
        questions=load_questions(settings.corpus, settings.data),
        shipped={} if rebuild else load_shipped(settings.corpus, encoder),
        rebuild=rebuild,
        progress=progress,
    )


def open_index(settings: Settings, encoder: Encoder, *, progress: bool = False) -> Index:
    """The published index; built first where there is none or its inputs have changed.

    Raises:
        IndexDamagedError: There is one, but it is not whole: the user decides.
    """
    wanted = index_id(corpus_digests(settings.corpus, settings.data), encoder.digest)
    if Layout(settings.data).current() is not None:
        with suppress(IndexOutdatedError):
            index = Index.open(settings.data)
            if index.manifest.id == wanted:
                return index
    ingest(settings, encoder, progress=progress)
    return Index.open(settings.data)


def verify_corpus(settings: Settings, encoder: Encoder) -> tuple[str, ...]:
    """What is wrong, a sentence each; nothing where all is well.

    Raises:
        CorpusError: The corpus itself cannot be read.
        DataFolderError: As above, of what was added.
    """
    manifest = load_manifest(settings.corpus, settings.data)
    faults = [
        f"{row.id} has changed since it was added from {row.source}. Add it again."
        for row in overview(manifest, settings.data)
        if row.state == "changed"
    ]
    load_documents(settings.corpus, settings.data)  # every span is checked as they are read
    try:
        verify(open_index(settings, encoder))
    except BeleidswijzerError as error:
        faults.append(str(error))
    return tuple(faults)
