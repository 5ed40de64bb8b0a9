"""What a font says: which characters the bytes of a string are, and how wide each one is."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pypdf.generic import DictionaryObject

# The one part of pypdf used here that it does not export: its public `extract_text` reports no
# widths, and without them neither a missing space nor a column can be told.
from pypdf.generic._font import Font as PdfFont

_UNKNOWN = "\ufffd"
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]")


class Glyph(NamedTuple):
    """What one code of a string draws."""

    text: str
    width: float  # in ems
    space: bool  # the code 32, which alone is stretched by word spacing


@dataclass(frozen=True)
class Font:
    """A font of a page."""

    bold: bool
    italic: bool
    _font: PdfFont
    _em: float  # of a width in the font
    _nameless: bool  # its codes are numbers of glyphs

    @classmethod
    def of(cls, resource: DictionaryObject) -> "Font":
        """The font of a font dictionary."""
        font = PdfFont.from_font_resource(resource)
        described = font.font_descriptor
        flags = described.flags if isinstance(described.flags, int) else 0
        weight = described.weight if isinstance(described.weight, int | float) else 0
        bold = flags & _FORCE_BOLD or weight >= _BOLD_WEIGHT or _BOLD_NAME.search(font.name)
        italic = flags & _ITALIC or described.italic_angle or _ITALIC_NAME.search(font.name)
        matrix = resource.get("/FontMatrix") if font.sub_type == "Type3" else None
        return cls(
            bold=bool(bold),
            italic=bool(italic),
            _font=font,
            _em=float(matrix[0]) if matrix else 0.001,
            _nameless=resource.get("/Encoding") in ("/Identity-H", "/Identity-V"),
        )

    def glyphs(self, shown: bytes) -> Iterator[Glyph]:
        """The glyphs of a string that is shown."""
        font = self._font
        if isinstance(font.encoding, str):
            codes = shown.decode(font.encoding, "replace")
            named = {code: code for code in codes}
        else:
            codes = shown.decode("latin-1")
            named = {code: font.encoding.get(ord(code), code) for code in codes}
        for code in codes:
            width = font.character_widths.get(code, font.character_widths["default"])
            text = font.character_map.get(named[code], _UNKNOWN if self._nameless else named[code])
            yield Glyph(
                _clean(text if font.interpretable else _UNKNOWN),
                float(width) * self._em,
                code == " " and not isinstance(font.encoding, str),
            )


def _clean(text: str) -> str:
    letters = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _CONTROL.sub("", letters)
