import re
import sys

import pytest
from openpyxl import Workbook

from eval.errors import QuestionSetError
from eval.questions import load_questions
from ingest.errors import MissingExtraError

HEADER = ["id", "lang", "persona", "type", "question", "answerable", "vital nuggets"]
ROW = ["q1", "nl", "staff", "fact", "Wat?", "ja", "a"]
FULL = {
    "id": "q1",
    "lang": "nl",
    "persona": "staff",
    "type": "followup",
    "question": "En dan; of niet?\nEcht?",
    "history": "user: Hoi\nAssistant: Dag: u",
    "answerable": "ja",
    "vital nuggets": "één | 1\ntwee",
    "other nuggets": r"drie \| vier",
    "forbidden": "x\n\ny",
    "sections": "Politie",
    "footnotes": "15 16",
    "provenance": "lay",
}
READ = {
    "id": "q1",
    "lang": "nl",
    "persona": "staff",
    "type": "followup",
    "provenance": "lay",
    "history": [{"role": "user", "content": "Hoi"}, {"role": "assistant", "content": "Dag: u"}],
    "question": "En dan; of niet?\nEcht?",
    "answerable": True,
    "nuggets": [
        {"vital": True, "any_of": ["één", "1"]},
        {"vital": True, "any_of": ["twee"]},
        {"vital": False, "any_of": ["drie | vier"]},
    ],
    "forbidden": ["x", "y"],
    "sections": ["Politie"],
    "footnotes": [15, 16],
}


@pytest.fixture
def from_text(tmp_path):
    def load(text, encoding="utf-8"):
        path = tmp_path / "set.csv"
        path.write_bytes(text.encode(encoding))
        return load_questions(path)

    return load


@pytest.fixture
def from_rows(tmp_path):
    def load(*rows, title="Blad1"):
        book = Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        path = tmp_path / "set.xlsx"
        book.save(path)
        return load_questions(path)

    return load


def lines(delimiter, *rows):
    quoted = ([f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in rows)
    return "\r\n".join(delimiter.join(row) for row in quoted) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_csv_is_read_whole_whatever_excel_writes(from_text, delimiter, encoding):
    (question,) = from_text(lines(delimiter, list(FULL), list(FULL.values())), encoding)
    assert question.model_dump(mode="json") == READ


def test_xlsx_is_read_whole(from_rows):
    (question,) = from_rows(list(FULL), list(FULL.values()))
    assert question.model_dump(mode="json") == READ


def test_numbers_and_truth_values_of_excel_are_read_as_written(from_rows):
    header = [*HEADER, "footnotes"]
    row = [1, "nl", "staff", "fact", "Wat?", True, "a", 15.0]
    (question,) = from_rows(header, row)
    assert (question.id, question.answerable, question.footnotes) == ("1", True, (15,))


def test_the_sheet_named_questions_comes_before_others(tmp_path):
    book = Workbook()
    book.active.append(["notes of mine"])
    sheet = book.create_sheet("questions")
    for row in (HEADER, ROW):
        sheet.append(row)
    path = tmp_path / "set.xlsx"
    book.save(path)
    assert [q.id for q in load_questions(path)] == ["q1"]


@pytest.mark.parametrize("word", ["ja", "JA", "yes", "true", "WAAR"])
def test_yes(from_text, word):
    row = [*ROW[:5], word, "a"]
    assert from_text(lines(",", HEADER, row))[0].answerable


@pytest.mark.parametrize("word", ["nee", "No", "FALSE", "onwaar"])
def test_no(from_text, word):
    row = [*ROW[:5], word, ""]
    assert not from_text(lines(",", HEADER, row))[0].answerable


def test_columns_may_stand_in_any_order_and_optional_ones_be_left_out(from_text):
    mixed = [*reversed(HEADER)]
    assert from_text(lines(",", mixed, [*reversed(ROW)]))[0].id == "q1"


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("answerable", "misschien", '"misschien" is neither yes nor no'),
        ("persona", "kat", "Input should be 'staff'"),
        ("type", "", "is empty. Fill it in"),
        ("vital nuggets", "a |  | b", "a wording is empty"),
        ("vital nuggets", "", "an answerable question needs a nugget"),
        ("other nuggets", "a\nb |  | c", "a wording is empty"),
        ("history", "Hoi", "Begin each line with user: or assistant:"),
        ("footnotes", "15,x", '"x" is no whole number'),
    ],
)
def test_an_error_names_file_row_and_column(from_text, column, cell, told):
    right = dict(zip(HEADER, ROW, strict=True)) | {"other nuggets": "", "history": ""}
    right |= {"footnotes": ""}
    rows = [list(right), list(right.values()), list((right | {"id": "q2", column: cell}).values())]
    with pytest.raises(QuestionSetError) as raised:
        from_text(lines(",", *rows))
    assert f'set.csv: row 3, column "{column}": ' in str(raised.value)
    assert told in str(raised.value)


def test_dutch_excel_makes_a_number_of_two_footnotes_and_that_is_told(from_rows):
    with pytest.raises(QuestionSetError, match=r'row 2, column "footnotes": "15.16" is no whole'):
        from_rows([*HEADER, "footnotes"], [*ROW, 15.16])


@pytest.mark.parametrize("blank", [[""] * 7, []])
def test_rows_count_as_the_spreadsheet_shows_them(from_rows, from_text, blank):
    two_lines = ["q0", *ROW[1:4], "een\ntwee", *ROW[5:]]
    rows = [HEADER, two_lines, blank, [*ROW[:5], "misschien", "a"]]
    for load in (lambda: from_rows(*rows), lambda: from_text(lines(";", *rows))):
        with pytest.raises(QuestionSetError, match="row 4, column"):
            load()


def test_all_faults_are_told_at_once_and_each_once(from_text):
    rows = [HEADER, [*ROW[:5], "misschien", "a"], ["", "de", *ROW[2:]], ROW]
    with pytest.raises(QuestionSetError) as raised:
        from_text(lines(",", *rows))
    places = re.findall(r'set\.csv: row (\d), column "(\w+)"', str(raised.value))
    assert places == [("2", "answerable"), ("3", "id"), ("3", "lang")]


def test_a_double_id_names_both_rows(from_text):
    with pytest.raises(QuestionSetError, match='row 3, column "id": "q1" is also on row 2'):
        from_text(lines(",", HEADER, ROW, ROW))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (HEADER[1:], 'row 1, column "id": is missing'),
        ([*HEADER, "vraag"], 'row 1, column "vraag": is not known'),
        ([*HEADER, "Vital_Nuggets"], 'row 1, column "vital nuggets": is there twice'),
    ],
)
def test_a_wrong_header_is_told(from_text, header, told):
    with pytest.raises(QuestionSetError) as raised:
        from_text(lines(";", header, ROW))
    assert told in str(raised.value)


def test_a_cell_outside_the_columns_is_told(from_text):
    text = "id;lang;persona;type;question;answerable\nq1;nl;staff;fact;Ja; of nee?;nee\n"
    with pytest.raises(QuestionSetError, match="row 2: a cell stands outside the columns"):
        from_text(text)


def test_a_csv_file_that_is_not_utf8_says_how_to_save_it(from_text):
    with pytest.raises(QuestionSetError, match="CSV UTF-8"):
        from_text(lines(";", HEADER, [*ROW[:6], "één"]), "cp1252")


def test_broken_quotation_marks_name_the_row(from_text):
    with pytest.raises(QuestionSetError, match=r"row 2: .*quotation marks"):
        from_text(lines(",", HEADER) + '"q1"x,nl,staff\r\n')


@pytest.mark.parametrize("content", [None, b"PK no zip", b""])
def test_what_is_no_workbook_is_an_error_for_the_user(tmp_path, content):
    path = tmp_path / "set.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=r"set\.xlsx: "):
        load_questions(path)


def test_a_header_alone_holds_no_questions(from_text):
    with pytest.raises(QuestionSetError, match="holds no questions"):
        from_text(lines(",", HEADER))


@pytest.mark.parametrize("name", ["set.ods", "set.txt", "set"])
def test_other_kinds_of_files_are_told_by_their_name(tmp_path, name):
    (tmp_path / name).write_text("{}")
    with pytest.raises(QuestionSetError, match=r"Save it as \.jsonl, \.csv, \.xlsx"):
        load_questions(tmp_path / name)


def test_without_openpyxl_a_workbook_says_what_to_install(from_rows, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'beleidswijzer\[eval\]'"):
        from_rows(HEADER, ROW)
