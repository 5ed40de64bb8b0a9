"""Blocks as Markdown. All text is escaped: it shows as it was written, and loads nothing."""

import re
from collections.abc import Iterable

from ui.export.outline import Block, Kind

_BEFORE: dict[Kind, str] = {
    "title": "# ",
    "heading": "## ",
    "part": "### ",
    "quote": "> ",
    "item": "- ",
}
# Between the lines of one block.
_BREAK: dict[Kind, str] = {
    "title": " ",
    "heading": " ",
    "part": " ",
    "quote": "\\\n> ",
    "item": "\\\n  ",
}
_MARKUP = re.compile(r"[\\`*_\[\]<~&]|^[-+=>]|(?<!\S)#")  # at its end # closes a heading
_NUMBERED = re.compile(r"^(\d+)([.)])")


def as_markdown(blocks: Iterable[Block]) -> str:
    """The text of a file (CommonMark)."""
    return "\n\n".join(map(_written, blocks)) + "\n"


def _written(block: Block) -> str:
    label = " ".join(block.label.split())
    bold = f"**{_escaped(label)}** " if label else ""
    lines = [_escaped(line) for line in block.text.splitlines() if line.strip()]
    return _BEFORE.get(block.kind, "") + bold + _BREAK.get(block.kind, "\\\n").join(lines)


def _escaped(line: str) -> str:
    """A line that is shown as it is: no markup in it, and no list or heading of it."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", line.strip()))
