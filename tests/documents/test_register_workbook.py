"""The register as a workbook, read back with another library than the one that wrote it."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vinhdanh.documents.register_workbook import Value, write_register_workbook

HEADER = ("Tên", "Năm")


def written(*rows: tuple[Value, ...], count: int = 0) -> Worksheet:
    book = load_workbook(BytesIO(write_register_workbook(HEADER, iter(rows), count or len(rows))))
    return book["Sổ khen thưởng"]


def test_the_rows_stand_below_a_title_that_counts_them() -> None:
    sheet = written(("Nguyễn Thị Đào", 2018), ("Lý Văn Sơn", None), count=1234)
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert rows == [
        ("Sổ khen thưởng: 1.234 dòng", None),
        HEADER,
        ("Nguyễn Thị Đào", 2018),
        ("Lý Văn Sơn", None),
    ]
    assert sheet.freeze_panes == "A3"


def test_a_year_is_a_number_without_marks_between_its_digits() -> None:
    cell = written(("Nguyễn Thị Đào", 2018))["B3"]
    assert (cell.data_type, cell.number_format) == ("n", "General")


def test_a_value_that_looks_like_a_formula_or_an_address_stays_a_text() -> None:
    values = ('=HYPERLINK("http://vi-du.vn","Mở")', "+84 205", "-1", "@SUM(A1)", "http://vi-du.vn")
    cells = [row[0] for row in written(*((value, 1) for value in values)).iter_rows(min_row=3)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(value, "s", None) for value in values]


def test_signs_that_a_workbook_cannot_hold_do_not_break_it() -> None:
    assert written(("Nguyễn\x0b Thị Đào" + "a" * 40_000, 1))["A3"].value.startswith("Nguyễn")
