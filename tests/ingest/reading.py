"""What the tests of the reader share."""

from pathlib import Path

from ingest.document import Document, DocumentInfo
from ingest.readers.tika import read_tika

LETTER = Path(__file__).parents[2] / "corpus" / "kst-30420-437" / "letter.tika.txt"
INFO = DocumentInfo(
    id="kst-30420-437",
    title="Versterkte aanpak lhbtiq+ veiligheid 2026-2029",
    kind="Kamerbrief",
    date="2025-12-10",
    dossier="30420",
    number="437",
)


def read(text: str) -> Document:
    return read_tika(text.encode(), INFO)


def outline(document: Document) -> list[tuple[str, int]]:
    return [(s.anchor.partition("#")[2], s.level) for s in document.sections]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, document.quote(p)) for p in document.paragraphs]


def marked(document: Document) -> list[str]:
    """The text before each mark and behind it."""
    return [
        f"{document.text[max(0, m - 8) : m]}|{document.text[m : m + 4]}"
        for n in document.footnotes
        for m in n.marks
    ]


def notes(document: Document) -> list[tuple[int, str]]:
    return [(n.number, n.text) for n in document.footnotes]
