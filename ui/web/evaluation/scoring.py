"""People score the answers of a run, at /evaluatie/run.

There is no login of its own: who can reach the address can score, under any name.
"""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from eval.errors import RunFolderError
from eval.outcome import Outcome
from eval.rating.store import RatedRun, RaterNameError, load_rated, rater_name, save_rating
from eval.rating.subject import digest
from ingest.document import Document
from ui.web.evaluation.endpoints import Endpoints, html, see
from ui.web.evaluation.folders import RunFolders
from ui.web.evaluation.pages import address
from ui.web.evaluation.rating_form import Filled, Values, filled_from, read_form, with_all_good
from ui.web.evaluation.scoring_pages import Place, answer_page, answers_page, document_page
from ui.web.posts import RefusedError, read_post
from ui.web.site.frame import EVALUATION, Frame

_SAVED = "bewaard"  # in an address: the number of the answer that was saved


class Scoring:
    """The pages on which one rater scores one run.

    Args:
        folders: the runs.
        documents: gives what was asked, by id.
        endpoints: makes endpoints of these pages.
    """

    def __init__(
        self,
        folders: RunFolders,
        documents: Callable[[], Mapping[str, Document]],
        endpoints: Endpoints,
    ) -> None:
        self._folders, self._documents, self._endpoints = folders, documents, endpoints

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the pages."""
        get, rater = self._endpoints.get, f"{EVALUATION}/run/{{run}}/{{rater}}"
        save = self._endpoints.post(self._save, read_post)
        return [
            Route(f"{EVALUATION}/document/{{id}}", get(self._document)),
            Route(rater, get(self._answers)),
            Route(f"{rater}/{{number:int}}", get(self._answer)),
            Route(f"{rater}/{{number:int}}", save, methods=["POST"]),
        ]

    def _document(self, request: Request, frame: Frame) -> Response:
        document = self._documents().get(request.path_params["id"])
        if document is None:
            raise RefusedError(404, "not_found")
        return html(document_page(document, frame))

    def _answers(self, request: Request, frame: Frame) -> Response:
        folder, rater = self._folders.named(request.path_params["run"]), _rater(request)
        run = load_rated(folder, [rater])
        return html(answers_page(folder.name, rater, run, frame))

    def _answer(self, request: Request, frame: Frame) -> Response:
        place, run = self._place(request)
        rating = run.by(place.rater).get(_outcome(run, place).question.id)
        saved = request.query_params.get(_SAVED, "")
        saved = saved if saved.isdecimal() else ""
        return self._form(place, run, filled_from(rating), frame, saved=saved)

    def _save(self, request: Request, frame: Frame, values: Values) -> Response:
        """A form was filled in."""
        place, run = self._place(request)
        outcome = _outcome(run, place)
        if values.get("answer") != digest(outcome):
            return self._form(place, run, Filled(values, {"form": "changed"}), frame, 409)
        if values.get("all") == "good":
            values = with_all_good(values, outcome.answer)
        rating = read_form(values, outcome, self._documents())
        if isinstance(rating, Filled):
            return self._form(place, run, rating, frame, 422)
        try:
            save_rating(self._folders.named(place.run), place.rater, rating)
        except RunFolderError:
            return self._form(place, run, Filled(values, {"form": "storage"}), frame, 500)
        next_one = _after(place, run)
        return see(address(frame.language, *next_one, **{_SAVED: str(place.number)}))

    def _form(
        self,
        place: Place,
        run: RatedRun,
        filled: Filled,
        frame: Frame,
        status: int = 200,
        *,
        saved: str = "",
    ) -> Response:
        outcome = _outcome(run, place)
        page = answer_page(place, outcome, self._documents(), filled, frame, saved=saved)
        return html(page, status)

    def _place(self, request: Request) -> tuple[Place, RatedRun]:
        folder = self._folders.named(request.path_params["run"])
        rater, number = _rater(request), request.path_params["number"]
        run = load_rated(folder, [rater])
        count = len(run.answers)
        if not 1 <= number <= count:
            raise RefusedError(404, "not_found")
        return Place(folder.name, rater, number, count, count - len(run.by(rater))), run


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


def _after(place: Place, run: RatedRun) -> tuple[str, ...]:
    """The next answer that is not scored, then those before; the list where all are."""
    scored = run.by(place.rater)
    order = [*range(place.number + 1, place.count + 1), *range(1, place.number)]
    for number in order:
        if run.answers[number - 1].outcome.question.id not in scored:
            return "run", place.run, place.rater, str(number)
    return "run", place.run, place.rater
