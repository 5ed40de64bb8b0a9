"""Two runs side by side."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from eval.compare import compare
from eval.store import RunFolder, load_outcomes
from ui.web.evaluation.comparing_pages import changes_of, choose_page, comparison_page
from ui.web.evaluation.endpoints import Endpoints, html, see
from ui.web.evaluation.folders import RunFolders
from ui.web.evaluation.pages import address
from ui.web.site.frame import EVALUATION, Frame


class Comparing:
    """The pages on which two runs are chosen and compared.

    Args:
        folders: the runs.
        endpoints: makes endpoints of these pages.
    """

    def __init__(self, folders: RunFolders, endpoints: Endpoints) -> None:
        self._folders, self._endpoints = folders, endpoints

    def routes(self) -> list[Route]:
        """What an ASGI application needs to serve the pages."""
        choose, get = f"{EVALUATION}/vergelijken", self._endpoints.get
        return [
            Route(choose, get(self._choose)),
            Route(f"{choose}/{{before}}/{{after}}", get(self._compare)),
        ]

    def _choose(self, request: Request, frame: Frame) -> Response:
        """Which two; when both are given, on to their page."""
        before, after = (request.query_params.get(name, "") for name in ("eerst", "daarna"))
        if before and after and before != after:
            return see(address(frame.language, "vergelijken", before, after))
        finished = [n for n, f in self._folders.all().items() if (f / "report.json").is_file()]
        return html(choose_page(finished, after, same=bool(before), frame=frame))

    def _compare(self, request: Request, frame: Frame) -> Response:
        before, after = (self._chosen(request, name) for name in ("before", "after"))
        comparison = compare(RunFolder(before).report(), RunFolder(after).report())
        changes = changes_of(comparison, load_outcomes(before), load_outcomes(after))
        return html(comparison_page(before.name, after.name, comparison, changes, frame))

    def _chosen(self, request: Request, name: str) -> Path:
        return self._folders.named(request.path_params[name])
