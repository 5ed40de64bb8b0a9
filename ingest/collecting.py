"""Adding, fetching and removing documents; each time a new index is published."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tqdm import tqdm

from ingest.adding import Added, Original, add, add_file, files_under
from ingest.doc2query import write_questions
from ingest.encoder.base import Encoder
from ingest.errors import CorpusError
from ingest.fetching import Fetcher, referred_to
from ingest.library import ingest
from ingest.manifest import load_documents, load_manifest
from ingest.settings import Settings
from ingest.shelf import Shelf
from ingest.sources.errors import UnknownIdError
from ingest.sources.ids import read_wanted


def add_documents(
    targets: Sequence[str], settings: Settings, encoder: Encoder, *, progress: bool = False
) -> tuple[Added, ...]:
    """Add files, folders, ids and addresses, and publish an index with what could be read.

    Raises:
        CorpusError: A target is neither a file nor anything that a register may know.
        DataFolderError: The data folder cannot be written.
    """
    places = {target: Path(target).expanduser() for target in targets}
    files = [t for t in targets if places[t].exists()]
    asked = [_in_a_register(t) for t in targets if not places[t].exists()]
    paths = [path for target in files for path in files_under(places[target])]
    fetcher = _fetcher(settings)
    added = [
        add_file(path, settings, fetcher.present)
        for path in tqdm(paths, desc="reading", unit="file", disable=not progress, leave=False)
    ]
    with tqdm(fetcher.fetch(asked), "fetching", len(asked), disable=not progress) as bar:
        added += bar
    return _published(added, settings, encoder, progress)


def add_originals(
    originals: Iterable[Original], ids: Sequence[str], settings: Settings, encoder: Encoder
) -> tuple[Added, ...]:
    """Add files that are no files of this machine, and ids and addresses; publish an index.

    Raises:
        CorpusError: An id is none that a register may know; then nothing is added.
        DataFolderError: The data folder cannot be written.
    """
    asked = [_in_a_register(id_) for id_ in ids]
    fetcher = _fetcher(settings)
    added = [add(original, settings, fetcher.present) for original in originals]
    added += fetcher.fetch(asked)
    return _published(added, settings, encoder, progress=False)


def fetch_documents(
    ids: Sequence[str],
    settings: Settings,
    encoder: Encoder,
    *,
    again: bool = False,
    progress: bool = False,
) -> tuple[Added, ...]:
    """Get documents from the registers and publish an index with what was got.

    Args:
        ids: Those wanted; none for all that the corpus refers to.
        settings: Where things are, and the addresses of the registers.
        encoder: Gives the vectors.
        again: Ask also for those that are here, whether they have changed.
        progress: Show a bar on standard error.

    Raises:
        CorpusError: An id is none that a register may know.
        DataFolderError: The data folder cannot be written.
    """
    fetcher = _fetcher(settings)
    wanted = [_in_a_register(id_) for id_ in ids]
    if not ids:
        wanted = list(referred_to(fetcher.present.values(), fetcher.manifest))
        wanted += [e.id for e in fetcher.manifest.entries if again and e.added]
    with tqdm(
        fetcher.fetch(wanted, again=again), "fetching", len(wanted), disable=not progress
    ) as bar:
        added = list(bar)
    return _published(added, settings, encoder, progress)


def remove_documents(ids: Iterable[str], settings: Settings, encoder: Encoder) -> None:
    """Take added documents away and publish an index without them.

    Raises:
        CorpusError: One was not added; then none is taken away.
    """
    shelf = Shelf(settings.data)
    added = {record.info.id for record in shelf.records()}
    if strange := [id_ for id_ in ids if id_ not in added]:
        known = f"Added are: {', '.join(sorted(added))}." if added else "Nothing was added."
        raise CorpusError(f"{strange[0]} was not added, so it cannot be removed. {known}")
    for id_ in ids:
        shelf.remove(id_)
    ingest(settings, encoder)


def _published(
    added: Sequence[Added], settings: Settings, encoder: Encoder, progress: bool
) -> tuple[Added, ...]:
    """The same, with what went wrong with their questions; there is a new index if any is new."""
    if not any(one.status in ("added", "replaced") for one in added):
        return tuple(added)
    told = write_questions(settings, progress=progress)
    ingest(settings, encoder, progress=progress)
    return tuple(
        one.model_copy(update={"warnings": (*one.warnings, *told.get(one.id, ()))}) for one in added
    )


def _fetcher(settings: Settings) -> Fetcher:
    documents = load_documents(settings.corpus, settings.data)
    manifest = load_manifest(settings.corpus, settings.data)
    return Fetcher(settings, manifest, {document.id: document for document in documents})


def _in_a_register(target: str) -> str:
    """The id or address as it was written, if a register may know it."""
    try:
        read_wanted(target)
    except UnknownIdError as error:
        raise CorpusError(
            f"There is no file or folder {target}, and it is no id or address either. "
            "Ids look like kst-30420-303, blg-1183891, ah-tk-20242025-1344 or 2025D51031."
        ) from error
    return target
