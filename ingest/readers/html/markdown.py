"""The reader of Markdown: CommonMark, with pipe tables and pandoc's footnotes.

HTML inside it is shown as text, never read as markup. The form of notes that markitdown writes,
`[[1]](#footnote-4)` and a list that ends its items with `[↑](#footnote-ref-4)`, is understood too.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count, pairwise
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ingest.document import Document, DocumentInfo
from ingest.readers.frontmatter import Facts
from ingest.readers.html.reader import date_of, decoded, tree_of, write_page
from ingest.readers.manuscript import Manuscript

_DEEPEST = 100  # levels of quotes and lists
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n((?=\w+:)(?:.+\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(\w+):[ \t]*(\S.*?)[ \t]*$", re.M)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}\n]*\}$")  # "# Kop {#kop .unnumbered}"
_SPAN = re.compile(r"\[([^\[\]\n]*)\]\{[#.][^{}\n]*\}")  # "[onderstreept]{.underline}"
_DIV = re.compile(r"^:{3,}[ \t]*(?:\{[^{}\n]*\}|\w*)[ \t]*:*$", re.M)  # "::: {.kader}"
_BACK = re.compile(r"#((?:foot|end)note)-ref-(\w+)")
_MARK = re.compile(r"#((?:foot|end)note-(\w+))")


def read_markdown(data: bytes, info: DocumentInfo) -> Document:
    """Read a text in Markdown; whatever the bytes, what is odd is told in `Document.warnings`."""
    manuscript = Manuscript()
    text = re.sub(r"\r\n?", "\n", decoded(data, manuscript))
    fields: dict[str, str] = {}
    if found := _FRONT_MATTER.match(text):
        fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(found[1])}
        text = text[found.end() :]
    title = fields.get("title")
    if title:
        manuscript.front([title])
    page = tree_of(_as_html(text, manuscript), manuscript)
    blocks = [] if page is None else write_page(page, manuscript)
    heading = next((b.text for b in blocks if b.kind == "front"), None)
    manuscript.facts = Facts(title=title or heading, date=date_of(fields.get("date", "")))
    return manuscript.document(info)


def _as_html(text: str, manuscript: Manuscript) -> str:
    """The same text as HTML, for which there is a reader."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    parser.use(footnote_plugin, move_to_end=False)  # that would leave out notes without a mark
    env: dict[str, Any] = {}
    tokens = parser.parse(_DIV.sub("", _SPAN.sub(r"\1", text)), env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        manuscript.warn(f"What is nested deeper than {_DEEPEST} levels was left out.")
    _name_converted_notes(tokens)
    _number_items(tokens)
    _drop_attributes(tokens)
    inline_notes = list(_link_notes(tokens, env))
    return f"<main>{parser.renderer.render([*tokens, *inline_notes], parser.options, env)}</main>"


def _link_notes(tokens: Sequence[Token], env: dict[str, Any]) -> Iterator[Token]:
    """Make links of marks and asides of notes; the notes that stood inside a line come apart."""
    for token in tokens:
        if token.type == "footnote_reference_open":
            token.tag = "aside"
            token.attrs = {"role": "doc-footnote", "id": token.meta["label"]}
        elif token.type == "footnote_reference_close":
            token.tag = "aside"
        _link_marks(token.children or ())
    for number, note in env.get("footnotes", {}).get("list", {}).items():
        if "tokens" in note:
            _link_marks(note["tokens"])
            attributes: dict[str, str | int | float] = {"role": "doc-footnote", "id": f"^{number}"}
            yield Token("aside_open", "aside", 1, attrs=attributes)
            yield Token("inline", "", 0, content=note["content"], children=note["tokens"])
            yield Token("aside_close", "aside", -1)


def _link_marks(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "footnote_ref":
            key = quote(token.meta.get("label", f"^{token.meta['id']}"))
            token.type = "html_inline"
            token.content = f'<a role="doc-noteref" href="#{escape(key)}">*</a>'


def _name_converted_notes(tokens: Sequence[Token]) -> None:
    """Give markitdown's notes and marks the ids that their links lead to."""
    items: list[Token] = []  # the open ones
    named: set[str] = set()
    for token in tokens:
        if token.type == "list_item_open":
            items.append(token)
        elif token.type == "list_item_close":
            items.pop()
        for href, _ in _links(token):
            if items and (found := _BACK.fullmatch(href)):
                named.add(f"{found[1]}-{found[2]}")
                items[-1].attrSet("id", f"{found[1]}-{found[2]}")
    for token in tokens:
        for href, link in _links(token):
            if (found := _MARK.fullmatch(href)) and found[1] in named:
                link.attrSet("role", "doc-noteref")


def _links(token: Token) -> Iterator[tuple[str, Token]]:
    for child in token.children or ():
        if child.type == "link_open":
            yield str(child.attrGet("href")), child


def _number_items(tokens: Sequence[Token]) -> None:
    """Write the printed number of an item, "1." or "1)", before its text; notes have none."""
    numbers: list[Iterator[int]] = []  # of the open numbered lists
    label = ""
    for token in tokens:
        if token.type == "ordered_list_open":
            numbers.append(count(int(token.attrGet("start") or 1) if token.attrs else 1))
        elif token.type == "ordered_list_close":
            numbers.pop()
        elif token.type == "list_item_open":
            label = f"{next(numbers[-1])}{token.markup} " if token.info else ""
            label = "" if token.attrGet("id") else label
        elif token.type == "inline" and label:
            token.children = [Token("text", "", 0, content=label), *(token.children or ())]
            label = ""
        if token.type.startswith("ordered_list"):
            token.tag = "ul"


def _drop_attributes(tokens: Sequence[Token]) -> None:
    """Take away what pandoc writes behind a heading."""
    for heading, token in pairwise(tokens):
        if heading.type == "heading_open" and token.children:
            last = token.children[-1]
            last.content = _ATTRIBUTES.sub("", last.content)
