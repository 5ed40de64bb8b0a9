"""Readable ASCII names for ids and anchors."""

import re
import unicodedata


def slug(text: str) -> str:
    """The letters and digits of a text in lower-case ASCII, its words joined by hyphens."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))
