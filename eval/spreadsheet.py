"""Tables for spreadsheets: rows of named cells as CSV or as an Excel workbook."""

import csv
import io
from collections.abc import Iterable, Sequence

from ingest.errors import MissingExtraError

Row = dict[str, object]

# A spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def safe_cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula: such text begins with an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value


def to_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Rows as CSV; with a byte order mark, or Excel reads the letters of another alphabet."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(columns: Sequence[str], rows: Iterable[Row], title: str) -> bytes:
    """Rows as an Excel workbook with one sheet.

    Raises:
        MissingExtraError: without openpyxl.
    """
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]
        from openpyxl.cell.cell import (  # type: ignore[import-untyped, unused-ignore]
            ILLEGAL_CHARACTERS_RE,
        )
    except ImportError as error:
        raise MissingExtraError("Writing a spreadsheet", "eval") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append(list(columns))
    for row in rows:
        cells = (safe_cell(row.get(name, "")) for name in columns)
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", c) if isinstance(c, str) else c for c in cells])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
