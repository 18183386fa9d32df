"""Reads the sheet of the nominating unit: a label in one cell, its value in the next one to the right."""

from vinhdanh.intake import cells
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.columns import UNIT, UNIT_EXTRAS, Need, Sheet
from vinhdanh.intake.problems import Problem, quoted
from vinhdanh.intake.records import UnitSheet
from vinhdanh.intake.sheets import Grid, Headers, Line, LineReader, Table, is_blank
from vinhdanh.intake.terms import NominationTerms

_ALL = Sheet(UNIT.name, UNIT.about, UNIT.columns + UNIT_EXTRAS)
_ROWS_LOOKED_AT = 60


def read_unit(grid: Grid, terms: NominationTerms, from_1904: bool, problems: list[Problem]) -> UnitSheet:
    """The unit of a sheet; a missing name or kind of unit, and what cannot be read, become problems."""
    readers = _labelled(grid, problems)
    group = readers.get("group")
    letter_date = readers.get("letter_date")
    known = {name: reader.text(name) for name, reader in readers.items() if name not in ("group", "letter_date")}
    for column in UNIT.columns:
        if column.need is Need.KEY and column.field not in readers:
            message = f"Trang “{UNIT.name}” thiếu dòng “{column.header}”; hãy thêm dòng này theo bảng mẫu."
            problems.append(Problem(UNIT.name, 0, column.header, "", message))
        elif column.need is Need.KEY and readers[column.field].is_blank(column.field):
            readers[column.field].blame(column.field, f"Chưa ghi nội dung mục “{column.header}”; hãy bổ sung")
    return UnitSheet(
        group=group.read("group", cells.choice(terms.groups, "loại đơn vị")) if group else None,
        group_as_written=cells.text(group.written("group")) if group else "",
        letter_date=letter_date.read("letter_date", cells.day(from_1904)) if letter_date else None,
        **known,
    )


def _labelled(grid: Grid, problems: list[Problem]) -> dict[str, LineReader]:
    """A reader of each label found; the first of a label counts, another is a problem."""
    names, found = Headers(_ALL), dict[str, LineReader]()
    for row in range(min(_ROWS_LOOKED_AT, len(grid.rows))):
        at = next((index for index, value in enumerate(grid.rows[row]) if not is_blank(value)), -1)
        label = grid.value(row, at) if at >= 0 else ""
        name = names.field(label)
        if name is None:
            continue
        reader = LineReader(Table(_ALL, frozenset({name})), _value_beside(grid, row, at, name), problems)
        if name in found:
            message = f"Mục {quoted(str(label))} có hai lần, chỉ dòng đầu được đọc; hãy bỏ dòng thừa"
            reader.blame(name, message)
        found.setdefault(name, reader)
    return found


def _value_beside(grid: Grid, row: int, label_at: int, name: str) -> Line:
    values: dict[str, Raw] = {}
    faults: dict[str, tuple[str, str]] = {}
    for column in range(label_at + 1, len(grid.rows[row])):
        value = grid.rows[row][column]
        if not is_blank(value):
            values[name] = value
            break
    else:
        seen = [(at, error) for at, error in grid.survey.errors.items() if at[0] == row and at[1] > label_at]
        if seen:
            faults[name] = seen[0][1], f"Ô báo lỗi {seen[0][1]}; hãy ghi lại giá trị"
        empty = [(at, formula) for at, formula in grid.survey.without_value.items() if at[0] == row]
        if empty and not seen:
            faults[name] = empty[0][1], "Công thức chưa có giá trị; hãy mở bằng Excel, lưu lại, hoặc ghi thẳng giá trị"
    return Line(row + 1, values, faults)
