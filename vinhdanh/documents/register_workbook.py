"""The register as .xlsx: one sheet, its title with the number of rows, a header, and the rows as they come."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from vinhdanh.documents.arrange import clean
from vinhdanh.documents.layout import FONT
from vinhdanh.vietnamese import grouped

_NAME: Final = "Sổ khen thưởng"
_HEAD_ROW: Final = 1
_WIDTH: Final = 22  # of a column, in letters
_CELL_LIMIT: Final = 32_767

Value = str | int | None


def write_register_workbook(header: tuple[str, ...], rows: Iterable[tuple[Value, ...]], count: int) -> bytes:
    """The workbook of so many rows, which may be more than memory holds; `count` stands in the title.

    A number is a number, without marks between its digits: it is a year. Texts are texts: none becomes a formula. None
    and "" are empty cells.
    """
    written = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11}
        plain, bold = book.add_format(base), book.add_format(base | {"bold": True})
        sheet = book.add_worksheet(_NAME)
        sheet.set_column(0, len(header) - 1, _WIDTH)
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
        sheet.write_string(0, 0, f"{_NAME}: {grouped(count)} dòng", bold)
        for column, title in enumerate(header):
            sheet.write_string(_HEAD_ROW, column, title, bold)
        for number, row in enumerate(rows, _HEAD_ROW + 1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, plain)
                elif value:
                    sheet.write_string(number, column, clean(value)[:_CELL_LIMIT], plain)
    return written.getvalue()
