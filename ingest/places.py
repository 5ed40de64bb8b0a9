"""A place in a document by its anchor: what a citation points at."""

from ingest.document import Document, Footnote, Paragraph, Section
from ingest.errors import UnknownAnchorError
from ingest.passages import Passage, passages_of


class SectionText(Section):
    """A section with its text."""

    text: str


class ParagraphText(Paragraph):
    """A paragraph with its text."""

    text: str


Place = SectionText | ParagraphText | Footnote | Passage


def place_in(document: Document, anchor: str) -> Place:
    """The place of that name; passages last, for most are a paragraph or a footnote too.

    Raises:
        UnknownAnchorError: There is none.
    """
    places: tuple[Section | Paragraph | Footnote, ...] = (
        *document.sections,
        *document.paragraphs,
        *document.footnotes,
    )
    for place in places:
        if place.anchor == anchor:
            return _with_text(document, place)
    for passage in passages_of(document):
        if passage.anchor == anchor:
            return passage
    raise UnknownAnchorError(
        f"No place {anchor!r} in {document.id}. "
        f"See its outline with: beleidswijzer show {document.id}"
    )


def _with_text(document: Document, place: Section | Paragraph | Footnote) -> Place:
    if isinstance(place, Footnote):
        return place
    kind = SectionText if isinstance(place, Section) else ParagraphText
    return kind(**dict(place), text=document.quote(place))
