"""The findings as a workbook, read back with another library than the one that wrote it."""

from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.documents import paper_samples
from vinhdanh.documents.findings_sheet import FindingsSheet, SheetNominee
from vinhdanh.documents.findings_workbook import write_findings_workbook
from vinhdanh.documents.layout import TONES


def written(record: FindingsSheet) -> Workbook:
    return load_workbook(BytesIO(write_findings_workbook(record)))


def test_one_row_a_nominee_with_the_verdict_in_its_colour() -> None:
    sheet = written(paper_samples.findings_sheet(5))["Kết quả"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["TT", "Tên", "Chi tiết", "Kết quả", "Kết luận"]
    assert len(rows) == 6
    assert rows[2][:4] == [2, "Nhân dân và cán bộ thôn Lũng Mắt", "Xã Y Tịch, huyện Chi Lăng", "Chưa đạt"]
    assert [sheet.cell(row, 4).fill.fgColor.rgb for row in (5, 6, 7, 8)] == [
        f"FF{TONES[outcome]}" for outcome in ("met", "not_met", "unknown", "needs_judgement")
    ]


def test_one_row_a_condition_indented_as_deep_as_it_stands() -> None:
    record = paper_samples.findings_sheet(2)
    sheet = written(record)["Điều kiện"]
    lines = [line for nominee in record.nominees for line in nominee.lines]
    assert [sheet.cell(row, 4).value for row in range(5, 5 + len(lines))] == [line.text for line in lines]
    assert [int(sheet.cell(row, 4).alignment.indent) for row in range(5, 5 + len(lines))] == [
        line.depth for line in lines
    ]
    assert sheet.cell(9, 9).value.startswith("Cách hiểu O9:")


def test_every_sheet_is_frozen_filtered_wrapped_and_prints_across_one_page() -> None:
    book = written(paper_samples.findings_sheet(3, problems=paper_samples.PROBLEMS))
    assert book.sheetnames == ["Kết quả", "Điều kiện", "Số lượng", "Lỗi cần sửa"]
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.freeze_panes.endswith("5")
        assert sheet.auto_filter.ref
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$4:$4"
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=4) for cell in row)


def test_without_problems_there_is_no_sheet_of_problems() -> None:
    assert written(paper_samples.findings_sheet(1)).sheetnames == ["Kết quả", "Điều kiện", "Số lượng"]


def test_an_empty_unit_still_gives_a_workbook() -> None:
    sheet = written(paper_samples.findings_sheet(0, quota=()))["Kết quả"]
    assert sheet.max_row == 4
    assert sheet.auto_filter.ref is None


def test_a_name_that_looks_like_a_formula_a_link_or_a_number_stays_a_text() -> None:
    names = ("=1+1", "https://example.vn", "00123", "x\x07y", "x" * 40_000)
    nominees = tuple(SheetNominee(index, name, "", "met", "", ()) for index, name in enumerate(names, 1))
    sheet = written(paper_samples.findings_sheet(0, nominees=nominees))["Kết quả"]
    cells = [sheet.cell(row, 2) for row in range(5, 10)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert [cell.value for cell in cells[:4]] == ["=1+1", "https://example.vn", "00123", "xy"]
    assert len(cells[4].value) == 32_767
    assert all(cell.hyperlink is None for cell in cells)


def test_the_same_record_gives_the_same_bytes() -> None:
    assert write_findings_workbook(paper_samples.findings_sheet(3)) == write_findings_workbook(
        paper_samples.findings_sheet(3)
    )


def test_a_row_is_as_high_as_its_longest_text() -> None:
    nominees = tuple(SheetNominee(lines, "A", "", "met", "Đạt đủ. " * 6 * lines, ()) for lines in (1, 3, 5))
    book = written(paper_samples.findings_sheet(2, nominees=nominees))
    heights = [book["Kết quả"].row_dimensions[row].height for row in (5, 6, 7)]
    assert heights == sorted(set(heights))
    assert heights[0] < 2 * 14.5 < heights[1] < heights[2]
    assert written(paper_samples.findings_sheet(2))["Điều kiện"].row_dimensions[9].height > 4 * 14
