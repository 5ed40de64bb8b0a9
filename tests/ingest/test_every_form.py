"""The letter in every form in which a document is published says the same, to the character."""

import re
import shutil
import subprocess

import pypandoc
import pytest
from reading import LETTER

from ingest.document import Document, DocumentInfo
from ingest.readers.reading import read

INFO = DocumentInfo(
    id="kst-30420-437", title="Brief", kind="kamerbrief", date="2025-12-10", dossier="30420",
    number="437",
)  # fmt: skip
_LABEL = re.compile(r"(\d+)\. ")


def markdown_of(document: Document) -> str:
    """A document as pandoc's Markdown: headings, lists, footnotes at their marks."""
    marks = [(mark, note.number) for note in document.footnotes for mark in note.marks]

    def with_marks(start: int, end: int) -> str:
        parts, at = [], start
        for mark, number in sorted(marks):
            if start < mark <= end:
                parts += [escaped(document.text[at:mark]), f"[^{number}]"]
                at = mark
        return "".join([*parts, escaped(document.text[at:end])])

    blocks = [(s.start, f"{'#' * s.level} {escaped(s.label)}") for s in document.sections
              if s.heading_end > s.start]  # fmt: skip
    for paragraph in document.paragraphs:
        label = _LABEL.match(document.quote(paragraph)) if paragraph.kind == "item" else None
        if label:
            text = f"{label[1]}. {with_marks(paragraph.start + label.end(), paragraph.end)}"
        elif paragraph.kind == "item":
            text = f"- {with_marks(paragraph.start, paragraph.end)}"
        else:
            text = with_marks(paragraph.start, paragraph.end)
        blocks.append((paragraph.start, text))
    notes = [f"[^{n.number}]: {escaped(n.text)}" for n in document.footnotes]
    return "\n\n".join([*(text for _, text in sorted(blocks)), *notes]) + "\n"


def escaped(text: str) -> str:
    """Nothing in it is Markdown; a no-break space stays one."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~^<>$@'\"])", r"\\\1", text)


def structure(document: Document) -> dict[str, list[object]]:
    """Sections, paragraphs and notes, with marks counted from the start of their paragraph."""
    homes = {
        mark: mark - p.start
        for p in (*document.paragraphs, *document.sections)
        for note in document.footnotes
        for mark in note.marks
        if p.start < mark <= (p.end if p in document.paragraphs else p.heading_end)
    }
    return {
        "sections": [(s.number, s.title, s.level, s.anchor) for s in document.sections],
        "paragraphs": [
            (p.anchor, p.kind, p.section, document.quote(p)) for p in document.paragraphs
        ],
        "notes": [(n.number, n.text, [homes.get(m) for m in n.marks]) for n in document.footnotes],
        "references": [(r.kind, r.id, r.footnote) for r in document.references],
    }  # fmt: skip


@pytest.fixture(scope="module")
def letter():
    """The letter without its double space: no converter keeps that."""
    return read(re.sub(r"(?<=[.\w])  (?=\w)", " ", LETTER.read_text("utf-8")).encode(), INFO)


@pytest.fixture(scope="module")
def markdown(letter):
    return markdown_of(letter)


def check(letter, data, name=""):
    found, wanted = structure(read(data, INFO, name)), structure(letter)
    for part in wanted:
        assert found[part] == wanted[part]


def test_markdown(letter, markdown):
    check(letter, markdown.encode(), "brief.md")


@pytest.mark.parametrize("form", ["docx", "odt", "html"])
def test_what_pandoc_makes_of_it(letter, markdown, form, tmp_path):
    out = tmp_path / f"brief.{form}"
    pypandoc.convert_text(
        markdown, form, "markdown", outputfile=str(out),
        extra_args=["--standalone", "--metadata=lang:nl", "--wrap=none"],
    )  # fmt: skip
    check(letter, out.read_bytes())


@pytest.mark.browser
def test_the_pdf_that_a_browser_prints(letter, markdown, tmp_path):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium found")
    html, pdf = tmp_path / "brief.html", tmp_path / "brief.pdf"
    html.write_text(pypandoc.convert_text(markdown, "html", "markdown", extra_args=["-s"]), "utf-8")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={pdf}", html.as_uri()],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    check(letter, pdf.read_bytes())
