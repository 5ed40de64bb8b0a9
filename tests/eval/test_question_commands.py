"""`eval check`, `eval template` and `eval new-question` over the bundled letter."""

import hashlib
import json

import pytest
from click.testing import CliRunner

from eval.cli import eval_group
from eval.errors import QuestionSetError
from eval.questions import load_questions

QUESTION = {
    "id": "q-7",
    "lang": "nl",
    "persona": "staff",
    "type": "yesno",
    "question": "zijn er in een azc mensen die een gay vluchteling kunnen helpen?",
    "answerable": False,
    "provenance": "lay",
}
NUGGET = "ondersteunen collega's in de BEGELEIDING"
ANSWERS = [
    "12",  # read a section
    "",
    "",  # the id that is offered
    "nl",
    "frontline",
    "who",
    "wie staat personeel van de opvang bij?",
    "y",
    "written by me, lay",
    "gratis ijs",  # no document says it
    NUGGET,
    "extra kennis en affiniteit",
    "",
    "y",
    "bijna twee keer zo vaak slachtoffer van geweld",
    "",
    "n",
    "",
    "de politie",
    "",
    "12",  # not the first section, though the second nugget stands there
    "",  # the footnotes that are offered
    "y",
]


@pytest.fixture
def invoke():
    return lambda *args, **options: CliRunner().invoke(
        eval_group, [str(arg) for arg in args], catch_exceptions=False, **options
    )


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(QUESTION), encoding="utf-8")  # without a line end
    return path


@pytest.fixture
def write(invoke, file):
    """Answer the dialog, with some answers changed by their place."""

    def run(*options, stop=None, **changes):
        answers = list(ANSWERS)
        for place, answer in changes.items():
            answers[int(place.removeprefix("at"))] = answer
        text = "".join(f"{answer}\n" for answer in answers[:stop])
        return invoke("new-question", file, *options, input=text)

    return run


def test_a_question_is_added_with_what_follows_from_its_nuggets(write, file):
    result = write()
    assert result.exit_code == 0
    first, second = load_questions(file)
    assert first.id == "q-7"
    assert second.model_dump(mode="json") == {
        "id": "q-8",
        "lang": "nl",
        "persona": "frontline",
        "type": "who",
        "provenance": "written by me, lay",
        "history": [],
        "question": "wie staat personeel van de opvang bij?",
        "answerable": True,
        "nuggets": [
            {"vital": True, "any_of": [NUGGET, "extra kennis en affiniteit"]},
            {"vital": False, "any_of": ["bijna twee keer zo vaak slachtoffer van geweld"]},
        ],
        "forbidden": ["de politie"],
        "sections": ["COA"],
        "footnotes": [3],
    }


def test_the_dialog_shows_sections_places_and_the_line(write, file):
    shown = write().stdout
    assert "Binnen het COA zijn er medewerkers aangesteld" in shown
    assert "COA (kst-30420-437#4.coa.p1)" in shown
    assert "No paragraph, list or footnote says this" in shown
    assert "Sections by number (-: none) [1 12]" in shown
    assert file.read_text(encoding="utf-8").splitlines()[1] in shown.splitlines()


def test_near_duplicates_are_told_by_id(write, file, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(QUESTION | {"id": "far", "question": "Regent het?"}))
    shown = write("--against", other, at6="zijn er in het azc mensen die een gay helpen?").stdout
    assert "Nearly the same as q-7 in set.jsonl" in shown
    assert "far" not in shown


def test_words_shared_with_the_answer_are_told(write):
    assert "no lay wording" not in write().stdout
    assert "no lay wording" in write(at6="wie ondersteunen collega's?").stdout


@pytest.mark.parametrize("stop", [0, 8, len(ANSWERS) - 1])
def test_nothing_is_written_when_the_writer_stops(write, file, stop):
    before = file.read_bytes()
    result = write(stop=stop)
    assert (result.exit_code, file.read_bytes()) == (130, before)
    assert "Nothing was written." in result.stderr


def test_nothing_is_written_without_consent(write, file):
    before = file.read_bytes()
    result = write(**{f"at{len(ANSWERS) - 1}": "n"})
    assert (result.exit_code, file.read_bytes()) == (0, before)


def test_an_answerable_question_is_asked_for_a_nugget_again(invoke, tmp_path):
    head = ["", "", "nl", "staff", "fact", "Wat?", "y", ""]
    answers = [*head, "", "y", "", "n", "", "", "", "", "y"]
    path = tmp_path / "new.jsonl"
    result = invoke("new-question", path, input="".join(f"{a}\n" for a in answers))
    assert result.stdout.count("an answerable question needs a nugget") == 2
    assert [q.answerable for q in load_questions(path)] == [False]


def test_what_is_no_jsonl_or_is_frozen_is_refused_before_anything_is_asked(invoke, file):
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (file.parent / "SHA256SUMS").write_text(f"{digest}  {file.name}\n")
    with pytest.raises(QuestionSetError, match="is frozen"):
        invoke("new-question", file)
    with pytest.raises(QuestionSetError, match="no JSONL file"):
        invoke("new-question", file.with_suffix(".csv"))
    with pytest.raises(QuestionSetError, match="no such folder"):
        invoke("new-question", file.parent / "no" / "a.jsonl")


def test_check_counts_and_names_ids_never_questions(invoke, file):
    digest = hashlib.sha256(b"before").hexdigest()
    (file.parent / "SHA256SUMS").write_text(f"{digest}  {file.name}\n")
    result = invoke("check", file, "--against", file)
    assert result.exit_code == 0
    assert "set.jsonl: changed since it was frozen" in result.stdout
    assert "nearly as in set.jsonl (cosine 0.55 or more): q-7 and q-7 (1.00)" in result.stdout
    assert QUESTION["question"] not in result.output


def test_check_of_an_invalid_set_raises_its_faults(invoke, file):
    file.write_text("{}")
    with pytest.raises(QuestionSetError, match="line 1, field"):
        invoke("check", file)


def test_a_template_passes_the_check(invoke, tmp_path):
    path = tmp_path / "set.xlsx"
    assert invoke("template", path).exit_code == 0
    result = invoke("check", path)
    assert "valid, 2 questions" in result.stdout
    assert "Warning" not in result.output
