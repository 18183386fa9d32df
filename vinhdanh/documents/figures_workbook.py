"""Tables of counts as .xlsx: a sheet a table, with what it is of above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vinhdanh.documents.arrange import clean
from vinhdanh.documents.layout import FONT, TONES

_HEAD_ROW: Final = 3
_WIDEST: Final = 60
_NAME_LIMIT: Final = 31  # characters of a sheet's name
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_CELL_LIMIT: Final = 32_767

Value = int | str | None


@dataclass(frozen=True)
class FiguresSheet:
    """One table: the name of its sheet, its title, the heads of its columns, its rows, and what is to be said of it.

    A number is a number in the sheet; None and "" are empty cells. The rows may be more than memory holds.
    A name too long, or borne by an earlier sheet, is made to fit.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
    remark: str = ""
    widths: tuple[int, ...] = ()


def write_figures_workbook(sheets: Iterable[FiguresSheet]) -> bytes:
    """The sheets as one workbook. Texts are written as texts: a value that begins with "=" is no formula."""
    written = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        formats, taken = _Formats(book), set[str]()
        for one in sheets:
            _write(book.add_worksheet(_sheet_name(one.name, taken)), one, formats)
    return written.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name as a sheet may bear it: of so many characters, without signs of a formula, unlike those before it."""
    whole = _NOT_IN_NAMES.sub("-", clean(name)).strip("' ") or "Bảng"
    found, number = whole[:_NAME_LIMIT].rstrip("' "), 1
    while found.casefold() in taken:
        number += 1
        ending = f" ({number})"
        found = whole[: _NAME_LIMIT - len(ending)] + ending
    taken.add(found.casefold())
    return found


class _Formats:
    """The few looks of a cell."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top"}
        framed = base | {"border": 1, "border_color": f"#{TONES['line']}", "text_wrap": True}
        self.title: Format = book.add_format(base | {"font_size": 14, "bold": True})
        self.remark: Format = book.add_format(base | {"italic": True})
        self.head: Format = book.add_format(framed | {"bold": True, "bg_color": f"#{TONES['ground']}"})
        self.text: Format = book.add_format(framed)
        self.number: Format = book.add_format(framed | {"num_format": "#,##0"})


def _write(sheet: Worksheet, one: FiguresSheet, formats: _Formats) -> None:
    """Row after row, downwards only: what is written is gone from memory."""
    widths = one.widths or tuple(max(12, min(_WIDEST, len(title) + 4)) for title in one.columns)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer(f'&C&"{FONT}"&10Trang &P/&N')
    sheet.write_string(0, 0, clean(one.title), formats.title)
    sheet.write_string(1, 0, clean(one.remark), formats.remark)
    for column, title in enumerate(one.columns):
        sheet.write_string(_HEAD_ROW, column, clean(title), formats.head)
    row = _HEAD_ROW
    for row, values in enumerate(one.rows, _HEAD_ROW + 1):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, formats.number)
            elif value:
                sheet.write_string(row, column, clean(value)[:_CELL_LIMIT], formats.text)
            else:
                sheet.write_blank(row, column, None, formats.text)
    if row > _HEAD_ROW:
        sheet.autofilter(_HEAD_ROW, 0, row, len(one.columns) - 1)
