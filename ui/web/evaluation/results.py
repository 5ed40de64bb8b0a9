"""What a finished run shows: its figures and plots, its answers one by one, and files of it."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from eval.failures import find_failures
from eval.reports.drawings import drawings_of
from eval.reports.export import EXPORTS
from eval.reports.plots import as_image
from eval.reports.results import Results, load_results
from eval.reports.walk import step_of
from eval.store import load_outcomes
from ingest.document import Document
from ui.web.evaluation.endpoints import Endpoints, file, html, see
from ui.web.evaluation.folders import RunFolders
from ui.web.evaluation.pages import address
from ui.web.evaluation.results_pages import export_page, figures_page, plot_colours
from ui.web.evaluation.walk_pages import CHOICES, chosen, step_page, walk_page
from ui.web.posts import RefusedError
from ui.web.site.frame import EVALUATION, Frame

# A picture has its own style; it is asked for as an image and can do nothing else.
_PICTURE = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
}


class RunResults:
    """The pages about one finished run.

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
        get, answers = self._endpoints.get, f"{EVALUATION}/antwoorden/{{run}}"
        return [
            Route(f"{EVALUATION}/cijfers/{{run}}", get(self._figures)),
            Route(f"{EVALUATION}/grafiek/{{run}}/{{plot}}.svg", get(self._plot)),
            Route(answers, get(self._first)),
            Route(f"{answers}/{{choice}}", get(self._walk)),
            Route(f"{answers}/{{choice}}/{{number:int}}", get(self._step)),
            Route(f"{EVALUATION}/export/{{run}}", get(self._exports)),
            Route(f"{EVALUATION}/export/{{run}}/{{form}}", get(self._export)),
        ]

    def _figures(self, request: Request, frame: Frame) -> Response:
        results = self._results(request)
        return html(figures_page(request.path_params["run"], results, frame))

    def _plot(self, request: Request, frame: Frame) -> Response:
        plots = drawings_of(self._results(request), frame.language)
        plot = plots.get(request.path_params["plot"])
        if plot is None:
            raise RefusedError(404, "not_found")
        image = as_image(plot.draw(), plot_colours())
        return Response(image, media_type="image/svg+xml", headers=_PICTURE)

    def _first(self, request: Request, frame: Frame) -> Response:
        """The failures, where there are any."""
        run = request.path_params["run"]
        failed = find_failures(load_outcomes(self._folders.named(run)))
        return see(address(frame.language, "antwoorden", run, "fout" if failed else "alle"))

    def _walk(self, request: Request, frame: Frame) -> Response:
        run, choice = request.path_params["run"], _choice(request)
        outcomes = load_outcomes(self._folders.named(run))
        return html(walk_page(run, choice, outcomes, frame))

    def _step(self, request: Request, frame: Frame) -> Response:
        run, choice = request.path_params["run"], _choice(request)
        outcomes = chosen(load_outcomes(self._folders.named(run)), choice)
        number = request.path_params["number"]
        if not 1 <= number <= len(outcomes):
            raise RefusedError(404, "not_found")
        documents = self._documents()
        step = step_of(outcomes[number - 1], documents)
        return html(step_page(run, choice, number, len(outcomes), step, documents, frame))

    def _exports(self, request: Request, frame: Frame) -> Response:
        results = self._results(request)
        return html(export_page(request.path_params["run"], len(results.outcomes), frame))

    def _export(self, request: Request, _: Frame) -> Response:
        run, export = request.path_params["run"], EXPORTS.get(request.path_params["form"])
        if export is None:
            raise RefusedError(404, "not_found")
        content = export.make(self._results(request))
        return file(content, export.media_type, f"{run}.{request.path_params['form']}")

    def _results(self, request: Request) -> Results:
        return load_results(self._folders.named(request.path_params["run"]), self._documents())


def _choice(request: Request) -> str:
    choice: str = request.path_params["choice"]
    if choice not in CHOICES:
        raise RefusedError(404, "not_found")
    return choice
