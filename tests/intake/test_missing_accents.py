"""Sheets, headers and labels without their accents, or in other usual words, are found where only one can be meant."""

import unicodedata
from collections.abc import Callable

import openpyxl
import pytest

from tests.intake.workbooks import HEADERS, TERMS, add, put, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


CLEAN = read()


def bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def rename(sheet: str, title: str) -> Callable:
    return lambda book: setattr(book[sheet], "title", title)


@pytest.mark.parametrize("sheet", ["Đơn vị", *HEADERS])
@pytest.mark.parametrize("spelled", [bare, lambda name: bare(name).upper(), lambda name: bare(name).replace(" ", "  ")])
def test_a_sheet_is_found_without_its_accents(sheet, spelled) -> None:
    assert read(rename(sheet, spelled(sheet))) == CLEAN


def test_a_sheet_of_the_exact_name_goes_before_one_without_accents_wherever_it_stands() -> None:
    def draft(book: openpyxl.Workbook) -> None:
        book.create_sheet("Khen thuong", 0).append(["Mã", "Năm", "Danh hiệu, hình thức"])
        book["Khen thuong"].append(["CN02", 2017, "Giấy khen"])

    assert read(draft) == CLEAN


def test_two_sheets_of_one_name_without_accents_are_told() -> None:
    book = read(rename("Khen thưởng", "Khen thuong"), lambda book: book.create_sheet("KHEN  THUONG"))
    (problem,) = book.problems
    assert (problem.sheet, problem.row) == ("Khen thưởng", 0)
    assert "Có hai trang cùng tên “KHEN THUONG”" in problem.message
    assert book.unread == {"Khen thưởng"}
    assert book.awards == CLEAN.awards


def test_every_header_and_label_is_found_without_its_accents() -> None:
    def strip(book: openpyxl.Workbook) -> None:
        for name in HEADERS:
            for cell in book[name][1]:
                cell.value = bare(cell.value)
        for row in book["Đơn vị"].iter_rows(max_col=1):
            row[0].value = bare(row[0].value)

    assert read(strip) == CLEAN


@pytest.mark.parametrize(
    ("cell", "header"),
    [
        (("Cá nhân", "B1"), "Họ tên"),
        (("Cá nhân", "B1"), "HO TEN"),
        (("Gia đình", "B1"), "Họ tên chủ hộ"),
        (("Khen thưởng", "C1"), "Danh hiêu, hinh thức"),
        (("Số liệu", "D1"), "So tien"),
    ],
)
def test_other_usual_headers(cell, header) -> None:
    assert read(put(*cell, header)) == CLEAN


def test_a_column_of_ones_own_like_a_header_without_accents_is_passed_over() -> None:
    def own(book: openpyxl.Workbook) -> None:
        book["Xếp loại"].insert_cols(1)
        book["Xếp loại"]["A1"], book["Xếp loại"]["A2"] = "Nam", "x"

    assert read(own) == CLEAN


def test_two_columns_of_one_header_without_accents_are_told() -> None:
    book = read(put("Xếp loại", "B1", "Nam"), put("Xếp loại", "F1", "nam"))
    (problem,) = book.problems
    assert (problem.sheet, problem.row, problem.column) == ("Xếp loại", 1, "Năm")
    assert book.ratings == CLEAN.ratings


def test_a_header_without_accents_that_stands_again_further_down_is_no_row() -> None:
    assert read(add("Xếp loại", *map(bare, HEADERS["Xếp loại"]))) == CLEAN


def test_terms_without_accents_are_still_only_suggested() -> None:
    book = read(put("Khen thưởng", "C2", "Giay khen"))
    assert "có phải “Giấy khen”?" in book.problems[0].message
    assert book.awards[0].award is None
