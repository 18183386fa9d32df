"""Writes the workbook of units: the template with its drop-down lists, empty or with the rows that are given."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vinhdanh.intake.columns import Column, Kind, Need, Sheet
from vinhdanh.intake.styles import Styles, row_height
from vinhdanh.intake.units import UNIT_SHEETS, UnitTerms, Value

GUIDE, LISTS = "Hướng dẫn", "Danh mục"
_CREATED = datetime(2020, 1, 1, tzinfo=UTC)  # the same rows give the same bytes
_ROOM = 2000  # rows that carry drop-down lists at least
_YES, _NO = "Có", "Không"
_GUIDE_WIDTHS = (24, 24, 14, 60)
_PARAGRAPHS = (
    "Sửa hoặc thêm dòng ở các trang sau rồi nhập lại tệp này. Chương trình cho xem trước từng thay đổi; chưa xác nhận "
    "thì chưa ghi gì. Dòng bị xóa khỏi tệp không làm mất dữ liệu đã có.",
    "Cột bị bỏ đi thì giữ nguyên dữ liệu đã có; ô để trống trong một cột có mặt nghĩa là chưa rõ. Cột nền đỏ là cột "
    "bắt buộc.",
)


def write_unit_book(
    rows: Mapping[str, Sequence[Mapping[str, Value]]], terms: UnitTerms, *, empty: bool = False
) -> bytes:
    """The workbook with these rows: sheet → rows of field → value, codes where the sheet has a closed list.

    The first sheet says how many rows each sheet has. `empty`: it is the template, and says nothing of rows.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Đơn vị", "created": _CREATED})
    styles = Styles(book)
    guide = book.add_worksheet(GUIDE)
    sheets = {sheet.name: book.add_worksheet(sheet.name) for sheet in UNIT_SHEETS}
    ranges = _write_lists(book, terms, styles)
    counts = None if empty else {sheet.name: len(rows.get(sheet.name, ())) for sheet in UNIT_SHEETS}
    _write_guide(guide, styles, counts)
    for sheet in UNIT_SHEETS:
        _write_sheet(sheets[sheet.name], sheet, rows.get(sheet.name, ()), terms, ranges, styles)
    guide.activate()
    book.close()
    return target.getvalue()


def _write_guide(page: Worksheet, styles: Styles, counts: Mapping[str, int] | None) -> None:
    for index, width in enumerate(_GUIDE_WIDTHS):
        page.set_column(index, index, width)
    page.hide_gridlines(2)
    _set_up_print(page)
    last, row = len(_GUIDE_WIDTHS) - 1, 1
    page.merge_range(0, 0, 0, last, "Đơn vị: cây đơn vị, tên gọi, sáp nhập, số liệu, cụm thi đua", styles.title)
    for text in _PARAGRAPHS:
        page.merge_range(row, 0, row, last, text, styles.paragraph)
        page.set_row(row, row_height([(text, sum(_GUIDE_WIDTHS))]))
        row += 1
    for sheet in UNIT_SHEETS:
        held = "" if counts is None else f" ({counts[sheet.name]} dòng)"
        page.merge_range(row + 1, 0, row + 1, last, f"Trang “{sheet.name}”{held}", styles.heading)
        page.merge_range(row + 2, 0, row + 2, last, sheet.about, styles.paragraph)
        page.set_row(row + 2, row_height([(sheet.about, sum(_GUIDE_WIDTHS))]))
        row += 3
        for column in sheet.columns:
            need = "Bắt buộc" if column.need is Need.KEY else "Nếu có"
            for index, text in enumerate((column.header, column.example, need, column.meaning)):
                page.write_string(row, index, text, styles.entry if index else styles.entry_name)
            row += 1


def _write_lists(book: Workbook, terms: UnitTerms, styles: Styles) -> dict[str, str]:
    """The hidden sheet of the closed lists; name of the list → formula of its range."""
    page, ranges = book.add_worksheet(LISTS), {}
    page.hide()
    for index, name in enumerate(("kinds", "sizes", "lineages")):
        labels = list(getattr(terms, name).labels.values())
        page.write_string(0, index, name, styles.header(Need.OPTIONAL))
        page.write_column(1, index, labels)
        letter = "ABC"[index]
        ranges[name] = f"='{LISTS}'!${letter}$2:${letter}${len(labels) + 1}"
    return ranges


def _write_sheet(
    page: Worksheet,
    sheet: Sheet,
    rows: Sequence[Mapping[str, Value]],
    terms: UnitTerms,
    ranges: Mapping[str, str],
    styles: Styles,
) -> None:
    last = max(_ROOM, len(rows))
    page.freeze_panes(1, 1)
    page.set_row(0, 36)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, styles.cell(column.kind))
        page.write_string(0, index, column.header, styles.header(column.need))
        note = {"validate": "any", "input_title": column.header[:32], "input_message": column.meaning[:255]}
        page.data_validation(0, index, 0, index, note)
        source = [_YES, _NO] if column.kind is Kind.YES_NO else ranges.get(column.terms)
        if source:
            chosen = {"validate": "list", "source": source, "ignore_blank": True}
            page.data_validation(1, index, last, index, chosen | {"error_message": "Hãy chọn trong danh sách."})
        for row, values in enumerate(rows, 1):
            _write_value(page, row, index, _shown(column, values.get(column.field), terms), styles, column)
    page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
    page.repeat_rows(0)
    _set_up_print(page)


def _shown(column: Column, value: Value, terms: UnitTerms) -> Value:
    """The value as the sheet shows it: labels for codes, `Có` for true, nothing for false."""
    if column.kind is Kind.YES_NO:
        return _YES if value else None
    if column.terms and isinstance(value, str):
        labels: Mapping[str, str] = getattr(terms, column.terms).labels
        return labels.get(value, value)
    return value


def _write_value(page: Worksheet, row: int, index: int, value: Value, styles: Styles, column: Column) -> None:
    style = styles.cell(column.kind)
    if value is None or value == "":
        return
    if isinstance(value, int):
        page.write_number(row, index, value, style)
    elif isinstance(value, date):
        page.write_datetime(row, index, value, style)
    else:
        page.write_string(row, index, value, style)


def _set_up_print(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&L&A&RTrang &P/&N")
