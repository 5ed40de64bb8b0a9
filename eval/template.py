"""An empty question set to fill in with a spreadsheet: header, two examples, explanation."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from assistant.answer import Language
from eval.columns import COLUMNS
from eval.errors import QuestionSetError
from eval.questions import Persona, QuestionType
from eval.tables import SHEET
from ingest.errors import MissingExtraError
from ingest.tables import Bilingual

_FILLABLE = 1000  # rows with drop-down lists
_CHOICES = {
    "lang": get_args(Language),
    "persona": get_args(Persona),
    "type": get_args(QuestionType),
    "answerable": ("ja", "nee"),
}
_WIDE = {"question", "history", "vital nuggets", "other nuggets", "forbidden", "sections"}

EXPLANATIONS = {
    "id": Bilingual(nl="Eigen naam van de vraag, bijvoorbeeld q-001.", en="Its own name: q-001."),
    "lang": Bilingual(nl="Taal van de vraag.", en="Language of the question."),
    "persona": Bilingual(nl="Wie het vraagt.", en="Who asks."),
    "type": Bilingual(nl="Soort vraag.", en="Kind of question."),
    "question": Bilingual(
        nl="De vraag, zoals iemand haar echt zou typen.", en="As somebody would really type it."
    ),
    "history": Bilingual(
        nl="Alleen bij een vervolgvraag: wat eraan voorafging, een beurt per regel, die begint met "
        "user: of assistant:",
        en="Of a follow-up only: what went before, a turn a line, beginning with user: or "
        "assistant:",
    ),
    "answerable": Bilingual(
        nl="ja als de documenten het zeggen, anders nee.", en="ja (yes) or nee (no)."
    ),
    "vital nuggets": Bilingual(
        nl="Wat in een goed antwoord moet staan, letterlijk uit het document overgenomen. Eén per "
        "regel; mag het een van meer passages zijn, zet daar dan ' | ' tussen.",
        en="What a right answer must say, copied from the document to the letter. One a line; "
        "' | ' between wordings of which one is enough.",
    ),
    "other nuggets": Bilingual(
        nl="Wat er ook in mag staan; op dezelfde manier.", en="What it may say; in the same manner."
    ),
    "forbidden": Bilingual(
        nl="Wat een goed antwoord niet beweert, één per regel.",
        en="What a right answer does not assert, one a line.",
    ),
    "sections": Bilingual(
        nl="Kopjes waaronder het staat, één per regel.", en="Headings of its place, one a line."
    ),
    "footnotes": Bilingual(
        nl="Nummers van de voetnoten daarbij, met een spatie ertussen.",
        en="Numbers of its footnotes, a space between them.",
    ),
    "provenance": Bilingual(
        nl="Wie de vraag wanneer schreef, en hoe: 'lay' voor gewone woorden. Schrijf 'emergency' "
        "alleen als de vrager in gevaar kan zijn.",
        en="Who wrote it when and how: 'lay' for lay wording. Write 'emergency' only where the "
        "one who asks may be in danger.",
    ),
}
_REMARK = Bilingual(
    nl="Nieuwe regel in een cel: Alt+Enter. Vervang de twee voorbeelden. "
    "Controleer het bestand met: beleidswijzer eval check BESTAND",
    en="A new line in a cell: Alt+Enter. Replace the two examples. "
    "Check the file with: beleidswijzer eval check FILE",
)
_EXAMPLES = (
    {
        "id": "example-1",
        "lang": "nl",
        "persona": "citizen",
        "type": "followup",
        "question": "en hoeveel vaker krijgen ze dan klappen?",
        "history": "user: Zijn lhbtiq+ personen minder veilig?\n"
        "assistant: Deze groep ervaart in gradaties substantieel meer onveiligheid.",
        "answerable": "ja",
        "vital nuggets": "bijna twee keer zo vaak slachtoffer van geweld",
        "other nuggets": "bijna drie keer vaker slachtoffer van seksuele delicten\n"
        "17,7% van de Nederlandse bevolking | zo’n 2,7 miljoen mensen",
        "forbidden": "tien keer zo vaak",
        "sections": "Inleiding",
        "footnotes": "3",
        "provenance": "example; lay wording",
    },
    {
        "id": "example-2",
        "lang": "en",
        "persona": "frontline",
        "type": "unanswerable",
        "question": "what's the e-mail of the one to turn to at our asylum centre?",
        "answerable": "nee",
        "sections": "COA",
        "provenance": "example; lay wording; no address given",
    },
)


def write_template(path: Path) -> None:
    """Write an empty question set with two examples, as CSV or XLSX by its suffix.

    Raises:
        MissingExtraError: for XLSX, without openpyxl.
        QuestionSetError: when the file is there already or cannot be written, or its suffix is
            another one.
    """
    make = TEMPLATES.get(path.suffix.casefold())
    if make is None:
        raise QuestionSetError(f"{path}: is no spreadsheet by its name. Name a .xlsx or .csv file.")
    data = make()
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise QuestionSetError(f"{path}: is there already. Name a new file.") from error
    except OSError as error:
        raise QuestionSetError(
            f"{path}: cannot be written ({error.strerror}). Name a file in a folder of yours."
        ) from error


def _rows() -> list[list[str]]:
    names = [column.name for column in COLUMNS]
    return [names, *([example.get(name, "") for name in names] for example in _EXAMPLES)]


def _csv() -> bytes:
    text = io.StringIO(newline="")
    # Semicolons and a byte order mark: else Dutch Excel shows one column with broken accents.
    csv.writer(text, delimiter=";").writerows(_rows())
    return text.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    try:
        from openpyxl import Workbook  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise MissingExtraError("Writing a spreadsheet", "eval") from error
    book = Workbook()
    book.active.title = SHEET
    _fill(book.active, _rows(), [50 if column.name in _WIDE else 14 for column in COLUMNS])
    _restrict(book.active)
    explained = [(name, text.nl, text.en) for name, text in EXPLANATIONS.items()]
    rows = [("kolom / column", "uitleg", "explanation"), *explained, ("", _REMARK.nl, _REMARK.en)]
    _fill(book.create_sheet("uitleg - explanation"), rows, [16, 70, 70])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: Any, rows: Iterable[Iterable[str]], widths: Iterable[int]) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped, unused-ignore]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped, unused-ignore]

    for number, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width
        dimension.number_format = "@"  # text: else Dutch Excel makes the number 15.16 of "15,16"
        dimension.alignment = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        sheet.append(row)
    for line in sheet.iter_rows():
        for cell in line:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    sheet.freeze_panes = "B2"


def _restrict(sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    """Drop-down lists for the columns that take one of a few words."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import (  # type: ignore[import-untyped, unused-ignore]
        DataValidation,
    )

    for number, column in enumerate(COLUMNS, start=1):
        if choices := _CHOICES.get(column.name):
            letter = get_column_letter(number)
            rule = DataValidation("list", formula1=f'"{",".join(choices)}"', showErrorMessage=True)
            rule.error = f"{column.name}: {', '.join(choices)}"
            rule.add(f"{letter}2:{letter}{_FILLABLE}")
            sheet.add_data_validation(rule)


# What makes an empty question set, by the suffix of its file; raises MissingExtraError.
TEMPLATES: Mapping[str, Callable[[], bytes]] = {".xlsx": _xlsx, ".csv": _csv}
