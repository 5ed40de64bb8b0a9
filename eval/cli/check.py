"""`eval check`: is a question set right, and what is it made of?"""

from pathlib import Path

import click

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("file", type=_FILE)
@click.option(
    "--against",
    "others",
    multiple=True,
    type=_FILE,
    help="Another set, with which FILE should have no question in common. May be given again.",
)
def check_command(file: Path, others: tuple[Path, ...]) -> None:
    """Validate a question set and say what is in it.

    FILE is JSONL, CSV or XLSX. Hints name questions by id, never by text: near-duplicates,
    questions in the words of their answer, gold that no document has. Of an invalid set every
    fault is told by line and field.

    \b
    A set of your own:  beleidswijzer eval check mine.xlsx
    Of two halves:      beleidswijzer eval check mine.jsonl --against other.jsonl
    """
    from eval.frozen import frozen_state
    from eval.profile import profile_of, to_text
    from eval.questions import load_questions
    from eval.rewordings import load_rewordings, rewordings_beside
    from ingest.encoder import open_encoder
    from ingest.manifest import load_documents
    from ingest.settings import Settings

    questions = load_questions(file)
    beside = rewordings_beside(file)
    settings = Settings()
    profile = profile_of(
        questions,
        load_rewordings(beside) if beside else (),
        {other.name: load_questions(other) for other in others},
        {document.id: document for document in load_documents(settings.corpus, settings.data)},
        open_encoder(settings.encoder),
    )
    click.echo(f"{file}: valid, {len(questions)} questions")
    for path in (file, beside):
        if path and (state := frozen_state(path)):
            said = "frozen" if state == "frozen" else "changed since it was frozen"
            click.echo(f"{path.name}: {said}")
    click.echo(to_text(profile))
