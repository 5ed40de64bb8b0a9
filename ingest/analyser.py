"""The one tokeniser for Dutch and English: what counts as the same word, in index and question.

NFKC folding (U+0133 becomes "ij"), accents off, Snowball stemming (Porter 2001), stop words of
both languages, and Dutch compounds split against the vocabulary of the corpus (after Koehn &
Knight 2003, "Empirical methods for compound splitting": only into words that occur by themselves).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

import Stemmer
from bm25s.stopwords import STOPWORDS_DUTCH, STOPWORDS_EN_PLUS

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['\-][^\W_]+)*")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012"), "-") | {ord("\u2019"): "'"}
_LINKS = ("", "s", "e", "en", "er", "n")  # what Dutch puts between the parts of a compound
_SHORTEST_PART = 4
_LONG_PART = 6  # a part that stands alone must be long to mean the same
_DUTCH = Stemmer.Stemmer("dutch", 0)  # no cache: it would keep the words of questions

_QUESTION_WORDS = frozenset(
    "hoe waarom waar wanneer welke welk wat wie waarvoor waarmee waarover hoeveel gaat gaan doet "
    "staat zegt krijgt komt komen jullie mag mogen graag eigenlijk zeg vertel weet bent precies "
    "what which who whom whose when where why how does do did done many much tell say says know "
    "please going get gets happen happens want i'm i've it's there's that's".split()
)
STOP_WORDS = frozenset(STOPWORDS_DUTCH) | frozenset(STOPWORDS_EN_PLUS) | _QUESTION_WORDS


def fold(text: str) -> str:
    """Lower case, compatibility forms and accents resolved; the length may change."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words in order, stop words included; "e-learning" stays one word."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """The Dutch stem of a folded word, hyphens and a possessive 's taken out."""
    bare = word.removesuffix("'s").replace("-", "").replace("'", "")
    return str(_DUTCH.stemWord(bare)) if bare.isalpha() else bare


class Analyser:
    """Text -> terms, with compounds split into words that the corpus itself knows."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the words (as `words` gives them) that stand by themselves in the corpus."""
        content = (w for w in vocabulary if w not in STOP_WORDS and w.isalpha())
        self._known = frozenset(w for w in content if len(w) >= _SHORTEST_PART)

    def terms(self, text: str) -> list[str]:
        """Stems of the content words, each followed by the stems of its parts."""
        return [term for word in words(text) for term in self._of_word(word)]

    def terms_of_each(self, texts: Iterable[str]) -> list[list[str]]:
        """The same of many texts, each word looked at once; nothing of them is kept."""
        of_word = cache(self._of_word)
        return [[term for word in words(text) for term in of_word(word)] for text in texts]

    def _of_word(self, word: str) -> tuple[str, ...]:
        if word in STOP_WORDS or len(word) < 2:
            return ()
        return tuple(stem(part) for part in (word, *self._parts(word)))

    def _parts(self, word: str) -> tuple[str, ...]:
        if "-" in word:
            return tuple(p for p in word.split("-") if len(p) > 1 and p not in STOP_WORDS)
        return self._split(word) if word.isalpha() else ()

    def _split(self, word: str) -> tuple[str, ...]:
        """Two known words, the cut nearest to the middle; else the one long part that is known."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        parts = [(self._head(word[:at]), word[at:]) for at in cuts]
        whole = [(head, tail) for head, tail in parts if head and tail in self._known]
        if whole:
            return min(whole, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
        known = [head for head, _ in parts if head] + [t for _, t in parts if t in self._known]
        longest = max(known, key=len, default="")
        return (longest,) if len(longest) >= _LONG_PART else ()

    def _head(self, word: str) -> str:
        """The known word that the first part of a compound is, without its linking letters."""
        bare = (word.removesuffix(link) for link in _LINKS)
        return next((w for w in bare if w in self._known), "")
