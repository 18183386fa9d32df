"""Awards and figures written twice: counted once where they are the same, left open where they may be."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.intake.workbooks import TERMS, add, put, workbook
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook

AWARD = "Bằng khen của Chủ tịch UBND tỉnh"


def read(*changes: Callable) -> NominationBook:
    return read_nominations(workbook(*changes), TERMS)


def awards(*rows: tuple) -> NominationBook:
    """The clean workbook with these awards of CN02 in 2018 from row 3 on: decision, date, authority."""
    return read(*[add("Khen thưởng", "CN02", 2018, AWARD, *row) for row in rows])


def test_the_same_award_of_the_same_decision_counts_once() -> None:
    twice = ("CN01", 2019, "Bằng khen Chủ tịch Ủy ban nhân dân tỉnh", "215/qđ-ubnd", date(2020, 1, 15), "")
    book = read(add("Khen thưởng", *twice))
    (problem,) = book.problems
    assert (problem.row, problem.column) == (3, "Danh hiệu, hình thức")
    assert "Trùng với dòng 2" in problem.message
    assert len(book.awards) == 1


@pytest.mark.parametrize(("year", "decision"), [(2019, "300/QĐ-UBND"), (2018, "215/QĐ-UBND")])
def test_the_same_award_of_another_decision_or_year_counts(year, decision) -> None:
    book = read(add("Khen thưởng", "CN01", year, AWARD, decision))
    assert book.problems == ()
    assert len(book.awards) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12", "12/QĐ-UBND"),
        ("12/QĐ-UBND", "12"),
        ("12/QĐ-UBND", "Số: 012"),
        ("QĐ số 12", "12 / qđ - ubnd"),
        (12, "Quyết định 12/QĐ-UBND"),
    ],
)
def test_a_decision_is_the_same_by_its_leading_number_where_the_rest_is_missing(first, second) -> None:
    book = awards((first,), (second,))
    assert [problem.row for problem in book.problems] == [4]
    assert "Trùng với dòng 3" in book.problems[0].message
    assert [award.row for award in book.awards] == [2, 3]


@pytest.mark.parametrize(
    ("first", "second"),
    [("12/QĐ-UBND", "12/QĐ-SNV"), ("12", "120/QĐ-UBND"), ("12/QĐ-UBND", "QĐ-UBND"), ("12/2018/QĐ-UBND", "12/QĐ-UBND")],
)
def test_decisions_that_differ_are_two(first, second) -> None:
    book = awards((first,), (second,))
    assert book.problems == ()
    assert len(book.awards) == 3


def test_a_number_alone_is_one_of_two_decisions_not_both() -> None:
    book = awards(("12",), ("12/QĐ-UBND",), ("12/QĐ-SNV",))
    assert [problem.row for problem in book.problems] == [4]
    assert [award.row for award in book.awards] == [2, 3, 5]


@pytest.mark.parametrize("row", [(), ("", "15/01/2019"), ("", "", "UBND tỉnh")])
def test_an_award_without_a_decision_that_repeats_an_earlier_one_may_be_the_same(row) -> None:
    book = awards(row, row, row)
    assert [(problem.row, problem.column) for problem in book.problems] == [
        (4, "Danh hiệu, hình thức"),
        (5, "Danh hiệu, hình thức"),
    ]
    assert all("giống hệt dòng 3" in problem.message for problem in book.problems)
    assert "nếu là hai lần khen khác nhau, hãy ghi số quyết định của từng lần" in book.problems[0].message
    assert [(award.row, award.award) for award in book.awards[1:]] == [(3, "bang_khen_tinh"), (4, None), (5, None)]
    assert {(award.year, award.as_written) for award in book.awards[1:]} == {(2018, AWARD)}


@pytest.mark.parametrize("other", [("300/QĐ-UBND",), ("", "15/01/2019")])
def test_an_award_told_apart_by_its_decision_or_date_counts(other) -> None:
    book = awards((), other)
    assert book.problems == ()
    assert [award.award for award in book.awards[1:]] == ["bang_khen_tinh"] * 2


def test_awards_that_cannot_be_read_are_not_taken_for_one() -> None:
    book = read(*[add("Khen thưởng", "CN02", 2018, "Huân chương") for _ in range(2)])
    assert all("Không có danh hiệu" in problem.message for problem in book.problems)
    assert len(book.awards) == 3


def test_amounts_of_one_indicator_and_year_stay_several() -> None:
    book = read(
        add("Số liệu", "CN02", 2019, "Thu nhập sau chi phí", "50 triệu"),
        add("Số liệu", "CN02", 2019, "Thu nhập sau chi phí", "200 triệu", "Hợp đồng bán na"),
        add("Số liệu", "CN02", 2018, "Thu nhập sau chi phí", "200 triệu", "Xác nhận của UBND xã"),
    )
    assert book.problems == ()
    assert [amount.amount for amount in book.amounts] == [200_000_000, 50_000_000, 200_000_000, 200_000_000]


def test_a_figure_that_repeats_an_earlier_one_in_all_leaves_its_total_open() -> None:
    book = read(add("Số liệu", "cn02", "2019", "thu nhập sau chi phí", "200 triệu", "xác nhận của UBND  xã"))
    (problem,) = book.problems
    assert (problem.row, problem.column, problem.value) == (3, "Số tiền (đồng)", "200 triệu")
    assert "giống hệt dòng 2" in problem.message
    assert [(row.year, row.indicator, row.amount) for row in book.amounts] == [
        (2019, "thu_nhap", 200_000_000),
        (2019, "thu_nhap", None),
    ]


@pytest.mark.parametrize("typed", ["gì đó", None])
@pytest.mark.parametrize(
    ("cell", "left"),
    [("B2", (None, "thu_nhap", 200_000_000)), ("C2", (2019, None, 200_000_000)), ("D2", (2019, "thu_nhap", None))],
)
def test_a_figure_that_cannot_be_read_in_part_stays(cell, left, typed) -> None:
    book = read(put("Số liệu", cell, typed))
    assert len(book.problems) == 1
    assert [(row.year, row.indicator, row.amount) for row in book.amounts] == [left]


def test_a_figure_of_nothing_but_a_code_and_its_proof_stays() -> None:
    book = read(add("Số liệu", "CN02", "", "", "", "Sổ bán hàng"), add("Số liệu", "CN02", "", "", "", "Sổ bán hàng"))
    assert [problem.column for problem in book.problems] == ["Năm", "Chỉ tiêu", "Số tiền (đồng)"] * 2
    assert [(row.year, row.indicator, row.amount, row.proof) for row in book.amounts[1:]] == [
        (None, None, None, "Sổ bán hàng")
    ] * 2


def test_a_figure_of_nobody_is_left_out() -> None:
    assert len(read(add("Số liệu", "CN99", 2019, "Đóng góp", 1)).amounts) == 1
