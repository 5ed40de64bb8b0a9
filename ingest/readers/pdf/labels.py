"""By what an item of a list begins."""

import re

from ingest.readers.lines import NUMBER

BULLET = re.compile(r"(?:[•·▪◦‣●○■□➢➤►✓✔*\uf0b7\uf0a7\uf02d\uf0d8\uf0fc–—-]|o(?=\s+\S))(?:\s+|$)")


def label_of(text: str) -> str:
    """The bullet, or the number with its stop or bracket, by which a line begins; "" if none."""
    bullet = BULLET.match(text)
    number = NUMBER.match(text)
    if bullet:
        return bullet[0]
    return number[0] if number and number["closed"] else ""
