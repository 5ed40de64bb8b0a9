"""The addresses under /evaluatie: people score the answers of runs. Only with `serve --results`.

Forms are plain posts and the pages need no script. There is no login: who can reach the address
can score, under any name.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from eval.errors import QuestionSetError, RunFolderError
from eval.outcome import Outcome
from eval.rating.store import (
    RatedRun,
    RaterNameError,
    load_rated,
    rater_name,
    raters_of,
    save_rating,
)
from eval.rating.subject import digest
from ingest.document import Document
from ui.web.evaluation_pages import (
    Place,
    RunEntry,
    address,
    answer_page,
    answers_page,
    document_page,
    error_page,
    run_page,
    runs_page,
)
from ui.web.posts import RefusedError, read_post
from ui.web.rating_form import Filled, Values, filled_from, read_form, with_all_good
from ui.web.site.frame import EVALUATION, Frame

_QUESTIONS = "questions.jsonl"  # what makes a folder the folder of a run
_SAVED = "bewaard"  # in an address: the number of the answer that was saved
_LONGEST_NAME = 100  # characters of a wrong name that are shown again
_HEADERS = {
    "cache-control": "no-store",  # questions do not stay in a browser
    "referrer-policy": "same-origin",  # without a referrer a browser posts with "Origin: null"
}


class Evaluation:
    """The pages over a folder of runs.

    Args:
        results: the folder; each run is a folder in it, as `eval run --out` makes them.
        documents: what was asked, by id.
        frame: the surroundings of the pages.
    """

    def __init__(self, results: Path, documents: Mapping[str, Document], frame: Frame) -> None:
        self._results, self._documents, self._frame = results, documents, frame

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the pages."""
        run, answer = (
            f"{EVALUATION}/run/{{run}}",
            f"{EVALUATION}/run/{{run}}/{{rater}}/{{number:int}}",
        )
        return [
            Route(EVALUATION, self._get(self._runs)),
            Route(f"{EVALUATION}/", self._get(self._runs)),
            Route(f"{EVALUATION}/document/{{id}}", self._get(self._document)),
            Route(run, self._get(self._run)),
            Route(run, self._post(self._begin), methods=["POST"]),
            Route(f"{run}/{{rater}}", self._get(self._answers)),
            Route(answer, self._get(self._answer)),
            Route(answer, self._post(self._save), methods=["POST"]),
            Route(f"{EVALUATION}/{{rest:path}}", self._get(self._nothing)),
        ]

    def _runs(self, _: Request) -> Response:
        runs = [
            RunEntry(folder.name, _date(folder / _QUESTIONS), raters_of(folder))
            for folder in self._folders().values()
        ]
        return _html(runs_page(runs, self._frame))

    def _document(self, request: Request) -> Response:
        document = self._documents.get(request.path_params["id"])
        if document is None:
            raise RefusedError(404, "not_found")
        return _html(document_page(document, self._frame))

    def _run(self, request: Request) -> Response:
        folder = self._folder(request)
        return _html(run_page(folder.name, load_rated(folder), self._frame))

    def _begin(self, request: Request, values: Values) -> Response:
        """The name of the rater was given."""
        folder, entered = self._folder(request), values.get("rater", "")[:_LONGEST_NAME]
        try:
            rater = rater_name(entered)
        except RaterNameError:
            page = run_page(folder.name, load_rated(folder), self._frame, entered=entered)
            return _html(page, 422)
        return _see(address("run", folder.name, rater))

    def _answers(self, request: Request) -> Response:
        folder, rater = self._folder(request), _rater(request)
        run = load_rated(folder, [rater])
        return _html(answers_page(folder.name, rater, run, self._frame))

    def _answer(self, request: Request) -> Response:
        place, run = self._place(request)
        rating = run.by(place.rater).get(_outcome(run, place).question.id)
        saved = request.query_params.get(_SAVED, "")
        return self._form(place, run, filled_from(rating), saved=saved if saved.isdecimal() else "")

    def _save(self, request: Request, values: Values) -> Response:
        """A form was filled in."""
        place, run = self._place(request)
        outcome = _outcome(run, place)
        if values.get("answer") != digest(outcome):
            return self._form(place, run, Filled(values, {"form": "changed"}), 409)
        if values.get("all") == "good":
            values = with_all_good(values, outcome.answer)
        rating = read_form(values, outcome, self._documents)
        if isinstance(rating, Filled):
            return self._form(place, run, rating, 422)
        try:
            save_rating(self._folder(request), place.rater, rating)
        except RunFolderError:
            return self._form(place, run, Filled(values, {"form": "storage"}), 500)
        return _see(f"{_after(place, run)}?{_SAVED}={place.number}")

    def _form(
        self, place: Place, run: RatedRun, filled: Filled, status: int = 200, *, saved: str = ""
    ) -> Response:
        page = answer_page(
            place, _outcome(run, place), self._documents, filled, self._frame, saved=saved
        )
        return _html(page, status)

    def _nothing(self, _: Request) -> Response:
        raise RefusedError(404, "not_found")

    def _folders(self) -> dict[str, Path]:
        """The folders of runs by name, newest first: nothing outside them can be named."""
        try:
            every = [f for f in self._results.iterdir() if (f / _QUESTIONS).is_file()]
            every.sort(key=lambda f: (f / _QUESTIONS).stat().st_mtime, reverse=True)
        except OSError as error:
            raise RefusedError(500, "run", f"{self._results}: {error.strerror}") from error
        return {folder.name: folder for folder in every}

    def _folder(self, request: Request) -> Path:
        folder = self._folders().get(request.path_params["run"])
        if folder is None:
            raise RefusedError(404, "not_found")
        return folder

    def _place(self, request: Request) -> tuple[Place, RatedRun]:
        folder, rater, number = (
            self._folder(request),
            _rater(request),
            request.path_params["number"],
        )
        run = load_rated(folder, [rater])
        count = len(run.answers)
        if not 1 <= number <= count:
            raise RefusedError(404, "not_found")
        return Place(folder.name, rater, number, count, count - len(run.by(rater))), run

    def _get(self, page: Callable[[Request], Response]) -> Callable[[Request], Response]:
        # Not async: Starlette then runs it in a thread, for it reads files.
        return lambda request: self._answered(lambda: page(request))

    def _post(
        self, page: Callable[[Request, Values], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                values = await read_post(request)
            except RefusedError as error:
                return self._error(error)
            return await run_in_threadpool(self._answered, lambda: page(request, values))

        return endpoint

    def _answered(self, page: Callable[[], Response]) -> Response:
        try:
            return page()
        except RefusedError as error:
            return self._error(error)
        except (RunFolderError, QuestionSetError) as error:
            return self._error(RefusedError(500, "run", str(error)))

    def _error(self, error: RefusedError) -> Response:
        return _html(error_page(error.key, self._frame, detail=error.detail), error.status)


def _rater(request: Request) -> str:
    given: str = request.path_params["rater"]
    try:
        if rater_name(given) == given:
            return given
    except RaterNameError:
        pass
    raise RefusedError(404, "not_found")


def _outcome(run: RatedRun, place: Place) -> Outcome:
    return run.answers[place.number - 1].outcome


def _after(place: Place, run: RatedRun) -> str:
    """The next answer that is not scored, then those before; the list where all are."""
    scored = run.by(place.rater)
    order = [*range(place.number + 1, place.count + 1), *range(1, place.number)]
    for number in order:
        if run.answers[number - 1].outcome.question.id not in scored:
            return address("run", place.run, place.rater, str(number))
    return address("run", place.run, place.rater)


def _date(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, _HEADERS)


def _see(where: str) -> Response:
    return RedirectResponse(where, 303, _HEADERS)
