"""What a page draws: pieces of text with their place and looks, and horizontal rules.

An interpreter of the operators that place text (ISO 32000-2, 8.4 and 9.4). Places are in points
on the upright page, from its lower left corner; a page or a text that is turned is turned back.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

from ingest.readers.pdf.fonts import Font
from ingest.readers.pdf.matrices import (
    IDENTITY,
    Matrix,
    matrix_of,
    place,
    quarter_of,
    times,
    turned_back,
)

_MOST_FORMS = 1_000  # drawn on a page: forms that draw forms multiply without end
_DEEPEST_FORM = 8
_THICKEST_RULE = 2.0
_SHORTEST_RULE = 20.0
_WIDEST_DOT = 8.0


class Piece(NamedTuple):
    """Text in one font at one place."""

    text: str
    x0: float
    x1: float
    y: float  # of the baseline
    size: float
    bold: bool
    italic: bool
    target: str  # the address to which it is a link, or ""
    turned: int  # quarters of a turn; x and y are those of the page turned back


class Rule(NamedTuple):
    """A horizontal line."""

    x0: float
    x1: float
    y: float


class Area(NamedTuple):
    """A rectangle of the page that is a link."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


class Dot(NamedTuple):
    """The middle of a small round shape: browsers draw the bullets of a list so."""

    x: float
    y: float


class Drawing(NamedTuple):
    """All that a page draws, in the order of drawing."""

    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    dots: tuple[Dot, ...]


class Fonts:
    """The fonts of a file, each read once."""

    def __init__(self) -> None:
        self._known: dict[int, Font | None] = {}

    def get(self, resources: DictionaryObject, name: object) -> Font | None:
        """The font of that name in the resources; None where there is none."""
        table = _dictionary(resources.get("/Font"))
        resource = table.raw_get(name) if name in table else None
        if not isinstance(resource, IndirectObject):
            return Font.of(resource) if isinstance(resource, DictionaryObject) else None
        if resource.idnum not in self._known:
            found = resource.get_object()
            self._known[resource.idnum] = (
                Font.of(found) if isinstance(found, DictionaryObject) else None
            )
        return self._known[resource.idnum]


def drawing_of(page: PageObject, fonts: Fonts) -> Drawing:
    """What a page draws."""
    box = page.cropbox
    width, height = float(box.width), float(box.height)
    upright: Matrix = (1, 0, 0, 1, -float(box.left), -float(box.bottom))
    for _ in range(int(page.rotation) // 90 % 4):
        upright = times(upright, (0, -1, 1, 0, 0, width))
        width, height = height, width
    pen = _Pen(fonts, _State(upright), tuple(_areas(page, upright)))
    pen.follow(_value(page.get("/Contents")), _dictionary(page.get("/Resources")))
    return Drawing(height, tuple(pen.pieces), tuple(pen.rules), tuple(pen.dots))


def _areas(page: PageObject, upright: Matrix) -> Iterator[Area]:
    annotations = _value(page.get("/Annots"))
    for each in annotations if isinstance(annotations, ArrayObject) else ():
        annotation = _dictionary(each)
        target = _value(_dictionary(annotation.get("/A")).get("/URI"))
        if isinstance(target, bytes):
            target = target.decode("latin-1")
        corners = _numbers(_value(annotation.get("/Rect")))
        if isinstance(target, str) and len(corners) == 4:
            x0, y0 = place(upright, corners[0], corners[1])
            x1, y1 = place(upright, corners[2], corners[3])
            yield Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), target.strip())


@dataclass(frozen=True)
class _State:
    """The graphics state, as far as it places text."""

    matrix: Matrix
    font: Font | None = None
    size: float = 1
    spacing: float = 0
    word_spacing: float = 0
    scale: float = 1
    leading: float = 0
    rise: float = 0


class _Pen:
    """Draws the contents of a page and of the forms on it."""

    def __init__(self, fonts: Fonts, state: _State, areas: Sequence[Area]) -> None:
        self._fonts = fonts
        self._state = state
        self._areas = areas
        self._resources = DictionaryObject()
        self._below: list[_State] = []
        self._line = self._text = IDENTITY  # where the line begins, and where the next glyph goes
        self._path: list[Rule] = []
        self._forms: list[DictionaryObject] = []  # those being drawn, from the outermost inwards
        self._drawn = 0
        self.pieces: list[Piece] = []
        self.rules: list[Rule] = []
        self.dots: list[Dot] = []
        self._bend: list[tuple[float, float]] = []  # where the curves of the path end

    def follow(self, contents: object, resources: DictionaryObject) -> None:
        """Follow the operators of a stream, or of several that are one."""
        if not isinstance(contents, StreamObject | ArrayObject):
            return
        outer, self._resources = self._resources, resources
        for operands, operator in ContentStream(contents, None, "bytes").operations:
            handler = _OPERATORS.get(operator)
            if handler and isinstance(operands, list):
                handler(self, operands, _numbers(operands))
        self._resources = outer

    def save(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self._below.append(self._state)

    def restore(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if self._below:
            self._state = self._below.pop()

    def transform(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 6:
            self._set(matrix=times(matrix_of(numbers), self._state.matrix))

    def begin_text(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self._line = self._text = IDENTITY

    def set_font(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(operands) == 2 and len(numbers) == 1:
            font = self._fonts.get(self._resources, operands[0])
            self._set(font=font, size=numbers[0])

    def set_scale(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if numbers:
            self._set(scale=numbers[0] / 100)

    def place_text(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 6:
            self._line = self._text = matrix_of(numbers)

    def move(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 2:
            self._line = self._text = times((1, 0, 0, 1, numbers[0], numbers[1]), self._line)

    def move_and_lead(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 2:
            self._set(leading=-numbers[1])
            self.move(operands, numbers)

    def next_line(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self.move([], (0, -self._state.leading))

    def show(self, operands: list[Any], numbers: Sequence[float]) -> None:
        for shown in operands[-1:]:
            self._show(shown)

    def show_on_next_line(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 2:  # the operator " sets word and character spacing first
            self._set(word_spacing=numbers[0], spacing=numbers[1])
        self.next_line([], ())
        self.show(operands, ())

    def show_spaced(self, operands: list[Any], numbers: Sequence[float]) -> None:
        for shown in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(shown, int | float):
                self._advance(-shown / 1000 * self._state.size * self._state.scale)
            else:
                self._show(shown)

    def add_line(self, operands: list[Any], numbers: Sequence[float]) -> None:
        """A straight line of a path ("m" begins it, "l" ends it)."""
        if len(numbers) == 2:
            x, y = place(self._state.matrix, numbers[0], numbers[1])
            before = self._path[-1] if self._path else Rule(x, x, y)
            self._path.append(Rule(before.x1, x, y) if abs(before.y - y) < 1 else Rule(x, x, y))

    def add_curve(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 6:
            self._bend.append(place(self._state.matrix, numbers[4], numbers[5]))

    def begin_path(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self._path.clear()
        self.add_line(operands, numbers)

    def add_rectangle(self, operands: list[Any], numbers: Sequence[float]) -> None:
        if len(numbers) == 4:
            x, y, width, height = numbers
            x0, y0 = place(self._state.matrix, x, y)
            x1, y1 = place(self._state.matrix, x + width, y + height)
            if abs(y1 - y0) <= _THICKEST_RULE:
                self._path.append(Rule(min(x0, x1), max(x0, x1), (y0 + y1) / 2))

    def paint(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self.rules += [rule for rule in self._path if abs(rule.x1 - rule.x0) >= _SHORTEST_RULE]
        if self._bend:
            xs, ys = [x for x, _ in self._bend], [y for _, y in self._bend]
            if max(max(xs) - min(xs), max(ys) - min(ys)) < _WIDEST_DOT:
                self.dots.append(Dot((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2))
        self.drop_path(operands, numbers)

    def drop_path(self, operands: list[Any], numbers: Sequence[float]) -> None:
        self._path.clear()
        self._bend.clear()

    def draw_form(self, operands: list[Any], numbers: Sequence[float]) -> None:
        forms = _dictionary(self._resources.get("/XObject"))
        form = _dictionary(forms.get(operands[0])) if operands else DictionaryObject()
        self._drawn += 1
        if form.get("/Subtype") != "/Form" or any(form is drawn for drawn in self._forms):
            return
        if self._drawn > _MOST_FORMS or len(self._forms) >= _DEEPEST_FORM:
            return
        outer, below, self._below = self._state, self._below, []
        matrix = _numbers(_value(form.get("/Matrix")))
        if len(matrix) == 6:
            self._set(matrix=times(matrix_of(matrix), self._state.matrix))
        self._forms.append(form)
        resources = _dictionary(form.get("/Resources"))
        self.follow(form, resources or self._resources)
        self._forms.pop()
        self._state, self._below = outer, below

    def _set(self, **changes: Any) -> None:  # noqa: ANN401 (the fields of a state differ in type)
        self._state = replace(self._state, **changes)

    def _advance(self, width: float) -> None:
        self._text = times((1, 0, 0, 1, width, 0), self._text)

    def _show(self, shown: object) -> None:
        """Write down a string, a new piece where a link begins or ends."""
        state = self._state
        if state.font is None or not isinstance(shown, bytes):
            return
        text, target, ink, width = "", "", 0.0, 0.0
        for glyph in state.font.glyphs(shown):
            advance = state.scale * (
                glyph.width * state.size
                + state.spacing
                + (state.word_spacing if glyph.space else 0)
            )
            here = self._target(width + advance / 2)
            if text and here != target:
                self._write(text, ink, target)
                self._advance(width)
                text, ink, width = "", 0.0, 0.0
            text, width, target = text + glyph.text, width + advance, here
            if glyph.text != " ":
                ink = width
            elif not text.strip(" "):  # a space that leads in is a move
                ink = width
                self._write(" ", ink, target)
                self._advance(width)
                text, ink, width = "", 0.0, 0.0
        self._write(text, ink, target)
        self._advance(width)

    def _write(self, text: str, width: float, target: str) -> None:
        """Add a piece, of which the last letter ends at `width`, at the place of the next glyph."""
        state = self._state
        matrix = times(self._text, state.matrix)
        turn = quarter_of(matrix[0], matrix[1])
        x0, y = turned_back(*place(matrix, 0, state.rise), turn)
        x1, _ = turned_back(*place(matrix, width, state.rise), turn)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        if text and state.font and size > 0 and all(map(math.isfinite, (x0, x1, y, size))):
            bold, italic = state.font.bold, state.font.italic
            self.pieces.append(
                Piece(text, min(x0, x1), max(x0, x1), y, size, bold, italic, target, turn)
            )

    def _target(self, width: float) -> str:
        """The link that lies over a place of the line."""
        if not self._areas:
            return ""
        matrix = times(self._text, self._state.matrix)
        x, y = place(matrix, width, self._state.rise + self._state.size / 4)
        return next((a.target for a in self._areas if a.x0 <= x <= a.x1 and a.y0 <= y <= a.y1), "")


_Handler = Callable[[_Pen, list[Any], Sequence[float]], None]


def _setter(field: str) -> _Handler:
    def handle(pen: _Pen, operands: list[Any], numbers: Sequence[float]) -> None:
        if numbers:
            pen._set(**{field: numbers[0]})

    return handle


_OPERATORS: Mapping[bytes, _Handler] = {
    b"q": _Pen.save,
    b"Q": _Pen.restore,
    b"cm": _Pen.transform,
    b"BT": _Pen.begin_text,
    b"Tf": _Pen.set_font,
    b"Tz": _Pen.set_scale,
    b"Tc": _setter("spacing"),
    b"Tw": _setter("word_spacing"),
    b"TL": _setter("leading"),
    b"Ts": _setter("rise"),
    b"Tm": _Pen.place_text,
    b"Td": _Pen.move,
    b"TD": _Pen.move_and_lead,
    b"T*": _Pen.next_line,
    b"Tj": _Pen.show,
    b"'": _Pen.show_on_next_line,
    b'"': _Pen.show_on_next_line,
    b"TJ": _Pen.show_spaced,
    b"m": _Pen.begin_path,
    b"l": _Pen.add_line,
    b"c": _Pen.add_curve,
    b"re": _Pen.add_rectangle,
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), _Pen.paint),
    b"n": _Pen.drop_path,
    b"Do": _Pen.draw_form,
}


def _value(found: object) -> object:
    return found.get_object() if isinstance(found, IndirectObject) else found


def _dictionary(found: object) -> DictionaryObject:
    value = _value(found)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _numbers(found: object) -> tuple[float, ...]:
    values = map(_value, found) if isinstance(found, list) else ()
    return tuple(float(value) for value in values if isinstance(value, int | float))
