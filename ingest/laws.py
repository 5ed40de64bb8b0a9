"""The laws whose register id (BWB, wetten.overheid.nl) is certain. Checked 2026-11-24."""

from typing import NamedTuple


class Law(NamedTuple):
    """A law: its id in the Basiswettenbestand and the names by which texts call it."""

    id: str
    names: tuple[str, ...]


LAWS = (
    Law("BWBR0001840", ("Grondwet", "Gw")),
    Law("BWBR0001854", ("Wetboek van Strafrecht", "Sr", "Dutch Criminal Code", "Criminal Code")),
    Law("BWBR0001903", ("Wetboek van Strafvordering", "Sv")),
    Law("BWBR0005537", ("Algemene wet bestuursrecht", "Awb")),
    Law("BWBR0006502", ("Algemene wet gelijke behandeling", "AWGB", "Awgb")),
)
_BY_NAME = {name: law.id for law in LAWS for name in law.names}


def law_of(name: str) -> str:
    """The BWB id of a law by one of its names in `LAWS`."""
    return _BY_NAME[name]


def address_of_article(law: str, article: str) -> str:
    """The address of an article in its present version (Juriconnect 1.3)."""
    return f"https://wetten.overheid.nl/jci1.3:c:{law}&artikel={article}"
