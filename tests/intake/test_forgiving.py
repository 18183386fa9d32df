"""Reading forgives how a workbook was filled in: the same book comes out of every way of writing it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.intake.workbooks import HEADERS, TERMS, add, part, put, with_parts, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import AmountRow, AwardRow, FamilyRow, NominationBook, RatingRow, UnitSheet


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


CLEAN = read()


def everywhere(change: Callable[[str], str]) -> Callable:
    """Changes the text of every cell of every sheet."""

    def apply(book: openpyxl.Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        cell.value = change(cell.value)

    return apply


def headers(change: Callable[[str], str]) -> Callable:
    """Changes headers, labels and sheet names only."""

    def apply(book: openpyxl.Workbook) -> None:
        for sheet in book:
            cells = [row[0] for row in sheet.iter_rows()] if sheet.title == "Đơn vị" else sheet[1]
            for cell in cells:
                cell.value = change(cell.value)
            title, sheet.title = sheet.title, "-"  # else openpyxl takes the new case for a second sheet
            sheet.title = change(title)

    return apply


def test_the_clean_workbook_holds_what_was_written() -> None:
    assert CLEAN.problems == ()
    assert CLEAN.unit == UnitSheet(
        name="Sở Y tế",
        group="y_te",
        group_as_written="Y tế",
        cluster="Khối Văn hóa - Xã hội",
        letter_number="45/TTr-SYT",
        letter_date=date(2020, 5, 20),
        signer="Lương Thị Hồng Vân",
        signer_title="Giám đốc",
    )
    collective, (head, farmer) = CLEAN.collectives[0], CLEAN.people
    assert (collective.code, collective.size, collective.hamlet, collective.delegate) == ("TT01", "nho", False, True)
    assert (head.birth, head.category, head.head_of, head.headed_unit) == ("05/06/1975", "can_bo", "co_so", "TT01")
    assert (farmer.row, farmer.birth, farmer.head_of, farmer.direct_worker, farmer.delegate) == (
        3,
        "1980",
        "",
        True,
        None,
    )
    assert CLEAN.families == (FamilyRow("GD01", "Vi Văn Dũng", "Thôn Nà Pài, xã Đồng Tâm", False, "", "", 2),)
    assert CLEAN.ratings[0] == RatingRow("TT01", 2018, "tot", "Sở Nội vụ", "12/QĐ-SNV", 2)
    written = "Bằng khen của Chủ tịch UBND tỉnh"
    assert CLEAN.awards == (
        AwardRow("CN01", 2019, "bang_khen_tinh", written, "215/QĐ-UBND", date(2020, 1, 15), "UBND tỉnh", 2),
    )
    assert CLEAN.amounts == (AmountRow("CN02", 2019, "thu_nhap", 200_000_000, "Xác nhận của UBND xã", 2),)
    assert CLEAN.judgements[0].condition == "guong_mau"
    assert CLEAN.judgements[0].passed is True


@pytest.mark.parametrize(
    "change",
    [
        everywhere(lambda text: unicodedata.normalize("NFD", text)),
        everywhere(lambda text: f"\u00a0 {text.replace(' ', '  ')}\u200b "),
        headers(str.upper),
        headers(str.lower),
        headers(lambda text: unicodedata.normalize("NFD", text)),
        headers(lambda text: f" {text.replace(' ', chr(160))} "),
        headers(lambda text: text.removesuffix(" (đồng)")),
        headers(lambda text: text if text in [*HEADERS, "Đơn vị"] else f"{text} (*)"),
    ],
    ids=["decomposed", "spaces", "upper", "lower", "headers decomposed", "headers spaced", "no bracket", "starred"],
)
def test_spelling_does_not_matter(change) -> None:
    assert read(change) == CLEAN


def test_the_order_of_columns_does_not_matter_nor_do_columns_of_ones_own() -> None:
    def turn_around(book: openpyxl.Workbook) -> None:
        for name in HEADERS:
            rows = [list(row)[::-1] for row in book[name].iter_rows(values_only=True)]
            book[name].delete_rows(1, 99)
            for index, row in enumerate(rows):
                book[name].append([row[0], index or "STT", *row[1:], "Điện thoại" if not index else "0912"])

    assert read(turn_around) == CLEAN


def test_rows_numbered_in_advance_are_blank() -> None:
    def number(book: openpyxl.Workbook) -> None:
        for row in range(1, 40):
            book["Cá nhân"].cell(row, 20, "STT" if row == 1 else row - 1)

    assert read(number) == CLEAN


def test_blank_rows_between_and_after_are_passed_over() -> None:
    book = read(lambda book: book["Cá nhân"].insert_rows(3, 4), put("Gia đình", "A200", "  \u00a0"))
    assert [person.row for person in book.people] == [2, 7]
    assert book.problems == ()


def test_formats_without_content_are_no_rows() -> None:
    def colour(book: openpyxl.Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows(min_row=1, max_row=300, max_col=60):
                for cell in row:
                    cell.fill = PatternFill("solid", start_color="FFEEDD")
                    cell.font = Font(bold=True)

    assert read(colour) == CLEAN


def test_titles_above_the_header() -> None:
    def title(book: openpyxl.Workbook) -> None:
        for name in HEADERS:
            book[name].insert_rows(1, 4)
            book[name]["A1"] = "SỞ Y TẾ"
            book[name]["B2"] = f"DANH SÁCH {name.upper()}"
            book[name].merge_cells("B2:F2")
            book[name]["A3"] = "(Kèm theo tờ trình)"

    book = read(title)
    assert book.problems == ()
    assert [person.row for person in book.people] == [6, 7]
    assert [award.award for award in book.awards] == ["bang_khen_tinh"]


def test_a_header_on_two_rows() -> None:
    def two_rows(book: openpyxl.Workbook) -> None:
        sheet = book["Khen thưởng"]
        sheet.insert_rows(1)
        for column in "ABCF":
            sheet[f"{column}1"] = sheet[f"{column}2"].value
            sheet[f"{column}2"] = None
            sheet.merge_cells(f"{column}1:{column}2")
        sheet["D1"] = "Quyết định"
        sheet.merge_cells("D1:E1")

    book = read(two_rows)
    assert book.problems == ()
    assert (book.awards[0].year, book.awards[0].decision, book.awards[0].row) == (2019, "215/QĐ-UBND", 3)


def test_a_row_that_numbers_the_columns_is_no_nominee() -> None:
    def number(book: openpyxl.Workbook) -> None:
        book["Cá nhân"].insert_rows(2)
        for column in range(1, 15):
            book["Cá nhân"].cell(2, column, f"({column})")

    book = read(number)
    assert [person.row for person in book.people] == [3, 4]
    assert book.problems == ()


def test_a_header_that_stands_again_further_down_is_no_row() -> None:
    assert read(add("Xếp loại", *HEADERS["Xếp loại"])) == CLEAN


def test_the_code_merged_over_its_facts_is_each_facts_code() -> None:
    def merged(book: openpyxl.Workbook) -> None:
        book["Xếp loại"]["A3"] = None
        book["Xếp loại"].merge_cells("A2:A3")

    book = read(merged)
    assert (book.ratings, book.problems) == (CLEAN.ratings, ())


def test_a_code_left_out_without_merging_is_not_guessed() -> None:
    book = read(put("Xếp loại", "A3", None))
    assert [rating.year for rating in book.ratings] == [2018]
    assert [(problem.row, problem.column) for problem in book.problems] == [(3, "Mã")]


def test_a_merged_amount_is_counted_once() -> None:
    def merged(book: openpyxl.Workbook) -> None:
        book["Số liệu"].append(["CN02", 2018, "Thu nhập sau chi phí", None, ""])
        book["Số liệu"].merge_cells("D2:D3")

    book = read(merged)
    assert [(amount.year, amount.amount) for amount in book.amounts] == [(2019, 200_000_000), (2018, None)]
    assert [(problem.row, problem.column) for problem in book.problems] == [(3, "Số tiền (đồng)")]


def test_hidden_rows_and_sheets_are_read() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Cá nhân"].row_dimensions[3].hidden = True
        book["Khen thưởng"].sheet_state = "hidden"

    assert read(hide) == CLEAN


def test_other_sheets_are_passed_over() -> None:
    assert read(lambda book: book.create_sheet("Bản nháp").append(["Mã", "Họ và tên"])) == CLEAN


@pytest.mark.parametrize("sheet", ["Tập thể", "Gia đình", "Xếp loại", "Khen thưởng", "Số liệu", "Đánh giá"])
def test_sheets_that_are_not_needed_may_be_missing(sheet) -> None:
    book = read(lambda book: book.remove(book[sheet]))
    assert [problem for problem in book.problems if problem.row == 0] == []


@pytest.mark.parametrize("year", [2019, 2019.0, "2019", " 2019 ", "năm 2019"])
def test_years_as_numbers_and_text(year) -> None:
    assert read(put("Số liệu", "B2", year)) == CLEAN


@pytest.mark.parametrize("amount", [2e8, "200.000.000", "200000000", "200 triệu", "0,2 tỷ đồng"])
def test_amounts_as_numbers_and_text(amount) -> None:
    assert read(put("Số liệu", "D2", amount)) == CLEAN


@pytest.mark.parametrize(
    "day", [date(2020, 1, 15), "15/1/2020", "15-01-20", "ngày 15 tháng 01 năm 2020", 43845, "43845"]
)
def test_dates_as_dates_text_and_day_numbers(day) -> None:
    assert read(put("Khen thưởng", "E2", day)) == CLEAN


@pytest.mark.parametrize("day", [date(2020, 1, 15), 43845 - 1462])
def test_a_workbook_that_counts_days_from_1904(day) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book["Khen thưởng"]["E2"] = day

    assert read(change) == CLEAN


def test_parts_whose_elements_carry_a_prefix() -> None:
    content = workbook()
    sheet = part(content, "xl/worksheets/sheet6.xml")
    prefixed = re.sub(r"<(/?)(?=\w)", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=")
    assert read_nominations(with_parts(content, {"xl/worksheets/sheet6.xml": prefixed.encode()}), TERMS) == CLEAN


def test_codes_as_numbers_and_in_any_case() -> None:
    book = read(
        put("Cá nhân", "A3", 1), put("Số liệu", "A2", "1"), put("Đánh giá", "A2", 1.0), put("Xếp loại", "A2", "tt01")
    )
    assert book.problems == ()
    assert {book.people[1].code, book.amounts[0].code, book.judgements[0].code} == {"1"}
    assert book.ratings == CLEAN.ratings


@pytest.mark.parametrize("typed", [True, "x", "X", 1, "1", "co", "CÓ"])
def test_yes_in_every_form(typed) -> None:
    assert read(put("Tập thể", "E2", typed)) == CLEAN


def test_a_blank_is_unknown_and_no_problem() -> None:
    book = read(*[put("Tập thể", cell, None) for cell in ("C2", "D2", "E2")], put("Cá nhân", "H3", None))
    assert book.problems == ()
    assert (book.collectives[0].size, book.collectives[0].hamlet, book.collectives[0].delegate) == (None, None, None)
    assert book.people[1].category is None


def test_a_plain_no_for_the_head_is_no_head() -> None:
    assert read(put("Cá nhân", "I3", "Không")) == CLEAN


def test_a_formula_counts_by_its_stored_value() -> None:
    content = workbook()
    sheet = part(content, "xl/worksheets/sheet7.xml")
    formula = sheet.replace("<v>200000000</v>", "<f>100000000*2</f><v>200000000</v>")
    assert formula != sheet
    assert read_nominations(with_parts(content, {"xl/worksheets/sheet7.xml": formula.encode()}), TERMS) == CLEAN


def test_formulas_prepared_in_blank_rows_are_no_rows() -> None:
    assert read(*[put("Số liệu", f"B{row}", f'=IF(A{row}="","",2019)') for row in range(3, 60)]) == CLEAN


def test_extra_rows_of_the_unit() -> None:
    book = read(add("Đơn vị", "Cơ quan chủ quản", "UBND tỉnh"), add("Đơn vị", "địa  danh:", "Thái Nguyên"))
    assert (book.unit.superior, book.unit.place) == ("UBND tỉnh", "Thái Nguyên")
    assert book.problems == ()


def test_labels_of_the_unit_may_stand_anywhere_with_the_value_to_the_right() -> None:
    def move(book: openpyxl.Workbook) -> None:
        sheet = book["Đơn vị"]
        sheet.insert_rows(1, 3)
        sheet.insert_cols(1)
        sheet.insert_cols(3, 2)
        sheet["B1"] = "THÔNG TIN ĐƠN VỊ"

    assert read(move).unit == CLEAN.unit


@pytest.mark.parametrize(
    ("sheet", "cell", "read_back"),
    [
        ("Tập thể", "F2", lambda book: book.collectives[0].summary),
        ("Cá nhân", "N2", lambda book: book.people[0].note),
        ("Gia đình", "E2", lambda book: book.families[0].summary),
        ("Đánh giá", "E2", lambda book: book.judgements[0].reason),
    ],
)
def test_long_texts_keep_their_paragraphs(sheet, cell, read_back) -> None:
    book = read(put(sheet, cell, "  Dẫn đầu   năm 2018;\n\n \u00a0 \n Giúp 27 hộ\tthoát nghèo. \n"))
    assert read_back(book) == "Dẫn đầu năm 2018;\nGiúp 27 hộ thoát nghèo."
    assert book.problems == ()


def test_other_texts_are_one_line() -> None:
    book = read(put("Tập thể", "B2", "Trạm Y tế\nxã Đồng Tâm"), put("Đánh giá", "D2", "Hội đồng\nthi đua"))
    assert book == CLEAN


def test_judgements_by_their_words() -> None:
    words = TERMS.judgements.labels["guong_mau"]
    assert read(put("Đánh giá", "B2", words.upper())) == CLEAN


def test_a_path_and_bytes_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(workbook())
    assert read_nominations(path, TERMS) == CLEAN
