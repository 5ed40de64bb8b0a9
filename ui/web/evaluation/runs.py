"""The list of runs, and a run: how far it is, and what can be done with it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from eval.config import describe_again
from eval.questions import load_questions
from eval.rating.store import RaterNameError, load_rated, rater_name, raters_of
from eval.store import RunFolder
from ui.web.evaluation.endpoints import Endpoints, html, see
from ui.web.evaluation.folders import QUESTIONS, RunFolders
from ui.web.evaluation.pages import address
from ui.web.evaluation.runner import BusyError, Progress, Runner
from ui.web.evaluation.runs_pages import RunEntry, RunView, run_page, runs_page
from ui.web.posts import RefusedError, read_post
from ui.web.site.frame import EVALUATION, STATIC, Frame

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_LONGEST_NAME = 100  # characters of a wrong name that are shown again
_SCRIPT = "voortgang.js"


class Runs:
    """The pages about runs as a whole.

    Args:
        folders: the runs.
        assistant: goes on with a run that was stopped.
        encoder: the setting of the encoder, for the record.
        runner: asks.
        endpoints: makes endpoints of these pages.
    """

    def __init__(
        self,
        folders: RunFolders,
        assistant: "LiveAssistant",
        encoder: str | None,
        runner: Runner,
        endpoints: Endpoints,
    ) -> None:
        self._folders, self._assistant, self._encoder = folders, assistant, encoder
        self._runner, self._endpoints = runner, endpoints

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the pages."""
        get, post, run = self._endpoints.get, self._endpoints.post, f"{EVALUATION}/run/{{run}}"
        return [
            Route(EVALUATION, get(self._runs)),
            Route(f"{EVALUATION}/", get(self._runs)),
            Route(f"{EVALUATION}/{_SCRIPT}", _script),
            Route(run, get(self._run)),
            Route(run, post(self._begin, read_post), methods=["POST"]),
            Route(f"{EVALUATION}/stoppen/{{run}}", post(self._stop, read_post), methods=["POST"]),
            Route(f"{EVALUATION}/verder/{{run}}", post(self._go_on, read_post), methods=["POST"]),
        ]

    def _runs(self, _: Request, frame: Frame) -> Response:
        runs = [
            RunEntry(name, _date(folder / QUESTIONS), raters_of(folder), self._progress(folder))
            for name, folder in self._folders.all().items()
        ]
        return html(runs_page(runs, frame))

    def _run(self, request: Request, frame: Frame) -> Response:
        return html(run_page(self._view(request), frame))

    def _begin(self, request: Request, frame: Frame, values: Mapping[str, str]) -> Response:
        """The name of the rater was given."""
        view, entered = self._view(request), values.get("rater", "")[:_LONGEST_NAME]
        try:
            rater = rater_name(entered)
        except RaterNameError:
            return html(run_page(view, frame, entered=entered), 422)
        return see(address(frame.language, "run", view.name, rater))

    def _stop(self, request: Request, frame: Frame, _: Mapping[str, str]) -> Response:
        name = self._folders.named(request.path_params["run"]).name
        self._runner.stop(name)
        return see(address(frame.language, "run", name))

    def _go_on(self, request: Request, frame: Frame, _: Mapping[str, str]) -> Response:
        """A run that was stopped goes on."""
        path = self._folders.named(request.path_params["run"])
        questions = load_questions(path / QUESTIONS)
        before = RunFolder(path).config()
        now = describe_again(before, self._assistant.engine, self._encoder)
        if before.repeat > 1 or before.stability or before.without:
            raise RefusedError(409, "terminal")
        try:
            self._runner.start(RunFolder.start(path, now, questions), questions)
        except BusyError as error:
            raise RefusedError(409, "busy", error.name) from error
        return see(address(frame.language, "run", path.name))

    def _view(self, request: Request) -> RunView:
        folder = self._folders.named(request.path_params["run"])
        progress = self._progress(folder)
        rated = None if progress.going_on or not progress.done else load_rated(folder)
        return RunView(folder.name, progress, rated, (folder / "config.json").is_file())

    def _progress(self, folder: Path) -> Progress:
        """Of a run that this program makes, else what its files tell."""
        if known := self._runner.progress(folder.name):
            return known
        done, total = _lines(folder / "answers.jsonl"), _lines(folder / QUESTIONS)
        finished = (folder / "report.json").is_file()
        return Progress(folder.name, done, total, "done" if finished else "stopped")


def _script(_: Request) -> Response:
    return FileResponse(STATIC / _SCRIPT, media_type="text/javascript")


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def _date(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
