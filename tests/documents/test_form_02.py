"""Form 02 on paper and as a workbook: its head in three rows, what is known as numbers, what is not as words."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents import paper_samples
from tests.documents.docx_reading import ReadTable, W, read_docx
from tests.documents.layout_checker import check_docx
from tests.documents.pdf_reading import PdfPage, read_pdf
from vinhdanh.documents.arrange import HeadCell, head_rows
from vinhdanh.documents.blocks import AnnexHeading, Column, Paper, Paragraph, Signature, SumRow, Table
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.form_02 import COLUMNS, Form02Sheet, compose_form_02
from vinhdanh.documents.form_02_workbook import write_form_02_workbook
from vinhdanh.documents.pdf_writer import write_pdf

TOLERANCE = 0.7  # mm


def paper(rows: int = 40, **changes: object) -> Paper:
    return compose_form_02(paper_samples.form_02(rows, **changes))


def only(whole: Paper, kind: type) -> list:
    return [block for block in whole.sections[0].blocks if isinstance(block, kind)]


def pages(whole: Paper) -> list[PdfPage]:
    return read_pdf(write_pdf(whole))


def workbook(record: Form02Sheet) -> Worksheet:
    return load_workbook(BytesIO(write_form_02_workbook(record)))["Mẫu 02"]


@pytest.mark.parametrize("rows", [1, 6, 60])
def test_the_form_keeps_every_rule_of_the_decree(rows: int) -> None:
    assert check_docx(write_docx(paper(rows))) == []


def test_a_draft_with_everything_missing_keeps_them_too() -> None:
    assert check_docx(write_docx(paper(1, number="", day=None, signer="", notes=()))) == []


def test_the_title_names_the_years_and_the_report() -> None:
    head = only(paper(), AnnexHeading)[0]
    assert head.title == "Tổng hợp các danh hiệu thi đua, hình thức khen thưởng 2016 - 2020"
    assert head.source == "(Kèm theo Báo cáo số 45/BC-SYT ngày 05 tháng 6 năm 2020 của Sở Y tế)"
    draft = only(paper(first=2020, number="", day=None), AnnexHeading)[0]
    assert draft.title.endswith("năm 2020")
    assert draft.source == "(Kèm theo Báo cáo số ……/BC-SYT ngày …… tháng …… năm 2020 của Sở Y tế)"


def test_levels_stand_out_parts_are_dashed_and_numbers_are_grouped() -> None:
    rows = only(paper(3), Table)[0].rows
    assert rows[0] == SumRow(("II", "Khen thưởng cấp tỉnh", "12", "1.234", "0", "7", "58,3", "20 - 25", "1,6 - 2"))
    assert rows[1] == ("1", "Danh hiệu thứ 1", "", "chưa rõ", "", "", "", "", "")
    assert isinstance(rows[-1], SumRow)
    part = paper_samples.SheetLine("", "Khen chuyên đề", 2, (1, 2, 3, 4, "5", 6, "7"))
    assert only(paper(lines=(part,)), Table)[0].rows[0][:3] == ("-", "Khen chuyên đề", "1")


def test_whose_figures_and_how_they_were_counted_stand_before_the_notes() -> None:
    def said(**changes: object) -> list[str]:
        return [block.text for block in only(paper(1, **changes), Paragraph)]

    assert said(unit="Chi cục Dân số", scope="Tính theo năm thi đua.", notes=("Ghi chú của mẫu.",)) == [
        "- Số liệu của: Chi cục Dân số.",
        "- Tính theo năm thi đua.",
        "- Ghi chú của mẫu.",
    ]
    assert said(notes=()) == []


def test_a_form_for_the_screen_has_no_signature() -> None:
    assert only(paper(), Signature)
    assert not only(paper(authority=()), Signature)


def test_the_head_draws_neighbours_together_and_reaches_down() -> None:
    first, second, third = head_rows(COLUMNS)
    assert [(cell.text, cell.columns, cell.rows) for cell in first] == [
        ("TT", 1, 3),
        ("Danh hiệu thi đua và hình thức khen thưởng", 1, 3),
        ("Số lượng", 3, 1),
        ("Trong đó đối tượng ở cơ sở, lao động trực tiếp", 4, 1),
    ]
    assert [(cell.text, cell.columns, cell.rows) for cell in second if not cell.below] == [
        ("Tập thể", 1, 2),
        ("Cá nhân", 1, 2),
        ("Gia đình", 1, 2),
        ("Tập thể", 2, 1),
        ("Cá nhân", 2, 1),
    ]
    assert [cell.text for cell in third if not cell.below] == ["SL", "%", "SL", "%"]
    assert all(sum(cell.columns for cell in row) == len(COLUMNS) for row in (first, second, third))


def test_heads_of_the_same_words_that_are_no_neighbours_stay_apart() -> None:
    columns = (Column("a", 1, above=("x",)), Column("b", 1), Column("c", 1, above=("x",)))
    assert head_rows(columns)[0] == (HeadCell("x"), HeadCell("b", rows=2), HeadCell("x"))
    assert head_rows((Column("một", 1), Column("hai", 1))) == ((HeadCell("một"), HeadCell("hai")),)


def test_the_head_is_merged_and_repeats_in_the_docx() -> None:
    data = write_docx(paper())
    table = next(block for block in read_docx(data)[0].blocks if isinstance(block, ReadTable) and block.lined)
    assert [row.repeated for row in table.rows[:4]] == [True, True, True, False]
    with zipfile.ZipFile(BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    first, second, third = list(document.iter(f"{W}tr"))[:3]
    spans = [[each.get(f"{W}val") for each in row.iter(f"{W}gridSpan")] for row in (first, second, third)]
    downs = [[each.get(f"{W}val") for each in row.iter(f"{W}vMerge")] for row in (first, second, third)]
    assert spans == [["3", "4"], ["2", "2"], []]
    assert downs == [["restart"] * 2, [None, None, *["restart"] * 3], [None] * 5]


def test_the_pages_lie_across_with_the_head_on_each_and_all_ink_within_the_margins() -> None:
    read = pages(paper(50))
    assert len(read) >= 3
    for page in read:
        left, top, right, bottom = page.ink
        assert (page.width, page.height) == pytest.approx((297, 210), abs=0.1)
        assert left >= 30 - TOLERANCE
        assert right <= 297 - 15 + TOLERANCE
        assert top >= (9 if page.top_text else 20) - TOLERANCE
        assert bottom <= 210 - 20 + TOLERANCE
        assert "lao động trực tiếp" in page.text or "Danh hiệu thứ" not in page.text


@pytest.mark.parametrize("rows", range(10, 20, 3))
def test_a_signature_below_the_table_alone_keeps_its_last_row(rows: int) -> None:
    last = pages(paper(rows, notes=()))[-1]
    assert "TỔNG CỘNG" in last.text
    assert "Lương Đình Khải" in last.text
    assert last.ink[2] <= 297 - 15 + TOLERANCE


def test_many_notes_go_on_over_the_page_and_none_is_lost() -> None:
    notes = tuple(f"Ghi chú thứ {index:02} của mẫu." for index in range(1, 41))
    read = pages(paper(20, notes=notes))
    text = " ".join(page.text for page in read)
    assert all(f"thứ {index:02} của" in text for index in range(1, 41))
    assert all(page.ink[3] <= 210 - 20 + TOLERANCE for page in read)


def test_the_workbook_holds_numbers_where_they_are_known_and_words_where_not() -> None:
    sheet = workbook(paper_samples.form_02(3))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=8)]
    assert rows[0] == ["II", "Khen thưởng cấp tỉnh", 12, 1234, 0, 7, 58.3, "20 - 25", "1,6 - 2"]
    assert rows[1][2:] == [None, "chưa rõ", None, None, None, None, None]
    assert sheet["D7"].number_format == "#,##0"
    assert sheet["C7"].font.bold


def test_the_workbook_has_the_head_of_the_form_and_prints_across_a4() -> None:
    sheet = workbook(paper_samples.form_02())
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A4:A6", "B4:B6", "C4:E4", "F4:I4", "C5:C6", "F5:G5", "H5:I5"} <= merged
    assert sheet["F4"].value == "Trong đó đối tượng ở cơ sở, lao động trực tiếp"
    assert sheet["A1"].value == "TỔNG HỢP CÁC DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG 2016 - 2020"
    assert sheet["A2"].value.startswith("(Kèm theo Báo cáo số 45/BC-SYT")
    assert sheet.print_title_rows == "$4:$6"
    assert sheet.freeze_panes == "C7"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0


def test_the_workbook_ends_with_notes_and_the_signature() -> None:
    texts = [row[0].value or row[5].value for row in workbook(paper_samples.form_02(2)).iter_rows(min_row=7)]
    noted = texts[texts.index("Ghi chú:") :]
    assert noted[1] == "- Tỷ lệ cán bộ Lãnh đạo tính trên tổng số cá nhân được khen thưởng."
    assert [text for text in noted if text][-2:] == ["THỦ TRƯỞNG ĐƠN VỊ", "Lương Đình Khải"]


def test_a_text_that_begins_like_a_formula_stays_a_text_and_the_same_record_gives_the_same_bytes() -> None:
    record = paper_samples.form_02(1, notes=("=1+1",), lines=(paper_samples.SheetLine("=2", "=3", 1, ("=4",) * 7),))
    sheet = workbook(record)
    assert [sheet["A7"].value, sheet["B7"].value, sheet["C7"].data_type] == ["=2", "=3", "s"]
    assert write_form_02_workbook(record) == write_form_02_workbook(record)


def test_the_workbook_carries_the_day_of_the_report_and_not_that_of_its_making() -> None:
    with zipfile.ZipFile(BytesIO(write_form_02_workbook(paper_samples.form_02(1)))) as package:
        core = package.read("docProps/core.xml").decode()
    assert "2020-06-05" in core
    assert "2016 - 2020" in core
