"""Who signed: the role of a minister or state secretary, and the name under it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.document import Signatory
from ingest.readers.lines import Line

_LONGEST_NAME = 60
_ROLE = re.compile(
    r"(?:mede namens )?(?:de |het )?(?:demissionaire? )?(?:vice-?)?(?:minister|staatssecretaris)\b"
    r"[^.!?:;]{0,250},",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\d,;:!?]*[^\W\d_]")


class Signatures(NamedTuple):
    """The places of the lines that sign, and what they say."""

    lines: frozenset[int]
    signatories: tuple[Signatory, ...]


def signatures_in(lines: Sequence[Line]) -> Signatures:
    """Find each line of a role, closed by a comma, that has a name under it."""
    signed: set[int] = set()
    signatories: list[Signatory] = []
    for at, line in enumerate(lines):
        if at in signed or not _ROLE.fullmatch(line.text):
            continue
        name = at + 1
        if name < len(lines) and lines[name].adjacent and lines[name].text.endswith(","):
            name += 1  # a role on two lines: "... van Onderwijs, / Cultuur en Wetenschap,"
        if name < len(lines) and _is_name(lines[name].text):
            role = " ".join(part.text for part in lines[at:name])
            signatories.append(Signatory(name=lines[name].text, role=role.removesuffix(",")))
            signed.update(range(at, name + 1))
    return Signatures(frozenset(signed), tuple(signatories))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and text[0].isupper() and bool(_NAME.fullmatch(text))
