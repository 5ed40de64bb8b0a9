"""The assistant: a question in, an Answer out. Knows no screen; keeps nothing between questions."""

import time
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np

from assistant.answer import Answer, Engine, Language, Turn
from assistant.answerability import Answerability
from assistant.composer import Composer
from assistant.draft import Draft, Drafter
from assistant.emergency import is_emergency
from assistant.explanation import Explainer
from assistant.findings import Finder, Finding
from assistant.gaps import GapFinder
from assistant.language import language_of
from assistant.learned import Learned, load_learned
from assistant.question import Query, problem_with, readable, understand
from assistant.ranking import Ranker
from assistant.reranker import Reranker
from assistant.scope import EVERYTHING, DocumentPicker, Scope
from assistant.thesaurus import Thesaurus, load_thesaurus
from ingest.contacts import Contact, load_contacts
from ingest.document import Document
from ingest.encoder import Encoder, open_encoder
from ingest.index.store import Index
from ingest.library import open_index
from ingest.manifest import Manifest, load_manifest
from ingest.passages import Passage
from ingest.settings import Settings


class Assistant:
    """Answers questions over one index with verbatim quotes."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        thesaurus: Thesaurus,
        manifest: Manifest,
        contacts: Sequence[Contact],
        max_question: int,
        learned: Learned,
        off: frozenset[str] = frozenset(),
        reranker: Reranker | None = None,
    ) -> None:
        self.index = index
        self._thesaurus = thesaurus
        self._max_question = max_question
        self._ranker = Ranker(index, encoder, thesaurus, learned.ranking, off, reranker)
        self._answerability = Answerability(learned)
        self._picker = DocumentPicker(index.documents, manifest)
        self._finder = Finder(
            index,
            self._ranker,
            Composer(index, thesaurus),
            GapFinder(index, thesaurus, manifest),
            self._answerability,
        )
        self._drafter = Drafter(index, contacts)
        self._explainer = Explainer(index, thesaurus)

    @classmethod
    def open(
        cls, settings: Settings, *, progress: bool = False, off: frozenset[str] = frozenset()
    ) -> Self:
        """Open the published index; build it where there is none or its inputs changed.

        Args:
            settings: Where things are.
            progress: Show a bar on standard error while the index is built.
            off: Signals of the ranking to leave out (`assistant.ranking.SIGNALS`), to measure
                what they bring.

        Raises:
            BeleidswijzerError: Corpus, encoder, reranker, data folder or index is not as it should
                be.
        """
        encoder = open_encoder(settings.encoder)
        return cls(
            open_index(settings, encoder, progress=progress),
            encoder,
            load_thesaurus(settings.corpus),
            load_manifest(settings.corpus, settings.data),
            load_contacts(settings.corpus),
            settings.max_question,
            load_learned(),
            off,
            Reranker(settings.reranker) if settings.reranker else None,
        )

    @property
    def engine(self) -> Engine:
        """What makes the answers."""
        return self._drafter.engine

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents from which answers are taken, by id."""
        return self.index.documents

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        *,
        scope: Scope = EVERYTHING,
        explain: bool = False,
    ) -> Answer:
        """Answer one question.

        Args:
            question: As the user typed it: data, never an instruction.
            history: The turns before, oldest first.
            language: Of the answer's own words; None for the language of the question.
            scope: The documents from which the answer may come.
            explain: Say of each quote why it was chosen.
        """
        begin = time.perf_counter()
        question = question.encode("utf-8", "replace").decode()  # a lone surrogate is no text
        text = readable(question)
        problem = problem_with(text, self._max_question)
        confidence, reasons = None, []
        if problem:
            draft = self._drafter.invalid(language or language_of(text[:500]), problem)
        else:
            picked = self._picker.pick(text, scope)
            query = understand(picked.question, self._thesaurus, history, language)
            draft, found = self._draft(query, picked.documents)
            if found:
                sure = self._answerability.confidence(query, found.ranking, found.gaps)
                confidence = round(sure, 3)
                if explain:
                    reasons = [
                        self._explainer.reasons(query, found.ranking, q) for q in draft.quotes
                    ]
        elapsed = 1000 * (time.perf_counter() - begin)
        return self._drafter.answer(question, draft, elapsed, confidence, reasons)

    def retrieve(self, question: str, k: int) -> list[Passage]:
        """The k best passages, best first."""
        ranking = self._ranker.rank(understand(readable(question), self._thesaurus))
        rows = np.argsort(-ranking.passages, kind="stable")[:k]
        return [self.index.passages[row] for row in rows]

    def _draft(self, query: Query, documents: Sequence[str]) -> tuple[Draft, Finding | None]:
        """What to answer from these documents, and what was found in the one that fits best."""
        if not documents:
            return self._drafter.no_documents(query), None
        findings = self._finder.find(query, self._ranker.rank(query), documents)
        answering = self._finder.answering(findings)
        quotes = [quote for found in answering for quote in found.quotes]
        if is_emergency(query.text):
            return self._drafter.emergency(query, quotes[:1]), findings[0]
        if not any(found.relevant for found in findings):
            return self._drafter.out_of_scope(query), findings[0]
        first = answering[0] if answering else next(f for f in findings if f.relevant)
        states = [self._finder.document(found) for found in answering]
        draft = self._drafter.draft(query, first.ranking, quotes, first.missing, states)
        return draft, first
