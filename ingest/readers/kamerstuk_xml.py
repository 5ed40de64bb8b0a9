"""The reader of official publications in XML: Kamerstukken old and new, and Kamervragen.

Schemas: op-xsd-2012-2 (officiele-publicatie) and the DTD of 1995 to 2009 (kamerwrk), both by KOOP.
An element that neither knows keeps its text and is counted in a warning; so other publications
with the same kinds of paragraphs, such as laws, are read too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.document import Document, DocumentInfo
from ingest.errors import UnreadableError
from ingest.readers.frontmatter import Facts, date_in, letter_title
from ingest.readers.manuscript import Linked, Manuscript, Mark, Run
from ingest.readers.table import Field, headed
from ingest.safe_xml import Element, local_name, parse_xml

_ROOTS = {"officiele-publicatie", "kamerwrk", "kamerstuk", "fragments"}
_LONGEST_HEADING = 150  # characters; a longer tussenkop is a sentence
_DEPTH_BELOW = {"vetcur": 1, "cur": 1, "rom": 2, "ondlijn": 2}  # of a tussenkop, by its type face
_RECORD = re.compile(r"/([\w-]+)/metadata\.xml")
_DASH = re.compile(r"[–•·-]\s+")

# Hold text; all others that hold elements are gone through.
_TEXT = set("al li.nr p tekstregel noot.al wie considerans.al slotformulering term".split())
_INLINE = set(
    "nadruk sup inf sub extref intref dossierref noot nootref voetref br ondernummer datum "
    "dossiernr begrotingshoofdstuk unl achternaam voornaam nr label titel subtitel".split()
)
_CONTAINERS = set(
    "officiele-publicatie kamerwrk kamerstuk fragments body stuk algemeen vrije-tekst tekst "
    "al-groep tekst-sluiting voorstel-wet aanhef wettekst voorstel-sluiting box kamervragen "
    "considerans slotformulier frontm kamervraagkop kamerstukkop".split()
)
_SECTIONS = set("divisie bijlage artikel hoofdstuk paragraaf afdeling titeldeel".split())
_LEFT_OUT = set(
    "metadata witreg plaatje illustratie versie ordernr colspec kio2 redactie voetnoot".split()
)


def read_kamerstuk_xml(data: bytes, info: DocumentInfo) -> Document:
    """Read an official publication.

    Raises:
        UnreadableError: The bytes are no such XML, or there is no text in it (KOOP publishes empty
            ones; the PDF has the text then).
    """
    root = parse_xml(data)
    if local_name(root) not in _ROOTS and next(root.iter("{*}al"), None) is None:
        raise UnreadableError(
            f"XML, but no Kamerstuk: its root is <{local_name(root)}>. "
            "Add the document as HTML, ODT, DOCX or PDF."
        )
    walk = _Walk(root)
    walk.block(root)
    document = walk.finish().document(info)
    if not document.paragraphs:
        raise UnreadableError("The XML has no text. Add the PDF of this document.")
    return document


class _Walk:
    """One pass through the elements, in document order."""

    def __init__(self, root: Element) -> None:
        self._out = Manuscript()
        self._depth = 0
        self._unknown: Counter[str] = Counter()
        self._about = ""  # the title of its dossier
        self._facts: dict[str, str] = {}
        self._old_notes = {
            key: node
            for node in root.iter("{*}voetnoot")
            for key in (node.get("id"), node.get("nr"))
            if key
        }
        self._writers: Mapping[str, Callable[[Element], None]] = {
            "metadata": self._metadata,
            "dossier": self._dossier,
            "onderw": self._dossier,
            "stuknr": self._number,
            "ltrlabel": self._number,
            "datumtekst": self._date,
            "tekstregel": self._front,
            "vergjaar": self._front,
            "kamervraagnummer": self._front,
            "kamervraagomschrijving": self._front,
            "kamervraagonderwerp": self._subject,
            "tussenkop": self._between,
            "tuskop": self._between,
            "kop": self._heading,
            "lijst": self._list,
            "lid": self._member,
            "definitie-item": self._definition,
            "table": self._table,
            "ondertekening": self._signature,
            "vraag": self._question,
            "antwoord": self._question,
        }

    def finish(self) -> Manuscript:
        """What was written, with the facts and what was odd."""
        self._out.facts = Facts(**self._facts)
        if self._unknown:
            named = ", ".join(f"{name} ({count})" for name, count in self._unknown.most_common())
            self._out.warn(f"Elements that are not known were read as text: {named}.")
        return self._out

    def block(self, node: Element) -> None:
        """Write a block element and all in it."""
        name = local_name(node)
        if name in _LEFT_OUT and name != "metadata":
            return
        if writer := self._writers.get(name):
            writer(node)
        elif name == "titel" and _parent(node) in ("stuk", "kop"):
            self._title(node)
        elif name in _SECTIONS:
            self._depth += 1
            self._children(node)
            self._depth -= 1
        elif name in _CONTAINERS:
            self._children(node)
        else:
            if name not in _TEXT and name not in _INLINE:
                self._unknown[name] += 1
            if name not in _TEXT and any(map(self._is_block, node.iterdescendants())):
                self._children(node)
            else:
                self._text(node)

    def _children(self, node: Element) -> None:
        if node.text and node.text.strip():
            self._out.paragraph([node.text])
        for child in node:
            self.block(child)
            if child.tail and child.tail.strip():
                self._out.paragraph([child.tail])

    def _text(self, node: Element) -> None:
        """A paragraph, and behind it the lists and tables that the file puts inside it."""
        runs = list(self._runs(node))
        first = next((run for run in runs if isinstance(run, str) and run.strip()), "")
        if _DASH.match(first.lstrip()):  # how lists were written before 2010
            at = runs.index(first)
            runs[at] = _DASH.sub("", first.lstrip(), count=1)
            self._out.item(runs)
        else:
            self._out.paragraph(runs)
        for child in node:
            if self._is_block(child):
                self.block(child)

    def _is_block(self, node: Element) -> bool:
        name = local_name(node)
        return name in self._writers or name in _TEXT or name in _SECTIONS or name in _CONTAINERS

    def _runs(self, node: Element) -> Iterator[Run]:
        """The text of an element, with its notes and links in their place."""
        yield node.text or ""
        for child in node:
            if not self._is_block(child):
                yield from self._inline(child)
            yield child.tail or ""

    def _inline(self, node: Element) -> Iterator[Run]:
        """What stands in a line."""
        name = local_name(node)
        if name in _LEFT_OUT:
            return
        if name == "noot":
            self._out.note(node.get("id", ""), [self._runs(al) for al in node.iter("{*}noot.al")])
            yield Mark(node.get("id", ""))
        elif name == "nootref":
            yield Mark(node.get("refid", ""))
        elif name == "voetref":
            yield self._old_note(node)
        elif name == "br":
            yield " "
        elif name in ("extref", "dossierref"):
            dossier = node.get("dossier")
            yield Linked(
                self._plain(node), f"dossier/{dossier}" if dossier else node.get("doc", "")
            )
        else:
            if name not in _INLINE:
                self._unknown[name] += 1
            yield from self._runs(node)

    def _old_note(self, reference: Element) -> Mark:
        """The mark of a voetref; its voetnoot stands elsewhere, under its id or its number."""
        keys = [key for key in (reference.get("refid"), reference.get("nr")) if key]
        key = next((key for key in keys if key in self._old_notes), keys[0] if keys else "")
        note = self._old_notes.get(key)
        if note is not None:
            parts = [al for al in note if _is(al, "al")] or [note]
            self._out.note(key, [self._runs(part) for part in parts])
        return Mark(key)

    def _plain(self, node: Element) -> str:
        """What an element says, without notes, white space made one space."""
        said = (
            run if isinstance(run, str) else getattr(run, "text", "") for run in self._runs(node)
        )
        return " ".join("".join(said).split())

    # -- above the text

    def _metadata(self, node: Element) -> None:
        for meta in node.iter("{*}meta"):
            if found := _RECORD.search(meta.get("content", "")):
                self._facts["id"] = found[1]

    def _dossier(self, node: Element) -> None:
        number = node.find("{*}dossiernummer") if _is(node, "dossier") else node.find("{*}nummer")
        if number is not None:
            written = " ".join("".join(number.itertext()).split())
            digits, _, chapter = re.sub(r"(?<=\d)[\s.](?=\d)", "", written).partition(" ")
            self._facts.setdefault("dossier", f"{digits}-{chapter}" if chapter else digits)
        title = node.find("{*}titel")
        self._about = self._about or (self._plain(title) if title is not None else "")
        parts = [self._plain(child) for child in node if local_name(child)]
        self._out.front([" ".join(parts)])

    def _number(self, node: Element) -> None:
        """Written "Nr. 4": in one element, or as a label with the number behind it."""
        said = "".join(node.itertext())
        if _is(node, "ltrlabel"):
            following = node.getnext()
            if following is not None and _is(following, "nummer"):
                said = f"{said.strip()} {self._plain(following)}"
                following.tag = "witreg"  # read already
        if found := re.search(r"(\d{1,4}|[A-Z]{1,2})\s*$", said):
            self._facts.setdefault("number", found[1])
        self._out.front([said])

    def _date(self, node: Element) -> None:
        given = next((d.get("isodatum") for d in node.iter("{*}datum") if d.get("isodatum")), None)
        if date := given or date_in("".join(node.itertext())):
            self._facts.setdefault("date", date)
        self._out.front(self._runs(node))

    def _front(self, node: Element) -> None:
        self._out.front(self._runs(node))

    def _title(self, node: Element) -> None:
        title = self._plain(node)
        if _parent(node) == "stuk":
            letter = re.match(r"(?:gewijzigde |nadere )?brief van", title, re.IGNORECASE)
            self._facts.setdefault("title", letter_title(title, self._about) if letter else title)
            self._facts.setdefault("kind", "kamerbrief" if letter else "kamerstuk")
        self._out.front(self._runs(node))

    def _subject(self, node: Element) -> None:
        self._facts.setdefault("title", self._plain(node))
        self._facts.setdefault("kind", "kamervragen")
        self._out.front(self._runs(node))

    # -- in the text

    def _heading(self, node: Element) -> None:
        if _parent(node) == "kamerwrk":
            self._children(node)
            return
        parts = [
            child for child in node if local_name(child) in ("label", "nr", "titel", "subtitel")
        ]
        number = next((self._plain(child) for child in parts if _is(child, "nr")), None)
        label = any(_is(child, "label") for child in parts)
        runs: list[Run] = []
        for child in parts:
            runs += [" ", *self._runs(child)]
        self._out.heading(runs, max(self._depth, 1), None if label else number or None)

    def _between(self, node: Element) -> None:
        """A tussenkop may be a whole sentence: then it is text."""
        said = self._plain(node)
        if len(said) > _LONGEST_HEADING or re.search(r"[.:;,]$", said):
            self._text(node)
        else:
            face = node.get("kopopmaak") or node.get("letat") or ""
            self._out.heading(self._runs(node), self._depth + 1 + _DEPTH_BELOW.get(face, 0))

    def _list(self, node: Element) -> None:
        for entry in node:
            if not _is(entry, "li"):
                self.block(entry)
                continue
            label = next((self._plain(child) for child in entry if _is(child, "li.nr")), "")
            runs: list[Run] = [] if _DASH.match(f"{label} ") else [label, " "]
            inner = [child for child in entry if _is(child, "al")]
            for child in inner:
                runs += [*self._runs(child), " "]
            self._out.item(runs if inner else [label, " ", entry.text or ""])
            for child in entry:
                if local_name(child) not in ("li.nr", "al"):
                    self.block(child)

    def _member(self, node: Element) -> None:
        """A lid of an article: its number stands before its first paragraph."""
        number = next((self._plain(child) for child in node if _is(child, "lidnr")), "")
        for child in node:
            if _is(child, "al") and number:
                self._out.paragraph([f"{number} ", *self._runs(child)])
                number = ""
            elif not _is(child, "lidnr"):
                self.block(child)

    def _definition(self, node: Element) -> None:
        runs: list[Run] = []
        for child in node.iter("{*}term", "{*}al"):
            runs += [*self._runs(child), " "]
        self._out.item(runs)

    def _question(self, node: Element) -> None:
        """A vraag or antwoord: its number is its heading."""
        for child in node:
            if _is(child, "nr"):
                self._out.heading(self._runs(child), self._depth + 1)
            else:
                self.block(child)

    def _signature(self, node: Element) -> None:
        role = next((self._plain(n) for n in node.iter("{*}functie")), "")
        names = [n for n in node.iter("{*}naam", "{*}deze") if local_name(n)]
        name = next((" ".join(" ".join(n.itertext()).split()) for n in names), "")
        if role and name:
            self._out.signed(role, name)
        else:
            self._out.paragraph([f"{role} {name}".strip() or self._plain(node)])

    def _table(self, node: Element) -> None:
        for title in node.iterchildren("{*}title"):
            self._out.paragraph(self._runs(title))
        for group in node.iter("{*}tgroup"):
            names = [spec.get("colname", "") for spec in group.iter("{*}colspec")]
            head = [self._row(row, names) for row in group.iterfind("{*}thead/{*}row")]
            body = [self._row(row, names) for row in group.iterfind("{*}tbody/{*}row")]
            for cells in headed([*head, *body], len(head)):
                self._out.row(cells)

    def _row(self, row: Element, names: Sequence[str]) -> list[Field]:
        fields = []
        for entry in row.iterchildren("{*}entry"):
            begin = _place(entry.get("namest") or entry.get("colname"), names)
            end = _place(entry.get("nameend"), names)
            span = end - begin + 1 if begin is not None and end is not None else 1
            below = entry.get("morerows", "0")
            runs: list[Run] = [entry.text or ""]
            for child in entry:
                block = self._is_block(child)
                runs += [" ", *self._runs(child), " "] if block else self._inline(child)
                runs.append(child.tail or "")
            rows = int(below) + 1 if below.isdecimal() else 1
            fields.append(Field(tuple(runs), max(span, 1), rows, column=begin))
        return fields


def _parent(node: Element) -> str:
    """The name of the element around this one."""
    parent = node.getparent()
    return local_name(parent) if parent is not None else ""


def _is(node: Element, name: str) -> bool:
    return local_name(node) == name


def _place(name: str | None, names: Sequence[str]) -> int | None:
    return names.index(name) if name in names and name else None
