"""Where Dutch and English sentences end: a table of abbreviations and a few rules.

Written here because no maintained library does it right: pysbd has been dormant since 2021, syntok
knows no Dutch abbreviations ("jl.", "d.w.z."), and the others bring a model. After the observations
of Kiss & Strunk (2006): an end is decided by the word before the stop and the one after it.
"""

import re

from ingest.document import Span

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n[^\S\n]*(?=\n)")
_LAST_WORD = re.compile(r"[^\s(\[‘“«\"/]*$")
_NEXT = re.compile(r"\s*[\"'‘’“”«(\[]*")
_APOSTROPHE_FIRST = re.compile(r"\s*['‘’][a-z] ?[A-Z]")  # 's Avonds, 't Gooi
_LONGEST_WORD = 40

# Never the end of a sentence: they announce what follows.
_ANNOUNCES = frozenset(
    "afd bijv bv ca cf dhr dr drs excl gem ing incl inz ir jhr kol lt max mevr mgr min mw mr mrs ms "
    "o.a prof resp st t.w vgl vs wo z.g zgn zg approx dept e.g i.e esp gen sen rev hon".split()
)
# An end before a capital, but not before a number ("nr. 37", "p. 7", "dec. 2025").
_COUNTS = frozenset(
    "aant aanh afb alin art bijl blz bl c.s ch dl e.a e.d e.v e.v.v enz etc fig ff hfst hst jg jl jrg "
    "kst kamerst lid mld mln mio n.v.t no nr nrs nos nt nrs p pag par pp punt r.o reg sec sect stb "
    "stcrt t.z.t tel trb vol zaaknr jan feb febr mrt apr jun jul aug sep sept okt oct nov dec a.s "
    "a.u.b m.m p.j p.m".split()
)
_DOTTED = re.compile(r"(?:[a-z]{1,3}\.)+[a-z]{1,3}")  # t.b.v, i.h.k.v, d.w.z
_INITIALS = re.compile(r"(?:[A-Z][a-z]?\.-?)*(?:[A-Z]|Th|Chr|IJ|Ph|Ch|St)")  # F, K.M, J.Th
_ORDINAL = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[IVX]{1,5})")
_ROMAN = re.compile(r"[IVXLC]+\b")
# Words that open sentences but hardly ever follow an initial as a surname.
_OPENERS = frozenset(
    "daarbij daarmee daarnaast daarom dat de deze die dit door een er het hierbij hiermee hierna "
    "hiervoor hij hoewel ik in met na naast om omdat ook op sinds tevens tot uit van vanaf vanuit "
    "voor we wij zij ze zo zowel a also an and as at but for from he if it on she since that the "
    "these they this to we with".split()
)
_NAMES_CONTINUE = frozenset("|,;:/=")


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
    after = _first_word(text, stop.end(), end)
    if not after:
        return False  # the rest is white space: the last sentence is closed by the caller
    if after[0] in _NAMES_CONTINUE:
        return False
    if after[0].islower() and not _APOSTROPHE_FIRST.match(text, stop.end(), end):
        return False
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    return not _abbreviates(text, begin, stop.start(), mark, after)


def _first_word(text: str, start: int, end: int) -> str:
    """The next word, its opening quotes and brackets left out."""
    gap = _NEXT.match(text, start, min(end, start + _LONGEST_WORD))
    at = gap.end() if gap else start
    word = text[at : min(end, at + _LONGEST_WORD)].split(maxsplit=1)
    return word[0] if word else ""


def _abbreviates(text: str, begin: int, at: int, mark: str, after: str) -> bool:
    """Whether the full stop at `at` belongs to an abbreviation, initial or ordinal."""
    found = _LAST_WORD.search(text, max(begin, at - _LONGEST_WORD), at)
    word = found[0] if found else ""
    if found and found.start() <= begin + 1 and _ORDINAL.fullmatch(text, begin, at):
        return True
    if _INITIALS.fullmatch(word):
        return after.rstrip(",.;:").lower() not in _OPENERS
    low = word.lower()
    if low in _COUNTS:
        return len(mark) > 1 or after[0].isdigit() or bool(_ROMAN.match(after))
    return low in _ANNOUNCES or bool(_DOTTED.fullmatch(low))
