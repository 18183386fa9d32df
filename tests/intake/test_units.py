"""The workbook of units as a file: what is read of it, and what is said of the rest."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.terms import Terms
from vinhdanh.intake.unit_book import write_unit_book
from vinhdanh.intake.units import UNIT_SHEETS, UnitBook, UnitTerms, read_units

TERMS = UnitTerms(
    kinds=Terms({"commune": "Xã, phường, thị trấn", "district": "Huyện, thành phố"}, {"commune": ("Xã",)}),
    sizes=Terms({"small": "Nhỏ", "large": "Lớn"}),
    lineages=Terms({"merger": "Nhập"}),
)
HEADER = ["Mã", "Tên đơn vị", "Loại đơn vị", "Mã đơn vị cấp trên", "Ngày thành lập"]


def read(*rows: list[object], sheet: str = "Đơn vị") -> UnitBook:
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    target = BytesIO()
    book.save(target)
    return read_units(target.getvalue(), TERMS)


def test_rows_are_typed_and_a_column_that_is_absent_says_nothing() -> None:
    found = read(HEADER, ["xa-a", " Xã  A ", "xã", None, "1/1/2020"])
    [row] = found.rows["Đơn vị"]
    assert row.number == 2
    assert row.values == {
        "code": "xa-a",
        "name": "Xã A",
        "kind": "commune",
        "parent": "",
        "opened_on": date(2020, 1, 1),
    }
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        (["Xã A", "Xã A", "Xã", "", None], "Mã", "mã chỉ gồm chữ thường không dấu"),
        (["xa-a", "", "Xã", "", None], "Tên đơn vị", "chưa ghi tên đơn vị"),
        (["xa-a", "Xã A", "Tổng", "", None], "Loại đơn vị", "Không có loại đơn vị “Tổng”"),
        (["xa-a", "Xã A", "Xã", "", "32/1/2020"], "Ngày thành lập", "không phải là ngày"),
        (["xa-a", "A" * 201, "Xã", "", None], "Tên đơn vị", "tối đa 200"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_its_row_left_out(
    cells: list[object], column: str, sentence: str
) -> None:
    found = read(HEADER, cells, ["xa-b", "Xã B", "Xã", "", None])
    [problem] = found.problems
    assert (problem.row, problem.column) == (2, column)
    assert sentence in problem.message
    assert [row.values["code"] for row in found.rows["Đơn vị"]] == ["xa-b"]


def test_the_second_row_of_one_unit_is_a_problem() -> None:
    found = read(HEADER, ["xa-a", "Xã A", "Xã", "", None], ["xa-a", "Xã A", "Xã", "", None])
    assert [problem.message for problem in found.problems] == ["Dòng này nói lại điều dòng 2 đã nói; hãy giữ một dòng."]


@pytest.mark.parametrize(("typed", "number"), [(1234, 1234), ("1.234", 1234), (12.0, 12), ("0", 0), (None, None)])
def test_counts_are_whole_numbers_and_blank_is_unknown(typed: object, number: int | None) -> None:
    found = read(
        ["Mã đơn vị", "Năm", "Số tập thể", "Số cá nhân"], ["xa-a", 2020, typed, None], sheet="Số liệu hằng năm"
    )
    [row] = found.rows["Số liệu hằng năm"]
    assert (row.values["collectives"], row.values["individuals"]) == (number, None)


@pytest.mark.parametrize("typed", ["-1", -1, 1.5, "khoảng 12", "1,5"])
def test_what_is_no_count_is_refused(typed: object) -> None:
    found = read(["Mã đơn vị", "Năm", "Số tập thể", "Số cá nhân"], ["xa-a", 2020, typed, 1], sheet="Số liệu hằng năm")
    assert [problem.column for problem in found.problems] == ["Số tập thể"]
    assert found.rows["Số liệu hằng năm"] == ()


def test_a_file_without_any_of_its_sheets_is_no_workbook_of_units() -> None:
    with pytest.raises(Unreadable, match="Tệp không phải là bảng đơn vị"):
        read(HEADER, sheet="Trang 1")


def test_a_sheet_that_lacks_a_column_it_cannot_do_without_is_not_read() -> None:
    found = read(["Mã", "Tên đơn vị"], ["xa-a", "Xã A"])
    assert found.rows["Đơn vị"] == ()
    assert any("thiếu cột “Loại đơn vị”" in problem.message for problem in found.problems)


def test_the_workbook_explains_every_column_and_says_how_many_rows_it_has() -> None:
    rows = {"Đơn vị": [{"code": "xa-a", "name": "=1+1", "kind": "commune"}]}
    book = load_workbook(BytesIO(write_unit_book(rows, TERMS)))
    told = {str(cell.value) for row in book["Hướng dẫn"].iter_rows() for cell in row}
    assert {column.header for sheet in UNIT_SHEETS for column in sheet.columns} <= told
    assert "Trang “Đơn vị” (1 dòng)" in told
    assert book["Đơn vị"]["B2"].data_type == "s"
    assert book["Đơn vị"]["D2"].value == "Xã, phường, thị trấn"


def test_the_same_rows_give_the_same_bytes() -> None:
    assert write_unit_book({}, TERMS, empty=True) == write_unit_book({}, TERMS, empty=True)
