import numpy as np
import pytest

from eval.likeness import near_duplicates, near_duplicates_within, shared_words
from ingest.encoder import open_encoder


@pytest.fixture(scope="module")
def bundled():
    return open_encoder()


class Angles:
    """Encodes a text of n letters as the direction of n degrees, so that cosines are known."""

    def encode_queries(self, texts):
        angles = np.radians([len(text) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize(("degrees", "found"), [(56, [("a", "b", 0.56)]), (58, [])])
def test_a_cosine_of_more_than_half_is_the_limit(ask_for, degrees, found):
    first, second = ask_for(id="a", question="x"), ask_for(id="b", question="x" * (1 + degrees))
    pairs = near_duplicates_within([first, second], Angles())
    assert [(p.first, p.second, p.cosine) for p in pairs] == found


def test_a_question_is_found_again_in_another_set_also_in_the_other_language(ask_for, bundled):
    mine = [ask_for(id="a", question="Wat doet de politie aan discriminatie?")]
    theirs = [
        ask_for(id="b", question="What does the police do about discrimination?", lang="en"),
        ask_for(id="c", question="Hoe laat vertrekt de trein naar Zwolle?"),
    ]
    assert [(p.first, p.second) for p in near_duplicates(mine, theirs, bundled)] == [("a", "b")]


def test_other_numbers_ask_for_something_else(ask_for, bundled):
    thirteen, fourteen, none = (
        ask_for(id=f"n{n}", question=f"Wat staat er in voetnoot{n}?") for n in (" 13", " 14", "")
    )
    pairs = near_duplicates_within([thirteen, fourteen, none], bundled)
    assert {(p.first, p.second) for p in pairs} == {("n 13", "n"), ("n 14", "n")}


def test_what_the_user_asked_before_counts(ask_for, bundled):
    def follow_up(id_, before):
        return ask_for(
            id=id_, question="En in 2026?", history=[{"role": "user", "content": before}]
        )

    asked = [follow_up("a", "Wat doet de politie voor slachtoffers van geweld?")]
    others = [follow_up("b", "Welke boeken lezen scholieren op de basisschool?"), ask_for(id="c")]
    assert near_duplicates(asked, others[:1], bundled) == ()
    assert [p.second for p in near_duplicates(asked, others, bundled)] == ["c"]


def test_an_empty_side_has_no_pairs(ask_for, bundled):
    assert near_duplicates([ask_for()], [], bundled) == ()


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("Geven de agenten voorlichtingen?", 1 / 3),
        ("Wat is de voorlichting?", 1.0),
        ("Wat doet de bakker?", 0.0),
        ("Wat is het?", 0.0),
    ],
)
def test_shared_words_are_counted_as_stems_without_stop_words(ask_for, question, share):
    given = ask_for(question=question, nuggets=[(True, "niets"), (False, "extra voorlichting")])
    assert shared_words(given) == pytest.approx(share)
