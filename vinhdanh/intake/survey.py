"""Walks the XML of a workbook once, in small pieces, before any reader that holds it whole.

It bounds what a reader would have to hold (elements, text, the rectangle of cells), refuses what Excel never writes
(document types, entities), and notes what the reader cannot see: error values and formulas without a stored value.
"""

import re
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol
from xml.parsers import expat

from vinhdanh.intake.problems import Unreadable

PIECE = 64 * 1024
MOST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
MOST_ELEMENTS = 4_000_000
MOST_CHARACTERS = 20_000_000  # of all cells together, shared texts counted wherever they are used
MOST_IN_ONE_TEXT = 1024 * 1024  # Excel itself holds 32,767 characters in a cell
MOST_CELLS = 1_000_000  # of the rectangle from A1 to the last cell with content
MOST_MERGES = 50_000
MOST_FAULTS = 50_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

DAMAGED = "Tệp bị hỏng nên không mở được; hãy mở bằng Excel, lưu lại rồi gửi lại."
SWOLLEN = (
    "Nội dung tệp khi mở ra lớn quá mức cho phép nên không được đọc; "
    "hãy chép phần dữ liệu cần thiết sang bảng mẫu mới rồi gửi lại."
)
DOCTYPE = (
    "Tệp chứa khai báo DOCTYPE hoặc ENTITY là thứ Excel không ghi ra, nên không được đọc; "
    "hãy mở bằng Excel, lưu lại rồi gửi lại."
)

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(r"[A-Za-z]{1,3}[1-9]\d{0,6}(?::[A-Za-z]{1,3}[1-9]\d{0,6})?")


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What a sheet's XML shows; cells are (row, column), both counted from 0."""

    without_value: Mapping[tuple[int, int], str] = field(default_factory=dict)  # → the formula
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)  # → `#N/A`


@dataclass(slots=True)
class Budget:
    """What all parts of one workbook together may still use."""

    unpacked: int = MOST_UNPACKED
    elements: int = MOST_ELEMENTS
    characters: int = MOST_CHARACTERS
    cells: int = MOST_CELLS  # of one sheet's rectangle; not used up

    def spend_characters(self, count: int) -> None:
        """Takes off characters of text; raises Unreadable when there are too many."""
        self.characters -= count
        if self.characters < 0:
            raise Unreadable(SWOLLEN)


class Walker(Protocol):
    """What is told of each element and text of a part, names without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, piece: str) -> None: ...


class _FirstElement(Exception):
    """The part's prolog is over."""


def walk(stream: IO[bytes], walker: Walker, budget: Budget, keep: Callable[[bytes], object]) -> None:
    """Shows the whole part to the walker, and hands each piece of it to `keep` after it was found harmless.

    Raises Unreadable for a document type, for more than the budget, for a tag or text of absurd length; lets
    `expat.ExpatError` through where the part is not XML.
    """
    parser = _bounded_parser(walker, budget)
    fed = 0
    while piece := stream.read(PIECE):
        budget.unpacked -= len(piece)
        if budget.unpacked < 0:
            raise Unreadable(SWOLLEN)
        parser.Parse(piece, False)
        fed += len(piece)
        if fed - max(parser.CurrentByteIndex, 0) > MOST_IN_ONE_TEXT:
            raise Unreadable(SWOLLEN)
        keep(piece)
    parser.Parse(b"", True)


def refuse_doctype(stream: IO[bytes]) -> None:
    """Reads a part up to its first element only; raises Unreadable if a document type stands before it."""

    def stop(name: str, attributes: dict[str, str]) -> None:
        raise _FirstElement

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.StartElementHandler = stop
    try:
        for _ in range(4):
            piece = stream.read(PIECE)
            parser.Parse(piece, not piece)
            if not piece:
                return
    except (_FirstElement, expat.ExpatError, LookupError, ValueError):
        return  # no document type can follow, and nobody reads this part any further
    raise Unreadable(SWOLLEN)


def _refuse_declaration(*declared: object) -> None:
    raise Unreadable(DOCTYPE)


def _bounded_parser(walker: Walker, budget: Budget) -> expat.XMLParserType:
    run = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal run
        run = 0
        budget.elements -= 1
        if budget.elements < 0:
            raise Unreadable(SWOLLEN)
        walker.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def end(name: str) -> None:
        nonlocal run
        run = 0
        walker.end(name.rpartition(":")[2] if ":" in name else name)

    def text(piece: str) -> None:
        nonlocal run
        run += len(piece)
        if run > MOST_IN_ONE_TEXT:
            raise Unreadable(SWOLLEN)
        walker.text(piece)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.buffer_text = True
    return parser


class AnyPart:
    """A walker that only lets the bounds be kept."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Nothing to note."""

    def end(self, name: str) -> None:
        """Nothing to note."""

    def text(self, piece: str) -> None:
        """Nothing to note."""


class Relations(AnyPart):
    """The relations of a part: id → target."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Notes one relation."""
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class Contents(AnyPart):
    """The workbook's own part: sheet name → relation id, and which day the count of days begins with."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Notes one sheet, or the workbook's properties."""
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets[attributes.get("name", "")] = relation
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true", "on")


class SharedTexts(AnyPart):
    """How long each shared text is: a small file can use one long text a million times."""

    def __init__(self, budget: Budget) -> None:
        self.lengths = array("L")
        self._budget = budget
        self._length = 0

    def text(self, piece: str) -> None:
        """Counts the characters of the text at hand."""
        self._length += len(piece)
        self._budget.spend_characters(len(piece))

    def end(self, name: str) -> None:
        """Notes a text that is whole."""
        if name == "si":
            self.lengths.append(self._length)
            self._length = 0


class SheetCells(AnyPart):
    """The cells of one sheet: how far they reach, which hold an error or a formula without a stored value."""

    def __init__(self, sheet: str, shared: "array[int]", budget: Budget) -> None:
        self.without_value: dict[tuple[int, int], str] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self._sheet, self._shared, self._budget = sheet, shared, budget
        self._row = self._column = -1
        self._last_row = self._last_column = 0
        self._kind = ""
        self._has_formula = self._has_value = False
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._merges = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Moves to a row or cell, or into its value."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "t":
            self._into, self._has_value = self._value, True
        elif name == "f":
            self._into, self._has_formula = self._formula, True
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
            self._column = -1
        elif name == "mergeCell":
            self._merges += 1
            if self._merges > MOST_MERGES:
                raise Unreadable(SWOLLEN)
            if not _RANGE.fullmatch(attributes.get("ref", "")):
                raise Unreadable(DAMAGED)

    def text(self, piece: str) -> None:
        """Collects a value."""
        if self._into is not None:
            self._into.append(piece)
        self._budget.spend_characters(len(piece))

    def end(self, name: str) -> None:
        """Leaves a value, or weighs the whole cell."""
        self._into = None
        if name == "c":
            self._end_cell("".join(self._value))

    def survey(self) -> SheetSurvey:
        """What was noted."""
        return SheetSurvey(self.without_value, self.errors)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise Unreadable(DAMAGED)
            self._row, self._column = int(found.group(2)) - 1, column_index(found.group(1))
        if not (0 <= self._row < LAST_ROW and 0 <= self._column < LAST_COLUMN):
            raise Unreadable(DAMAGED)
        self._kind = attributes.get("t", "n")
        self._has_formula = self._has_value = False
        self._value.clear()
        self._formula.clear()

    def _end_cell(self, value: str) -> None:
        if self._has_formula and not (value or (self._has_value and self._kind == "str")):
            self.without_value[self._row, self._column] = "=" + "".join(self._formula)
        if self._kind == "e" and value:
            self.errors[self._row, self._column] = value
        if len(self.without_value) + len(self.errors) > MOST_FAULTS:
            raise Unreadable(
                f"Trang “{self._sheet}” có quá nhiều ô lỗi hoặc ô công thức chưa có giá trị; "
                "hãy mở bằng Excel, sửa công thức, lưu lại rồi gửi lại."
            )
        if self._kind == "s" and value:
            if not value.isdecimal() or len(value) > 9 or int(value) >= len(self._shared):
                raise Unreadable(DAMAGED)
            self._budget.spend_characters(self._shared[int(value)])
        if value or self._has_formula:
            self._reach()

    def _reach(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if (self._last_row + 1) * (self._last_column + 1) > self._budget.cells:
            raise Unreadable(
                f"Trang “{self._sheet}” có ô nằm quá xa bảng (đến cột {column_letters(self._last_column)}, "
                f"dòng {self._last_row + 1}); hãy xóa các dòng, cột thừa rồi lưu lại."
            )


def column_index(letters: str) -> int:
    """`A` → 0, `XFD` → 16383."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 → `A`, 16383 → `XFD`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
