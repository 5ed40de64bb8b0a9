"""Does somebody seem to be in danger now? Then 112 comes before anything else.

Rules, not a model: the people who answer for them must be able to read them. Danger is told
("hij slaat me"), general talk is asked ("hoe vaak worden mensen geslagen?") or supposed ("als hij
me slaat"). So each clause is held against rules of present danger to someone near the speaker, and
a rule counts only where nothing before it makes the clause a question or a supposition.
"""

import re

from ingest.analyser import fold

# Who is hurt: the speaker, or someone whom the speaker can point at.
_THEM = (
    r"(?:me|mij|ons|hem|haar|ze|hen|us|him|her|them|(?:an)?other \w+"
    r"|(?:mijn|mn|m'n|onze|my|our|his|een andere) \w+)"
)
_SOMEONE = (
    r"(?:ik|we|wij|hij|zij|ze|iemand|client|(?:mijn|mn|m'n|onze|haar|een) (?:\w+ )?\w+"
    r"|i|he|she|they|someone|somebody|(?:my|our|a) (?:\w+ )?\w+)"
)
# Up to four words in between, none of which says that it is not so, not now or not here.
_GAP = r"(?:(?!niet|geen|nooit|vaker?|soms|online|not|never|often|sometimes)\S+ ){0,4}?"

_HURTS = (
    r"(?:slaat|slaan|schopt|schoppen|trapt|trappen|steekt|wurgt|wurgen|bedreigt|bedreigen|belaagt"
    r"|belagen|achtervolgt|achtervolgen|mishandelt|verkracht|volgt|volgen"
    r"|beats|hits|kicks|punches|attacks|chases|stabs|strangles|chokes|rapes"
    r"|(?:beat|hitt|kick|punch|stabb|strangl|chok|attack|threaten|chas|follow|rap|hurt)ing)"
)
_HURT = (
    r"(?:aangevallen|achtervolg[dt]|achternagezeten|bedreig[dt]|belaagd|geschopt|geslagen|getrapt"
    r"|gestoken|neergestoken|gevolgd|gewurgd|lastiggevallen|mishandel[dt]|aangerand|verkracht"
    r"|attacked|assaulted|beaten|chased|followed|hit|kicked|punched|raped|stabbed|stalked|strangled"
    r"|threatened|held)"
)
_KILL = (
    r"(?:vermoord\w*|dood ?(?:te )?(?:maken|slaan|schieten)|doden|neer ?(?:te )?steken|steken|slaan"
    r"|wurgen|afmaken|pakken|(?:wat|iets) aan ?(?:te )?doen|van kant (?:te )?maken"
    r"|kapot ?(?:te )?ma\w+|in elkaar (?:te )?\w+|in brand (?:te )?steken"
    r"|kill|murder|hurt|beat|stab|shoot|rape|strangle|attack|set fire to|burn)"
)
_WEAPON = (
    r"(?:\w*mes|pistool|\w*wapen|geweer|\w*knuppel|hamer|bijl|kapotte fles"
    r"|knife|gun|weapon|bat|hammer|axe|broken bottle)"
)

# Life at risk, wherever the speaker reads or hears of it.
_LIFE = (
    # "hij gaat me vermoorden", "dreigt haar iets aan te doen", "will kill us"
    rf"(?:wil|willen|gaat|gaan|ga|komt|komen|zal|dreigt|dreigen|om) {_GAP}{_THEM} {_GAP}(?:te )?{_KILL}",
    rf"(?:hij|zij|ze) {_THEM} {_GAP}{_KILL}",
    rf"(?:will|'ll|wants? to|going to|gonna|coming to|threaten\w* to|about to|way to|tr(?:y|ies|ying) to)"
    rf" {_KILL} {_GAP}{_THEM}",
    # "ik wil niet meer leven", "he is going to hurt himself"
    rf"{_SOMEONE} wil(?: \w+)? dood|(?:wil|kan|hoef)(?: \w+)? niet meer (?:leven|verder)",
    rf"einde? aan (?:mijn leven |het )?(?:te )?maken|(?:mezelf|zichzelf) {_GAP}aan ?(?:te )?doen",
    r"(?:kill|hurt|harm) (?:my|him|her|them)sel(?:f|ves)|end (?:my|his|her) life",
    r"(?:wants?|going) to die|(?:don't|doesn't|do not|does not) want to (?:live|be alive)",
    r"(?:i'm|am|is|'s|feel\w*) (?:\w+ )?suicidal",
    # "ademt niet meer", "bleeding badly", "took an overdose"
    r"bewusteloos|ademt niet|bloedt|overdosis|(?:pillen|medicijnen) (?:\w+ )?(?:geslikt|genomen)",
    r"unconscious|(?:isn't|not|n't|stopped) breathing|bleeding|overdose|(?:took|taken) (?:\w+ )?pills",
    # "mijn client is in gevaar", "my life is in danger"
    rf"{_SOMEONE} (?:ben|zijn|is|am|are) {_GAP}in (?:\w*gevaar|\w+ danger|danger)|i'm in (?:\w+ )?danger",
    rf"^(?:bel|call) (?:\w+ )?(?:112|911|de politie|the police)|dreigt {_GAP}in brand te steken",
)
# Violence here and now: not where the clause says when else, or that it is online.
_HERE = (
    # "hij slaat me", "volgen me naar huis", "is chasing me", "valt haar aan"
    rf"{_HURTS} (?:(?:nu|weer|steeds|ook) )?{_THEM}|neergestoken|stabbed|stabbing people|(?:hij|zij|ze|die) {_THEM} {_GAP}{_HURTS}",
    rf"(?:valt|vallen|houdt|houden|zit|zitten|sluit|sluiten) {_THEM} {_GAP}(?:aan|lastig|vast|op|achterna)",
    rf"achter {_THEM} aan|{_THEM} aan het \w+|(?:walking|running|coming) (?:behind|after|at) {_THEM}",
    rf"(?:gooi\w*|throwing) {_GAP}(?:naar|op|at) {_THEM}",
    # "ik word bedreigd", "we are being attacked", "is net verkracht"
    rf"(?:ik|we|wij) word(?:t|en)? {_GAP}{_HURT}|{_SOMEONE} wordt {_GAP}{_HURT}|{_HURT} word ik",
    rf"(?:'m|am|is|are|'re|'s) {_GAP}(?:being|getting) {_GAP}{_HURT}",
    rf"(?:ben|is|heeft|hebben|have|has|was) {_GAP}(?:net|zojuist|zonet|just) {_GAP}{_HURT}",
    # "staat met een mes voor mijn deur", "he has a gun"
    rf"(?:met|heeft|hebben|richt|trekt|with|has|have|got|holding) (?:\w+ )?(?:een|a|an|the|het) {_WEAPON}",
    # "hij bonkt op de deur", "trapt de deur in", "someone is in my house"
    r"(?:bonkt|bonken|beukt|beuken|ramt|rammen|trapt|trappen|schopt|schoppen) .*(?:deur|raam)",
    r"deur (?:in|open) ?(?:te )?\w+|binnen te (?:komen|dringen)|wordt .*ingebroken|in mijn huis",
    r"(?:break|kick|bang|smash|pound)(?:s|ing) .*(?:door|window|into)|(?:someone|somebody|he) is in my house",
    r"(?:deur|door) .*(?:schreeuw|dreig|shout|scream|threaten)\w*",
    # "ik zit opgesloten", "won't let me out"
    rf"(?:{_SOMEONE}|{_THEM}) {_GAP}opgesloten|(?:kan|kunnen|mag|mogen) (?:niet|nergens) (?:weg|heen|naar buiten)|locked (?:in|{_THEM})",
    rf"(?:won't|don't|doesn't) let {_THEM} (?:out|go|leave)|(?:can't|cannot) (?:get|go) (?:out|away)",
    # "er wordt geschoten", "they dragged him into a car"
    r"er wordt (?:\w+ )?geschoten|shooting|staat in brand|on fire",
)

# A clause ends at a stop, a comma, or a plea that danger may follow without a pause.
_CLAUSE_END = re.compile(
    r"[.,;:!?\n]+|(?:wat (?:moet|kan) ik (?:nu )?doen|waar (?:kan|moet) ik (?:nu )?(?:heen|naartoe)"
    r"|wie (?:moet|kan) ik bellen|what (?:do|should|can) i do|where (?:do|can|should) i go"
    r"|who (?:do|can|should) i call|help me|please)(?! (?:tegen|against|about|met|to|find))\b"
)
_ASKED = (
    r"^(?:en |maar |and |but |so |dus )?(?:wat|welke?|wie|waar\w*|wanneer|hoe\w*|is|wordt|worden|mag|mogen|kan"
    r"|kun|kunnen|moet|moeten|wil|gaat|gaan|krijg\w*|heeft|doet|what|which|who\w*|where|why|how|are|was"
    r"|were|do|does|did|has|have|can|could|will|would|should|may)\b"
)
_SUPPOSED = (
    r"\b(?:als|wanneer|indien|stel dat|(?:weten|weet|vraagt?) (?:\w+ )?of|hoe vaak|vaker|hoeveel|tegen"
    r"|if|when|whenever|whether|in case|how (?:often|many)|more often|likely)\b"
    r"|\b(?:niet|nooit|not|never) $"
)
_GENERAL = re.compile(f"{_ASKED}|{_SUPPOSED}")
_ELSEWHERE = re.compile(
    r"\b(?:gisteren|eergisteren|vorige?|afgelopen|vroeger|geleden|destijds|online|internet"
    r"|insta\w*|tiktok|facebook|whatsapp|yesterday|last (?:night|week|month|year|summer)|ago|earlier"
    r"|used to|social media|accounts?|snap\w*|(?:in|sinds|since) (?:19|20)\d\d)\b"
)


def _rules(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in patterns)


_LIFE_RULES, _HERE_RULES = _rules(_LIFE), _rules(_HERE)


def is_emergency(question: str) -> bool:
    """Whether the question tells of present danger to someone near the speaker."""
    return any(_tells_danger(clause.strip()) for clause in _CLAUSE_END.split(fold(question)))


def _tells_danger(clause: str) -> bool:
    rules = _LIFE_RULES if _ELSEWHERE.search(clause) else _LIFE_RULES + _HERE_RULES
    found = (rule.search(clause) for rule in rules)
    return any(match and not _GENERAL.search(clause[: match.start()]) for match in found)
