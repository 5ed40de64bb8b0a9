"""`beleidswijzer terms`: what the field calls things, and what people call them."""

import sys
from typing import TYPE_CHECKING

import click

from assistant.skos import turtle
from assistant.thesaurus import Concept, Thesaurus, load_thesaurus
from ingest.errors import BeleidswijzerError
from ingest.settings import Settings
from ui.cli.terminal import echo_text

if TYPE_CHECKING:
    from ingest.index.store import Index

_PLACES = 8


class UnknownTermError(BeleidswijzerError):
    """The thesaurus does not have the word."""

    exit_code = 2


@click.command()
@click.argument("word", required=False)
@click.option("--skos", is_flag=True, help="Print the whole thesaurus as SKOS in Turtle.")
def terms(word: str | None, skos: bool) -> None:
    """Look up WORD: its concepts, what else they are called, and where the documents name them.

    \b
    A word of the field:     beleidswijzer terms ADV
    A word from the street:  beleidswijzer terms wouten
    Every concept, a line:   beleidswijzer terms
    For other tools:         beleidswijzer terms --skos > thesaurus.ttl

    The words stand in corpus/thesaurus.toml, which is made to be edited.
    """
    settings = Settings()
    thesaurus = load_thesaurus(settings.corpus)
    if skos:
        echo_text(turtle(thesaurus))
    elif word is None:
        echo_text("\n".join(_title(c) for c in thesaurus.concepts.values()))
    else:
        found = [mention.concept for mention in thesaurus.find(word)]
        if not found:
            raise UnknownTermError(
                f"The thesaurus has no {word!r}. `beleidswijzer terms` lists it."
            )
        index = _index(settings)
        echo_text("\n\n".join(described(c, thesaurus, index) for c in found))


def described(concept: Concept, thesaurus: Thesaurus, index: "Index") -> str:
    """A concept for people at a terminal."""
    narrower = [c for c in thesaurus.concepts.values() if concept.id in c.broader]
    named = [p.anchor for p in index.passages if concept.id in thesaurus.named_in_document(p.text)]
    lines = {
        "also": concept.alt_nl,
        "people say": concept.lay_nl,
        "in English": concept.english,
        "people say in English": concept.lay_en,
        "broader": [thesaurus.concepts[id_].pref_nl for id_ in concept.broader],
        "narrower": [c.pref_nl for c in narrower],
        "named in": [*named[:_PLACES], *(["..."] if len(named) > _PLACES else [])],
    }
    return "\n".join([_title(concept), *(f"  {k}: {', '.join(v)}" for k, v in lines.items() if v)])


def _title(concept: Concept) -> str:
    return f"{concept.pref_nl} ({concept.pref_en}), {concept.kind}"


def _index(settings: Settings) -> "Index":
    from ingest.encoder import open_encoder  # these load the vector store: not for --help
    from ingest.library import open_index

    return open_index(settings, open_encoder(settings.encoder), progress=sys.stderr.isatty())
