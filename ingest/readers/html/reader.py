"""The reader of HTML: pages of officielebekendmakingen.nl (KOOP) and any other.

Follows the HTML standard; the data in the head are Dublin Core with the additions of OWMS
(`DCTERMS.issued`, `OVERHEIDop.dossiernummer`).
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.frontmatter import Facts, date_in
from ingest.readers.html.blocks import Block, blocks_of, classes
from ingest.readers.html.notes import Notes, find_notes
from ingest.readers.html.tables import HEADINGS
from ingest.readers.lines import NUMBER
from ingest.readers.manuscript import Manuscript, Mark, Run
from ingest.readers.table import words

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(iso-8859-\d{1,2}|windows-125\d)\b", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_ERROR_PAGE = re.compile(
    r"deze publicatie bestaat niet|fout\s?404|404 not found|pagina (?:is )?niet gevonden"
    r"|page not found",
    re.I,
)
_NO_HTML = re.compile(r"niet beschikbaar in html-?formaat", re.I)
_LONGEST_ERROR = 400  # characters of a page that may say so in its text
_CONTENT = (
    "//article//div[@id='broodtekst']",
    "//div[@id='broodtekst']",
    "//div[contains(concat(' ', normalize-space(@class), ' '), ' stuk ')]",
    "//div[contains(concat(' ', normalize-space(@class), ' '), ' inhoud ')]",
    "//*[@id='_p_' or @class='_p_']",
    "//main",
    "//*[@role='main']",
    "(//article)[last() = 1]",
)
_SITE_NAME = re.compile(
    r"\s+(?:[|»›>]|::)\s.*|\s[-–—]\s(?:\S+\.(?:nl|eu|org|com)|Rijksoverheid|Tweede Kamer.*)$", re.S
)
_ID = re.compile(r"[a-z]{1,5}(?:-[a-zA-Z0-9]+)+")
_DATES = ("dcterms.issued", "dcterms.available", "dcterms.date", "dc.date", "dcterms.created")
_NOTES_HEADING = re.compile(r"(?:voet|eind)?noten|(?:foot|end)?notes", re.I)
_UNREAD = frozenset(
    "audio button canvas datalist embed head iframe input label math map meter noscript object"
    " progress script select style svg template textarea title video".split()
)
_SITE = frozenset("aside footer header nav dialog menu".split())
_SITE_ROLES = frozenset(
    "navigation banner contentinfo search complementary dialog alert menu menubar toolbar".split()
)
_LINKED = frozenset((*_UNREAD, "a"))
_MENU = re.compile(
    r"(?:(?:main|top|site|page|skip)[-_]?)?(?:nav|navigation|navbar|menu|bread-?crumbs?|kruimelpad"
    r"|sitemap|social|share|footer|skip|skip-?links?|cookies?)(?:[-_]\w+)*",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_SHOWN = 60  # characters
_GLUED = re.compile(r"[^\W\d_]{2}\.?(\d{1,3})(?![\w%]|[.,]\d)")
_NUMBERED = re.compile(r"\s*[\[(]?(\d{1,3})[\])]?\.?\s+(?=\S)")
_SHOWN = 5  # marks named in a warning
_SHORT = 120  # characters of a line above the title


def read_html(data: bytes, info: DocumentInfo) -> Document:
    """Read a page of HTML; what is odd is told in `Document.warnings`.

    Raises:
        UnreadableError: The page is an error page, or says that the document is not in it.
    """
    manuscript = Manuscript()
    page = tree_of(decoded(data, manuscript), manuscript)
    if page is not None:
        _refuse_error_page(page)
        blocks = write_page(page, manuscript)
        manuscript.facts = _facts(page, blocks)
    return manuscript.document(info)


def tree_of(text: str, manuscript: Manuscript) -> HtmlElement | None:
    """The tree of a page; None where there is nothing in it."""
    clean = _CONTROLS.sub(" ", text).encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        page: HtmlElement = document_fromstring(clean, parser=parser)
    except etree.LxmlError:  # "Document is empty"
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        manuscript.warn("The page is nested too deeply; what follows that place was left out.")
    return page


def write_page(page: HtmlElement, manuscript: Manuscript) -> list[Block]:
    """Write the content of a page and its notes; the blocks that were written."""
    root = _content(page)
    notes = find_notes(page)
    site = _Site(root, notes, manuscript.warn)
    blocks = blocks_of(root, notes, site.leaves_out)
    if notes.bodies:
        blocks = [b for b in blocks if not (b.level and _NOTES_HEADING.fullmatch(b.text))]
    for body, key in notes.bodies.items():
        manuscript.note(key, site.note(body, key))
    if not notes.marks:
        blocks = _take_plain_notes(blocks, manuscript)
    _find_title(blocks)
    top = min((b.level for b in blocks if b.kind == "heading"), default=1) - 1
    for block in blocks:
        match block.kind:
            case "heading":
                manuscript.heading(block.runs, block.level - top)
            case "row":
                manuscript.row(block.cells)
            case "item":
                manuscript.item(block.runs)
            case "front":
                manuscript.front(block.runs)
            case "paragraph":
                manuscript.paragraph(block.runs)
    return blocks


def _find_title(blocks: Sequence[Block]) -> None:
    """The only h1 is the title of the document, if it stands above the text."""
    first = [at for at, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    if len(first) == 1 and not NUMBER.match(blocks[first[0]].text):
        above = blocks[: first[0]]
        if all(len(b.text) <= _SHORT and b.kind != "heading" for b in above):
            blocks[first[0]].kind = "front"


def decoded(data: bytes, manuscript: Manuscript) -> str:
    """The text: valid UTF-8 is right, whatever the page declares; else what it does, or cp1252."""
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        encoding = declared[1].decode().lower() if declared else "cp1252"
        encoding = "cp1252" if encoding == "iso-8859-1" else encoding  # as browsers read it
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        manuscript.warn("Bytes that are no cp1252 text were replaced by U+FFFD.")
        return data.decode("cp1252", "replace")


def _refuse_error_page(page: HtmlElement) -> None:
    named = words(text for e in page.iter("title", "h1") for text in e.itertext())
    text = words(_text_without(page, _UNREAD))
    told = named if len(text) > _LONGEST_ERROR else f"{named} {text}"
    if _ERROR_PAGE.search(told):
        raise UnreadableError(
            f"This is an error page of a web site ({told[:80]!r}), not the document. Check its id "
            "and fetch it again."
        )
    if _NO_HTML.search(told):
        raise UnreadableError("The site has this document not as HTML. Fetch the PDF instead.")


def _content(page: HtmlElement) -> HtmlElement:
    """The element that holds the document, without the site around it."""
    for path in _CONTENT:
        for found in etree.XPath(path)(page):
            if isinstance(found, HtmlElement) and words(found.itertext()):
                return found
    body = page.find("body")
    return page if body is None else body


def _facts(page: HtmlElement, blocks: Sequence[Block]) -> Facts:
    """What the head of the page tells, and its title."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name, content = (meta.get("name") or "").lower(), (meta.get("content") or "").strip()
        if content:
            metas.setdefault(name, content)
    id_ = metas.get("dc.identifier") or metas.get("dcterms.identifier") or ""
    dossier = re.sub(r"\s", "", metas.get("overheidop.dossiernummer", "")).partition(";")[0]
    return Facts(
        id=id_ if _ID.fullmatch(id_) else None,
        title=_title(page, metas, blocks),
        date=next((d for name in _DATES if (d := date_of(metas.get(name, "")))), None),
        dossier=dossier or None,
        number=metas.get("overheidop.ondernummer"),
    )


def _title(page: HtmlElement, metas: dict[str, str], blocks: Sequence[Block]) -> str | None:
    heading = next((b.text for b in blocks if b.kind == "front" and b.level == 1), "")
    named = page.find(".//title")
    whole = words([named.text_content()]) if named is not None else ""
    found = metas.get("overheidop.documenttitel") or heading or metas.get("dc.title")
    return found or _SITE_NAME.sub("", whole) or None


def date_of(text: str) -> str | None:
    """The date that a text begins with, or that it writes out, as ISO 8601."""
    found = re.match(r"\d{4}-\d\d-\d\d(?!\d)", text)
    return found[0] if found else date_in(text)


def _take_plain_notes(blocks: list[Block], manuscript: Manuscript) -> list[Block]:
    """Repair marks without markup, "personen1" and "mensen.2", where it is certain what they are.

    It is where notes with the numbers 1, 2, 3 ... stand at the end of the text, and just these
    numbers, in this order, are glued to its words. Otherwise all stays as it is.
    """
    start = _plain_notes(blocks)
    body, notes = blocks[:start], blocks[start:]
    wanted = [str(number) for number in range(1, len(notes) + 1)]
    places = [
        (block, at, found)
        for block in body
        for at, run in enumerate(block.runs)
        if isinstance(run, str)
        for found in _GLUED.finditer(run)
        if found[1] in wanted
    ]
    if [found[1] for _, _, found in places] != wanted or not wanted:
        if places:
            shown = ", ".join(found[0] for _, _, found in places[:_SHOWN])
            manuscript.warn(f"What may be marks of notes stays in the text: {shown}.")
        return blocks
    for block, at, found in reversed(places):
        run = str(block.runs[at])  # what is left of it before the mark behind this one
        block.runs[at : at + 1] = [run[: found.start(1)], Mark(found[1]), run[found.end(1) :]]
    for number, note in zip(wanted, notes, strict=True):
        manuscript.note(number, [_without_number(note.runs)])
    return body


def _plain_notes(blocks: Sequence[Block]) -> int:
    """Where the run of blocks numbered 1, 2, 3 ... begins that ends the text."""
    at = len(blocks)
    expected = None
    while at and (found := _NUMBERED.match(blocks[at - 1].text)):
        number = int(found[1])
        if blocks[at - 1].kind not in ("paragraph", "item") or expected not in (None, number):
            break
        at, expected = at - 1, number - 1
        if number == 1:
            return at
    return len(blocks)


def _without_number(runs: list[Run]) -> list[Run]:
    first = runs[0]
    return [_NUMBERED.sub("", first, count=1), *runs[1:]] if isinstance(first, str) else runs


class _Site:
    """Tells what of a page is the site around the text, and reports hidden text."""

    def __init__(self, root: HtmlElement, notes: Notes, warn: Callable[[str], None]) -> None:
        self._notes = notes
        self._warn = warn
        self._whole = root.tag in ("body", "html")  # the page does not tell what its content is
        self._titled = next(root.iter("h1"), None) is None  # no h1 is to come

    def note(self, body: HtmlElement, key: str) -> list[list[Run]]:
        """The paragraphs of a note, without its number."""
        paragraphs = [
            block.runs for block in blocks_of(body, self._notes, self.leaves_out, inner=True)
        ]
        label = self._notes.labels.get(key)
        numbered = body.tag == "li" or any(
            words(a.itertext()).strip("[]().: ") == label
            for a in body.iter("a")
            if a in self._notes.backs
        )
        own = rf"[\[(]?{re.escape(label)}[\])]?[.:]?(?!\w)" if label and not numbered else ""
        for runs in paragraphs[:1]:
            at = next(at for at, run in enumerate(runs) if not isinstance(run, str) or run.strip())
            if isinstance(first := runs[at], str):
                runs[at] = re.sub(rf"\s*[\^↑]?\s*(?:[\[(]\s*[\])]|{own})", "", first, count=1)
        return paragraphs

    def leaves_out(self, element: HtmlElement) -> bool:
        """Whether an element is no text: controls, the site around it, what is hidden."""
        if element in self._notes.holders:
            return False
        tag, role = element.tag, (element.get("role") or "").lower()
        if tag in _UNREAD or role in _SITE_ROLES or "note-close" in classes(element):
            return True
        if tag == "form":
            return next(element.iter("p", "table", *HEADINGS), None) is None
        self._titled = self._titled or tag == "h1"
        if tag in _SITE and not (tag == "header" and self._is_title_block(element)):
            return True
        if self._whole and self._is_menu(element):
            return True
        hidden = (
            element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "") is not None
        )
        if hidden:
            self._report(element)
        return hidden

    def _is_title_block(self, header: HtmlElement) -> bool:
        return not self._whole or header.get("id") == "title-block-header"

    def _is_menu(self, element: HtmlElement) -> bool:
        """Whether its name says so, or it is a list of nothing but links above the title."""
        if any(_MENU.fullmatch(name) for name in (element.get("id") or "", *classes(element))):
            return next(element.iter("h1"), None) is None
        if self._titled or element.tag not in ("ul", "ol"):
            return False
        outside = "".join(_text_without(element, _LINKED))
        return element.find(".//a") is not None and not re.search(r"\w", outside)

    def _report(self, element: HtmlElement) -> None:
        """Tell of hidden text, unless it is no more than signs or links."""
        text = words(_text_without(element, _LINKED))
        if _WORD.search(text):
            self._warn(f"Hidden text was left out: {text[:_HIDDEN_SHOWN]}")


def _text_without(root: HtmlElement, tags: frozenset[str]) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in tags:
                walk.skip_subtree()
            else:
                yield element.text or ""
        elif element is not root:
            yield element.tail or ""
