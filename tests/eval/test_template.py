from pathlib import Path

import pytest
from openpyxl import load_workbook

from eval.columns import COLUMNS
from eval.errors import QuestionSetError
from eval.questions import check_nuggets, check_places, load_questions
from eval.template import EXPLANATIONS, write_template
from ingest.document import DocumentInfo
from ingest.readers.tika import read_tika

NAMES = [column.name for column in COLUMNS]
LETTER = Path(__file__).resolve().parents[2] / "corpus" / "kst-30420-437" / "letter.tika.txt"


@pytest.fixture(params=["set.csv", "set.XLSX"])
def template(request, tmp_path):
    path = tmp_path / request.param
    write_template(path)
    return path


def test_a_template_loads_and_its_gold_stands_in_the_letter(template):
    questions = load_questions(template)
    info = DocumentInfo(id="kst-30420-437", title="", kind="brief", date="2025-12-10")
    letter = {info.id: read_tika(LETTER.read_bytes(), info)}
    assert [q.answerable for q in questions] == [True, False]
    assert (*check_nuggets(questions, letter), *check_places(questions, letter)) == ()


def test_both_kinds_hold_the_same(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "a.xlsx"]
    for path in paths:
        write_template(path)
    assert load_questions(paths[0]) == load_questions(paths[1])


def test_a_file_that_is_there_is_left_as_it_is(template):
    before = template.read_bytes()
    with pytest.raises(QuestionSetError, match="is there already"):
        write_template(template)
    assert template.read_bytes() == before


@pytest.mark.parametrize(("name", "told"), [("a.ods", r"\.xlsx or \.csv"), ("no/a.csv", "written")])
def test_what_cannot_be_written_is_told(tmp_path, name, told):
    with pytest.raises(QuestionSetError, match=told):
        write_template(tmp_path / name)


@pytest.fixture
def book(tmp_path):
    write_template(tmp_path / "a.xlsx")
    return load_workbook(tmp_path / "a.xlsx")


def test_the_closed_columns_have_drop_down_lists_that_excel_takes(book):
    sheet = book["questions"]
    rules = {
        NAMES[column]: rule.formula1
        for rule in sheet.data_validations.dataValidation
        for column in [next(iter(rule.sqref.ranges)).min_col - 1]
    }
    assert set(rules) == {"lang", "persona", "type", "answerable"}
    assert rules["answerable"] == '"ja,nee"'
    assert all(len(formula) <= 257 for formula in rules.values())  # 255 and its quotation marks


def test_cells_are_text_so_that_footnotes_do_not_become_one_number(book):
    column = book["questions"].column_dimensions["L"]
    assert (NAMES[11], column.number_format) == ("footnotes", "@")


def test_every_column_is_explained_in_both_languages(book):
    rows = list(book["uitleg - explanation"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:-1]] == NAMES == list(EXPLANATIONS)
    assert all(row[1] and row[2] for row in rows)
