"""`beleidswijzer corpus`: which documents there are; adding, fetching, removing, checking them."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.errors import CorpusError
from ingest.settings import Settings
from ui.cli.terminal import echo_json, echo_text

if TYPE_CHECKING:
    from ingest.adding import Added


@click.group()
def corpus() -> None:
    """List, add, fetch, remove and verify the documents from which answers are taken.

    \b
    What is there, what is not:   beleidswijzer corpus list
    Add a file or a folder:       beleidswijzer corpus add voortgangsbrief.xml
    Add by number, or address:    beleidswijzer corpus add kst-30420-303
    Add all that is referred to:  beleidswijzer corpus fetch
    Take one away:                beleidswijzer corpus remove kst-30420-303
    """


@corpus.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def list_(as_json: bool) -> None:
    """Name every document that belongs to the corpus: present, not present or changed; and why.

    A document has changed when its file is another than when it was added: add it again.
    """
    from ingest.manifest import load_manifest
    from ingest.overview import overview

    settings = Settings()
    rows = overview(load_manifest(settings.corpus, settings.data), settings.data)
    if as_json:
        echo_json(json.dumps([row.model_dump(mode="json") for row in rows], ensure_ascii=False))
        return
    for row in rows:
        dated = f", {row.date}" if row.date else ""
        echo_text(f"{row.state:<11}  {row.title}{dated}  ({row.id})\n             {row.why.en}")
        if row.title_check == "mismatch":
            echo_text("             The title in the register differs from what the letter says.")
        if row.state == "not present":
            tried = f" (looked for in vain on {row.tries[-1].when[:10]})" if row.tries else ""
            echo_text(f"             Add it: {row.how}{tried}")


@corpus.command()
@click.argument("targets", metavar="FILE|FOLDER|ID|URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def add(targets: tuple[str, ...], as_json: bool) -> None:
    """Add documents; questions asked from then on are answered from them too.

    XML of officielebekendmakingen.nl, HTML, ODT, DOCX, PDF, Markdown and plain text, recognised by
    what is in them. Each file is read by itself, within limits of time and memory: one that cannot
    be read is named, and the others are added. An ID (kst-30420-303, blg-1183891,
    ah-tk-20242025-1344, 2025D51031) or an address is looked up in the public registers; nothing
    else leaves this machine.

    Exit code 0 when all were added, 3 when any was not.
    """
    from ingest.collecting import add_documents
    from ingest.encoder import open_encoder

    settings = Settings()
    added = add_documents(
        targets, settings, open_encoder(settings.encoder), progress=sys.stderr.isatty()
    )
    _report(added, as_json)


@corpus.command()
@click.argument("ids", metavar="[ID...]", nargs=-1)
@click.option("--again", is_flag=True, help="Ask again for those that are here: have they changed?")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
def fetch(ids: tuple[str, ...], again: bool, as_json: bool) -> None:
    """Get the documents that the corpus refers to and that are not here yet, or only IDs.

    Each is looked up at officielebekendmakingen.nl, then the Tweede Kamer, then open.overheid.nl,
    and is kept as soon as it is here: after an interruption the same command goes on. What cannot
    be had is named, with every address that was tried.

    Exit code 0 when all were got, 3 when any was not.
    """
    from ingest.collecting import fetch_documents
    from ingest.encoder import open_encoder

    settings = Settings()
    added = fetch_documents(
        ids, settings, open_encoder(settings.encoder), again=again, progress=sys.stderr.isatty()
    )
    _report(added, as_json)


@corpus.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
def remove(ids: tuple[str, ...]) -> None:
    """Take documents away that were added; one that came with the corpus stays."""
    from ingest.collecting import remove_documents
    from ingest.encoder import open_encoder

    settings = Settings()
    remove_documents(ids, settings, open_encoder(settings.encoder))
    for id_ in ids:
        echo_text(f"Removed: {id_}")


@corpus.command()
def verify() -> None:
    """Check every document and the index: files as they were added, every quote where it should be.

    Exit code 0 when all is well, 4 when anything is not.
    """
    from ingest.encoder import open_encoder
    from ingest.library import verify_corpus

    settings = Settings()
    faults = verify_corpus(settings, open_encoder(settings.encoder))
    for fault in faults:
        echo_text(fault)
    if faults:
        sys.exit(4)
    echo_text("Every file is as it was added, and every passage stands where it should.")


@corpus.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file.  [default: print it]",
)
def graph(out: Path | None) -> None:
    """Print which document cites which, and where, as JSON-LD (schema.org)."""
    from ingest.graph import graph_of, json_ld
    from ingest.manifest import load_documents, load_manifest

    settings = Settings()
    manifest = load_manifest(settings.corpus, settings.data)
    edges = graph_of(load_documents(settings.corpus, settings.data))
    text = json.dumps(json_ld(edges, manifest), ensure_ascii=False, indent=1)
    if out is None:
        echo_json(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CorpusError(f"Cannot write {out}: {error.strerror}.") from error


def _report(added: "Sequence[Added]", as_json: bool) -> None:
    """Say what became of each, and end with exit code 3 where something was not added."""
    if as_json:
        echo_json(json.dumps([a.model_dump(mode="json") for a in added], ensure_ascii=False))
    else:
        for one in added:
            named = f": {one.title}" if one.title else ""
            echo_text(f"{one.status:<11}  {one.id}{named}")
            for warning in one.warnings:
                echo_text(f"             {warning}")
    if any(one.status in ("failed", "quarantined") for one in added):
        sys.exit(CorpusError.exit_code)
