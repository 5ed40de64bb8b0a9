import json
from pathlib import Path

import pytest

from eval.errors import QuestionSetError
from eval.questions import check_nuggets, check_places, load_questions
from ingest.document import DocumentInfo
from ingest.readers.tika import read_tika

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "eval" / "questions"
RIGHT = {
    "id": "q1",
    "lang": "nl",
    "persona": "staff",
    "type": "fact",
    "history": [{"role": "user", "content": "Hoi"}],
    "question": "Wat?",
    "answerable": True,
    "nuggets": [{"vital": True, "any_of": ["a", "b"]}],
    "forbidden": ["x"],
    "sections": ["Politie"],
    "footnotes": [15],
}


@pytest.fixture
def load(tmp_path):
    def from_lines(*lines):
        path = tmp_path / "set.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(texts), encoding="utf-8")
        return load_questions(path)

    return from_lines


def test_a_right_line_is_read_whole(load):
    (question,) = load(RIGHT)
    assert question.model_dump(mode="json", exclude={"provenance"}) == RIGHT


def test_lists_may_be_left_out_and_blank_lines_are_skipped(load):
    short = {k: RIGHT[k] for k in ("id", "lang", "persona", "type", "question")}
    questions = load("", short | {"answerable": False}, "", RIGHT | {"id": "q2"}, "")
    assert [q.id for q in questions] == ["q1", "q2"]
    assert questions[0].nuggets == ()


def test_a_line_separator_inside_a_string_does_not_cut_the_line(load):
    line = json.dumps(RIGHT | {"question": "een\u2028twee\u0085drie"}, ensure_ascii=False)
    assert load(line)[0].question == "een\u2028twee\u0085drie"


def test_a_byte_order_mark_is_no_error(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(RIGHT), encoding="utf-8-sig")
    assert len(load_questions(path)) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lang": "de"}, 'field "lang"'),
        ({"type": "riddle"}, 'field "type"'),
        ({"persona": "cat"}, 'field "persona"'),
        ({"answerable": "yes"}, 'field "answerable"'),
        ({"nuggets": [{"vital": True, "any_of": []}]}, 'field "nuggets.0.any_of"'),
        ({"nuggets": [{"vital": True, "any_of": ["a", " \u00a0"]}]}, 'field "nuggets.0.any_of.1"'),
        ({"nuggets": []}, 'field "nuggets"'),
        ({"forbidden": [""]}, 'field "forbidden.0"'),
        ({"footnotes": ["15"]}, 'field "footnotes.0"'),
        ({"history": [{"role": "system", "content": ""}]}, 'field "history.0.role"'),
        ({"nugets": []}, 'field "nugets"'),
        ({"id": ""}, 'field "id"'),
    ],
)
def test_an_error_names_file_line_and_field(load, change, told):
    with pytest.raises(QuestionSetError) as raised:
        load(RIGHT, RIGHT | {"id": "q2"} | change)
    assert f"set.jsonl: line 2, {told}" in str(raised.value)


def test_a_missing_field_says_to_add_it(load):
    with pytest.raises(QuestionSetError, match=r'line 1, field "question": .*Add the field'):
        load({k: v for k, v in RIGHT.items() if k != "question"})


def test_all_faulty_lines_are_told_at_once(load):
    with pytest.raises(QuestionSetError) as raised:
        load("{", "[]", RIGHT, "null")
    assert [f"line {n}," in str(raised.value) for n in (1, 2, 3, 4)] == [True, True, False, True]


def test_a_long_list_of_errors_is_cut_and_counted(load):
    with pytest.raises(QuestionSetError, match=r"\.\.\. and 5 more"):
        load(*["{"] * 25)


def test_a_double_id_names_both_lines(load):
    with pytest.raises(QuestionSetError, match='line 3, field "id": "q1" is also on line 1'):
        load(RIGHT, "", RIGHT)


def test_an_empty_set_is_an_error(load):
    with pytest.raises(QuestionSetError, match="holds no questions"):
        load("", " ")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_is_no_text_file_is_an_error_for_the_user(tmp_path, content):
    path = tmp_path / "set.jsonl"
    if content:
        path.write_bytes(content)
    with pytest.raises(QuestionSetError, match="cannot be read"):
        load_questions(path)


@pytest.mark.parametrize("change", [{"type": "injection"}, {"provenance": "lay; Emergency"}])
def test_questions_scored_by_what_happens_need_no_nuggets(load, change):
    assert load(RIGHT | {"nuggets": []} | change)


def test_only_the_provenance_makes_an_emergency(load):
    calm, urgent = load(
        RIGHT | {"question": "Is dit een emergency?"},
        RIGHT | {"id": "q2", "provenance": "lay; emergency"},
    )
    assert (calm.emergency, urgent.emergency) == (False, True)


def test_nuggets_that_no_document_says_are_told(ask_for, documents):
    question = ask_for(nuggets=[(True, "extra in op  VOORLICHTING", "gratis ijs")])
    assert check_nuggets([question], documents) == ('question q1: no document says "gratis ijs"',)


def test_nuggets_may_stand_in_a_footnote(ask_for, documents):
    assert check_nuggets([ask_for(nuggets=[(True, "36 471, nr. 37")])], documents) == ()


def test_places_that_no_document_has_are_told(ask_for, documents):
    question = ask_for(sections=["politie", "4. Politie", "Brandweer"], footnotes=[15, 16])
    assert check_places([question], documents) == (
        'question q1: no document has a section "Brandweer"',
        "question q1: no document has a footnote 16",
    )


@pytest.fixture(scope="module")
def bundled():
    info = DocumentInfo(id="kst-30420-437", title="", kind="brief", date="2025-12-10")
    data = (ROOT / "corpus" / info.id / "letter.tika.txt").read_bytes()
    return {info.id: read_tika(data, info)}


QUESTION_SETS = [p for p in sorted(SETS.glob("*.jsonl")) if "rewordings" not in p.name]


@pytest.mark.parametrize("path", QUESTION_SETS, ids=lambda path: path.name)
def test_the_sets_of_the_project_stand_in_the_letter(path, bundled):
    questions = load_questions(path)
    assert (*check_nuggets(questions, bundled), *check_places(questions, bundled)) == ()
