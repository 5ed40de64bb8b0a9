"""Marks in the text and the notes they point at, at the foot of the page or behind the text."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from ingest.readers.pdf.furniture import Page
from ingest.readers.pdf.lines import Line, Span

_SMALLER = 0.93  # than the text, in which a note may be set
_LARGEST = 1.02
_NARROW = 0.7  # of the width of the text: longer rules part something else
_INDENT = 1.5  # ems, between labels of one and of two digits
_ONE = r"\d{1,3}|[*†‡]{1,3}|[ivxl]{1,6}|[a-z]"
_MARKS = re.compile(rf"[(\[]?(?:{_ONE})[)\]]?(?:[,; ]+[(\[]?(?:{_ONE})[)\]]?)*[.,]?")
_LABEL = re.compile(rf"[(\[]?(?P<label>{_ONE})[)\].:]*(?:\s+|(?<=[\])*†‡]))(?=\S)")
_FINISHED = re.compile(r"[.!?][\"'”’»)\]]*$")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:[kcdm]?m|CO)$")
_RETURN = re.compile(r"\s*[↩↑][\ufe0e\ufe0f]?")
_TITLE = re.compile(r"(?:eind|voet)?noten|(?:end|foot)?notes", re.IGNORECASE)


class Note(NamedTuple):
    """A note as it stands on the pages: its first line without its label."""

    key: str
    label: str
    page: int
    lines: tuple[Line, ...]


class Noted(NamedTuple):
    """The lines of the text, marks named, and the notes taken out of it."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]


@dataclass
class _Mark:
    """A raised label in the text, and the key of its note once that is known."""

    page: int
    label: str
    key: str = ""


def take_notes(pages: Sequence[Page], body: float) -> Noted:
    """Part the text from its notes; what is raised but has no note stays text."""
    text, notes = _foot_notes(pages, body)
    marks = {at: _marks_of(line) for at, line in enumerate(text)}
    every = [mark for found in marks.values() for each in found.values() for mark in each]
    _match(every, notes)
    text, ends = _end_notes(text, [mark for mark in every if not mark.key])
    return Noted(tuple(_named(line, marks[at]) for at, line in enumerate(text)), (*notes, *ends))


def _foot_notes(pages: Sequence[Page], body: float) -> tuple[list[Line], list[Note]]:
    text: list[Line] = []
    notes: list[Note] = []
    before: set[str] = set()  # the labels on the page before: a note may have had no room there
    for page in pages:
        labels = {m.label for line in page.lines for each in _marks_of(line).values() for m in each}
        for _, frame in groupby(page.lines, key=lambda line: line.frame):
            lines = list(frame)
            start = _foot(lines, page, body, labels | before, notes)
            text += lines[:start]
            _add_notes(notes, lines[start:], labels | before)
        before = labels
    return text, notes


def _foot(
    lines: Sequence[Line], page: Page, body: float, labels: set[str], notes: Sequence[Note]
) -> int:
    """Where the notes begin: under a short rule at the left, or where the type becomes smaller.

    Unlabelled lines at the top of them go on with the last note of the page before.
    """
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    last = notes[-1].lines[-1] if notes else None
    before = last is not None and last.page == page.number - 2
    unfinished = before and last is not None and not _FINISHED.search(last.text)
    small = len(lines)
    while small and lines[small - 1].size < _SMALLER * body:
        small -= 1
    under_rules = {
        sum(line.y > rule.y for line in lines)
        for rule in page.rules
        if abs(rule.x1 - rule.x0) < _NARROW * (right - left)
        and abs(min(rule.x0, rule.x1) - left) < 2 * body
    }
    for start in sorted({small, *under_rules}):
        foot = lines[start:]
        if not foot or max(line.size for line in foot) > _LARGEST * body:
            continue
        labelled = [at for at, line in enumerate(foot) if _label_of(line, labels)]
        if labelled[:1] == [0] or unfinished or (before and start in under_rules):
            return start
        if labelled and start == small:
            return start + labelled[0]
    return len(lines)


def _add_notes(notes: list[Note], foot: Sequence[Line], labels: set[str]) -> None:
    """Cut the foot of a page at the labels; what comes before the first goes on with the last."""
    first: float | None = None
    for line in foot:
        label = _label_of(line, labels)
        if label and (first is None or abs(line.x0 - first) < _INDENT * line.size):
            first = line.x0 if first is None else first
            key = f"{line.page + 1}.{len(notes) + 1}"
            notes.append(Note(key, label, line.page, (_unlabelled(line),)))
        elif notes:
            last = notes[-1]
            notes[-1] = last._replace(lines=(*last.lines, line))


def _label_of(line: Line, labels: set[str]) -> str:
    """The label that opens a note; "" where there is none."""
    opening = line.spans[0]
    if opening.raised and _MARKS.fullmatch(opening.text.strip()):
        label = _plain(opening.text)
        return label if label in labels else ""
    found = _LABEL.match(_plain_digits(line.text))
    return found["label"] if found and found["label"] in labels else ""


def _unlabelled(line: Line) -> Line:
    """The line without the label of its note; it begins where its text does."""
    opening, rest = line.spans[0], line.spans[1:]
    found = _LABEL.match(opening.text)
    if rest and (opening.raised or not found):
        return replace(line, spans=rest)
    cut = found.end() if found else 0
    x0 = opening.x0 + (opening.x1 - opening.x0) * cut / len(opening.text)
    return replace(line, spans=(opening._replace(text=opening.text[cut:], x0=x0), *rest))


def _marks_of(line: Line) -> dict[int, list[_Mark]]:
    """The marks in a line, by the place of their span; the first span may label a note."""
    found: dict[int, list[_Mark]] = {}
    said = ""
    for at, span in enumerate(line.spans):
        bare = _plain_digits(span.text).strip()
        if at and span.raised and _MARKS.fullmatch(bare):
            exponent = bare in ("2", "3") and _UNIT.search(said)
            if not exponent:
                found[at] = [_Mark(line.page, label) for label in re.findall(_ONE, bare)]
        said += span.text
    return found


def _match(marks: Sequence[_Mark], notes: Sequence[Note]) -> None:
    """Give each mark the key of its note: in order, for numbers may begin anew on a page.

    A mark without a note of its own points at the one on the page beside it that has no mark, or
    once more at the last note of its page with its label.
    """
    free: defaultdict[tuple[int, str], list[Note]] = defaultdict(list)
    for note in notes:
        free[note.page, note.label].append(note)
    for near in (0, 1, -1):
        for mark in marks:
            if not mark.key and (found := free[mark.page + near, mark.label]):
                mark.key = found.pop(0).key
    last: dict[tuple[int, str], str] = {}
    for mark in marks:
        mark.key = mark.key or last.get((mark.page, mark.label), "")
        if mark.key:
            last[mark.page, mark.label] = mark.key


def _end_notes(text: list[Line], marks: Sequence[_Mark]) -> tuple[list[Line], list[Note]]:
    """A list behind the text whose labels are those of the marks that have no note, in order."""
    labels = list(dict.fromkeys(mark.label for mark in marks))
    if not labels or labels[0] not in ("1", "i", "*", "a"):
        return text, []
    starts = [at for at, line in enumerate(text) if _label_of(line, {labels[0]})]
    for start in reversed(starts):
        found = list(_in_order(text, start, labels))
        if len(found) == len(labels):
            break
    else:
        return text, []
    notes: list[Note] = []
    for at, label in zip(found, labels, strict=True):
        end = next((other for other in found if other > at), len(text))
        lines = [_unlabelled(text[at]), *text[at + 1 : end]]
        notes.append(Note(f"end.{label}", label, text[at].page, tuple(map(_without_return, lines))))
    for mark in marks:
        mark.key = f"end.{mark.label}"
    if start and _TITLE.fullmatch(text[start - 1].text):
        start -= 1
    return text[:start], notes


def _in_order(text: Sequence[Line], start: int, labels: Sequence[str]) -> Iterator[int]:
    at = start
    for label in labels:
        while at < len(text) and not (
            _label_of(text[at], {label})
            and abs(text[at].x0 - text[start].x0) < _INDENT * text[start].size
        ):
            at += 1
        if at == len(text):
            return
        yield at


def _without_return(line: Line) -> Line:
    """The line without the arrow by which HTML leads back to the mark."""
    spans = tuple(s._replace(text=_RETURN.sub("", s.text)) for s in line.spans)
    return replace(line, spans=spans)


def _named(line: Line, marks: dict[int, list[_Mark]]) -> Line:
    """The line with the keys of its notes in its spans."""
    spans: list[Span] = []
    for at, span in enumerate(line.spans):
        known = [mark.key for mark in marks.get(at, ()) if mark.key]
        if known and len(known) == len(marks[at]):
            spans += [span._replace(note=key) for key in known]
        else:
            spans.append(span)
    return replace(line, spans=tuple(spans))


def _plain(label: str) -> str:
    return _plain_digits(label).strip().strip("()[].,:")


def _plain_digits(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
