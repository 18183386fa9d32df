"""Form 02 as .xlsx: the same record as the paper, its known figures as numbers to count on with."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vinhdanh.documents.arrange import clean, head_rows
from vinhdanh.documents.form_02 import COLUMNS, Form02Sheet, SheetLine, heading, remarks, source
from vinhdanh.documents.layout import FONT, Role
from vinhdanh.documents.metrics import line_count

_UNDATED: Final = date(1980, 1, 1)
_TOP: Final = 3  # rows above the head of the table: title, report, and room
_WIDTHS: Final = (6, 48, 11, 11, 11, 11, 11, 11, 11)
_ROOM: Final = sum(7 * width + 5 for width in _WIDTHS) * 25.4 / 96  # mm across the sheet; 7 pixels a character
_LINE: Final = 17.0  # points
_PERCENT_CELLS: Final = (4, 6)


class _Formats:
    """The few looks of a cell; the workbook shares them."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 12, "valign": "vcenter"}
        self.title: Format = book.add_format(base | {"font_size": 14, "bold": True, "align": "center"})
        self.source: Format = book.add_format(base | {"italic": True, "align": "center", "text_wrap": True})
        framed = base | {"border": 1, "text_wrap": True}
        self.head: Format = book.add_format(framed | {"bold": True, "align": "center"})
        self.note: Format = book.add_format(base | {"text_wrap": True, "valign": "top"})
        self.note_head: Format = book.add_format(base | {"bold": True})
        self.signature: Format = book.add_format(base | {"bold": True, "align": "center"})
        self.number = [book.add_format(framed | {"align": "center", "bold": depth == 0}) for depth in range(3)]
        self.text = [book.add_format(framed | {"indent": depth, "bold": depth == 0}) for depth in range(3)]
        self.count = [
            book.add_format(framed | {"align": "center", "bold": depth == 0, "num_format": "#,##0"})
            for depth in range(3)
        ]


def write_form_02_workbook(record: Form02Sheet) -> bytes:
    """The form as a workbook of one sheet that prints across A4, its head repeated on every page.

    Figures that are one known number are numbers, percentages of one place too; what is not known stays text or empty.
    The same record gives the same bytes.
    """
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        moment = datetime.combine(record.day or _UNDATED, time())
        book.set_properties({"title": heading(record), "created": moment})
        formats = _Formats(book)
        sheet = book.add_worksheet("Mẫu 02")
        depth = _write_head(sheet, record, formats)
        for row, line in enumerate(record.lines, _TOP + depth):
            _write_line(sheet, row, line, formats)
        _write_end(sheet, _TOP + depth + len(record.lines) + 1, record, formats)
        _set_page(sheet, depth)
    return written.getvalue()


def _set_page(sheet: Worksheet, depth: int) -> None:
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_TOP + depth, 2)
    sheet.repeat_rows(_TOP, _TOP + depth - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.6, top=0.8, bottom=0.8)
    sheet.set_footer(f'&C&"{FONT}"&10Trang &P/&N')


def _write_head(sheet: Worksheet, record: Form02Sheet, formats: _Formats) -> int:
    """Title, report, and the head of the table; how many rows the head takes."""
    last = len(COLUMNS) - 1
    sheet.merge_range(0, 0, 0, last, clean(heading(record)).upper(), formats.title)
    sheet.merge_range(1, 0, 1, last, clean(source(record)), formats.source)
    rows = head_rows(COLUMNS)
    for level, cells in enumerate(rows):
        column = 0
        for cell in cells:
            place = (_TOP + level, column, _TOP + level + cell.rows - 1, column + cell.columns - 1)
            if not cell.below and (cell.rows, cell.columns) != (1, 1):
                sheet.merge_range(*place, cell.text, formats.head)
            elif not cell.below:
                sheet.write_string(*place[:2], cell.text, formats.head)
            column += cell.columns
        sheet.set_row(_TOP + level, 20)
    return len(rows)


def _write_line(sheet: Worksheet, row: int, line: SheetLine, formats: _Formats) -> None:
    sheet.write_string(row, 0, clean(line.number or ("-" if line.depth == 2 else "")), formats.number[line.depth])
    sheet.write_string(row, 1, clean(line.text), formats.text[line.depth])
    for place, cell in enumerate(line.cells):
        number = _as_number(place, cell)
        if cell == "":
            sheet.write_blank(row, 2 + place, None, formats.number[line.depth])
        elif number is None:
            sheet.write_string(row, 2 + place, clean(str(cell)), formats.number[line.depth])
        else:
            look = formats.number if place in _PERCENT_CELLS else formats.count
            sheet.write_number(row, 2 + place, number, look[line.depth])


def _as_number(place: int, cell: int | str) -> float | None:
    """The cell as a number: a count, or a percentage such as `33,3`; None for what is not known."""
    if isinstance(cell, int):
        return cell
    whole, _, tenth = cell.partition(",")
    plain = place in _PERCENT_CELLS and whole.isdigit() and (tenth.isdigit() or not tenth)
    return float(f"{whole}.{tenth or 0}") if plain else None


def _write_end(sheet: Worksheet, row: int, record: Form02Sheet, formats: _Formats) -> None:
    last = len(COLUMNS) - 1
    noted = remarks(record)
    if noted:
        sheet.write_string(row, 0, "Ghi chú:", formats.note_head)
    for text in noted:
        row += 1
        sheet.merge_range(row, 0, row, last, f"- {clean(text)}", formats.note)
        sheet.set_row(row, _LINE * line_count(Role.TABLE_CELL, text, _ROOM))
    for line in (*record.authority, "", "", "", record.signer) if record.authority else ():
        row += 1
        sheet.merge_range(row, 5, row, last, clean(line if line == record.signer else line.upper()), formats.signature)
