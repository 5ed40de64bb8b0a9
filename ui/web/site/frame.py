"""What surrounds every page: emergency line, quick exit, navigation, the other language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request

from assistant.answer import Language
from assistant.texts import texts
from ingest.contacts import Contact
from ui.web.render import draw
from ui.web.root import shown_under

STATIC = Path(__file__).parent.parent / "static"
EXIT, EXIT_SCRIPT, STYLE = "/weg", "/verlaten.js", "/stijl.css"
EVALUATION = "/evaluatie"
OWNER = "/documenten/beheer"
NOWHERE = "/niet-gevonden"  # an address at which there is nothing
_LANGUAGE = "taal"  # in an address: the language of the page, where it is not Dutch
_PLACES = {"/": "ask", "/documenten": "documents", "/hulp": "help", "/over": "about"}
_OTHER: Mapping[Language, Language] = {"nl": "en", "en": "nl"}
LANGUAGES = tuple(_OTHER)


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `current` is a value of aria-current, or nothing."""

    address: str
    label: str
    current: str


@dataclass(frozen=True)
class Frame:
    """The surroundings of the page at `path`.

    `evaluation` and `owner` are whether there are pages of the evaluation, and one on which the
    owner adds documents, to lead to.
    """

    language: Language
    path: str
    contacts: tuple[Contact, ...]
    evaluation: bool
    owner: bool = False

    def at(self, path: str, language: Language) -> "Frame":
        """The frame of another page."""
        return replace(self, path=path, language=language)

    @property
    def texts(self) -> dict[str, str]:
        """The words of the plain pages."""
        return texts(self.language, "site")

    @property
    def web(self) -> dict[str, str]:
        """The words that these pages share with the question page."""
        return texts(self.language, "web")

    @property
    def words(self) -> dict[str, str]:
        """Those for places in a document."""
        return {**self.web, **self.texts}

    def link(self, path: str) -> str:
        """An address of ours, in the language of this page."""
        return _address(path, self.language)

    @property
    def places(self) -> Iterator[Place]:
        """The navigation."""
        for path, name in _PLACES.items():
            below = name == "documents" and self.path.startswith(("/document/", f"{path}/"))
            current = "page" if path == self.path else "true" if below else ""
            yield Place(self.link(path), self.texts[f"nav_{name}"], current)
        if self.evaluation:
            current = "page" if self.path == EVALUATION else ""
            if self.path.startswith(f"{EVALUATION}/"):
                current = "true"
            yield Place(self.link(EVALUATION), self.texts["nav_evaluation"], current)

    @property
    def other(self) -> tuple[Language, str]:
        """The other language and this page in it."""
        other = _OTHER[self.language]
        return other, _address(self.path, other)


def language_of(request: Request) -> Language:
    """The language that an address asks for."""
    return "en" if request.query_params.get(_LANGUAGE) == "en" else "nl"


def path_of(request: Request) -> str:
    """The path that was asked for, without the one under which a proxy shows us."""
    return str(request.scope["path"]).removeprefix(shown_under.get())


def question_head() -> str:
    """What the head of the question page needs for its frame, and its own style."""
    style = "".join((STATIC / name).read_text("utf-8") for name in ("style.css", "frame.css"))
    script = shown_under.get() + EXIT_SCRIPT
    return f'<style>{style}</style><script src="{script}" defer></script>'


def question_top(frame: Frame) -> dict[Language, str]:
    """The top of the question page, which Gradio draws, in either language."""
    return {
        language: draw(
            "site/question_top.html", language, frame=(own := frame.at("/", language)), s=own.texts
        )
        for language in _OTHER
    }


def in_language(address: str, language: Language) -> str:
    """An address of ours, of the page in that language."""
    if language == "nl":
        return address
    return f"{address}{'&' if '?' in address else '?'}{_LANGUAGE}={language}"


def _address(path: str, language: Language) -> str:
    return in_language(shown_under.get() + quote(path), language)
