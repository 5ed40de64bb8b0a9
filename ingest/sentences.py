"""Where Dutch and English sentences end: a table of abbreviations and a few rules.

Written here because no maintained library does it right: pysbd has been dormant since 2021, syntok
knows no Dutch abbreviations ("jl.", "d.w.z."), and the others bring a model. After Kiss & Strunk
(2006, "Unsupervised multilingual sentence boundary detection"): the word before the stop and the
one after it decide.
"""

import re

from ingest.document import Span

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|\n[^\S\n]*(?=\n)")
_OPENING = re.compile(r"[\"'‘’“”«(\[]*")
_LAST_WORD = re.compile(r"[^\s(\[‘“«\"/]*$")
_GENITIVE = re.compile(r"['‘’][a-z] ?[A-Z]")  # 's Avonds, 't Gooi
_LONGEST_WORD = 40

# Never the end of a sentence: they announce what follows.
_ANNOUNCES = re.compile(
    "afd|approx|bijv|ca|cf|dept|dhr|drs?|esp|excl|gem|gen|hon|incl|ing|inz|ir|jhr|kol|lt|max|mevr|"
    "mgr|min|mrs?|ms|mw|prof|resp|rev|sen|st|vgl|vs|zgn?"
)
# The end of one before a capital, but not before a number: "nr. 37", "p. 7", "dec. 2025".
_COUNTS = re.compile(
    r"aant|aanh|afb|alin|art|bijl|blz?|c\.s|ch|dl|a\.s|a\.u\.b|e\.[adv]|e\.v\.v|enz|etc|ff?|fig|"
    r"hfst|j[gl]|jrg|kamerst|kst|m\.m|ml[dn]|mio|n\.v\.t|n[ort]s?|p|p\.[jm]|pag|par|pp|r\.o|reg|"
    r"sect?|stb|stcrt|tel|trb|vol|zaaknr|jan|febr?|mrt|apr|ju[nl]|aug|sept?|o[kc]t|nov|dec"
)
_DOTTED = re.compile(r"(?:[a-z]{1,3}\.)+[a-z]{1,3}")  # t.b.v, i.h.k.v, d.w.z
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.-?)*(?:[A-Z]|Chr?|IJ|Ph|St|Th)")  # F, K.M, J.Th
_ORDINAL = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[IVX]{1,5})")
_NUMBER = re.compile(r"\d|[IVXLC]+\b")
# Words that open sentences but hardly ever follow an initial as a surname.
_OPENERS = re.compile(
    "aan|als|bij|daar(?:bij|mee|naast|om)|dat|de|deze|die|dit|door|een|er|het|hier(?:bij|mee|na|voor)|"
    "hij|hoewel|ik|in|met|naa?r?|naast|om|omdat|ook|op|sinds|tevens|tot|uit|van|vanaf|vanuit|voor|we|"
    "wij|ze|zij|zo|zoals|zowel|also|an|and|as|at|but|for|from|he|if|it|on|she|since|that|the|these|"
    "they|this|to|we|with",
    re.IGNORECASE,
)
_GOES_ON = frozenset("|,;:/=")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of ``text[start:end]`` in order, as spans of `text`.

    White space around a sentence belongs to none; every other character belongs to exactly one.
    A list with semicolons stays one sentence. A blank line always ends a sentence.
    """
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = _skip_space(text, start, end)
    for stop in _STOP.finditer(text, begin, end):
        if stop.start() >= begin and _ends_sentence(text, begin, stop, end):
            found.append(Span(start=begin, end=_trim(text, begin, stop.end())))
            begin = _skip_space(text, stop.end(), end)
    if begin < end:
        found.append(Span(start=begin, end=_trim(text, begin, end)))
    return tuple(found)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    mark = stop[0]
    if mark.startswith("\n"):
        return True
    at = _skip_space(text, stop.end(), end)
    following = text[at : min(end, at + _LONGEST_WORD)]
    if not following or following[0] in _GOES_ON:
        return False
    word = following[_end_of_opening(following) :]
    if word[:1].islower() and not _GENITIVE.match(following):
        return False
    only_a_stop = mark[0] == "." and not mark.startswith("..")
    return not (only_a_stop and _abbreviates(text, begin, stop, word))


def _end_of_opening(following: str) -> int:
    opening = _OPENING.match(following)
    return opening.end() if opening else 0


def _abbreviates(text: str, begin: int, stop: re.Match[str], following: str) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or an ordinal."""
    at = stop.start()
    if _ORDINAL.fullmatch(text, begin, at):  # "4. Titel", but "in artikel 4. Het"
        return True
    last = _LAST_WORD.search(text, max(begin, at - _LONGEST_WORD), at)
    word = last[0] if last else ""
    if _INITIALS.fullmatch(word):
        first = re.match(r"\w*", following)
        return not (first and _OPENERS.fullmatch(first[0]))
    word = word[:1].lower() + word[1:]  # "Nr." is "nr.", but "VS." is not "vs."
    if _COUNTS.fullmatch(word):
        in_brackets = len(stop[0]) > 1  # "(politie, OM enz.) COA"
        return in_brackets or _NUMBER.match(following) is not None
    return bool(_ANNOUNCES.fullmatch(word) or _DOTTED.fullmatch(word))
