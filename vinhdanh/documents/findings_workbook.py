"""The findings as .xlsx, to be filtered and passed on: the same record as the sheet for the meeting table."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vinhdanh.documents.arrange import clean
from vinhdanh.documents.blocks import Outcome
from vinhdanh.documents.findings_sheet import TITLE, FindingLine, FindingsSheet, summary
from vinhdanh.documents.layout import FONT, TONES, Role
from vinhdanh.documents.metrics import line_count
from vinhdanh.documents.wording import OUTCOME_WORDS
from vinhdanh.vietnamese import written_date

_CELL_LIMIT = 32_767  # characters that a cell of the format holds
_DEEPEST = 15  # steps of indentation that the format holds
_HEAD_ROW = 3
_PIXEL = 25.4 / 96  # mm; a column is 7 pixels a character wide
_BOLD_SHARE = 0.92  # bold letters are wider than those measured
_LINE = 14.5  # points
_HIGHEST = 409  # points, the most that the format holds
_RESULTS: Final = (("TT", 6), ("Tên", 28), ("Chi tiết", 30), ("Kết quả", 15), ("Kết luận", 58))
_CONDITIONS: Final = (
    ("TT", 6),
    ("Tên", 20),
    ("Kết quả", 15),
    ("Điều kiện", 38),
    ("Điều khoản", 13),
    ("Lý do", 26),
    ("Căn cứ", 30),
    ("Còn thiếu", 20),
    ("Cách hiểu", 26),
)
_QUOTA: Final = _CONDITIONS[2:]
_PROBLEMS: Final = (("Trang tính", 16), ("Dòng", 8), ("Cột", 22), ("Giá trị đọc được", 26), ("Cần sửa", 60))


class _Formats:
    """The few looks of a cell; the workbook shares them."""

    def __init__(self, book: Workbook) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
        framed = base | {"border": 1, "border_color": f"#{TONES['line']}"}
        self.title: Format = book.add_format({"font_name": FONT, "font_size": 15, "bold": True})
        self.fact: Format = book.add_format({"font_name": FONT, "font_size": 11})
        self.head: Format = book.add_format(
            framed | {"bold": True, "bg_color": f"#{TONES['ground']}", "align": "center", "valign": "vcenter"}
        )
        self.text: Format = book.add_format(framed)
        self.number: Format = book.add_format(framed | {"align": "center"})
        self.name: Format = book.add_format(framed | {"bold": True})
        self.steps: tuple[Format, ...] = tuple(
            book.add_format(framed | {"indent": step, "bold": step == 0}) for step in range(_DEEPEST + 1)
        )
        self.outcomes: dict[Outcome, Format] = {
            outcome: book.add_format(
                framed | {"bold": True, "font_color": "#FFFFFF", "bg_color": f"#{TONES[outcome]}", "align": "center"}
            )
            for outcome in OUTCOME_WORDS
        }


def write_findings_workbook(record: FindingsSheet) -> bytes:
    """The findings as a workbook of the sheets Kết quả, Điều kiện, Số lượng, and Lỗi cần sửa if there are problems.

    Texts are written as texts: a value that begins with "=" is no formula. The same record gives the same bytes.
    """
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties(
            {"title": f"{TITLE} - {clean(record.unit)}", "created": datetime.combine(record.on, time())}
        )
        formats = _Formats(book)
        _write_results(_sheet(book, "Kết quả", _RESULTS, record, formats), record, formats)
        _write_conditions(_sheet(book, "Điều kiện", _CONDITIONS, record, formats), record, formats)
        _write_quota(_sheet(book, "Số lượng", _QUOTA, record, formats), record, formats)
        if record.problems:
            _write_problems(_sheet(book, "Lỗi cần sửa", _PROBLEMS, record, formats), record, formats)
    return written.getvalue()


def _sheet(
    book: Workbook, name: str, columns: tuple[tuple[str, int], ...], record: FindingsSheet, formats: _Formats
) -> Worksheet:
    """A sheet with its title, its frozen head, and a page set up to print across the width of A4."""
    sheet = book.add_worksheet(name)
    _put(sheet, 0, 0, f"{TITLE} - {record.unit}", formats.title)
    on = f"{record.campaign} · Ngày đối chiếu: {written_date(record.on)} · {summary(record.nominees)}"
    _put(sheet, 1, 0, on, formats.fact)
    for column, (title, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        _put(sheet, _HEAD_ROW, column, title, formats.head)
    sheet.set_row(0, 22)
    sheet.set_row(_HEAD_ROW, 22)
    sheet.freeze_panes(_HEAD_ROW + 1, 2 if columns[0][0] == "TT" else 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer(f'&C&"{FONT}"&10Trang &P/&N')
    return sheet


def _put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    sheet.write_string(row, column, clean(text)[:_CELL_LIMIT], look)


def _fit(sheet: Worksheet, row: int, texts: Sequence[str], columns: tuple[tuple[str, int], ...]) -> None:
    """The height of a row for its wrapped texts: not every program finds it by itself."""
    lines = 1
    for text, (_, chars) in zip(texts, columns, strict=True):
        if len(text) > chars // 2:
            room = (7 * chars - 5) * _PIXEL * _BOLD_SHARE
            lines = max(lines, sum(line_count(Role.SHEET_FINDING, part, room) for part in clean(text).split("\n")))
    sheet.set_row(row, min(_HIGHEST, _LINE * lines + 3))


def _filter(sheet: Worksheet, rows: int, columns: tuple[tuple[str, int], ...]) -> None:
    if rows:
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + rows, len(columns) - 1)


def _write_results(sheet: Worksheet, record: FindingsSheet, formats: _Formats) -> None:
    for row, nominee in enumerate(record.nominees, _HEAD_ROW + 1):
        sheet.write_number(row, 0, nominee.number, formats.number)
        _put(sheet, row, 1, nominee.name, formats.name)
        _put(sheet, row, 2, nominee.detail, formats.text)
        _put(sheet, row, 3, OUTCOME_WORDS[nominee.verdict], formats.outcomes[nominee.verdict])
        _put(sheet, row, 4, nominee.sentence, formats.text)
        _fit(sheet, row, ("", nominee.name, nominee.detail, "", nominee.sentence), _RESULTS)
    _filter(sheet, len(record.nominees), _RESULTS)


def _write_conditions(sheet: Worksheet, record: FindingsSheet, formats: _Formats) -> None:
    lines = [(nominee, line) for nominee in record.nominees for line in nominee.lines]
    for row, (nominee, line) in enumerate(lines, _HEAD_ROW + 1):
        sheet.write_number(row, 0, nominee.number, formats.number)
        _put(sheet, row, 1, nominee.name, formats.text)
        shown = _write_line(sheet, row, 2, line, formats)
        _fit(sheet, row, ("", nominee.name, *shown), _CONDITIONS)
    _filter(sheet, len(lines), _CONDITIONS)


def _write_quota(sheet: Worksheet, record: FindingsSheet, formats: _Formats) -> None:
    for row, line in enumerate(record.quota, _HEAD_ROW + 1):
        _fit(sheet, row, _write_line(sheet, row, 0, line, formats), _QUOTA)
    _filter(sheet, len(record.quota), _QUOTA)


def _write_line(sheet: Worksheet, row: int, first: int, line: FindingLine, formats: _Formats) -> tuple[str, ...]:
    """One condition across seven cells, from column `first` on; the texts that may need more than one line."""
    _put(sheet, row, first, OUTCOME_WORDS[line.outcome], formats.outcomes[line.outcome])
    _put(sheet, row, first + 1, line.text, formats.steps[min(line.depth, _DEEPEST)])
    lists = ("\n".join(parts) for parts in (line.evidence, line.missing, line.readings))
    texts = (line.cite, line.because, *lists)
    for column, text in enumerate(texts, first + 2):
        _put(sheet, row, column, text, formats.text)
    return ("", f"{'    ' * line.depth}{line.text}", *texts)


def _write_problems(sheet: Worksheet, record: FindingsSheet, formats: _Formats) -> None:
    for row, (name, number, column, value, message) in enumerate(record.problems, _HEAD_ROW + 1):
        _put(sheet, row, 0, name, formats.text)
        sheet.write_number(row, 1, number, formats.number)
        for place, text in enumerate((column, value, message), 2):
            _put(sheet, row, place, text, formats.text)
        _fit(sheet, row, (name, "", column, value, message), _PROBLEMS)
    _filter(sheet, len(record.problems), _PROBLEMS)
