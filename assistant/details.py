"""The details that a question asks for, and what in a sentence shows that they are there."""

import re
from typing import Literal

from assistant.cues import Kind, any_of

Detail = Literal["phone", "email", "percentage", "money", "count", "date"]

_ASKED: tuple[tuple[Detail, re.Pattern[str]], ...] = (
    (
        "phone",
        any_of(
            r"telefoonn\w+",
            r"tel\.?nr",
            r"phone ?number\w*",
            r"telephone number\w*",
            "belnummer",
            r"(?:welk )?nummer (?:kan|moet|bel|bellen)\w*",
            r"number (?:to|can i|do i) call",
            r"06[- ]?nummer",
            r"what(?:'s| is) the number",
        ),
    ),
    ("email", any_of(r"e-?mail ?adres\w*", r"e-?mail address\w*", "mailadres")),
    (
        "percentage",
        any_of("percentage", "procent", "per ?cent", "welk deel", "what (?:share|proportion)"),
    ),
    (
        "money",
        any_of(
            r"hoeveel (?:\w+ )?(?:geld|euro\w*|subsidie|budget|poen|centen|cash)",
            "budget",
            "bedrag",
            r"wat kost\w*",
            "kosten",
            r"how much (?:\w+ )?(?:money|funding|cash|budget)",
            "euros?",
            "costs?",
            "hoeveel .*(?:kost|uitgegeven|beschikbaar)",
            "how much .*(?:cost|spen[dt]|paid|pay|put|available|goes?|million)",
        ),
    ),
    ("count", any_of("(?<!om de )hoeveel", "how many", "aantal", "number of")),
    (
        "date",
        any_of(
            "wanneer",
            "welke? (?:jaar|datum|maand|dag)",
            "when",
            "(?:what|which) (?:year|date|day|month)",
            "datum",
            "hoe laat",
            "what time",
        ),
    ),
)

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_SHOWN: dict[Detail, re.Pattern[str]] = {
    "phone": re.compile(r"\b0\d{2,3}[ -]?\d{3,}|\b112\b|\+31"),
    "email": re.compile(r"\S+@\S+\.\w+"),
    "percentage": re.compile(r"\d ?%|\bprocent\b|\bhelft\b|\bderde\b|\bkwart\b"),
    "money": re.compile(r"€|\beuro\b|\bmiljoen\b|\bmiljard\b"),
    "count": re.compile(
        r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf)\b"
        r"|\bgeen enkele\b"
    ),
    "date": re.compile(
        rf"\b(?:19|20)\d\d\b|\b\d{{1,2}} (?:{_MONTHS})\b|jaarlijks|zomer|sinds kort"
    ),
}
# What a sentence that answers such a question tends to say; a hint, never a condition.
_HINTS: dict[Kind, re.Pattern[str]] = {
    "why": re.compile(r"\b(?:omdat|doordat|zodat|want|daarom|reden|doel|blijkt|om .{3,80} te)\b"),
    "report": re.compile(r"meldpunt|melding|melden|\bmeld\.|aangifte|contactperso"),
}
_UNIT = r"(?:%|procent|per ?cent|percent|euros?|miljoen|million|miljard|billion|mln|keer|times)"
_NUMBER = (
    r"\d+(?:[.,]\d+)*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|twintig|vijftig|honderd"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|(?:a )?hundred"
)
_FIGURE = re.compile(rf"(?:€ ?)(\d+(?:[.,]\d+)*)|\b({_NUMBER}) ?(?={_UNIT})")
_DUTCH = dict(
    two="twee", three="drie", four="vier", five="vijf", six="zes", seven="zeven", eight="acht",
    nine="negen", ten="tien", twelve="twaalf", twenty="twintig", fifty="vijftig", hundred="honderd",
)  # fmt: skip


def details_of(folded: str) -> tuple[Detail, ...]:
    """The details without which an answer would not answer the folded question."""
    return tuple(detail for detail, cue in _ASKED if cue.search(folded))


def shows(text: str, detail: Detail) -> bool:
    """Whether a Dutch text has such a detail."""
    return bool(_SHOWN[detail].search(text))


def hints_at(text: str, kind: Kind) -> bool:
    """Whether a Dutch sentence is worded as answers to such questions are."""
    hint = _HINTS.get(kind)
    return bool(hint and hint.search(text))


def figures(folded: str) -> tuple[str, ...]:
    """The amounts, shares and multiples that a question states, and presumes to be right."""
    return tuple(symbol or number for symbol, number in _FIGURE.findall(folded))


def states(text: str, figure: str) -> bool:
    """Whether a Dutch text has the figure, in digits however grouped, or as a word."""
    dutch = _DUTCH.get(figure.removeprefix("a "), figure)
    plain = re.sub(r"(?<=\d)[.,](?=\d)", "", text)
    return re.search(rf"(?<!\w){re.sub(r'[.,]', '', dutch)}(?!\w)", plain) is not None
