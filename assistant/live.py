"""The assistant of a program that runs on: opened anew when another index is published."""

import os
import threading
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, Engine, Language, Turn
from assistant.assistant import Assistant
from assistant.scope import EVERYTHING, Scope
from ingest.document import Document
from ingest.errors import BeleidswijzerError
from ingest.index.layout import Layout
from ingest.passages import Passage
from ingest.settings import Settings


class LiveAssistant:
    """Answers from the index that is published at that moment."""

    def __init__(self, settings: Settings, *, progress: bool = False) -> None:
        """Open the assistant.

        Raises:
            BeleidswijzerError: As `Assistant.open`.
        """
        self._settings = settings
        self._lock = threading.Lock()
        # More at once than there are cores would make each of them slower, and all together.
        self._cores = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._assistant = Assistant.open(settings, progress=progress)
        self._version = Layout(settings.data).current()

    @property
    def engine(self) -> Engine:
        """What makes the answers."""
        return self._now().engine

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents from which answers are taken, by id."""
        return self._now().documents

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        *,
        scope: Scope = EVERYTHING,
        explain: bool = False,
    ) -> Answer:
        """As `Assistant.ask`."""
        with self._cores:
            return self._now().ask(question, history, language, scope=scope, explain=explain)

    def retrieve(self, question: str, k: int) -> list[Passage]:
        """As `Assistant.retrieve`."""
        return self._now().retrieve(question, k)

    def _now(self) -> Assistant:
        """The assistant over the published index; the one before where that cannot be opened."""
        version = Layout(self._settings.data).current()
        if version != self._version:
            with self._lock:
                if version != self._version:
                    try:
                        self._assistant = Assistant.open(self._settings)
                    except BeleidswijzerError:
                        return self._assistant
                    self._version = version
        return self._assistant
