"""Dutch or English? By function words, then by letter groups; Dutch where nothing decides."""

from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN_PLUS

from assistant.answer import Language
from ingest.analyser import words

# Function words that the stop-word lists lack and that carry the language of short questions.
_DUTCH = frozenset(STOPWORDS_DUTCH) | frozenset(
    "waar wanneer waarom welke welk hoeveel waarmee wordt worden jullie mag vind komt gaat gaan "
    "staat zegt graag hulp help mij jij hoeft moeten krijgt krijgen bestaat wie ie ff effe wel "
    "tussen beetje hoezo ben bent nou al mensen brief voetnoot doen doet er d'r 'n 't".split()
)
_ENGLISH = frozenset(STOPWORDS_EN_PLUS) | frozenset(
    "how many much get got going gonna tell please footnote letter people anyone someone anything "
    "gets want need can't isn't who's letter's until via per".split()
)
_SHARED = _DUTCH & _ENGLISH
_DUTCH_LETTERS = ("ij", "aa", "ee", "oo", "uu", "oe", "ui", "sch", "cht", "eu", "lijk", "heid")
_ENGLISH_LETTERS = ("th", "sh", "ck", "ing", "tion", "ow", "ea", "ay", "ly", "wh", "y")


def language_of(text: str, named: Language | None = None) -> Language:
    """The language in which the question is asked.

    Args:
        text: The question.
        named: The language of the concepts that it names; decides where no function word does.
    """
    tokens = words(text)
    dutch = sum(t in _DUTCH for t in tokens if t not in _SHARED)
    english = sum(t in _ENGLISH for t in tokens if t not in _SHARED)
    if dutch == english and named:
        return named
    if dutch == english:
        joined = " ".join(tokens)
        dutch = sum(joined.count(group) for group in _DUTCH_LETTERS)
        english = sum(joined.count(group) for group in _ENGLISH_LETTERS)
    return "en" if english > dutch else "nl"
