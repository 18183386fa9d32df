"""Births in lists: a day, a month or a year, and whether one can have been honoured when the list says so."""

from datetime import date, datetime

import pytest

from tests.intake.lists.made import read, sheet
from vinhdanh.intake.lists.records import Birth, Reading

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Danh hiệu, hình thức", "Năm"]
BIRTH = 2


def with_birth(value: object) -> Reading:
    """A row that is good but for the cell of birth; its award is of 2018."""
    return read(sheet(HEADER, [1, "Hoàng Văn Bình", value, "LĐTT", 2018]))


@pytest.mark.parametrize(
    ("value", "birth"),
    [
        ("1975", Birth(1975)),
        (1975, Birth(1975)),
        ("6/1975", Birth(1975, 6)),
        ("05/6/75", Birth(1975, 6, 5)),
        ("5-6-1975", Birth(1975, 6, 5)),
        (datetime.fromisoformat("1975-06-05"), Birth(1975, 6, 5)),
        (27550, Birth(1975, 6, 5)),
    ],
    ids=str,
)
def test_day_month_or_year(value, birth) -> None:
    reading = with_birth(value)
    assert (reading.rows[0].birth, reading.problems) == (birth, ())


@pytest.mark.parametrize("value", ["1900", "31/02/1975", "2025", "tuổi Mão", "45 tuổi", date(1905, 5, 28)], ids=str)
def test_what_is_none_stays_unknown_and_never_refuses(value) -> None:
    reading = with_birth(value)
    assert (len(reading.rows), len(reading.problems), reading.places[0]) == (1, 1, (2, BIRTH))
    assert reading.rows[0].birth is None


def test_a_missing_one_is_not_even_a_problem() -> None:
    assert not with_birth("").problems


@pytest.mark.parametrize("value", [45000, 45000.0, "45000"])
def test_a_number_that_excel_would_call_a_day_is_not_taken_for_a_birthday_after_the_award(value) -> None:
    reading = with_birth(value)
    [problem] = reading.problems
    assert problem.message == (
        "Số 45000 đọc theo cách Excel giữ ngày là sinh năm 2023, sau năm khen thưởng, xếp loại 2018; "
        "tạm để trống, hãy ghi lại ngày hoặc năm sinh."
    )
    assert (reading.rows[0].birth, reading.places, problem.value) == (None, ((2, BIRTH),), "45000")


def test_nor_for_one_of_a_child() -> None:
    assert with_birth(40000).rows[0].birth is None


@pytest.mark.parametrize(
    ("value", "birth", "told"),
    [
        (2019, None, "sinh năm 2019, sau năm khen thưởng, xếp loại 2018; tạm để trống"),
        (2013, None, "sinh năm 2013, mới 5 tuổi vào năm khen thưởng, xếp loại 2018; tạm để trống"),
        (date(2004, 3, 17), Birth(2004, 3, 17), "sinh năm 2004, mới 14 tuổi vào năm khen thưởng, xếp loại 2018"),
        ("17/3/1917", Birth(1917, 3, 17), "sinh năm 1917, đã 101 tuổi vào năm khen thưởng, xếp loại 2018"),
    ],
    ids=str,
)
def test_what_is_merely_unlikely_is_taken_and_told_by_its_year_alone(value, birth, told) -> None:
    reading = with_birth(value)
    [problem] = reading.problems
    assert told in problem.message
    assert "17" not in problem.value.replace("1917", "")
    assert (reading.rows[0].birth, reading.places) == (birth, ((2, BIRTH),))


@pytest.mark.parametrize("year", [2003, 1918])
def test_fifteen_and_a_hundred_are_no_doubt(year) -> None:
    assert not with_birth(year).problems


@pytest.mark.parametrize(("address", "post"), [("Em ", ""), ("Cháu ", ""), ("", ", học sinh lớp 6A")])
@pytest.mark.parametrize(("year", "doubts"), [(2012, 0), (2013, 1)])
def test_a_pupil_is_six_at_least(address, post, year, doubts) -> None:
    row = [1, f"{address}Hoàng Văn Bình{post}", year, "Giấy khen", 2018]
    assert len(read(sheet(HEADER, row)).problems) == doubts


def test_a_class_of_pupils_says_so_too() -> None:
    header = ["STT", "Họ và tên", "Năm sinh", "Phân loại đối tượng", "Danh hiệu", "Năm"]
    content = sheet(header, [1, "Vi Văn Dũng", 2008, "Học sinh", "Giấy khen", 2018])
    assert not read(content).problems


def test_a_rating_counts_like_an_award() -> None:
    header = ["STT", "Họ và tên", "Năm sinh", "Xếp loại 2016"]
    [problem] = read(sheet(header, [1, "Vi Văn Dũng", 2008, "HTTNV"])).problems
    assert "mới 8 tuổi vào năm khen thưởng, xếp loại 2016" in problem.message


def test_a_family_is_left_alone() -> None:
    assert not read(sheet(HEADER, [1, "Hộ ông Vi Văn Dũng", 2010, "Giấy khen", 2018])).problems


def test_a_birthday_that_could_be_read_is_not_told_by_a_problem() -> None:
    [problem] = with_birth("17/9/2025").problems
    assert "17/9" not in problem.message
