"""The addresses under /evaluatie: runs are made, looked at, compared and scored by hand.

Forms are plain posts and the pages need no script. There is no login of their own: who can reach
the address can do all of it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ingest.document import Document
from ui.web.evaluation.comparing import Comparing
from ui.web.evaluation.endpoints import Endpoints
from ui.web.evaluation.folders import RunFolders
from ui.web.evaluation.new_run import NewRun
from ui.web.evaluation.results import RunResults
from ui.web.evaluation.runner import Runner
from ui.web.evaluation.runs import Runs
from ui.web.evaluation.scoring import Scoring
from ui.web.posts import RefusedError
from ui.web.site.frame import EVALUATION, Frame

if TYPE_CHECKING:
    from assistant.live import LiveAssistant


def evaluation_routes(
    results: Path, assistant: "LiveAssistant", encoder: str | None, frame: Frame
) -> list[Route]:
    """What an ASGI application needs to serve the pages.

    Args:
        results: the folder of results; each run is a folder in it, as `eval run --out` makes them.
        assistant: what is asked.
        encoder: the setting of the encoder, for the record of a run.
        frame: the surroundings of the pages.
    """
    folders, runner, endpoints = RunFolders(results), Runner(assistant), Endpoints(frame)

    def documents() -> Mapping[str, Document]:
        return assistant.documents  # now: others may have been added

    return [
        *NewRun(folders, assistant, encoder, runner, endpoints).routes(),
        *Runs(folders, assistant, encoder, runner, endpoints).routes(),
        *RunResults(folders, documents, endpoints).routes(),
        *Comparing(folders, endpoints).routes(),
        *Scoring(folders, documents, endpoints).routes(),
        Route(f"{EVALUATION}/{{rest:path}}", endpoints.get(_nothing)),
    ]


def _nothing(_: Request, __: Frame) -> Response:
    raise RefusedError(404, "not_found")
