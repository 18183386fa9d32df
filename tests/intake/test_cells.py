"""One cell, read as what its column asks for."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.intake import cells
from vinhdanh.intake.problems import NotRead
from vinhdanh.vietnamese import grouped, written_date

moment = partial(datetime, tzinfo=None)  # workbooks know no time zones


def refused(read, value) -> str:
    with pytest.raises(NotRead) as said:
        read(value)
    return str(said.value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "1"),
        (2018.5, "2018.5"),
        (True, "TRUE"),
        (date(2020, 5, 1), "01/05/2020"),
        (moment(2020, 5, 1), "01/05/2020"),
        (moment(2020, 5, 1, 8, 30), "01/05/2020 08:30:00"),
        (" như gõ ", " như gõ "),
    ],
)
def test_a_cell_is_shown_as_a_person_sees_it(value, shown) -> None:
    assert cells.as_written(value) == shown


@pytest.mark.parametrize("value", [2018, 2018.0, "2018", " 2018 ", "2018.0", "2018,0", "năm 2018", "Năm  2018"])
def test_a_year(value) -> None:
    assert cells.year(value) == 2018


@pytest.mark.parametrize("value", [1989, 2101, "1989", 2018.5, "hai nghìn", "2018-2019", True, -2018, 1e300, time(3)])
def test_no_year(value) -> None:
    assert "năm" in refused(cells.year, value).casefold()


@given(st.integers(1990, 2100))
def test_every_year_of_the_contract_is_read_in_every_form(number) -> None:
    assert {cells.year(number), cells.year(float(number)), cells.year(str(number))} == {number}


def test_a_year_that_excel_shows_as_a_date_is_not_guessed_but_named() -> None:
    said = refused(cells.year, date(1905, 7, 10))
    assert "10/07/1905; có phải năm 2018?" in said
    assert "có phải sinh năm 1975?" in refused(cells.birth(), moment(1905, 5, 28))


@pytest.mark.parametrize(
    "value",
    [
        date(2020, 5, 1),
        moment(2020, 5, 1, 8),
        "1/5/2020",
        "01-05-20",
        "ngày 1 tháng 5 năm 2020",
        "2020-05-01",
        "2020-05-01 00:00:00",
        43952.0,
        "43952",
    ],
)
def test_a_date_is_read_day_first(value) -> None:
    assert cells.day()(value) == date(2020, 5, 1)


def test_a_day_number_of_the_1904_calendar() -> None:
    assert cells.day(from_1904=True)(43952 - 1462) == date(2020, 5, 1)


@pytest.mark.parametrize(
    "value", ["31/02/2020", "05/2020", "2020", 2020, 12, True, time(3), timedelta(1), 1e300, "9" * 90]
)
def test_no_date(value) -> None:
    assert "không phải là ngày" in refused(cells.day(), value)


@given(st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day) -> None:
    assert cells.day()(written_date(day)) == cells.day()(day) == day
    assert cells.day()((day - date(1899, 12, 30)).days) == day
    assert cells.birth()(written_date(day)) == written_date(day)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5/6/75", "05/06/1975"),
        (date(1975, 6, 5), "05/06/1975"),
        (1975, "1975"),
        (1975.0, "1975"),
        ("1975", "1975"),
        ("sinh năm 1975", "1975"),
        ("6/1975", "06/1975"),
        ("tháng 6 năm 1975", "06/1975"),
        (27550, "05/06/1975"),
    ],
)
def test_a_birthday_is_a_day_a_month_or_a_year(value, shown) -> None:
    assert cells.birth()(value) == shown


@pytest.mark.parametrize("value", ["31/02/1980", "khoảng 40 tuổi", True, 3])
def test_no_birthday(value) -> None:
    assert "không phải là ngày sinh" in refused(cells.birth(), value)


@pytest.mark.parametrize(
    "value", [200_000_000, 200_000_000.0, 2e8 + 1e-7, "200.000.000", "200 triệu", "200,000,000 đồng", "0,2 tỷ"]
)
def test_an_amount(value) -> None:
    assert cells.amount(value) == 200_000_000


@pytest.mark.parametrize(
    "value", ["nhiều", "200 triệu/năm", 0.5, True, date(2020, 1, 1), float("inf"), float("nan"), "9" * 5000, time(1)]
)
def test_no_amount(value) -> None:
    assert "không phải là số tiền nguyên đồng" in refused(cells.amount, value)


@pytest.mark.parametrize("value", ["1.250 tỷ", "50.000 nghìn đồng", "1.250 tr.đ"])
def test_a_point_that_may_be_of_thousands_or_of_decimals_is_not_guessed(value) -> None:
    assert f"Dấu chấm trong “{value}” không rõ là phân cách hàng nghìn hay phần thập phân" in refused(
        cells.amount, value
    )


@pytest.mark.parametrize("value", [10**16, "99999999999 tỷ"])
def test_an_amount_that_nobody_has(value) -> None:
    assert "lớn quá" in refused(cells.amount, value)


@pytest.mark.parametrize("value", [-1, -5_000_000.0, "-5 triệu", "-1.000"])
def test_a_negative_amount(value) -> None:
    assert "là số âm" in refused(cells.amount, value)


@given(st.integers(0, 10**15))
def test_every_amount_is_read_in_every_form(dong) -> None:
    assert cells.amount(dong) == cells.amount(str(dong)) == cells.amount(grouped(dong)) == dong


@pytest.mark.parametrize(
    "value", ["Có", "có", "CÓ", "co", "x", "X", "1", 1, 1.0, True, "✓", "true", " Có. ", "co\u0301"]
)
def test_yes(value) -> None:
    assert cells.yes_or_no(value) is True


@pytest.mark.parametrize("value", ["Không", "KHÔNG", "khong", "k", "0", 0, 0.0, False, "false"])
def test_no(value) -> None:
    assert cells.yes_or_no(value) is False


@pytest.mark.parametrize("value", ["có thể", "?", 2, "cỏ", date(2020, 1, 1)])
def test_neither_yes_nor_no(value) -> None:
    assert "không rõ là có hay không" in refused(cells.yes_or_no, value)


def test_a_conclusion() -> None:
    assert cells.passed("ĐẠT") is True
    assert cells.passed(" không  đạt ") is False
    assert "hãy ghi “Đạt” hoặc “Không đạt”" in refused(cells.passed, "chưa rõ")
