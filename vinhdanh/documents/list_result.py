"""The result of an import as .xlsx: the sender's rows in their order, what became of each, and what to mend where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from vinhdanh.documents.arrange import clean
from vinhdanh.documents.layout import FONT, TONES
from vinhdanh.vietnamese import written_date

RESULT, REMARKS, ROW = "Kết quả", "Ghi chú của chương trình", "Dòng"
_CELL_LIMIT = 32_767  # characters that a cell of the format holds
_NARROW, _WIDE, _WIDEST = 8, 18, 60
_LONGEST_SHEET = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_GOOD, _CARE, _BAD = "good", "care", "bad"
_GROUNDS: Final = {_GOOD: "E9F4ED", _CARE: "FDF3DC", _BAD: "FCEBEA"}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row of the file: its number there, its cells as shown, its result in words, remarks; which cells are refused.

    `tone` is `good` (in the register), `care` (look at it) or `bad` (not taken).
    """

    number: int
    cells: tuple[str, ...]
    result: str
    tone: str
    remarks: tuple[str, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)  # column → why


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One table of the file."""

    sheet: str
    headers: tuple[str, ...]
    rows: Iterable[ResultRow]  # read once, one at a time: a list may have a hundred thousand


@dataclass(frozen=True, slots=True)
class ListResult:
    """All that stood in a file, and what became of it."""

    file_name: str
    unit: str
    state: str
    counts: tuple[tuple[str, int], ...]
    tables: tuple[ResultTable, ...]
    made_at: datetime


def write_list_result(record: ListResult) -> bytes:
    """The workbook: a sheet that sums up, then one sheet a table. Texts are texts: none becomes a formula.

    The same record gives the same bytes.
    """
    written = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        created = datetime.combine(record.made_at.date(), time())
        book.set_properties({"title": f"Kết quả nhập - {clean(record.file_name)}", "created": created})
        looks = _Looks(book)
        names = _sheet_names(record.tables)
        _write_summary(book, looks, record)
        for name, table in zip(names, record.tables, strict=True):
            _write_table(book, looks, name, table)
    return written.getvalue()


class _Looks:
    """The few looks of a cell."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
        framed = base | {"border": 1, "border_color": f"#{TONES['line']}"}
        self.title: Format = book.add_format({"font_name": FONT, "font_size": 15, "bold": True})
        self.plain: Format = book.add_format({"font_name": FONT, "font_size": 11})
        self.head: Format = book.add_format(
            framed | {"bold": True, "bg_color": f"#{TONES['ground']}", "align": "center", "valign": "vcenter"}
        )
        self.text: Format = book.add_format(framed)
        self.tones: dict[str, Format] = {
            tone: book.add_format(framed | {"bg_color": f"#{ground}", "bold": True})
            for tone, ground in _GROUNDS.items()
        }


def _write_summary(book: Workbook, looks: _Looks, record: ListResult) -> None:
    sheet = book.add_worksheet("Tổng hợp")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, _WIDEST)
    sheet.write_string(0, 0, "Kết quả nhập danh sách", looks.title)
    facts = (
        ("Tệp", record.file_name),
        ("Đơn vị", record.unit),
        ("Tình trạng", record.state),
        ("Lập ngày", written_date(record.made_at.date())),
    )
    for line, (label, value) in enumerate(facts, 2):
        sheet.write_string(line, 0, label, looks.plain)
        sheet.write_string(line, 1, clean(value), looks.plain)
    for line, (label, count) in enumerate(record.counts, len(facts) + 3):
        sheet.write_string(line, 0, label, looks.plain)
        sheet.write_number(line, 1, count, looks.plain)


def _write_table(book: Workbook, looks: _Looks, name: str, table: ResultTable) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    width = len(table.headers)
    for column, header in enumerate((ROW, *table.headers, RESULT, REMARKS)):
        sheet.write_string(0, column, clean(header), looks.head)
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, width + 1, _WIDE)
    sheet.set_column(width + 2, width + 2, _WIDEST)
    line = 0
    for line, row in enumerate(table.rows, 1):
        sheet.write_number(line, 0, row.number, looks.text)
        for column in range(width):
            value = row.cells[column] if column < len(row.cells) else ""
            look = looks.tones[_BAD] if column in row.refused else looks.text
            sheet.write_string(line, column + 1, clean(value)[:_CELL_LIMIT], look)
        sheet.write_string(line, width + 1, row.result, looks.tones[row.tone])
        remarks = (*row.refused.values(), *row.remarks)
        sheet.write_string(line, width + 2, clean("\n".join(dict.fromkeys(remarks)))[:_CELL_LIMIT], looks.text)
    if line:
        sheet.autofilter(0, 0, line, width + 2)


def _sheet_names(tables: Sequence[ResultTable]) -> list[str]:
    """A name for each table that Excel takes, none twice."""
    names: list[str] = []
    for number, table in enumerate(tables, 1):
        name = clean(table.sheet).translate(_FORBIDDEN).strip(" '")[: _LONGEST_SHEET - 4] or f"Bảng {number}"
        taken = {one.casefold() for one in (*names, "Tổng hợp", "History")}
        names.append(f"{name} {number}" if name.casefold() in taken else name)
    return names
