"""A new run: a question set is chosen or uploaded, and asked in the background."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from eval.config import RunConfig, describe_run
from eval.errors import QuestionSetError
from eval.questions import Question, load_questions
from eval.store import RunFolder
from eval.template import TEMPLATES
from ingest.slugs import slug
from ui.web.evaluation.endpoints import Endpoints, file, html, see
from ui.web.evaluation.folders import RunFolders
from ui.web.evaluation.new_run_page import LARGEST_FORM, new_run_page
from ui.web.evaluation.pages import address
from ui.web.evaluation.question_sets import shipped_path, uploaded
from ui.web.evaluation.runner import BusyError, Runner
from ui.web.posts import RefusedError, Upload, read_upload
from ui.web.site.frame import EVALUATION, Frame

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

_MOST = 2000  # questions of a run
_LONGEST_NAME = 60  # characters
_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}


class FormError(Exception):
    """What is wrong with the form: a field, and the key of what to say."""

    def __init__(self, field: str, key: str) -> None:
        super().__init__(key)
        self.field, self.key = field, key


@dataclass(frozen=True)
class Planned:
    """A run that can begin."""

    config: RunConfig
    questions: Sequence[Question]


class NewRun:
    """The pages on which a run is begun.

    Args:
        folders: where it will be kept.
        assistant: what will be asked.
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
        get, new = self._endpoints.get, f"{EVALUATION}/nieuw"
        start = self._endpoints.post(self._start, partial(read_upload, largest=LARGEST_FORM))
        return [
            Route(new, get(self._form)),
            Route(new, start, methods=["POST"]),
            Route(f"{EVALUATION}/sjabloon{{suffix}}", get(self._template)),
        ]

    def _form(self, _: Request, frame: Frame) -> Response:
        return html(new_run_page(frame, busy=self._busy()))

    def _template(self, request: Request, _: Frame) -> Response:
        suffix = request.path_params["suffix"]
        if suffix not in TEMPLATES:
            raise RefusedError(404, "not_found")
        return file(TEMPLATES[suffix](), _MEDIA_TYPES[suffix], f"vragen-questions{suffix}")

    def _start(self, _: Request, frame: Frame, form: Upload) -> Response:
        """The form was filled in."""
        try:
            limit = _limit(form.fields.get("limit", ""))
            name = _name(form.fields.get("name", ""))
            planned = self._planned(form, limit)
            path = self._folders.results / (name or _name_of(planned.config))
            if path.exists():
                raise FormError("name", "name_taken")
            if busy := self._busy():
                raise BusyError(busy)
            folder = RunFolder.start(path, planned.config, planned.questions)
            self._runner.start(folder, planned.questions)
        except FormError as error:
            page = new_run_page(frame, form.fields, errors={error.field: error.key})
            return html(page, 422)
        except QuestionSetError as error:
            page = new_run_page(
                frame,
                form.fields,
                file=form.files[0][0] if form.files else "",
                problems=_problems(error),
            )
            return html(page, 422)
        except BusyError as error:
            return html(new_run_page(frame, form.fields, busy=error.name), 409)
        return see(address(frame.language, "run", path.name))

    def _planned(self, form: Upload, limit: int | None) -> Planned:
        """The questions to ask, all of them right; nothing is kept of a set that is not."""
        source: AbstractContextManager[Path]
        if form.files:
            source = uploaded(*form.files[0], self._folders.results)
        elif path := shipped_path(form.fields.get("set", "")):
            source = nullcontext(path)
        else:
            raise FormError("set", "no_set")
        with source as path:
            questions = load_questions(path)[:limit]
            if len(questions) > _MOST:
                raise FormError("limit", "too_many")
            engine = self._assistant.engine
            return Planned(describe_run(path, None, engine, self._encoder, limit=limit), questions)

    def _busy(self) -> str | None:
        progress = self._runner.progress()
        return progress.name if progress and progress.going_on else None


def _limit(entered: str) -> int | None:
    if not entered.strip():
        return None
    if not re.fullmatch(r"\s*0*[1-9]\d{0,5}\s*", entered, re.ASCII):
        raise FormError("limit", "limit")
    return int(entered)


def _name(entered: str) -> str:
    name = slug(entered)[:_LONGEST_NAME]
    if entered.strip() and not name:
        raise FormError("name", "run_name")
    return name


def _name_of(config: RunConfig) -> str:
    moment = datetime.now().astimezone()
    return f"{slug(Path(config.questions_file).stem)}-{moment:%Y%m%d-%H%M%S}"


def _problems(error: QuestionSetError) -> Sequence[str]:
    """What is wrong with the file, without the place where it lay for a moment."""
    return error.problems or [str(error).partition(": ")[2] or str(error)]
