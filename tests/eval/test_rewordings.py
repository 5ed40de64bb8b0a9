import json
from collections import Counter
from pathlib import Path

import pytest

from eval.errors import QuestionSetError
from eval.questions import load_questions
from eval.rewordings import check_rewordings, load_rewordings, rewordings_beside

SETS = Path(__file__).resolve().parents[2] / "eval" / "questions"
RIGHT = {"of": "q1", "kind": "reworded", "lang": "nl", "question": "En de agenten?"}


@pytest.fixture
def load(tmp_path):
    def from_lines(*lines):
        path = tmp_path / "set-rewordings.jsonl"
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return load_rewordings(path)

    return from_lines


def test_a_right_line_is_read_whole(load):
    (rewording,) = load(RIGHT | {"provenance": "lay"})
    assert rewording.model_dump() == RIGHT | {"provenance": "lay"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "translated"}, 'field "kind"'),
        ({"lang": "de"}, 'field "lang"'),
        ({"question": ""}, 'field "question"'),
        ({"off": "q1"}, 'field "off"'),
    ],
)
def test_an_error_names_file_line_and_field(load, change, told):
    with pytest.raises(QuestionSetError) as raised:
        load(RIGHT, RIGHT | {"question": "Wat anders?"} | change)
    assert f"set-rewordings.jsonl: line 2, {told}" in str(raised.value)


def test_the_same_words_twice_for_one_question_are_an_error(load):
    with pytest.raises(QuestionSetError, match=r'line 2, field "question": .* also on line 1'):
        load(RIGHT, RIGHT | {"kind": "other_language", "question": "en de  AGENTEN?"})


def test_two_questions_may_share_a_rewording(load):
    assert len(load(RIGHT, RIGHT | {"of": "q2"})) == 2


def test_the_file_of_rewordings_stands_beside_its_set(tmp_path):
    path = tmp_path / "set.jsonl"
    assert rewordings_beside(path) is None
    (tmp_path / "set-rewordings.jsonl").touch()
    assert rewordings_beside(path) == tmp_path / "set-rewordings.jsonl"


def test_a_rewording_of_nothing_or_in_the_wrong_language_is_told(load, ask_for):
    rewordings = load(
        RIGHT,
        RIGHT | {"of": "q9"},
        RIGHT | {"lang": "en", "question": "And the cops?"},
        RIGHT | {"kind": "other_language", "question": "En nu?"},
    )
    assert check_rewordings(rewordings, [ask_for()]) == (
        "a rewording is of q9, which is no question of the set",
        "a rewording of q1 is reworded, but in en",
        "a rewording of q1 is other_language, but in nl",
    )


@pytest.mark.parametrize("name", ["letter-tuning", "letter-reporting"])
def test_the_rewordings_of_the_project_belong_to_their_sets(name):
    path = SETS / f"{name}.jsonl"
    rewordings = load_rewordings(rewordings_beside(path))
    assert check_rewordings(rewordings, load_questions(path)) == ()
    counts = Counter((r.of, r.kind) for r in rewordings)
    assert len(counts) > 80
    assert set(counts.values()) == {1}
