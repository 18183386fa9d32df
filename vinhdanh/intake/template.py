"""Writes the nomination workbook: empty, for units to fill in, or filled from plain rows.

Everything about its sheets comes from `columns.py`; everything that may be chosen from the campaign's lists.
The same terms give the same bytes: nothing of the moment of writing is in the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vinhdanh.intake.cells import FIRST_YEAR, LAST_YEAR
from vinhdanh.intake.columns import (
    FACT_SHEETS,
    NOMINEE_SHEETS,
    PEOPLE,
    UNIT,
    UNIT_EXTRAS,
    Column,
    Kind,
    Need,
    Sheet,
    is_of_nominees,
    sheets_of,
)
from vinhdanh.intake.guide import GUIDE, write_guide
from vinhdanh.intake.styles import Styles, is_wrapped, row_height
from vinhdanh.intake.terms import NominationTerms

LISTS = "Danh mục"
Value = str | int | float | bool | date | None

_NOMINEE_ROWS = 1000  # rows that carry drop-down lists and checks; more may be filled in
_FACT_ROWS = 5000
_CREATED = datetime(2020, 1, 1, tzinfo=UTC)
_YES_NO, _CONCLUSIONS = ["Có", "Không"], ["Đạt", "Không đạt"]
_A4, _A3 = 9, 8
_WIDEST_ON_A4 = 180
_FIRST_SERIAL, _LAST_SERIAL = 7306, 73415  # 01/01/1920 to 31/12/2100


def write_template(target: Path | BinaryIO, terms: NominationTerms, title: str = "") -> None:
    """Writes the empty workbook of a campaign, named `title` on its first sheet; OSError where it cannot be written."""
    write_book(target, terms, title=title)


def write_book(
    target: Path | BinaryIO,
    terms: NominationTerms,
    unit: Mapping[str, Value] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, Value]]] | None = None,
    title: str = "",
) -> None:
    """Writes the workbook with rows filled in.

    `unit`: label → value, with `Cơ quan chủ quản` and `Địa danh` where given. `rows`: sheet → rows of header →
    value; a missing header is a blank cell. Raises ValueError for a sheet, label or header that the workbook lacks.
    """
    known_sheets = sheets_of(bool(terms.proposed.labels))
    _refuse_unknown(known_sheets, unit or {}, rows or {})
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    book.set_properties({"title": title or "Bảng đề nghị khen thưởng", "created": _CREATED})
    styles = Styles(book)
    guide = book.add_worksheet(GUIDE)
    sheets = {sheet.name: book.add_worksheet(sheet.name) for sheet in known_sheets}
    lists = _write_lists(book, known_sheets, terms, styles)
    write_guide(guide, terms, styles, title)
    _write_unit(sheets[UNIT.name], lists, styles, unit or {})
    for sheet in known_sheets[1:]:
        _write_sheet(sheets[sheet.name], sheet, lists, styles, (rows or {}).get(sheet.name, []))
    guide.activate()
    book.close()


def _refuse_unknown(
    sheets: Sequence[Sheet], unit: Mapping[str, Value], rows: Mapping[str, Sequence[Mapping[str, Value]]]
) -> None:
    known = {sheet.name: {column.header for column in sheet.columns} for sheet in sheets}
    known[UNIT.name] |= {column.header for column in UNIT_EXTRAS}
    for sheet, filled in [(UNIT.name, [unit]), *rows.items()]:
        if sheet not in known or (sheet == UNIT.name and filled != [unit]):
            raise ValueError(f"the workbook has no sheet {sheet!r} of rows")
        for row in filled:
            if not row.keys() <= known[sheet]:
                raise ValueError(f"sheet {sheet!r} has no {sorted(row.keys() - known[sheet])}")


@dataclass(frozen=True, slots=True)
class _Lists:
    """Where each closed list stands in the hidden sheet: name in NominationTerms → formula of its range.

    `headed` is the letter of the column of people that names a unit headed.
    """

    ranges: Mapping[str, str]
    headed: str

    def of(self, column: Column) -> str | list[str] | None:
        """What a column's drop-down list shows; None where it has none."""
        if column.kind is Kind.YES_NO:
            return _YES_NO
        if column.kind is Kind.CONCLUSION:
            return _CONCLUSIONS
        return self.ranges.get(column.terms)


def _write_lists(book: Workbook, sheets: Sequence[Sheet], terms: NominationTerms, styles: Styles) -> _Lists:
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    ranges = {}
    columns = [column for known in sheets for column in known.columns if column.terms]
    for index, column in enumerate(columns):
        labels = getattr(terms, column.terms).labels
        shown = list(labels) if column.kind is Kind.CONDITION else list(labels.values())
        sheet.write_string(0, index, column.header, styles.header(Need.OPTIONAL))
        sheet.set_column(index, index, 36)
        for row, text in enumerate(shown, 1):
            sheet.write_string(row, index, text)
        if shown:
            ranges[column.terms] = f"='{LISTS}'!{xl_range_abs(1, index, len(shown), index)}"
    [people] = [known for known in sheets if known.name == PEOPLE.name]
    return _Lists(ranges, xl_col_to_name([one.field for one in people.columns].index("headed_unit")))


def _write_unit(sheet: Worksheet, lists: _Lists, styles: Styles, unit: Mapping[str, Value]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 70)
    extras = [column for column in UNIT_EXTRAS if column.header in unit]
    for row, column in enumerate([*UNIT.columns, *extras]):
        sheet.set_row(row, 22)
        sheet.write_string(row, 0, column.header, styles.header(column.need))
        style = styles.unit_value(column.kind)
        sheet.write_blank(row, 1, None, style)
        _write_value(sheet, row, 1, column, unit.get(column.header), style)
        _validate(sheet, column, lists, row, row, 1)
    _print_setup(sheet)


def _write_sheet(
    sheet: Worksheet, known: Sheet, lists: _Lists, styles: Styles, rows: Sequence[Mapping[str, Value]]
) -> None:
    last = max(_FACT_ROWS if known in FACT_SHEETS else _NOMINEE_ROWS, len(rows))
    sheet.freeze_panes(1, 2 if is_of_nominees(known) else 1)
    sheet.set_row(0, 36)
    wrapped = [column for column in known.columns if is_wrapped(column.kind)]
    for row, values in enumerate(rows, 1):
        sheet.set_row(row, row_height((str(values.get(column.header) or ""), column.width) for column in wrapped))
    for index, column in enumerate(known.columns):
        style = styles.cell(column.kind)
        sheet.set_column(index, index, column.width, style)
        sheet.write_string(0, index, column.header, styles.header(column.need))
        sheet.data_validation(0, index, 0, index, _shown_at_header(column))
        _validate(sheet, column, lists, 1, last, index, _own_check(known, column, lists))
        for row, values in enumerate(rows, 1):
            _write_value(sheet, row, index, column, values.get(column.header), style)
    width = len(known.columns) - 1
    filled = f"=COUNTA($A2:${xl_col_to_name(width)}2)>0"
    sheet.conditional_format(1, 0, last, width, {"type": "formula", "criteria": filled, "format": styles.ruled})
    sheet.autofilter(0, 0, max(len(rows), 1), width)
    sheet.repeat_rows(0)
    _print_setup(sheet, sum(column.width for column in known.columns) > _WIDEST_ON_A4)


def _print_setup(sheet: Worksheet, wide: bool = False) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3 if wide else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&RTrang &P/&N")


def _write_value(sheet: Worksheet, row: int, index: int, column: Column, value: Value, style: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(row, index, _YES_NO[0] if value else _YES_NO[1], style)
    elif isinstance(value, int | float):
        sheet.write_number(row, index, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, index, value, style)
    else:
        sheet.write_string(row, index, value, style)


def _shown_at_header(column: Column) -> dict[str, object]:
    """The column's meaning, shown when its header is selected; Excel takes 32 and 255 characters."""
    return {"validate": "any", "input_title": column.header[:32], "input_message": column.meaning[:255]}


def _own_check(known: Sheet, column: Column, lists: _Lists) -> str:
    """For `Mã`: the formula that holds for a code that is nobody else's, or of a fact that somebody has; A2 is it."""
    if column.field != "code":
        return ""
    nominees = "+".join(f"COUNTIF('{sheet.name}'!$A:$A,A2)" for sheet in NOMINEE_SHEETS)
    if is_of_nominees(known):
        return f"={nominees}=1"
    return f"={nominees}+COUNTIF('{PEOPLE.name}'!${lists.headed}:${lists.headed},A2)>0"


def _validate(
    sheet: Worksheet, column: Column, lists: _Lists, first: int, last: int, index: int, check: str = ""
) -> None:
    """Lets Excel check what is typed into the rows `first` to `last` of a column."""
    cell = f"{xl_col_to_name(index)}{first + 1}"
    rule: dict[str, object] = {"error_title": column.header[:32], "ignore_blank": True}
    source = lists.of(column)
    if source:
        rule |= {"validate": "list", "source": source, "error_message": "Hãy chọn một giá trị trong danh sách."}
        if column.field == "award":  # other spellings are read as well
            rule |= {"error_type": "warning", "error_message": "Không có trong danh sách; nên chọn trong danh sách."}
    elif check:
        message = "Mã này đã dùng ở dòng khác." if check.endswith("=1") else "Mã này chưa có ở các trang đề nghị."
        rule |= {"validate": "custom", "value": check, "error_type": "warning", "error_message": message}
    elif column.kind is Kind.YEAR:
        rule |= {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
        rule["error_message"] = f"Hãy ghi năm bằng bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}."
    elif column.kind is Kind.DATE:
        days = f"AND({cell}>={_FIRST_SERIAL},{cell}<={_LAST_SERIAL})"
        rule |= {"validate": "custom", "value": f"=OR(ISTEXT({cell}),{days})"}
        rule["error_message"] = "Hãy ghi ngày/tháng/năm, ví dụ 20/5/2020."
    elif column.kind is Kind.AMOUNT:
        rule |= {"validate": "custom", "value": f"=OR(ISTEXT({cell}),{cell}>=0)"}
        rule["error_message"] = "Hãy ghi số tiền không âm, ví dụ 200000000 hoặc 200 triệu."
    else:
        return
    sheet.data_validation(first, index, last, index, rule)
