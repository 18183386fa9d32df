"""Sheets and columns that are missing, stand twice, or cannot be found: told once, and what hangs on them is open."""

from collections.abc import Callable

import pytest

from tests.intake.workbooks import HEADERS, TERMS, put, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.problems import Problem
from vinhdanh.intake.records import NominationBook


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


def only(book: NominationBook) -> Problem:
    assert len(book.problems) == 1, book.problems
    return book.problems[0]


def at(problem: Problem) -> tuple[str, int, str, str]:
    return problem.sheet, problem.row, problem.column, problem.value


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Tập thể", "Mã"),
        ("Tập thể", "Tên tập thể"),
        ("Tập thể", "Quy mô"),
        ("Cá nhân", "Mã"),
        ("Cá nhân", "Họ và tên"),
        ("Cá nhân", "Nhóm đối tượng"),
        ("Gia đình", "Họ và tên chủ hộ"),
        ("Xếp loại", "Mã"),
        ("Xếp loại", "Năm"),
        ("Xếp loại", "Mức"),
        ("Khen thưởng", "Danh hiệu, hình thức"),
        ("Số liệu", "Chỉ tiêu"),
        ("Số liệu", "Số tiền (đồng)"),
        ("Đánh giá", "Kết luận"),
    ],
)
def test_a_missing_column_that_matters(sheet, header) -> None:
    column = HEADERS[sheet].index(header) + 1
    book = read(lambda book: book[sheet].delete_cols(column))
    told = [problem for problem in book.problems if problem.sheet == sheet]
    assert [at(problem) for problem in told] == [(sheet, 0, header, "")]
    assert f"thiếu cột “{header}”" in told[0].message


def test_a_missing_column_leaves_awards_unknown() -> None:
    book = read(lambda book: book["Khen thưởng"].delete_cols(3))
    assert [(award.code, award.award) for award in book.awards] == [("CN01", None)]


@pytest.mark.parametrize(
    ("change", "unread"),
    [
        (lambda book: book["Khen thưởng"].delete_rows(1), {"Khen thưởng"}),
        (lambda book: book["Xếp loại"].delete_cols(1), {"Xếp loại"}),
        (lambda book: book["Khen thưởng"].delete_cols(3), {"Khen thưởng"}),
        (lambda book: book["Số liệu"].delete_cols(4), {"Số liệu"}),
        (lambda book: book["Đánh giá"].delete_cols(2, 2), {"Đánh giá"}),
        (lambda book: book.create_sheet("khen  thưởng").append(["Mã"]), {"Khen thưởng"}),
        (lambda book: book["Khen thưởng"].delete_cols(2), set()),
        (lambda book: book["Cá nhân"].delete_cols(1), set()),
    ],
    ids=["no header", "no code", "no award", "no amount", "no condition", "twice", "no year", "no sheet of facts"],
)
def test_fact_sheets_that_could_not_be_read_as_tables_are_named(change, unread) -> None:
    book = read(change)
    assert book.problems != ()
    assert book.unread == unread


@pytest.mark.parametrize("sheet", ["Xếp loại", "Số liệu", "Đánh giá"])
def test_a_fact_sheet_that_is_absent_lists_nothing(sheet) -> None:
    book = read(lambda book: book.remove(book[sheet]))
    assert (book.problems, book.unread) == ((), frozenset())


def test_awards_for_which_there_is_no_sheet_are_unknown_and_no_problem() -> None:
    book = read(lambda book: book.remove(book["Khen thưởng"]))
    assert (book.problems, book.awards, book.unread) == ((), (), {"Khen thưởng"})


@pytest.mark.parametrize("sheet", ["Xếp loại", "Khen thưởng", "Số liệu", "Đánh giá"])
def test_a_fact_sheet_that_is_blank_or_without_rows_lists_nothing(sheet) -> None:
    for change in (
        lambda book: book[sheet].delete_rows(1, 9),
        lambda book: book[sheet].delete_rows(2, 9),
    ):
        book = read(change)
        assert (book.problems, book.unread) == ((), frozenset())


def test_a_missing_column_that_does_not_matter() -> None:
    assert read(lambda book: book["Cá nhân"].delete_cols(13, 2)).problems == ()


def test_a_header_that_stands_twice() -> None:
    problem = only(read(put("Cá nhân", "O1", "Nơi  công tác, cư trú")))
    assert (problem.row, problem.column) == (1, "Nơi công tác, cư trú")
    assert "có hai lần, chỉ cột đầu được đọc" in problem.message


def test_a_sheet_without_a_header() -> None:
    problem = only(read(lambda book: book["Xếp loại"].delete_rows(1)))
    assert at(problem) == ("Xếp loại", 0, "", "")
    assert "Không thấy dòng tiêu đề trong trang “Xếp loại”; cần có các cột “Mã”, “Năm” và “Mức”." in problem.message


def test_two_sheets_of_one_name() -> None:
    problem = only(read(lambda book: book.create_sheet(" cá nhân")))
    assert (problem.sheet, problem.row) == ("Cá nhân", 0)
    assert "Có hai trang cùng tên" in problem.message
