"""The result of an import as a workbook, read back with another library than the one that wrote it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from vinhdanh.documents.list_result import ListResult, ResultRow, ResultTable, write_list_result

HEADERS = ("Họ và tên", "Năm")
TAKEN = ResultRow(5, ("Nguyễn Thị Đào", "2018"), "Đã ghi vào sổ", "good")
REFUSED = ResultRow(
    *(6, ("Lý Văn Sơn", "20188"), "Chưa đọc được", "bad"),
    remarks=("Thiếu số quyết định.",),
    refused={1: "Ô B6: “20188” không phải là năm."},
)


def result(*tables: ResultTable, **told: Any) -> ListResult:
    facts = {"file_name": "ds.xlsx", "unit": "Huyện Chi Lăng", "state": "Đã ghi vào sổ", "counts": (("Dòng mới", 1),)}
    return ListResult(**facts | {"tables": tables, "made_at": datetime(2020, 3, 5, 9, 30, tzinfo=UTC)} | told)


def table(*rows: ResultRow, name: str = "Danh sách") -> ResultTable:
    return ResultTable(name, HEADERS, rows)


def written(*tables: ResultTable, **told: Any) -> Workbook:
    return load_workbook(BytesIO(write_list_result(result(*tables, **told))))


def test_the_first_sheet_sums_up() -> None:
    rows = [tuple(cell.value for cell in row) for row in written(table(TAKEN))["Tổng hợp"].iter_rows()]
    assert ("Tệp", "ds.xlsx") in rows
    assert ("Lập ngày", "05/03/2020") in rows
    assert ("Dòng mới", 1) in rows


def test_each_row_keeps_its_number_and_cells_and_is_told_what_became_of_it() -> None:
    rows = [tuple(cell.value for cell in row) for row in written(table(TAKEN, REFUSED))["Danh sách"].iter_rows()]
    assert rows == [
        ("Dòng", *HEADERS, "Kết quả", "Ghi chú của chương trình"),
        (5, "Nguyễn Thị Đào", "2018", "Đã ghi vào sổ", ""),
        (6, "Lý Văn Sơn", "20188", "Chưa đọc được", "Ô B6: “20188” không phải là năm.\nThiếu số quyết định."),
    ]


def test_only_the_cell_that_was_refused_is_marked() -> None:
    sheet = written(table(TAKEN, REFUSED))["Danh sách"]
    grounds = {place: sheet[place].fill.fgColor.rgb for place in ("B2", "C2", "B3", "C3", "D3")}
    assert grounds["C3"] == grounds["D3"] != grounds["B3"]
    assert grounds["B2"] == grounds["C2"] == grounds["B3"]


def test_the_rows_may_be_read_once_only() -> None:
    """A list may have a hundred thousand: nobody keeps them."""
    once = ResultTable("Danh sách", HEADERS, iter([TAKEN, REFUSED]))
    sheet = written(once)["Danh sách"]
    assert (sheet.max_row, sheet.auto_filter.ref) == (3, "A1:E3")


def test_a_cell_that_looks_like_a_formula_stays_a_text() -> None:
    cell = written(table(ResultRow(2, ('=HYPERLINK("http://vi-du.vn")', "1"), "Mới", "care")))["Danh sách"]["B2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", '=HYPERLINK("http://vi-du.vn")', None)


def test_tables_of_one_name_and_of_names_that_excel_refuses_stand_on_sheets_of_their_own() -> None:
    names = ("Danh sách", "DANH SÁCH", "Tổng hợp", "[1]: a/b*", "")
    found = written(*(table(TAKEN, name=name) for name in names)).sheetnames
    assert found == ["Tổng hợp", "Danh sách", "DANH SÁCH 2", "Tổng hợp 3", "1   a b", "Bảng 5"]


def test_a_table_without_rows_is_a_header() -> None:
    assert written(table())["Danh sách"].max_row == 1


def test_the_same_record_gives_the_same_bytes() -> None:
    assert write_list_result(result(table(TAKEN))) == write_list_result(result(table(TAKEN)))
