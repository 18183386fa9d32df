"""Tables of counts as a workbook, read back with another library than the one that wrote it."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from vinhdanh.documents.figures_workbook import FiguresSheet, Value, write_figures_workbook

LONG = "Khen thưởng theo loại hình và cấp khen thưởng"


def written(*sheets: FiguresSheet) -> Workbook:
    return load_workbook(BytesIO(write_figures_workbook(sheets)))


def sheet(name: str, *rows: tuple[Value, ...]) -> FiguresSheet:
    return FiguresSheet(name, "Khen thưởng", ("Đơn vị", "Số lượng"), rows, remark="Năm 2020")


def test_a_table_stands_below_its_title_with_numbers_as_numbers() -> None:
    book = written(sheet("Theo năm", ("Sở Y tế", 1200), ("Sở Tài chính", None)))
    rows = [tuple(cell.value for cell in row) for row in book["Theo năm"].iter_rows()]
    assert rows == [
        ("Khen thưởng", None),
        ("Năm 2020", None),
        (None, None),
        ("Đơn vị", "Số lượng"),
        ("Sở Y tế", 1200),
        ("Sở Tài chính", None),
    ]
    assert book["Theo năm"].auto_filter.ref == "A4:B6"


def test_a_value_that_looks_like_a_formula_or_an_address_stays_a_text() -> None:
    values = ('=HYPERLINK("http://vi-du.vn","Mở")', "+84 205", "-1", "@SUM(A1)", "http://vi-du.vn")
    cells = [row[0] for row in written(sheet("A", *((value, 1) for value in values)))["A"].iter_rows(min_row=5)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(value, "s", None) for value in values]


def test_a_sheet_has_a_name_of_31_letters_at_most() -> None:
    assert written(sheet(LONG)).sheetnames == [LONG[:31]]


def test_two_tables_of_one_name_stand_on_two_sheets() -> None:
    names = written(sheet("Theo năm"), sheet("THEO NĂM"), sheet(LONG), sheet(LONG)).sheetnames
    assert names == ["Theo năm", "THEO NĂM (2)", LONG[:31], f"{LONG[:27]} (2)"]


def test_signs_that_a_sheet_may_not_bear_are_written_otherwise() -> None:
    assert written(sheet("Khen/phạt: [2020]"), sheet("''")).sheetnames == ["Khen-phạt- -2020-", "Bảng"]
