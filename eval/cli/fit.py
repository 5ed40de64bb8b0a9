"""`beleidswijzer eval fit`: learn from question sets that are for learning."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

_MOST = 400  # questions of one kind that are about something else


@click.command("fit")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--general",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of an encoder that does not know the corpus: int8 of the recipe's first step.",
)
def fit_command(folder: Path, files: Sequence[Path], general: Path) -> None:
    """Learn how signals count, and when an answer is to be trusted, from question sets.

    \b
    beleidswijzer eval fit DATA_FOLDER eval/questions/letter-training.jsonl \\
        eval/questions/letter-tuning.jsonl --general GENERAL/int8

    FOLDER is the data folder of the encoder's recipe: it has questions about other subjects.
    Writes `assistant/learned.json` of this installation. Never give it a set on which quality is
    to be reported.
    """
    from assistant.learned import FILE
    from assistant.thesaurus import load_thesaurus
    from eval.fitting import Elsewhere, Parts, fit
    from eval.questions import load_questions
    from ingest.encoder import data, open_encoder
    from ingest.index.build import build_index
    from ingest.index.store import Index
    from ingest.library import open_index
    from ingest.manifest import corpus_digests, load_documents, load_manifest
    from ingest.settings import Settings

    settings = Settings()
    encoder = open_encoder(settings.encoder)
    index = open_index(settings, encoder)
    thesaurus, manifest = load_thesaurus(settings.corpus), load_manifest(settings.corpus)
    questions = [question for file in files for question in load_questions(file)]
    seen, unseen = data.questions(folder)
    sentences = (text for pair in data.sentence_pairs(folder) for text in pair)
    elsewhere = Elsewhere(
        policy=_some(text for item in seen for text in (*item.dutch, *item.english)),
        everyday=_some(text for text in sentences if text.endswith("?")),
        passages=[item.passage for item in unseen],
        asked=[text for item in unseen for text in (*item.dutch, *item.english)],
    )
    parts = Parts(index, encoder, thesaurus, manifest)
    stranger = open_encoder(str(general))
    with TemporaryDirectory() as place:
        home, documents = Path(place), load_documents(settings.corpus)
        build_index(home, documents, corpus_digests(settings.corpus), stranger)
        bare = Parts(Index.open(home), stranger, thesaurus, manifest)
        learned = fit(parts, bare, questions, elsewhere)
    FILE.write_text(learned.model_dump_json(indent=1) + "\n", encoding="utf-8")
    click.echo(f"Learned from {len(questions)} questions: {FILE}")


def _some(texts: Iterable[str]) -> list[str]:
    """Some of them, always the same ones."""
    every = list(texts)
    return random.Random(0).sample(every, min(_MOST, len(every)))
