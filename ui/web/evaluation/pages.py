"""What all pages of the evaluation share. Pure; the templates escape what they get."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlencode

from assistant.answer import Language
from assistant.texts import texts
from ui.web.render import draw
from ui.web.root import shown_under
from ui.web.site.frame import EVALUATION, Frame, in_language


@dataclass(frozen=True)
class Nearby:
    """The numbers before and after the `number`-th (from 1) of `count`; None where it ends."""

    number: int
    count: int

    @property
    def before(self) -> str | None:
        """The previous one."""
        return str(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """The next one."""
        return str(self.number + 1) if self.number < self.count else None


def address(language: Language, *parts: str, **query: str) -> str:
    """An address under /evaluatie, of the page in that language."""
    path = "/".join([EVALUATION, *(quote(part, safe="") for part in parts)])
    asked = f"?{urlencode(query)}" if query else ""
    return in_language(f"{shown_under.get()}{path}{asked}", language)


def draw_page(page: str, frame: Frame, **view: object) -> str:
    """A template of the evaluation, filled."""
    return draw(
        f"evaluation/{page}.html",
        frame.language,
        frame=frame,
        s=frame.texts,
        e=texts(frame.language, "evaluation"),
        address=partial(address, frame.language),
        **view,
    )


def error_page(key: str, frame: Frame, *, detail: str = "") -> str:
    """Why there is no page, and what to do; `detail` in the words of the program."""
    return draw_page("error", frame, key=key, detail=detail)
