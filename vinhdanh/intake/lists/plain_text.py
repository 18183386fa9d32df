"""A list as plain text, its cells apart by commas, semicolons or tabs: the alphabet and the mark found by content."""

import codecs
import csv
from collections import Counter
from io import StringIO

from vinhdanh.intake.lists.pages import Page
from vinhdanh.intake.lists.workbooks import MOST_CELLS
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import SWOLLEN
from vinhdanh.intake.terms import plain_key

SHEET = "CSV"
_MARKS = ",;\t|"
_LOOKED_AT = 200  # lines by which the mark is chosen
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETTERS_OF_1258 = frozenset("ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323")
_OTHER_ALPHABET = (
    "Không nhận ra bảng mã chữ của tệp; hãy mở bằng Excel, chọn “Lưu dưới dạng” kiểu Excel Workbook (.xlsx) "
    "hoặc CSV UTF-8 rồi gửi lại."
)


def read_plain_text(content: bytes) -> list[Page]:
    """The rows of a text file as one page; raises Unreadable where its letters or its quotes cannot be read."""
    words = decoded(content)
    if "\0" in words:
        raise Unreadable(_OTHER_ALPHABET)
    mark = _mark_of(words)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(words, newline=""), delimiter=mark):
            cells += max(len(row), 1)
            if cells > MOST_CELLS:
                raise Unreadable(SWOLLEN)
            rows.append(row)
    except csv.Error as error:
        raise Unreadable(
            "Có ô dài quá mức hoặc dấu ngoặc kép không khép lại trong tệp CSV; "
            "hãy mở bằng Excel, lưu dưới dạng .xlsx rồi gửi lại."
        ) from error
    if rows and len(rows[0]) == 1 and plain_key(rows[0][0]).startswith("sep"):
        rows[0] = []  # Excel's own line that names the mark
    return [Page(SHEET, rows)]


def decoded(content: bytes) -> str:
    """The letters of a text: by its byte order mark, as UTF-8, as UTF-16 without a mark, as Windows-1258 of Vietnam.

    Raises Unreadable where none of them makes sense.
    """
    try:
        for mark, encoding in _BOMS:
            if content.startswith(mark):
                return content.decode(encoding)
        if b"\0" in content[:4096]:
            zeros = [content[:4096][start::2].count(0) for start in (0, 1)]
            return content.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            words = content.decode("cp1258")
    except UnicodeDecodeError as error:
        raise Unreadable(_OTHER_ALPHABET) from error
    strange = [letter for letter in words if letter > "\x7f"]
    if 2 * sum(letter in _LETTERS_OF_1258 or letter.isalpha() for letter in strange) < len(strange):
        raise Unreadable(_OTHER_ALPHABET)
    return words


def _mark_of(words: str) -> str:
    """The mark that parts most lines into the same number of cells, the larger number first; else a comma."""
    first = "".join(words[: 1024 * 1024].splitlines(keepends=True)[:_LOOKED_AT])
    if first.casefold().startswith("sep=") and first[4:5] in _MARKS:
        return first[4]
    best, found = (0, 0), ","
    for mark in _MARKS:
        try:
            widths = Counter(
                len(row) for row in csv.reader(StringIO(first, newline=""), delimiter=mark) if len(row) > 1
            )
        except csv.Error:
            continue
        if widths:
            width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
            best, found = max((best, found), ((count, width), mark))
    return found
