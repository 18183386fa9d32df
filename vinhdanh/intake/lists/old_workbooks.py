"""The sheets of an old .xls as pages.

Read here and not by calamine: a damaged .xls makes it ask for memory without end, and the whole process dies of that.
"""

import struct
from dataclasses import dataclass, field

from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists import old_records as biff
from vinhdanh.intake.lists.compound_files import CompoundFile, Damaged
from vinhdanh.intake.lists.pages import Box, Page
from vinhdanh.intake.lists.workbooks import MOST_CELLS
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import DAMAGED, SWOLLEN, SheetSurvey

_MOST_CHARACTERS = 60_000_000
_MOST_MERGES = 50_000
_TOO_OLD = "Tệp ở định dạng Excel 5/95; hãy mở bằng Excel, lưu dưới dạng .xlsx rồi gửi lại."
_ENCRYPTED = "Tệp đang đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."


def read_old_workbook(content: bytes) -> list[Page]:
    """The worksheets in their order; raises Unreadable for what is damaged, encrypted, or older than Excel 97."""
    try:
        stream = CompoundFile(content).stream("Workbook", "Book")
        if stream is None:
            raise Unreadable(DAMAGED)
        return _Workbook(stream).pages()
    except (Damaged, struct.error, IndexError, ValueError, KeyError, OverflowError, AttributeError) as error:
        raise Unreadable(DAMAGED) from error


@dataclass(slots=True)
class _Sheet:
    """What stands in a sheet: cells by row and column, errors, merged cells."""

    rows: dict[int, dict[int, Raw]] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    last_column: int = 0


class _Workbook:
    """Reads the globals of a workbook, then its sheets."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._sheets: list[tuple[str, int, bool]] = []
        self._texts: list[str] = []
        self._formats: dict[int, str] = {}
        self._formats_of_cells: list[int] = []
        self._from_1904 = False
        self._cells, self._characters = MOST_CELLS, _MOST_CHARACTERS
        self._read_globals()
        self._shows_date = [biff.is_date_format(number, self._formats) for number in self._formats_of_cells]

    def pages(self) -> list[Page]:
        """The worksheets in their order."""
        return [self._page(name, self._sheet(start), hidden) for name, start, hidden in self._sheets]

    def _read_globals(self) -> None:
        pieces: list[bytes] = []
        count = 0
        for index, record in enumerate(biff.records(self._stream)):
            if index == 0 and (record.kind != biff.BOF or struct.unpack_from("<H", record.content)[0] != biff.BIFF8):
                raise Unreadable(_TOO_OLD if record.kind & 0xFF == 0x09 else DAMAGED)
            if record.kind == biff.FILE_PASSWORD:
                raise Unreadable(_ENCRYPTED)
            if record.kind == biff.SHARED_TEXTS:
                count, pieces = struct.unpack_from("<I", record.content, 4)[0], [record.content[8:]]
            elif record.kind == biff.CONTINUE and pieces:
                pieces.append(record.content)
            elif pieces and not self._texts:
                self._texts = biff.TextPieces(pieces).texts(count)
                pieces = []
            self._note(record)
            if record.kind == biff.EOF:
                break
        if pieces:
            self._texts = biff.TextPieces(pieces).texts(count)

    def _note(self, record: biff.Record) -> None:
        if record.kind == biff.SHEET:
            start, hidden, kind = struct.unpack_from("<IBB", record.content)
            if kind == 0:
                self._sheets.append((biff.text_in(record.content, 6, 1), start, bool(hidden & 3)))
        elif record.kind == biff.DATE_MODE:
            self._from_1904 = record.content[:1] == b"\1"
        elif record.kind == biff.FORMAT:
            self._formats[struct.unpack_from("<H", record.content)[0]] = biff.text_in(record.content, 2)
        elif record.kind == biff.CELL_FORMAT:
            self._formats_of_cells.append(struct.unpack_from("<H", record.content, 2)[0])

    def _sheet(self, start: int) -> _Sheet:
        sheet = _Sheet()
        depth = 0
        waiting: tuple[int, int] | None = None  # the formula whose text is in a record of its own
        for record in biff.records(self._stream, start):
            if record.kind == biff.BOF:
                depth += 1
            elif record.kind == biff.EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1:
                if record.kind == biff.FORMULA_TEXT and waiting:
                    self._put(sheet, *waiting, biff.text_in(record.content, 0))
                waiting = self._read_cell(sheet, record)
        return sheet

    def _read_cell(self, sheet: _Sheet, record: biff.Record) -> tuple[int, int] | None:
        """Puts the cells of a record into the sheet; the place of a formula whose text is still to come."""
        kind, content = record.kind, record.content
        if kind == biff.MERGED:
            self._read_merged(sheet, content)
        elif kind == biff.SHORT_NUMBERS:
            row, first = struct.unpack_from("<HH", content)
            for index in range((len(content) - 6) // 6):
                style, packed = struct.unpack_from("<HI", content, 4 + 6 * index)
                self._put(sheet, row, first + index, self._shown(biff.short_number(packed), style))
        elif kind in (biff.SHARED_TEXT, biff.NUMBER, biff.SHORT_NUMBER, biff.FORMULA, biff.TRUTH_OR_ERROR, biff.TEXT):
            row, column, style = struct.unpack_from("<HHH", content)
            if kind == biff.SHARED_TEXT:
                self._put(sheet, row, column, self._texts[struct.unpack_from("<I", content, 6)[0]])
            elif kind == biff.NUMBER:
                self._put(sheet, row, column, self._shown(struct.unpack_from("<d", content, 6)[0], style))
            elif kind == biff.SHORT_NUMBER:
                self._put(
                    sheet, row, column, self._shown(biff.short_number(struct.unpack_from("<I", content, 6)[0]), style)
                )
            elif kind == biff.TEXT:
                self._put(sheet, row, column, biff.text_in(content, 6))
            elif kind == biff.TRUTH_OR_ERROR:
                self._put_truth_or_error(sheet, (row, column), content[6], bool(content[7]))
            else:
                return self._read_result(sheet, row, column, style, content[6:14])
        elif kind == biff.RICH_TEXT:
            row, column = struct.unpack_from("<HH", content)
            self._put(sheet, row, column, biff.text_in(content, 6))
        return None

    def _read_result(self, sheet: _Sheet, row: int, column: int, style: int, result: bytes) -> tuple[int, int] | None:
        if result[6:8] != b"\xff\xff":
            self._put(sheet, row, column, self._shown(struct.unpack("<d", result)[0], style))
        elif result[0] == 0:
            return row, column
        elif result[0] in (1, 2):
            self._put_truth_or_error(sheet, (row, column), result[2], result[0] == 2)
        return None

    def _put_truth_or_error(self, sheet: _Sheet, place: tuple[int, int], value: int, is_error: bool) -> None:
        if not is_error:
            self._put(sheet, *place, bool(value))
            return
        self._put(sheet, *place, "")
        sheet.errors[place] = biff.ERRORS.get(value, "#N/A")

    def _read_merged(self, sheet: _Sheet, content: bytes) -> None:
        for index in range((len(content) - 2) // 8):
            top, bottom, left, right = struct.unpack_from("<HHHH", content, 2 + 8 * index)
            if top <= bottom and left <= right <= 255:
                sheet.merged.append((top, left, bottom, right))
        if len(sheet.merged) > _MOST_MERGES:
            raise Unreadable(SWOLLEN)

    def _shown(self, value: float, style: int) -> Raw:
        shows_date = style < len(self._shows_date) and self._shows_date[style]
        return biff.dated(value, self._from_1904) if shows_date else value

    def _put(self, sheet: _Sheet, row: int, column: int, value: Raw) -> None:
        self._cells -= 1
        self._characters -= len(value) if isinstance(value, str) else 0
        if self._cells < 0 or self._characters < 0 or column > 255:
            raise Unreadable(SWOLLEN)
        if value != "" or isinstance(value, str):
            sheet.rows.setdefault(row, {})[column] = value
            sheet.last_column = max(sheet.last_column, column)

    def _page(self, name: str, sheet: _Sheet, hidden: bool) -> Page:
        last = max(sheet.rows, default=-1)
        if (last + 1) * (sheet.last_column + 1) > MOST_CELLS:
            raise Unreadable(SWOLLEN)
        rows: list[list[Raw]] = []
        for row in range(last + 1):
            cells = sheet.rows.get(row)
            rows.append([cells.get(column, "") for column in range(max(cells) + 1)] if cells else [])
        # dates are already days of the common calendar; a bare number still counts in the workbook's own
        survey = SheetSurvey(errors=sheet.errors)
        return Page(name, rows, sheet.merged, survey, from_1904=self._from_1904, hidden=hidden)
