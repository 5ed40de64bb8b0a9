"""What in a document deserves a look before it is trusted: text nobody sees, and instructions.

Nothing is taken out: a document is data, whatever it says. But whoever adds it is told.
"""

import re
from collections.abc import Iterator

from ingest.document import Document

_INVISIBLE = {
    "zero-width characters": re.compile("[\u200b-\u200d\u2060\ufeff]"),
    "characters that turn the direction of the text": re.compile("[\u202a-\u202e\u2066-\u2069]"),
    "tag characters, which nobody sees": re.compile("[\U000e0000-\U000e007f]"),
}
_INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget)\b.{0,30}\b(?:previous|prior|above|earlier|all)\b.{0,30}"
    r"\b(?:instructions?|prompts?|rules|text)\b"
    r"|(?:negeer|vergeet)\b.{0,30}\b(?:vorige|eerdere|bovenstaande|alle|voorgaande)\b.{0,30}"
    r"\b(?:instructies?|opdrachten|regels|tekst)\b"
    r"|\b(?:system|developer) prompt\b|\bsysteemprompt\b"
    r"|\b(?:you are|act as|pretend to be) (?:now )?(?:an? )?"
    r"(?:AI|assistant|language model|chatbot)\b"
    r"|\b(?:je|jij|u) bent (?:nu )?(?:een )?(?:AI|assistent|taalmodel|chatbot)\b"
    r"|\b(?:do not|don't|never) (?:tell|reveal to|inform) the user\b"
    r"|\b(?:vertel|zeg|meld) (?:dit |het )?(?:nooit|niet) (?:aan|tegen) de gebruiker\b"
    r"|\b(?:answer|respond|reply) (?:only|always) with\b|\bantwoord (?:alleen|altijd) met\b",
    re.IGNORECASE,
)
_SHOWN = 60  # characters


def flags(document: Document) -> tuple[str, ...]:
    """English sentences, one for each thing that is odd; none for an ordinary document."""
    return tuple(_flags(document))


def _flags(document: Document) -> Iterator[str]:
    for name, pattern in _INVISIBLE.items():
        if found := pattern.findall(document.text):
            yield f"The text holds {name} ({len(found)})."
    for match in list(_INSTRUCTION.finditer(document.text))[:3]:
        shown = " ".join(match[0].split())[:_SHOWN]
        where = next(
            (p.anchor for p in document.paragraphs if p.contains(match.start())), document.id
        )
        yield f"Reads like an instruction to a machine; it is treated as text: “{shown}” ({where})."
