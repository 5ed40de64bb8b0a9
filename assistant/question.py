"""What is asked: language, kind of answer, years, concepts, footnotes, sections, earlier turns."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Language, Turn
from assistant.cues import ACTIVITY, Kind, kind_of
from assistant.details import Detail, details_of
from assistant.language import language_of
from assistant.thesaurus import Mention, Thesaurus
from ingest.analyser import STOP_WORDS, fold, words
from ingest.document import Frozen

_FOOTNOTE = re.compile(
    r"\b(?:voetnoot|voetnoten|noot|noten|footnotes?|notes?|fn)[ .]*(?:nr\.?|nummer|number)?"
    r" ?(\d{1,3})\b"
)
_SECTION = re.compile(
    r"\b(?:hoofdstuk|paragraaf|thema|onderdeel|deel|sectie|section|chapter|theme|part)"
    r" ?(?:nr\.?|nummer|number)? ?(\d{1,2}(?:\.\d+)*)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEANS_BACK = re.compile(
    r"^(?:en|maar|dus|and|but|so|ok\w*|what about|how about)\b"
    r"|\b(?:dat|die|daar\w*|deze|dit|ze|zij|hun|hen|er|daarvan|it|that|those|these|they|them|their|there"
    r"|this|he|she|his|her)\b"
)
_MARKUP = re.compile(r"<[^<>]*>")  # alone, it asks nothing
_ELLIPTIC_WORDS = 8
_NAMES_SHOWN = 2  # of one concept


class Query(Frozen):
    """A question, understood as far as rules can."""

    text: str
    folded: str
    language: Language
    kind: Kind
    details: tuple[Detail, ...]
    years: tuple[str, ...]
    mentions: tuple[Mention, ...]
    footnotes: tuple[int, ...]
    section_number: str | None
    asks_activity: bool  # what a body does or plans, as a whole
    context: str  # what the conversation was about, where the question leans on it

    @property
    def concepts(self) -> frozenset[str]:
        """Ids of the concepts named."""
        return frozenset(m.concept.id for m in self.mentions)

    @property
    def plain(self) -> str:
        """The folded question with the names of the field in the place of lay words for them."""
        plain = self.folded
        for mention in self._unambiguous:
            if not mention.official or STOP_WORDS.issuperset(mention.words):
                name = mention.concept.pref_nl if self.language == "nl" else mention.concept.pref_en
                said = r"\W+".join(map(re.escape, mention.words))
                plain = name.join(re.split(rf"\b{said}\b", plain, maxsplit=1))
        return plain

    @property
    def searched(self) -> tuple[str, ...]:
        """The names searched for in the place of words that are not the documents' own."""
        concepts = (m.concept for m in self._unambiguous if m.concept.pref_nl not in self.folded)
        names = [name for concept in concepts for name in concept.dutch[:_NAMES_SHOWN]]
        return tuple(n for n in dict.fromkeys(names) if fold(n) not in self.folded)

    @property
    def _unambiguous(self) -> tuple[Mention, ...]:
        """The mentions, but for lay words that are also the proper name of something else."""
        proper = {m.words for m in self.mentions if m.official}
        return tuple(m for m in self.mentions if m.official or m.words not in proper)


@dataclass(frozen=True)
class Problem:
    """Why a text is no question: the key of what to say, and what fills it."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def readable(text: str) -> str:
    """The question without characters that nobody sees (controls, bidi marks, tags, surrogates)."""
    kept = (c if c not in "\n\t" else " " for c in unicodedata.normalize("NFC", text))
    return "".join(c for c in kept if unicodedata.category(c)[0] != "C").strip()


def problem_with(text: str, most: int) -> Problem | None:
    """Why the text is no question that can be answered, if so."""
    if not text:
        return Problem("invalid_empty")
    if len(text) > most:
        return Problem("invalid_long", (("length", str(len(text))), ("most", str(most))))
    if not words(_MARKUP.sub(" ", text)):
        return Problem("invalid_text")
    return None


def understand(
    text: str,
    thesaurus: Thesaurus,
    history: Sequence[Turn] = (),
    language: Language | None = None,
) -> Query:
    """Read a question by rules; no model, no state."""
    folded = " ".join(fold(text).split())
    context = _context(folded, history)
    mentions = thesaurus.find(text)
    if context and not any(m.concept.kind == "body" for m in mentions):
        carried = [m for m in thesaurus.find(context) if m.concept.kind == "body"]
        mentions = (*mentions, *carried[:1])
    section = _SECTION.search(folded)
    return Query(
        text=text,
        folded=folded,
        language=language or language_of(text, _language_of_names(mentions)),
        kind=kind_of(folded),
        details=details_of(folded),
        years=tuple(dict.fromkeys(_YEAR.findall(folded))),
        mentions=mentions,
        footnotes=tuple(dict.fromkeys(int(n) for n in _FOOTNOTE.findall(folded))),
        section_number=section.group(1) if section else None,
        asks_activity=bool(ACTIVITY.search(folded)),
        context=context,
    )


def _context(folded: str, history: Sequence[Turn]) -> str:
    """The last exchange, where the question is short or points back."""
    if not history or not (_LEANS_BACK.search(folded) or len(folded.split()) <= _ELLIPTIC_WORDS):
        return ""
    return " ".join(turn.content for turn in history[-2:])


def _language_of_names(mentions: Sequence[Mention]) -> Language | None:
    """The language in which the concepts are named, where only one of the two says it so."""
    named = {w for m in mentions for w in m.words}
    english = {w for m in mentions for label in m.concept.english for w in words(label)}
    dutch = {w for m in mentions for label in m.concept.dutch for w in words(label)}
    if named & english - dutch:
        return "en"
    return "nl" if named & dutch - english else None
