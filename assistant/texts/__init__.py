"""All words that the product itself says, one file per language; tables by face."""

import tomllib
from functools import cache
from pathlib import Path

from assistant.answer import Language


@cache
def texts(language: Language, table: str) -> dict[str, str]:
    """The texts of one table ("answer", "web", ...) in one language."""
    path = Path(__file__).parent / f"{language}.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))[table])
