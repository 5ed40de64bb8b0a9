"""One run at a time, in a thread beside those that answer visitors."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from eval.corpus import Corpus
from eval.errors import RunFolderError
from eval.questions import Question
from eval.report import Resources
from eval.resources import peak_memory_mb
from eval.run import ask_rest, evaluate
from eval.store import RunFolder
from ingest.errors import BeleidswijzerError

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_State = Literal["asking", "scoring", "stopped", "failed", "done"]


class BusyError(Exception):
    """Another run is going on; `name` is its name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Progress:
    """How far a run is; `problem` is why it failed, in the words of the program."""

    name: str
    done: int
    total: int
    state: _State = "asking"
    problem: str = ""

    @property
    def going_on(self) -> bool:
        """Whether it still works."""
        return self.state in ("asking", "scoring")


class Runner:
    """Asks the questions of a run, and scores the answers, while the pages go on."""

    def __init__(self, assistant: "LiveAssistant") -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._last: Progress | None = None

    def progress(self, name: str | None = None) -> Progress | None:
        """Of the run that goes on, or was the last to; only if it has that name, if one is given.

        What is kept here are counts: the questions are in the folder of the run.
        """
        last = self._last
        return last if last and name in (None, last.name) else None

    def start(self, folder: RunFolder, questions: Sequence[Question]) -> None:
        """Begin a run, or go on with it, and come back at once.

        Raises:
            BusyError: another one is going on.
        """
        with self._lock:
            if self._last and self._last.going_on:
                raise BusyError(self._last.name)
            self._last = Progress(folder.path.name, 0, len(questions))
            self._stop.clear()
        threading.Thread(target=self._run, args=(folder, questions), daemon=True).start()

    def stop(self, name: str) -> None:
        """End a run after the question that is being asked; what there is, is kept."""
        if self.progress(name):
            self._stop.set()

    def _run(self, folder: RunFolder, questions: Sequence[Question]) -> None:
        try:
            self._ask(folder, questions)
        except BeleidswijzerError as error:
            self._now(state="failed", problem=str(error))
        except Exception as error:  # else the page would say for ever that it goes on
            self._now(state="failed", problem=type(error).__name__)

    def _ask(self, folder: RunFolder, questions: Sequence[Question]) -> None:
        begin, index = time.perf_counter(), folder.config().engine.index
        found = list(folder.outcomes())
        self._now(done=len(found))
        for outcome in ask_rest(questions, self._assistant, len(found)):
            if outcome.answer.engine.index != index:
                raise RunFolderError(
                    "The documents changed during the run, so its answers cannot be compared. "
                    "Start a new run."
                )
            folder.add(outcome)
            found.append(outcome)
            self._now(done=len(found))
            if self._stop.is_set() and len(found) < len(questions):
                self._now(state="stopped")
                return
        self._now(state="scoring")
        resources = Resources(
            seconds=round(time.perf_counter() - begin, 1), peak_memory_mb=peak_memory_mb()
        )
        report = evaluate(found, Corpus(self._assistant.documents), resources=resources)
        folder.finish(report)
        self._now(state="done")

    def _now(self, **changed: object) -> None:
        assert self._last
        self._last = replace(self._last, **changed)  # type: ignore[arg-type]
