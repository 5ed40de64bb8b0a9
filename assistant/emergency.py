"""Does somebody seem to be in danger now? Then 112 comes before anything else.

Rules, not a model: they must be readable by the people who answer for them. Two ways to match:
someone near the speaker meets violence in the present, or violence is named together with "now".
General talk of violence ("worden vaker bedreigd") must not match.
"""

import re

from ingest.analyser import fold

_VIOLENCE = (
    r"mes|pistool|wapen|vermoord\w*|doodmaken|doodslaan|dood|slaat|slaan|geslagen|schopt|schoppen"
    r"|bedreigt|bedreigd|bedreigen|mishandelt|mishandeld|verkracht|aangerand|achtervolgt|achtervolgd"
    r"|achterna|belaagt|belaagd|opgesloten|wurgt|steekt|neersteken|in gevaar|bloedt?|bloeden|in elkaar"
    r"|bebloed|gestoken|inslaan|intrappen|wat aandoen|iets aandoen"
    r"|knife|gun|weapon|kill|murder|hits?|hitting|beats?|beating|beaten|threaten\w*|attack\w*|raped?"
    r"|raping|follow(?:s|ing) me|chas\w+|stabb\w+|locked (?:me|him|her|us) in|in danger|bleeding"
    r"|strangl\w+|hurt(?:s|ing)? me"
)
_NOW = (
    r"nu|op dit moment|zojuist|net nu|vanavond|vannacht|help me|help!|hier|beneden|buiten|voor de deur"
    r"|right now|now|at this moment|tonight|immediately|just now|downstairs|outside|at the door|here"
)
_NEAR = (
    r"ik|me|mij|mijn|mn|m'n|we|wij|ons|i|i'm|my|us|she|he|hij|zij|ze|iemand|someone|somebody|client\w*"
    r"|vriend\w*|buurman|buurvrouw|friend"
)
_PRESENT = re.compile(
    rf"\b(?:ik word (?:nu )?(?:bedreigd|achtervolgd|geslagen|mishandeld|aangevallen|belaagd)"
    rf"|ik ben (?:nu |net )?(?:in gevaar|opgesloten|gestoken)"
    rf"|i(?:'m| am) (?:being|getting) (?:\w+ )?(?:attacked|followed|threatened|beaten|hit|chased|raped|stalked)"
    rf"|i(?:'m| am) in danger|(?:gaat|wil) (?:me|mij|ons|hem|haar) (?:\w+ )?(?:vermoorden|doodmaken|slaan"
    rf"|doden|neersteken|wat aandoen|iets aandoen)|(?:will|wants? to|going to|gonna) (?:kill|hurt|beat|stab)"
    rf" (?:me|him|her|us|them)|staat (?:nu )?(?:voor|aan) (?:de|mijn|mn|m'n) deur\b.*\b(?:mes|dreig\w*|schreeuw\w*)"
    rf"|(?:wil|ga) (?:er )?(?:een eind(?:e)? aan maken|mezelf (?:wat|iets) aandoen|dood)"
    rf"|(?:want to|going to|gonna) (?:kill myself|end my life|die))\b"
)
_NOW_AND_VIOLENCE = (
    re.compile(rf"\b(?:{_NOW})(?!\w)"),
    re.compile(rf"\b(?:{_VIOLENCE})\b"),
    re.compile(rf"\b(?:{_NEAR})\b"),
)


def is_emergency(question: str) -> bool:
    """Whether the question speaks of present danger to someone near the speaker."""
    text = fold(question)
    return bool(_PRESENT.search(text)) or all(p.search(text) for p in _NOW_AND_VIOLENCE)
