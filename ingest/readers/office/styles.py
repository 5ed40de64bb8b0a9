"""What a paragraph style of a word processor says, by its name and by what it sets.

Word writes the names of its own styles in English ("heading 1"), whatever its language; other
programs, and the ids in the file, have them in theirs ("Kop1", "Inhopg1").
"""

import re
from typing import Literal, NamedTuple

_HEADING = re.compile(r"(?:heading|kop)\s?([1-9])?")
_ROLE = re.compile(
    r"(?P<contents>(?:toc|inhopg|inhoudsopgave|contents) ?(?:\d|heading)|kopvaninhoudsopgave)"
    r"|(?P<title>title|titel)"
    r"|(?P<front>subtitle|ondertitel|author|date)"  # pandoc names the last two so
)
Role = Literal["text", "title", "front", "contents"]  # front: what stands under the title
_ROLES: dict[str, Role] = {"title": "title", "front": "front", "contents": "contents"}
_LIST = re.compile(r"list|lijst|opsom")


class Look(NamedTuple):
    """How characters look; None where it is not said."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None

    def over(self, other: "Look") -> "Look":
        """This look, and of the other what this one does not say."""
        return Look(
            *(mine if mine is not None else its for mine, its in zip(self, other, strict=True))
        )


class Numbering(NamedTuple):
    """The list to which a paragraph belongs, and its level from 0; None where it is not said."""

    list: str | None
    depth: int | None


class Style(NamedTuple):
    """A paragraph style with all that it inherits."""

    names: tuple[str, ...] = ()  # in lower case, ids too, nearest first
    level: int | None = None  # of a heading, from 1
    look: Look = Look()
    numbering: Numbering = Numbering(None, None)

    @property
    def role(self) -> Role:
        """What paragraphs of this style are for."""
        roles = (_ROLES[match.lastgroup or ""] for n in self.names if (match := _ROLE.fullmatch(n)))
        return next(roles, "text")

    @property
    def list(self) -> bool:
        """Whether it is for the items of a list."""
        return any(map(_LIST.match, self.names))


def heading_level(name: str) -> int | None:
    """The level of a style that is named as a heading."""
    match = _HEADING.fullmatch(name.lower())
    return int(match[1] or 1) if match else None
