"""Citations in words, in the form that ministries use."""

import re
from collections.abc import Mapping

from assistant.answer import Citation, Language
from assistant.texts import texts
from ingest.document import Document
from ui.web.site.catalogue import official_name


def place(citation: Citation, language: Language) -> str:
    """Where a quote stands within its document: Politie, alinea 3."""
    t = texts(language, "web")
    where = citation.section[-1] if citation.section else citation.document.title
    if note := re.search(r"#n(\d+)$", citation.anchor):
        return f"{t['footnote'].format(number=note[1])}, {where}"
    number = citation.paragraph
    return where if number is None else f"{where}, {t['paragraph'].format(number=number)}"


def long_date(date: str, language: Language) -> str:
    """2025-12-10 as 10 december 2025; anything else as it is."""
    if not (match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)", date)):
        return date
    months = texts(language, "web")["months"].split()
    return f"{int(match[3])} {months[int(match[2]) - 1]} {match[1]}"


def document_name(document: Document | None, id_: str, language: Language) -> str:
    """Kamerstuk 30 420, nr. 437; the plain id of what is none, or is not here."""
    annex = texts(language, "site")["annex_of"]
    return official_name(document, annex) if document else id_


def document_line(
    citation: Citation, documents: Mapping[str, Document], language: Language
) -> list[str]:
    """Title, official number and date of the document of a quote."""
    cited = citation.document
    line = [cited.title, document_name(documents.get(cited.id), cited.id, language)]
    return [*line, long_date(cited.date, language)] if cited.date else line


def with_source(citation: Citation, documents: Mapping[str, Document], language: Language) -> str:
    """A quote as ministries cite it: the words, then document, number, section, footnote."""
    where = [*document_line(citation, documents, language), place(citation, language)]
    if "#n" not in citation.anchor:
        note = texts(language, "web")["footnote"]
        where += [note.format(number=n.number) for n in citation.footnotes]
    return f"“{citation.quote}” ({', '.join(where)})"


def is_literal(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether the quote stands in its document, at its place."""
    document = documents.get(citation.document.id)
    return document is not None and document.text[citation.start : citation.end] == citation.quote
