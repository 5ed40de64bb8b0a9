"""The thesaurus as SKOS in Turtle (W3C 2009), for tools of others: labels, register, hierarchy.

Lay words are hidden labels: SKOS has these for words that search must know and nobody needs to see.
"""

import json
from collections.abc import Iterable, Iterator

from assistant.thesaurus import Concept, Thesaurus

BASE = "urn:beleidswijzer:"
_HEAD = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix bw: <{BASE}> .

bw:thesaurus a skos:ConceptScheme ;
  skos:prefLabel "Thesaurus van Beleidswijzer"@nl , "Thesaurus of Beleidswijzer"@en ."""


def turtle(thesaurus: Thesaurus) -> str:
    """The whole thesaurus; each kind of concept is a collection."""
    concepts = thesaurus.concepts.values()
    parts = [_HEAD, *(_concept(c) for c in concepts), *_collections(concepts)]
    return "\n\n".join(parts) + "\n"


def _concept(concept: Concept) -> str:
    lines = ["skos:inScheme bw:thesaurus"]
    lines += _labels("prefLabel", [concept.pref_nl], [concept.pref_en])
    lines += _labels("altLabel", concept.alt_nl, concept.alt_en)
    lines += _labels("hiddenLabel", concept.lay_nl, concept.lay_en)
    if concept.broader:
        lines.append(f"skos:broader {' , '.join(f'bw:{id_}' for id_ in concept.broader)}")
    return f"bw:{concept.id} a skos:Concept ;\n  " + " ;\n  ".join(lines) + " ."


def _labels(name: str, dutch: Iterable[str], english: Iterable[str]) -> list[str]:
    said = [f"{_string(label)}@nl" for label in dutch]
    said += [f"{_string(label)}@en" for label in english]
    return [f"skos:{name} {' , '.join(said)}"] if said else []


def _string(text: str) -> str:
    """A Turtle string: its escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _collections(concepts: Iterable[Concept]) -> Iterator[str]:
    members: dict[str, list[str]] = {}
    for concept in concepts:
        members.setdefault(concept.kind, []).append(f"bw:{concept.id}")
    for kind, ids in members.items():
        yield (
            f"bw:kind-{kind} a skos:Collection ;\n  skos:prefLabel {_string(kind)}@en ;\n"
            f"  skos:member {' , '.join(ids)} ."
        )
