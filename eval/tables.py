"""Question sets as CSV or XLSX: the rows of the file as entries."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from eval.columns import COLUMNS, entry_of
from eval.entries import Entry, message, read_text
from eval.errors import QuestionSetError
from ingest.errors import MissingExtraError

SHEET = "questions"
_NAMES = [column.name for column in COLUMNS]
_REQUIRED = [column.name for column in COLUMNS if column.required]

Row = tuple[int, list[str]]  # its number as the spreadsheet shows it, and its cells


def rows_of_csv(path: Path) -> Iterator[Entry]:
    """The rows of a CSV file in UTF-8, with commas or, as Dutch Excel writes, semicolons.

    Raises:
        QuestionSetError: when it cannot be read, or its header is not right.
    """
    text = read_text(path, "CSV file in UTF-8 (in Excel: Save as, CSV UTF-8)")
    rows: list[Row] = []
    try:
        delimiter = max(",;", key=lambda mark: _known_columns(text, mark))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        # One record is one row of the spreadsheet, whatever lines it spans.
        rows.extend((n, [cell.strip() for cell in row]) for n, row in enumerate(reader, start=1))
    except csv.Error as error:
        problem = (
            f"row {len(rows) + 1}: {error}. Put text with quotation marks in it between quotation "
            "marks, each doubled, or save the file again from the spreadsheet."
        )
        raise QuestionSetError(message(path, [problem]), [problem]) from error
    return _entries(path, rows)


def rows_of_xlsx(path: Path) -> Iterator[Entry]:
    """The rows of the sheet "questions" of an Excel workbook, or of its first sheet.

    Raises:
        MissingExtraError: without openpyxl.
        QuestionSetError: when it cannot be read, or its header is not right.
    """
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise MissingExtraError("Reading a spreadsheet", "eval") from error
    try:
        data = io.BytesIO(path.read_bytes())
    except OSError as error:
        raise QuestionSetError(
            f"{path}: cannot be read ({error.strerror}). Name an Excel file (.xlsx)."
        ) from error
    try:
        book = load_workbook(data, read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size is not always true
        lines = enumerate(sheet.iter_rows(values_only=True), start=1)
        rows = [(n, [_text(value) for value in line]) for n, line in lines if any(line)]
    except Exception as error:  # openpyxl raises whatever a broken file makes it stumble over
        raise QuestionSetError(
            f"{path}: is no Excel workbook that can be read ({error}). "
            "Open it in Excel and save it as .xlsx."
        ) from error
    return _entries(path, rows)


def _known_columns(text: str, delimiter: str) -> int:
    """How many columns the header has, with that delimiter."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next((row for row in rows if any(row)), [])
    return sum(_column(cell) in _NAMES for cell in header)


def _text(value: Any) -> str:  # noqa: ANN401 - whatever Excel keeps in a cell
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").strip()


def _column(cell: str) -> str:
    return " ".join(cell.replace("_", " ").split()).casefold()


def _entries(path: Path, rows: Iterable[Row]) -> Iterator[Entry]:
    filled = ((number, row) for number, row in rows if any(row))
    number, first = next(filled, (1, []))
    header = [_column(cell) for cell in first]
    if problems := _header_problems(header):
        told = [f"row {number}, {p}" for p in problems]
        raise QuestionSetError(message(path, told), told)
    return (_entry(number, header, row) for number, row in filled)


def _header_problems(header: Sequence[str]) -> list[str]:
    missing = [name for name in _REQUIRED if name not in header]
    double = [name for name in _NAMES if header.count(name) > 1]
    unknown = [name for name in header if name and name not in _NAMES]
    return [
        *(f'column "{name}": is missing. Add it to the header.' for name in missing),
        *(f'column "{name}": is there twice. Keep one.' for name in double),
        *(f'column "{n}": is not known. Known are: {", ".join(_NAMES)}.' for n in unknown),
    ]


def _entry(number: int, header: Sequence[str], row: Sequence[str]) -> Entry:
    place = f"row {number}"
    cells = list(zip_longest(header, row, fillvalue=""))
    entry = entry_of(place, dict(cells))
    if not any(cell for name, cell in cells if not name):
        return entry
    # In CSV: a comma or semicolon of the text that stands outside quotation marks.
    problem = f"{place}: a cell stands outside the columns. Put it in its column, or empty it."
    return replace(entry, problems=(problem, *entry.problems))
