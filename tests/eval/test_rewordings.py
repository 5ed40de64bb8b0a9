import json

import pytest

from eval.errors import QuestionSetError
from eval.rewordings import load_rewordings, rewordings_beside

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
