"""Reads the workbook of units: their tree, names, lineage, yearly numbers and clusters.

The columns of the five sheets are the contract: the same workbook is exported, filled in and taken in again. A column
that is left out says nothing of what stands; a blank cell of a column that is there says that nothing is known.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vinhdanh.intake import cells
from vinhdanh.intake.book_sheets import known_grids
from vinhdanh.intake.cells import Raw
from vinhdanh.intake.columns import Column, Kind, Need, Sheet
from vinhdanh.intake.guard import SIZE_LIMIT, check_workbook
from vinhdanh.intake.problems import NotRead, Problem, quoted
from vinhdanh.intake.sheets import LineReader, Table, find_table, noun
from vinhdanh.intake.terms import Terms

Value = str | int | bool | date | None

_UNIT_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = {"code": 60, "name": 200, "short_name": 80, "place": 80, "decision": 200, "source": 200, "cluster": 120}


def _unit_code(field: str = "unit", header: str = "Mã đơn vị", need: Need = Need.KEY) -> Column:
    return Column(field, header, Kind.CODE, need, "Mã ở trang “Đơn vị”.", "xa-vi-du", 24)


def _decision() -> Column:
    return Column("decision", "Văn bản", Kind.TEXT, Need.OPTIONAL, "Số, ngày của văn bản.", "NQ 01/NQ-HĐND", 30)


UNITS = Sheet(
    "Đơn vị",
    "Mỗi dòng một đơn vị. Dòng có mã đã biết sửa đơn vị đó; mã mới mở đơn vị mới.",
    (
        Column("code", "Mã", Kind.CODE, Need.KEY, "Chữ thường không dấu, chữ số, gạch nối.", "xa-vi-du", 24),
        Column("name", "Tên đơn vị", Kind.TEXT, Need.KEY, "Tên đầy đủ hiện nay.", "Xã Ví Dụ", 40),
        Column("short_name", "Tên gọi tắt", Kind.TEXT, Need.OPTIONAL, "Tên thường viết tắt.", "Sở GD&ĐT", 18),
        Column("kind", "Loại đơn vị", Kind.CHOICE, Need.KEY, "Chọn trong danh sách.", "", 26, "kinds"),
        Column("size", "Quy mô", Kind.CHOICE, Need.OPTIONAL, "Nhỏ hoặc Lớn; để trống là chưa rõ.", "Nhỏ", 10, "sizes"),
        Column("parent", "Mã đơn vị cấp trên", Kind.CODE, Need.WANTED, "Để trống nếu là tỉnh.", "huyen-vi-du", 24),
        Column("opened_on", "Ngày thành lập", Kind.DATE, Need.OPTIONAL, "Để trống nếu không rõ.", "", 14),
        Column("closed_on", "Ngày kết thúc", Kind.DATE, Need.OPTIONAL, "Ngày đầu tiên không còn hoạt động.", "", 14),
        Column("place", "Địa danh", Kind.TEXT, Need.OPTIONAL, "Ghi đầu văn bản, trước ngày tháng.", "", 18),
    ),
)
NAMES = Sheet(
    "Tên gọi",
    "Các tên mà đơn vị đã mang. Danh sách cũ ghi tên cũ vẫn tìm được đơn vị.",
    (
        _unit_code(),
        Column("name", "Tên gọi", Kind.TEXT, Need.KEY, "Tên đầy đủ.", "Xã Ví Dụ", 40),
        Column("since", "Từ ngày", Kind.DATE, Need.OPTIONAL, "Để trống nếu không rõ.", "", 14),
        Column("until", "Đến trước ngày", Kind.DATE, Need.OPTIONAL, "Để trống nếu là tên hiện nay.", "", 14),
        _decision(),
    ),
)
SUCCESSIONS = Sheet(
    "Sáp nhập, chia tách",
    "Đơn vị cũ đi vào đơn vị mới nào. Ngày kết thúc của đơn vị cũ ghi ở trang “Đơn vị”.",
    (
        _unit_code("predecessor", "Mã đơn vị cũ"),
        _unit_code("successor", "Mã đơn vị mới"),
        Column(
            "kind", "Hình thức", Kind.CHOICE, Need.KEY, "Nhập; Chia, tách; Chuyển nhiệm vụ.", "Nhập", 18, "lineages"
        ),
        Column("on", "Từ ngày", Kind.DATE, Need.KEY, "Ngày có hiệu lực.", "01/01/2020", 14),
        _decision(),
    ),
)
YEARS = Sheet(
    "Số liệu hằng năm",
    "Số tập thể, cá nhân của đơn vị và mọi đơn vị trực thuộc; để trống là chưa rõ. Mẫu 02 tính tỷ lệ trên số này.",
    (
        _unit_code(),
        Column("year", "Năm", Kind.YEAR, Need.KEY, "Năm của số liệu.", "2020", 9),
        Column("collectives", "Số tập thể", Kind.COUNT, Need.WANTED, "Tổng số tập thể.", "12", 12),
        Column("individuals", "Số cá nhân", Kind.COUNT, Need.WANTED, "Tổng số cá nhân.", "240", 12),
        Column(
            "record_complete",
            "Đã nhập đủ khen thưởng",
            Kind.YES_NO,
            Need.OPTIONAL,
            "Có: không ghi là không có.",
            "",
            16,
        ),
        Column("source", "Nguồn số liệu", Kind.TEXT, Need.OPTIONAL, "Báo cáo, văn bản.", "", 30),
    ),
)
CLUSTERS = Sheet(
    "Cụm thi đua",
    "Mỗi dòng một thành viên của cụm, khối thi đua trong một năm. Cụm có ở đây được ghi lại đủ theo các dòng này.",
    (
        Column("year", "Năm", Kind.YEAR, Need.KEY, "Năm thi đua.", "2020", 9),
        Column("cluster", "Tên cụm, khối", Kind.TEXT, Need.KEY, "Tên cụm, khối thi đua.", "Khối thi đua số 1", 36),
        _unit_code(),
        Column("head", "Cụm trưởng", Kind.YES_NO, Need.OPTIONAL, "Có, nếu là cụm trưởng, khối trưởng.", "", 12),
    ),
)
UNIT_SHEETS = (UNITS, NAMES, SUCCESSIONS, YEARS, CLUSTERS)
SUBJECTS: Mapping[str, tuple[str, ...]] = {  # what a row speaks of: a second row of the same is a problem
    UNITS.name: ("code",),
    NAMES.name: ("unit", "name", "since"),
    SUCCESSIONS.name: ("predecessor", "successor", "on"),
    YEARS.name: ("unit", "year"),
    CLUSTERS.name: ("year", "unit"),
}


@dataclass(frozen=True, slots=True)
class UnitTerms:
    """The closed lists of the workbook; their codes are the register's."""

    kinds: Terms
    sizes: Terms
    lineages: Terms


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row that was read whole: its number as Excel shows it, and its values by field, for the columns there are."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UnitBook:
    """The rows of each sheet, by its name, and what could not be read, in the order of sheets and rows."""

    rows: Mapping[str, tuple[BookRow, ...]]
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many rows were read, of all sheets."""
        return sum(len(rows) for rows in self.rows.values())


def read_units(source: Path | bytes, terms: UnitTerms, size_limit: int = SIZE_LIMIT) -> UnitBook:
    """The workbook of units in a file or in bytes. Raises Unreadable for a file that is none.

    A row with a cell that cannot be read is left out, and each such cell is a problem; so is the second row of one
    subject. A sheet that is absent says nothing.
    """
    checked = check_workbook(source, size_limit)
    problems: list[Problem] = []
    grids = known_grids(checked, UNIT_SHEETS, "bảng đơn vị", set(), problems)
    rows: dict[str, tuple[BookRow, ...]] = {}
    for sheet in UNIT_SHEETS:
        grid = grids.get(sheet.name)
        table = find_table(grid, sheet, frozenset(), problems) if grid else Table(sheet)
        rows[sheet.name] = _rows(table, terms, checked.from_1904, problems)
    places = [sheet.name for sheet in UNIT_SHEETS]
    return UnitBook(rows, tuple(sorted(problems, key=lambda one: (places.index(one.sheet), one.row))))


def _rows(table: Table, terms: UnitTerms, from_1904: bool, problems: list[Problem]) -> tuple[BookRow, ...]:
    """The rows that were read whole, the first of each subject."""
    if not all(column.field in table.fields for column in table.sheet.columns if column.need is Need.KEY):
        return ()
    found: dict[tuple[Any, ...], BookRow] = {}
    subject = SUBJECTS[table.sheet.name]
    for line in table.lines:
        before, reader = len(problems), LineReader(table, line, problems)
        values = {
            column.field: _value(reader, column, terms, from_1904)
            for column in table.sheet.columns
            if column.field in table.fields
        }
        if len(problems) > before:
            continue
        key = tuple(values.get(field) for field in subject)
        if key in found:
            first = found[key].number
            reader.blame(subject[0], f"Dòng này nói lại điều dòng {first} đã nói; hãy giữ một dòng")
        else:
            found[key] = BookRow(line.number, values)
    return tuple(found.values())


def _value(reader: LineReader, column: Column, terms: UnitTerms, from_1904: bool) -> Value:
    """The cell typed; blank texts are `""`, everything else that is blank is None, of yes and no False."""
    if column.kind in (Kind.TEXT, Kind.CODE):
        read: Callable[[Raw], str] = _code if column.kind is Kind.CODE else _short_text(column.field)
        return (reader.need if column.need is Need.KEY else reader.read)(column.field, read) or ""
    readers: dict[Kind, Callable[[Raw], Value]] = {
        Kind.DATE: cells.day(from_1904),
        Kind.YEAR: cells.year,
        Kind.COUNT: cells.count,
        Kind.YES_NO: cells.yes_or_no,
        Kind.CHOICE: cells.choice(getattr(terms, column.terms), noun(column)) if column.terms else cells.text,
    }
    take = reader.need if column.need is Need.KEY else reader.read
    value = take(column.field, readers[column.kind])
    if column.kind is Kind.YES_NO:
        return bool(value)
    return value if value is not None or column.kind is not Kind.CHOICE else ""


def _code(value: Raw) -> str:
    typed = cells.text(value)
    if not _UNIT_CODE.fullmatch(typed) or len(typed) > _LONGEST["code"]:
        raise NotRead(f"{quoted(typed)} không phải là mã; mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối")
    return typed


def _short_text(field: str) -> Callable[[Raw], str]:
    def read(value: Raw) -> str:
        typed = cells.text(value)
        if len(typed) > _LONGEST[field]:
            raise NotRead(f"Nội dung dài {len(typed)} chữ, tối đa {_LONGEST[field]}; hãy ghi ngắn lại")
        return typed

    return read
