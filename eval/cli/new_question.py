"""`eval new-question`: write a question with its gold at the terminal."""

import sys
from pathlib import Path

import click


@click.command("new-question")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--against",
    "others",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another set to warn of near-duplicates in. May be given again.",
)
def new_question_command(file: Path, others: tuple[Path, ...]) -> None:
    """Write a question, with help, and keep it.

    It is added to the question set FILE (JSONL), made if need be. Shows the sections of the
    documents, asks for each field, looks every nugget up at once and says where it stands, and
    warns of near-duplicates and of words shared with the answer. Nothing is written before you
    say so; Ctrl-C ends it.

    \b
    beleidswijzer eval new-question mine.jsonl --against eval/questions/letter-tuning.jsonl
    """
    from eval.authoring import to_line
    from eval.cli.dialog import QuestionDialog
    from eval.entries import append_line
    from eval.questions import load_questions
    from ingest.encoder import open_encoder
    from ingest.manifest import load_documents
    from ingest.settings import Settings

    _check(file)
    own = load_questions(file) if file.exists() and file.stat().st_size else ()
    settings = Settings()
    dialog = QuestionDialog(
        {document.id: document for document in load_documents(settings.corpus, settings.data)},
        open_encoder(settings.encoder),
        {file.name: own, **{other.name: load_questions(other) for other in others}},
    )
    try:
        line = to_line(dialog.ask())
        click.echo(f"\n{line}\n")
        agreed = click.confirm(f"Add it to {file}?", default=True)
    except click.Abort:
        click.echo("\nNothing was written.", err=True)
        sys.exit(130)
    if not agreed:
        click.echo("Nothing was written.")
        return
    append_line(file, line)
    click.echo(f"{file} has {len(own) + 1} questions now.")


def _check(file: Path) -> None:
    """Refuse a file that no line can be added to, before anything is asked."""
    from eval.errors import QuestionSetError
    from eval.frozen import frozen_state

    if file.suffix.casefold() != ".jsonl":
        raise QuestionSetError(
            f"{file}: is no JSONL file by its name. Name a .jsonl file; "
            "a spreadsheet is filled in by hand (beleidswijzer eval template FILE)."
        )
    if not file.parent.is_dir():
        raise QuestionSetError(f"{file}: there is no such folder. Make it, or name another.")
    if file.exists() and frozen_state(file):
        raise QuestionSetError(
            f"{file}: is frozen, so that figures compare. Name a new file, with --against {file}"
        )
