"""Finds the table in a sheet: where its header stands, which column is which, which rows hold something."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from vinhdanh.intake.cells import Raw, as_written, paragraphs, text
from vinhdanh.intake.columns import Column, Kind, Need, Sheet
from vinhdanh.intake.problems import NotRead, Problem, Unreadable, quoted
from vinhdanh.intake.survey import SheetSurvey
from vinhdanh.intake.terms import bare_key, plain_key
from vinhdanh.vietnamese import grouped, join_words, tidy

HEADER_WITHIN = 15  # rows from the top among which the header is looked for
MOST_PROBLEMS = 5000
_KNOWN_AT_LEAST = 2
_NUMBERED_AT_LEAST = 4
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?")

Read = TypeVar("Read")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as read: rows from the first, cells from column A; which cells are merged downwards; its survey."""

    rows: Sequence[Sequence[Raw]]
    merged_down: Mapping[int, Sequence[Span]] = field(default_factory=dict)  # column → first and last rows, sorted
    survey: SheetSurvey = field(default_factory=SheetSurvey)

    def value(self, row: int, column: int) -> Raw:
        """The cell's own value, `""` where there is none."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def value_above(self, row: int, column: int) -> Raw:
        """The value of the merged cell that this one is a part of, `""` where it is not merged downwards."""
        spans = self.merged_down.get(column, ())
        index = bisect_right(spans, (row, len(self.rows))) - 1
        if index < 0 or spans[index][1] < row:
            return ""
        return self.value(spans[index][0], column)


@dataclass(frozen=True, slots=True)
class Line:
    """One row with content: its number as Excel shows it, its values by field, and what is wrong with others."""

    number: int
    values: Mapping[str, Raw]
    faults: Mapping[str, tuple[str, str]]  # field → what the cell shows, what to say


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet below its header, and the fields for which there is a column.

    `headless`: the sheet holds something, but no header to read it by.
    """

    sheet: Sheet
    fields: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()
    headless: bool = False


def is_blank(value: Raw) -> bool:
    """Whether nothing can be seen in the cell."""
    return value == "" or (isinstance(value, str) and not tidy(value))


def find_table(grid: Grid, sheet: Sheet, not_filled: frozenset[str], problems: list[Problem]) -> Table:
    """The table of a sheet. The fields `not_filled` are never taken from a merged cell above.

    The header is the row with the most known headers among the first fifteen. A sheet with content but no
    header, a missing column that matters and a header that stands twice are problems.
    """
    header, columns = _header(grid, sheet)
    if header < 0:
        headless = any(not is_blank(value) for row in grid.rows for value in row)
        if headless:
            asked = [f"“{column.header}”" for column in sheet.columns if column.need is not Need.OPTIONAL]
            message = f"Không thấy dòng tiêu đề trong trang “{sheet.name}”; cần có các cột {join_words(asked)}."
            problems.append(Problem(sheet.name, 0, "", "", message))
        return Table(sheet, frozenset(column.field for column in sheet.columns), headless=headless)
    _tell_columns(grid, sheet, header, columns, problems)
    names = Headers(sheet)
    lines = []
    for row in range(header + 1, len(grid.rows)):
        line = _line(grid, row, columns, not_filled)
        if line and not _header_again(line, names) and not (row == header + 1 and _column_numbers(line)):
            lines.append(line)
    return Table(sheet, frozenset(columns), tuple(lines))


class Headers:
    """The headers of a sheet and the fields that they stand for.

    What stands in brackets may be left out (`Số tiền (đồng)`, `Số tiền`), and so may accents (`Danh hieu`) where
    only one field of the sheet is then meant.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._exact: dict[str, str] = {}
        bare: dict[str, set[str]] = {}
        for column in sheet.columns:
            for header in (column.header, *column.also):
                for spelled in (header, header.partition("(")[0]):
                    self._exact[plain_key(spelled)] = column.field
                    bare.setdefault(bare_key(spelled), set()).add(column.field)
        self._bare = {key: next(iter(fields)) for key, fields in bare.items() if len(fields) == 1}

    def exact(self, value: Raw) -> str | None:
        """The field whose header is spelled so, accents and all."""
        return self._look_up(value, self._exact, plain_key)

    def field(self, value: Raw) -> str | None:
        """The field that the header means, with its accents or without them."""
        return self.exact(value) or self._look_up(value, self._bare, bare_key)

    @staticmethod
    def _look_up(value: Raw, names: Mapping[str, str], key: Callable[[str], str]) -> str | None:
        if not isinstance(value, str) or value == "":
            return None
        return names.get(key(value)) or names.get(key(value.partition("(")[0]))


def _header(grid: Grid, sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The header's row and the column of each field; row -1 where no row knows two headers."""
    names = Headers(sheet)
    best, found = -1, dict[str, int]()
    for row in range(min(HEADER_WITHIN, len(grid.rows))):
        columns = _columns(grid, row, names)
        if len(columns) >= _KNOWN_AT_LEAST and len(columns) > len(found):
            best, found = row, columns
    return best, found


def _columns(grid: Grid, row: int, names: Headers) -> dict[str, int]:
    """The first column of each field; one without its accents only where no other has them."""
    exact: dict[str, int] = {}
    bare: dict[str, int] = {}
    for column, value in enumerate(grid.rows[row]):
        shown = grid.value_above(row, column) if is_blank(value) else value
        if name := names.exact(shown):
            exact.setdefault(name, column)
        elif name := names.field(shown):
            bare.setdefault(name, column)
    return bare | exact


def _tell_columns(grid: Grid, sheet: Sheet, header: int, columns: Mapping[str, int], problems: list[Problem]) -> None:
    names, taken = Headers(sheet), set(columns.values())
    shown = {name: grid.value(header, index) or grid.value_above(header, index) for name, index in columns.items()}
    without_accents = {name for name, value in shown.items() if not names.exact(value)}
    for column in sheet.columns:
        if column.field not in columns and column.need is not Need.OPTIONAL:
            message = f"Trang “{sheet.name}” thiếu cột “{column.header}”; hãy thêm cột này theo bảng mẫu."
            problems.append(Problem(sheet.name, 0, column.header, "", message))
    for index, value in enumerate(grid.rows[header]):
        field_name = names.field(value)
        if field_name and index not in taken and (names.exact(value) or field_name in without_accents):
            message = f"Cột {quoted(str(value))} có hai lần, chỉ cột đầu được đọc; hãy bỏ hoặc đổi tên cột thừa."
            problems.append(Problem(sheet.name, header + 1, sheet.column(field_name).header, str(value), message))


def _line(grid: Grid, row: int, columns: Mapping[str, int], not_filled: frozenset[str]) -> Line | None:
    """The row's content; None where it has none of its own."""
    values: dict[str, Raw] = {}
    faults: dict[str, tuple[str, str]] = {}
    filled: dict[str, Raw] = {}
    has_content = False
    for name, column in columns.items():
        value = grid.value(row, column)
        if not is_blank(value):
            values[name] = value
            has_content = True
        elif error := grid.survey.errors.get((row, column)):
            faults[name] = error, f"Ô báo lỗi {error}; hãy sửa công thức hoặc ghi lại giá trị"
            has_content = True
        elif formula := grid.survey.without_value.get((row, column)):
            faults[name] = formula, "Công thức chưa có giá trị; hãy mở bằng Excel, lưu lại, hoặc ghi thẳng giá trị"
        elif name not in not_filled and not is_blank(above := grid.value_above(row, column)):
            filled[name] = above
    return Line(row + 1, filled | values, faults) if has_content else None


def _header_again(line: Line, names: Headers) -> bool:
    """Whether the row is the header once more, as where a long list was put together from printed pages."""
    return sum(names.field(value) == name for name, value in line.values.items()) >= _KNOWN_AT_LEAST


def _column_numbers(line: Line) -> bool:
    """Whether the row only numbers the columns, as official forms do below the header: (1), (2), (3), (4)…"""
    found = [_COLUMN_NUMBER.fullmatch(text(value)) for value in line.values.values()]
    numbers = [int(match.group(1)) for match in found if match]
    first = numbers[0] if numbers else 0
    counted = numbers == list(range(first, first + len(numbers)))
    return len(numbers) == len(found) >= _NUMBERED_AT_LEAST and counted


class LineReader:
    """Reads the cells of one line; what cannot be read becomes a problem and None."""

    def __init__(self, table: Table, line: Line, problems: list[Problem]) -> None:
        self.row = line.number
        self._table, self._line, self._problems = table, line, problems

    def column(self, name: str) -> Column:
        """The column of a field."""
        return self._table.sheet.column(name)

    def written(self, name: str) -> str:
        """The cell as it was typed."""
        if name in self._line.faults:
            return self._line.faults[name][0]
        return as_written(self._line.values.get(name, ""))

    def blame(self, name: str, message: str) -> None:
        """Adds a problem at the cell; raises Unreadable where there are more than anybody would read."""
        if len(self._problems) >= MOST_PROBLEMS:
            raise Unreadable(
                f"Bảng có hơn {grouped(MOST_PROBLEMS)} ô không đọc được; "
                "hãy kiểm tra xem các cột có đúng bảng mẫu không rồi gửi lại."
            )
        sentence = message if message.endswith((".", "?")) else f"{message}."
        header = self.column(name).header
        self._problems.append(Problem(self._table.sheet.name, self.row, header, self.written(name), sentence))

    def is_blank(self, name: str) -> bool:
        """Whether nothing at all stands in the cell, not even something unreadable."""
        return name not in self._line.values and name not in self._line.faults

    def read(self, name: str, how: Callable[[Raw], Read]) -> Read | None:
        """The cell read as its column asks; None where it is blank, or not readable and then a problem."""
        if name in self._line.faults:
            self.blame(name, self._line.faults[name][1])
            return None
        value = self._line.values.get(name, "")
        if value == "":
            return None
        try:
            return how(value)
        except NotRead as refusal:
            self.blame(name, str(refusal))
            return None

    def has(self, name: str) -> bool:
        """Whether the table has a column for the field."""
        return name in self._table.fields

    def need(self, name: str, how: Callable[[Raw], Read]) -> Read | None:
        """As `read`, and a blank cell of a column that is there is a problem too."""
        if self.has(name) and self.is_blank(name):
            self.blame(name, f"Dòng này chưa ghi {noun(self.column(name))}; hãy bổ sung, hoặc xóa dòng nếu không dùng")
            return None
        return self.read(name, how)

    def text(self, name: str) -> str:
        """The cell as tidy text, `""` where it is blank; of one line, but for the paragraphs of a long text."""
        return self.read(name, paragraphs if self.column(name).kind is Kind.LONG_TEXT else text) or ""


def noun(column: Column) -> str:
    """The column's header within a sentence: `Mức` → `mức`."""
    header = column.header.partition("(")[0].strip()
    return header[:1].lower() + header[1:]
