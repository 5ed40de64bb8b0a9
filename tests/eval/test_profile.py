import pytest

from eval.profile import is_lay, profile_of, to_text
from eval.rewordings import Rewording
from ingest.encoder import open_encoder


@pytest.fixture(scope="module")
def bundled():
    return open_encoder()


def test_a_profile_counts_and_hints_by_id(ask_for, documents, bundled):
    questions = [
        ask_for(id="a", question="Geeft de politie voorlichting?", provenance="lay"),
        ask_for(id="b", question="De politie, geeft die voorlichting?", lang="en"),
        ask_for(id="c", question="Regent het?", answerable=False, footnotes=[99]),
    ]
    rewordings = [Rewording(of="a", kind="other_language", lang="nl", question="Hoezo?")]
    profile = profile_of(questions, rewordings, {"x": questions[2:]}, documents, bundled)
    assert (profile.languages, profile.answerable) == ({"nl": 2, "en": 1}, {"yes": 2, "no": 1})
    assert (profile.lay, profile.provenance, profile.reworded) == (1, 1, 1)
    assert [(p.first, p.second) for p in profile.near] == [("a", "b")]
    assert [(p.first, p.second) for p in profile.near_others["x"]] == [("c", "c")]
    assert (profile.revealing, profile.not_lay) == (("a", "b"), ("a",))
    assert profile.warnings == (
        "question c: no document has a footnote 99",
        "a rewording of a is other_language, but in nl",
    )
    text = to_text(profile)
    assert "lay wording: 1 of 3 (33%)" in text
    assert not any(q.question in text for q in questions)


@pytest.mark.parametrize(
    ("provenance", "lay"), [("Lay; mine", True), ("delayed", False), (None, False)]
)
def test_lay_is_a_word_of_the_provenance(ask_for, provenance, lay):
    assert is_lay(ask_for(provenance=provenance)) == lay
