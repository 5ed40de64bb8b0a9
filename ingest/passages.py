"""What is retrieved: a paragraph, a list with its lead-in, or a footnote. Never cut mid-sentence."""

from typing import Literal

from ingest.document import Span


class Passage(Span):
    """Characters start..end of one document, with all that retrieval needs to know of them."""

    anchor: str
    document: str
    kind: Literal["paragraph", "list", "footnote"]
    section: tuple[str, ...]  # heading path; of a footnote: that of its first mark
    text: str
    sentences: tuple[Span, ...]
    footnotes: tuple[int, ...]  # numbers of the notes marked in it; of a footnote: its own
