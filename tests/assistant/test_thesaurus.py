"""The thesaurus, and its form for others."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from assistant.question import understand
from assistant.skos import BASE, turtle
from assistant.thesaurus import load_thesaurus
from ingest.errors import CorpusError
from ingest.settings import Settings

CONCEPT = """
[[concept]]
id = "police"
kind = "body"
pref_nl = "politie"
pref_en = "police"
lay_nl = ['oom "agent"']
"""


def test_every_label_and_broader_concept_reaches_skos():
    thesaurus = load_thesaurus(Settings().corpus)
    graph = Graph().parse(data=turtle(thesaurus), format="turtle")
    for concept in thesaurus.concepts.values():
        node = URIRef(BASE + concept.id)
        said = {
            (str(label), label.language)
            for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for label in graph.objects(node, name)
        }
        assert said == {
            *((label, "nl") for label in (*concept.dutch, *concept.lay_nl)),
            *((label, "en") for label in (*concept.english, *concept.lay_en)),
        }
        broader = {str(o).removeprefix(BASE) for o in graph.objects(node, SKOS.broader)}
        assert broader == set(concept.broader)


def test_the_longest_label_wins_and_lay_words_are_known_as_such(tmp_path):
    (tmp_path / "thesaurus.toml").write_text(CONCEPT)
    [mention] = load_thesaurus(tmp_path).find('bel oom "agent" maar')
    assert (mention.concept.id, mention.official) == ("police", False)


def test_a_broader_concept_must_exist(tmp_path):
    (tmp_path / "thesaurus.toml").write_text(CONCEPT + 'broader = ["state"]')
    with pytest.raises(CorpusError, match="police is said to be narrower than 'state'"):
        load_thesaurus(tmp_path)


def test_lay_words_are_read_as_the_names_of_the_field_too():
    thesaurus = load_thesaurus(Settings().corpus)
    assert understand("wat doen de wouten?", thesaurus).plain == "wat doen de politie?"
    trained = understand("hoeveel getrainde mensen zijn er?", thesaurus)
    assert trained.plain == trained.folded  # "train" is also a lay word for public space


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Wat doet het OM hieraan?", True),
        ("wat doen ze om dit te stoppen?", False),
        ("WAT DOEN ZE OM DIT TE STOPPEN?", False),
    ],
)
def test_a_body_with_the_letters_of_a_small_word_is_known_by_its_capitals(question, named):
    query = understand(question, load_thesaurus(Settings().corpus))
    assert ("prosecution-service" in query.concepts) == named
    assert ("Openbaar Ministerie" in query.plain) == named
