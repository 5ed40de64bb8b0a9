"""What a question asks for, read from its words: one table of cues for Dutch and English.

A cue decides how an answer is composed and what the evidence must contain; it never decides what
the answer is.
"""

import re
from typing import Literal

Kind = Literal[
    "fact",
    "list",
    "definition",
    "number",
    "date",
    "who",
    "why",
    "how",
    "report",
    "yesno",
    "summary",
    "reference",
    "comparison",
]


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for whole words out of many."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


# In order: the first that matches wins. Matched against the folded question.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "summary",
        any_of(
            r"samenvat\w*",
            r"vat .{0,60}samen",
            "kort samen",
            "in het kort",
            "in grote lijnen",
            r"summar\w+",
            "main points?",
            "hoofdpunten",
            "gist",
            "in short",
            "in brief",
            r"(?:waar|waarover) gaat (?:de brief|dit|het \w+|deel|paragraaf)",
            r"what is (?:the letter|section \w+|chapter \w+|part \w+) about",
        ),
    ),
    (
        "report",
        any_of(
            r"waar (?:kan|moet|doe|ga|klop) .*(?:meld\w*|aangifte|terecht|klacht|zijn|heen|aan)",
            r"bij wie (?:kan|moet|klop|meld)",
            r"waar meld(?:en)?",
            r"hoe (?:meld|doe) ik",
            "waar bellen",
            r"where (?:can|do|should|could|to|would) .*(?:report|complain|go|turn|tell)",
            r"who (?:can|do|should) (?:i|we|they|he|she|my \w+) (?:report|tell|turn|call|contact)",
            "who to tell",
            r"how (?:can|do) i (?:report|complain)",
        ),
    ),
    (
        "reference",
        any_of(
            r"welk\w* (?:kamerstuk|document|bron|stuk|cbs|onderzoek|rapport|publicatie)\w*",
            "kamerstuknummer",
            r"(?:which|what) (?:parliamentary|kamerstuk|document|source|paper|publication)\w*",
            r"waar (?:vind|lees|staat|halen?|kan ik .* (?:vinden|lezen))",
            r"where (?:can|do) i (?:find|read)",
            "bron(?:nen)?",
            "source",
            "vindplaats",
        ),
    ),
    (
        "comparison",
        any_of(
            r"verschil(?:len|t)?",
            r"vergelijk\w*",
            r"differ(?:s|ences?|ent)?",
            r"compare\w*",
            "versus",
            "comparison",
            "vs",
            r"(?:each|both) (?:one|of)?",
            "both",
            "allebei",
            r"elk van",
            "beide",
        ),
    ),
    (
        "yesno",
        re.compile(
            r"^(?:en |maar |and |but |so |dus |ook )?(?:is|zijn|was|waren|wordt|worden|heeft|hebben"
            r"|kan|kunnen|mag|mogen|moet|moeten|gaat|gaan|doet|doen|krijgt|krijgen|komt|komen|klopt|bestaat"
            r"|loopt|staat|are|do|does|did|has|have|can|could|may|might|must|should|will|would|were)\b"
        ),
    ),
    (
        "definition",
        any_of(
            r"wat (?:is|zijn) (?:een|de|het|'n)? ?\S+(?: \S+)?(?: precies| eigenlijk| nou| nu)?$",
            r"wat (?:betekent|betekenen)",
            r"wat houdt .* in",
            r"waar staat .{1,30} voor",
            r"wat wordt .* bedoeld",
            r"wat bedoel\w* .* met",
            r"what (?:is|are)(?: an?| the)? \S+(?: \S+)?$",
            r"what(?:'s| is| are| does) .{1,60}(?:mean|stand for|\bfor)",
            r"what do .{1,40} mean",
            "meaning of",
            "definiti(?:e|on)",
            r"what(?:'s| is| are) an? ",
            "wat is een",
        ),
    ),
    (
        "why",
        any_of(
            "waarom",
            "hoezo",
            "waardoor",
            "wat is de reden",
            "why",
            "how come",
            "reasons?",
        ),
    ),
    (
        "date",
        any_of(
            "wanneer",
            "vanaf wanneer",
            "welk jaar",
            "welke datum",
            "when",
            "which year",
            "what year",
            "what date",
            "how often",
            "hoe vaak",
            "om de hoeveel",
            "deadline",
            "hoe lang",
            "how long",
            "hoe laat",
        ),
    ),
    (
        "number",
        any_of(
            "hoeveel",
            "how many",
            "how much",
            "percentage",
            "procent",
            "budget",
            "bedrag",
            "aantal",
            "number of",
            "what share",
        ),
    ),
    (
        "who",
        any_of(
            "wie",
            "who",
            "whom",
            "whose",
            r"welk\w* (?:organisatie|partij|minist|instantie|club)\w*",
            r"(?:which|what) (?:organi[sz]ation|part(?:y|ies)|minist|bod(?:y|ies)|agenc)\w*",
            r"met welke \w+",
        ),
    ),
    (
        "list",
        any_of(
            r"welke",
            r"wat (?:doet|doen|gaat|gaan|krijgt|krijgen) \S+",
            r"wat zijn de",
            r"wat wil(?:len)? .* (?:doen|weten|bereiken)",
            "maatregelen",
            "acties",
            "plannen",
            "noem",
            "opsomming",
            "lijst(?:je)?",
            "list",
            r"which (?:\w+ ){0,2}\w+s",
            "measures",
            "plans",
            "steps",
            r"what (?:do|does|is|are|will) .* (?:do|doing|plan\w*|up to|tell)",
            "activit(?:ies|eiten)",
            "name the",
            r"what are the (?:\w+ )?\w+s",
            r"what \w+ \w+ do",
        ),
    ),
    ("how", any_of("hoe", "how", "op welke manier", "in what way")),
)

# What a document says inside, rather than what is said of it.
CONTENTS = any_of(
    r"sta(?:at|an) (?:er )?in",
    r"stond(?:en)? (?:er )?in",
    r"conclu\w+",
    "bevindingen",
    "uitkomst(?:en)?",
    "citaten",
    "quotes?",
    "findings",
    r"results? of",
    r"noem(?:t|en)",
    "volgens de",
    "according to the",
    r"what (?:does|did|do) the .{2,60} (?:say|find|mention|list|contain)",
    r"inhoud van",
    "contents? of",
    r"zegt (?:de|het) .{2,60} over",
    r"schrijft (?:de|het) .{2,60} over",
    "letterlijke?",
    "woord voor woord",
    "word for word",
    "literal (?:text|wording)",
)
# The document that is here, or a place in it: what that says can be quoted.
HERE = any_of(
    *("brief", "letter", "kamerbrief", "voetno\\w+", "noten?", "footnotes?", "notes?"),
    *("stuk", "document", "inleiding", "introduction", "section", "paragraaf", "hoofdstuk", "deel"),
)

# What a body does or plans as a whole: every lead of its section answers.
ACTIVITY = any_of(
    r"wat (?:doet|doen|gaat|gaan) .{2,60}",
    r"welke (?:\w+ )?(?:maatregelen|acties|plannen|stappen)",
    r"maatregelen",
    r"plannen van",
    r"what (?:do|does|is|are|will) .{2,60} (?:do|doing|plan\w*|up to)",
    r"(?:what|which) (?:\w+ )?(?:measures|actions|plans|steps)",
    "measures",
)

# A sentence that opens so leans on the one before it.
ANAPHORIC = re.compile(
    r"^(?:hierbij|hiermee|hierin|hierop|hierover|hiervoor|hierdoor|hieronder|dit|deze|dat|die|daarbij"
    r"|daarmee|daarin|daarvoor|daarop|zo |zij|ze|hij|hun|doordat deze|het gaat om|bijvoorbeeld"
    r"|de resultaten)\b",
    re.IGNORECASE,
)


def kind_of(folded: str) -> Kind:
    """The kind of answer that a folded question asks for."""
    bare = folded.strip(" ?!.\"'")
    return next((kind for kind, cue in KINDS if cue.search(bare)), "fact")
