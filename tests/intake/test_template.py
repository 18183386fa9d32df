"""The workbook that units fill in: exactly the contract's sheets and headers, and it reads back as it was filled."""

import io
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.workbooks import AWARDS, HEADERS, ROWS, TERMS, UNIT, workbook
from vinhdanh.intake.guide import GUIDE
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.template import LISTS, write_book, write_template
from vinhdanh.intake.terms import NominationTerms

FILLED = {name: [dict(zip(headers, row, strict=False)) for row in ROWS[name]] for name, headers in HEADERS.items()}


def template(terms: NominationTerms = TERMS, title: str = "Danh sách điển hình tiên tiến") -> openpyxl.Workbook:
    target = io.BytesIO()
    write_template(target, terms, title)
    return openpyxl.load_workbook(target)


def fill(book: openpyxl.Workbook) -> None:
    """Types into the empty template what the clean workbook of the tests holds."""
    for row, value in enumerate(UNIT.values(), 1):
        book["Đơn vị"].cell(row, 2).value = value
    for name, rows in ROWS.items():
        for row, values in enumerate(rows, 2):
            for column, value in enumerate(values, 1):
                book[name].cell(row, column).value = None if value == "" else value


def validations(sheet: Worksheet, cell: str) -> list[openpyxl.worksheet.datavalidation.DataValidation]:
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


@pytest.fixture(scope="module")
def clean() -> NominationBook:
    return read_nominations(workbook(), TERMS)


def test_its_sheets_are_the_guide_then_the_contracts_then_the_hidden_lists() -> None:
    book = template()
    assert book.sheetnames == [GUIDE, "Đơn vị", *HEADERS, LISTS]
    assert book.active.title == GUIDE
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [LISTS]


def test_its_headers_are_exactly_the_contracts_in_their_order() -> None:
    book = template()
    for name, headers in HEADERS.items():
        assert [cell.value for cell in book[name][1]] == headers
    assert [row[0].value for row in book["Đơn vị"].iter_rows()] == list(UNIT)


def test_it_holds_no_example_rows() -> None:
    book = template()
    assert not [cell.value for name in HEADERS for row in book[name].iter_rows(min_row=2) for cell in row if cell.value]
    assert not [row[1].value for row in book["Đơn vị"].iter_rows() if row[1].value]


def test_its_header_is_frozen_and_its_columns_are_wide_enough() -> None:
    book = template()
    for name in HEADERS:
        assert book[name].freeze_panes in ("B2", "C2")
        assert all(dimension.width >= 9 for dimension in book[name].column_dimensions.values())


@pytest.mark.parametrize(
    ("sheet", "column", "number_format"),
    [
        ("Tập thể", "A", "@"),
        ("Cá nhân", "A", "@"),
        ("Cá nhân", "J", "@"),
        ("Xếp loại", "E", "@"),
        ("Khen thưởng", "D", "@"),
        ("Khen thưởng", "E", "dd/mm/yyyy"),
        ("Khen thưởng", "B", "0"),
        ("Số liệu", "D", "#,##0"),
    ],
)
def test_its_columns_carry_formats(sheet, column, number_format) -> None:
    assert template()[sheet].column_dimensions[column].number_format == number_format


@pytest.mark.parametrize(
    ("sheet", "cell", "choices"),
    [
        ("Đơn vị", "B2", list(TERMS.groups.labels.values())),
        ("Tập thể", "C2", ["nhỏ", "lớn"]),
        ("Cá nhân", "H500", list(TERMS.categories.labels.values())),
        ("Cá nhân", "I2", list(TERMS.head_roles.labels.values())),
        ("Xếp loại", "C2", list(TERMS.ratings.labels.values())),
        ("Khen thưởng", "C5000", list(AWARDS.values())),
        ("Số liệu", "C2", list(TERMS.indicators.labels.values())),
        ("Đánh giá", "B2", list(TERMS.judgements.labels)),
    ],
)
def test_its_drop_down_lists_come_from_the_hidden_sheet(sheet, cell, choices) -> None:
    book = template()
    (rule,) = validations(book[sheet], cell)
    name, cells = rule.formula1.split("!")
    assert name.strip("'") == LISTS
    assert [row[0].value for row in book[LISTS][cells.replace("$", "")]] == choices
    assert rule.error


@pytest.mark.parametrize(
    ("sheet", "cell", "choices"),
    [("Tập thể", "D2", "Có,Không"), ("Cá nhân", "K2", "Có,Không"), ("Đánh giá", "C2", "Đạt,Không đạt")],
)
def test_its_short_lists(sheet, cell, choices) -> None:
    (rule,) = validations(template()[sheet], cell)
    assert (rule.type, rule.formula1) == ("list", f'"{choices}"')


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [
        ("Xếp loại", "B2", "từ 1990 đến 2100"),
        ("Số liệu", "D2", "không âm"),
        ("Khen thưởng", "E2", "ngày/tháng/năm"),
        ("Đơn vị", "B5", "ngày/tháng/năm"),
        ("Cá nhân", "A2", "đã dùng ở dòng khác"),
        ("Xếp loại", "A2", "chưa có ở các trang đề nghị"),
    ],
)
def test_excel_checks_what_is_typed_and_says_so_in_vietnamese(sheet, cell, said) -> None:
    (rule,) = validations(template()[sheet], cell)
    assert said in rule.error


def test_each_header_explains_itself_when_selected() -> None:
    book = template()
    for name, headers in HEADERS.items():
        for column in range(1, len(headers) + 1):
            (shown,) = validations(book[name], book[name].cell(1, column).coordinate)
            assert shown.prompt


def test_the_guide_explains_every_column_and_lists_every_choice() -> None:
    words = [str(cell.value) for row in template()[GUIDE].iter_rows() for cell in row if cell.value]
    whole = "\n".join(words)
    assert words[0] == "Danh sách điển hình tiên tiến"
    for header in {header for headers in HEADERS.values() for header in headers} | UNIT.keys():
        assert header in words
    for terms in (TERMS.groups, TERMS.categories, TERMS.head_roles, TERMS.ratings, TERMS.awards, TERMS.indicators):
        assert "; ".join(terms.labels.values()) in words
    for code, label in TERMS.judgements.labels.items():
        assert words[words.index(code) + 1] == label
    assert "Có thể thêm các dòng “Cơ quan chủ quản” và “Địa danh”" in whole
    assert words.count("Điều cần lưu ý, nếu có; được in ở cột Ghi chú của Mẫu 03.") == 3
    assert "gộp ô dọc" in whole
    assert "trộn" not in whole


def test_the_same_terms_give_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_template(first, TERMS)
    write_template(second, TERMS)
    assert first.getvalue() == second.getvalue()


def test_a_campaign_without_judgements_has_a_template_too() -> None:
    book = template(NominationTerms(awards=TERMS.awards))
    assert validations(book["Đánh giá"], "B2") == []
    assert len(validations(book["Khen thưởng"], "C2")) == 1


def test_filled_in_it_reads_as_what_was_typed(clean) -> None:
    book = template()
    fill(book)
    target = io.BytesIO()
    book.save(target)
    assert read_nominations(target.getvalue(), TERMS) == clean


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_filled_in_and_saved_again_by_libreoffice_it_reads_the_same(clean, tmp_path: Path) -> None:
    book = template()
    fill(book)
    book.save(tmp_path / "bang.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "saved"]
    subprocess.run([*command, "bang.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert read_nominations(tmp_path / "saved" / "bang.xlsx", TERMS) == clean


def test_a_written_book_reads_as_its_rows(clean, tmp_path: Path) -> None:
    write_book(tmp_path / "bảng.xlsx", TERMS, UNIT, FILLED)
    assert read_nominations(tmp_path / "bảng.xlsx", TERMS) == clean


def test_a_written_row_is_as_tall_as_its_longest_text() -> None:
    long = "Dẫn đầu phong trào thi đua của cụm trong năm năm liền, " * 4
    rows = [{"Tóm tắt thành tích": text} for text in ("ngắn", long, "một\nhai\nba", "dài " * 5000)]
    target = io.BytesIO()
    write_book(target, TERMS, UNIT, {"Tập thể": [{"Mã": "TT", "Tên tập thể": "A"} | row for row in rows]})
    dimensions = openpyxl.load_workbook(target)["Tập thể"].row_dimensions
    heights = [dimensions[row].height for row in range(2, 6)]
    assert heights[0] == pytest.approx(19.5)
    assert heights[1] >= 16.5 * 5  # 220 letters in a column of 44 units
    assert heights[2] == pytest.approx(16.5 * 3 + 3)
    assert 400 < heights[3] <= 409.5  # Excel takes no taller row


def test_paragraphs_that_are_written_are_read_back() -> None:
    family = {"Mã": "GD01", "Họ và tên chủ hộ": "Vi Văn Dũng", "Tóm tắt thành tích": "Một.\nHai."}
    target = io.BytesIO()
    write_book(target, TERMS, UNIT, FILLED | {"Gia đình": [family]})
    assert read_nominations(target.getvalue(), TERMS).families[0].summary == "Một.\nHai."


def test_a_written_book_may_name_the_superior_and_the_place() -> None:
    target = io.BytesIO()
    write_book(target, TERMS, UNIT | {"Địa danh": "Thái Nguyên", "Cơ quan chủ quản": "UBND tỉnh"}, FILLED)
    unit = read_nominations(target.getvalue(), TERMS).unit
    assert (unit.place, unit.superior) == ("Thái Nguyên", "UBND tỉnh")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    target = io.BytesIO()
    write_book(
        target, TERMS, UNIT, FILLED | {"Gia đình": [{"Mã": "GD01", "Họ và tên chủ hộ": "=1+1", "Dự Đại hội": True}]}
    )
    family = read_nominations(target.getvalue(), TERMS).families[0]
    assert (family.name, family.delegate) == ("=1+1", True)


@pytest.mark.parametrize(
    ("unit", "rows"),
    [
        ({"Tên": "Sở Y tế"}, {}),
        ({}, {"Cá nhân": [{"Tên": "A"}]}),
        ({}, {"Khác": []}),
        ({}, {"Đơn vị": [{"Tên đơn vị": "A"}]}),
    ],
)
def test_what_the_workbook_has_no_place_for_is_refused(unit, rows) -> None:
    with pytest.raises(ValueError, match="has no"):
        write_book(io.BytesIO(), TERMS, unit, rows)


def test_ten_thousand_facts_are_read_in_under_two_seconds_of_work() -> None:
    people = [{"Mã": f"CN{number}", "Họ và tên": f"Nguyễn Văn {number}"} for number in range(1000)]
    facts = [(f"CN{number % 1000}", 2010 + number // 1000, f"{number}/QĐ-UBND") for number in range(5000)]
    ratings = [{"Mã": code, "Năm": year, "Mức": "Hoàn thành nhiệm vụ", "Số quyết định": no} for code, year, no in facts]
    awards = [
        {"Mã": code, "Năm": year, "Danh hiệu, hình thức": "Giấy khen", "Số quyết định": no, "Ngày": date(2020, 1, 1)}
        for code, year, no in facts
    ]
    target = io.BytesIO()
    write_book(target, TERMS, UNIT, {"Cá nhân": people, "Xếp loại": ratings, "Khen thưởng": awards})
    started = time.process_time()
    book = read_nominations(target.getvalue(), TERMS)
    assert time.process_time() - started < 2
    assert (len(book.ratings), len(book.awards), book.problems) == (5000, 5000, ())
