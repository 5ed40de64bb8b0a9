"""A conversation as the bytes of a file."""

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.answer import Language
from ingest.document import Document
from ui.citing import document_name
from ui.export.conversation import Exchange
from ui.export.markdown import as_markdown
from ui.export.outline import outline

Format = Literal["docx", "markdown", "json"]


class File(NamedTuple):
    """What is downloaded; the name says nothing of what was asked."""

    content: bytes
    media_type: str
    name: str


MEDIA_TYPES: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "markdown": "text/markdown; charset=utf-8",
    "json": "application/json",
}
_ENDINGS: dict[Format, str] = {"docx": "docx", "markdown": "md", "json": "json"}


def file_of(
    conversation: Sequence[Exchange],
    format_: Format,
    documents: Mapping[str, Document],
    language: Language,
    made: datetime.date,
) -> File:
    """A file in memory; nothing is written.

    Args:
        conversation: Questions with their answers, the first one first.
        format_: What kind of file.
        documents: Those that are here, by id.
        language: Of what surrounds the answers.
        made: The day on which it is made.
    """
    blocks = outline(conversation, documents, language, made)
    if format_ == "docx":
        from ui.export.docx import as_docx  # loads a library that nothing else here needs

        content = as_docx(blocks, language, made)
    elif format_ == "markdown":
        content = as_markdown(blocks).encode()
    else:
        content = _as_json(conversation, documents, language, made).encode()
    name = f"beleidswijzer-{made.isoformat()}.{_ENDINGS[format_]}"
    return File(content, MEDIA_TYPES[format_], name)


def _as_json(
    conversation: Sequence[Exchange],
    documents: Mapping[str, Document],
    language: Language,
    made: datetime.date,
) -> str:
    """The Answers as they were given, and how the cited documents are called officially."""
    cited = {c.document.id for e in conversation for c in e.answer.citations}
    names = {id_: document_name(documents.get(id_), id_, language) for id_ in sorted(cited)}
    exchanges = [e.model_dump(mode="json") for e in conversation]
    file = {"exported": made.isoformat(), "documents": names, "exchanges": exchanges}
    return json.dumps(file, ensure_ascii=False, indent=2)
