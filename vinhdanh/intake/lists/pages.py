"""A sheet, or a table of a document, as it was typed: cells in rows, which of them are merged, which are faulty."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vinhdanh.intake.cells import Raw, text
from vinhdanh.intake.lists.records import Fault
from vinhdanh.intake.lists.words import ERRORS
from vinhdanh.intake.sheets import is_blank
from vinhdanh.intake.survey import SheetSurvey

Box = tuple[int, int, int, int]  # top, left, bottom, right of merged cells, all counted from 0 and within

BETWEEN_CELLS = "  "
FAULTY = "Ô báo lỗi {}; hãy sửa công thức hoặc ghi lại giá trị"
WITHOUT_VALUE = "Công thức chưa có giá trị; hãy mở bằng Excel, lưu lại, hoặc ghi thẳng giá trị"


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a sheet from the first, cells from the first column. `above` are lines before the first row."""

    sheet: str
    rows: Sequence[Sequence[Raw]]
    merged: Sequence[Box] = ()
    survey: SheetSurvey = field(default_factory=SheetSurvey)
    above: tuple[str, ...] = ()
    from_1904: bool = False
    hidden: bool = False


class Merges:
    """The merged cells of a page, looked up by place."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._down: dict[int, list[tuple[int, int]]] = {}
        self._across: dict[int, list[tuple[int, int, int]]] = {}
        for top, left, bottom, right in boxes:
            if bottom > top:
                self._down.setdefault(left, []).append((top, bottom))
            if right > left:
                for row in range(top, bottom + 1):
                    self._across.setdefault(row, []).append((left, right, top))
        for spans in self._down.values():
            spans.sort()

    def top_of(self, row: int, column: int) -> int:
        """The row where the merged cell begins that this one is a lower part of; the row itself where it is none."""
        spans = self._down.get(column)
        if not spans:
            return row
        index = bisect_right(spans, (row, 1 << 30)) - 1
        return spans[index][0] if index >= 0 and spans[index][1] >= row else row

    def bottom_of(self, row: int, column: int) -> int:
        """The last row of the merged cell that begins here; the row itself where none does."""
        spans = self._down.get(column, ())
        return next((bottom for top, bottom in spans if top == row), row)

    def left_of(self, row: int, column: int) -> tuple[int, int]:
        """The row and column where the merged cell begins that covers this one from the left; itself where none."""
        for left, right, top in self._across.get(row, ()):
            if left <= column <= right:
                return top, left
        return row, column

    def width(self, row: int, column: int) -> int:
        """How many columns the cell that begins here covers."""
        return next((right - left + 1 for left, right, _ in self._across.get(row, ()) if left == column), 1)

    @property
    def filled_columns(self) -> list[int]:
        """The columns in which cells are merged downwards."""
        return sorted(self._down)


def faults_by_row(survey: SheetSurvey) -> dict[int, dict[int, Fault]]:
    """What the survey saw, by row: error values, and formulas without a value."""
    found: dict[int, dict[int, Fault]] = {}
    for (row, column), formula in survey.without_value.items():
        found.setdefault(row, {})[column] = formula, WITHOUT_VALUE
    for (row, column), error in survey.errors.items():
        found.setdefault(row, {})[column] = error, FAULTY.format(error)
    return found


def typed_faults(cells: Sequence[Raw]) -> dict[int, Fault]:
    """Errors that stand in cells as text, as where a list was pasted as values."""
    return {
        column: (value.strip(), FAULTY.format(value.strip()))
        for column, value in enumerate(cells)
        if isinstance(value, str) and value[:1] == "#" and value.strip().upper() in ERRORS
    }


def visible(row: Sequence[Raw]) -> list[int]:
    """The columns in which something can be seen."""
    return [
        column
        for column, value in enumerate(row)
        if value != "" and not (isinstance(value, str) and not value[0].isalnum() and is_blank(value))
    ]


def line_of(row: Sequence[Raw], faults: Mapping[int, Fault] | None = None) -> str:
    """The row as one line of text, its cells apart by two spaces."""
    shown = {column: text(row[column]) for column in visible(row)}
    shown |= {column: fault[0] for column, fault in (faults or {}).items() if column not in shown}
    return BETWEEN_CELLS.join(words for _, words in sorted(shown.items()) if words)
