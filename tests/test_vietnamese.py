"""How Vietnamese writes dates, numbers and names, and how it reads what people typed."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.vietnamese import (
    grouped,
    join_words,
    long_date,
    read_amount,
    read_date,
    spelling_key,
    tidy,
    two_digits,
    written_amount,
    written_date,
    written_size,
    years_text,
)


def test_tidy_is_one_line_of_composed_letters() -> None:
    assert tidy(unicodedata.normalize("NFD", " Chi\u00a0 Lăng\n\u200bhuyện\t")) == "Chi Lăng huyện"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà bình", "HÒA  BÌNH"),
        ("Uỷ ban", "Ủy ban"),
        ("chiến sỹ", "Chiến sĩ"),
        ("Kỳ Lừa", "kì lừa"),
        ("“Thi đua” – khen thưởng", "Thi đua - khen thưởng"),
        ("Thuở", unicodedata.normalize("NFD", "thuở")),
    ],
)
def test_two_ways_of_typing_the_same_words_have_one_key(one, other) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("An", "Ân"), ("Hoa", "Hòa"), ("đ", "d"), ("Hương", "Hường"), ("A B", "AB"), ("a, b", "a b")]
)
def test_other_words_have_another_key(one, other) -> None:
    assert spelling_key(one) != spelling_key(other)


@pytest.mark.parametrize(
    "text",
    [
        "1/5/2020",
        "01-05-2020",
        "01.05.20",
        "1/5/20",
        "1 / 5 / 2020",
        "ngày 1 tháng 5 năm 2020",
        "Ngày 01 Tháng 05 Năm 2020",
    ],
)
def test_a_date_is_read_day_first(text) -> None:
    assert read_date(text) == date(2020, 5, 1)


@pytest.mark.parametrize(
    "text", ["", "31/02/2020", "2020", "5/2020", "2020-05-01", "1/5/020", "1/13/2020", "ngày mai", "1/5/2020 sáng"]
)
def test_no_date(text) -> None:
    assert read_date(text) is None


def test_two_digits_of_a_year_are_1930_to_2029() -> None:
    assert [read_date(f"1/1/{year}") for year in ("30", "99", "00", "29")] == [
        date(1930, 1, 1),
        date(1999, 1, 1),
        date(2000, 1, 1),
        date(2029, 1, 1),
    ]


@given(st.dates(date(1000, 1, 1)))
def test_every_date_is_read_back_as_it_is_written(day) -> None:
    assert read_date(written_date(day)) == read_date(long_date(day)) == day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 2, 5), "ngày 05 tháng 02 năm 2020"),
        (date(2020, 3, 10), "ngày 10 tháng 3 năm 2020"),
        (date(2020, 1, 31), "ngày 31 tháng 01 năm 2020"),
        (date(2020, 12, 9), "ngày 09 tháng 12 năm 2020"),
    ],
)
def test_days_under_ten_and_months_one_and_two_take_a_zero(day, written) -> None:
    assert long_date(day) == written


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("200.000.000", 200_000_000),
        ("200,000,000", 200_000_000),
        ("200 000 000 đồng", 200_000_000),
        ("200000000đ", 200_000_000),
        ("1.234", 1234),
        ("1,234 VNĐ", 1234),
        ("-1.000", -1000),
        ("0", 0),
    ],
)
def test_without_a_unit_three_digits_are_a_group(text, dong) -> None:
    assert read_amount(text) == dong


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("200 triệu", 200_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("1.5 tỉ", 1_500_000_000),
        ("0,150 tỷ", 150_000_000),
        ("0.150 tỷ", 150_000_000),
        ("1,250 tỷ", 1_250_000_000),
        ("12,500 tr", 12_500_000),
        ("-0,5 triệu", -500_000),
        ("1250.500 triệu", 1_250_500_000),
        ("1.250.000 nghìn", 1_250_000_000),
        ("1,250,000 ngàn đồng", 1_250_000_000),
        ("1 250 triệu", 1_250_000_000),
    ],
)
def test_before_a_unit_one_comma_is_of_decimals_and_several_are_of_groups(text, dong) -> None:
    assert read_amount(text) == dong


@pytest.mark.parametrize(
    "text", ["215 tr", "215tr", "215 tr.", "215 tr.đ", "215 Tr.Đ", "215tr. đ", "215 trđ", "215 tr đồng", "215 tr. đồng"]
)
def test_millions_may_be_cut_short(text) -> None:
    assert read_amount(text) == 215_000_000


@pytest.mark.parametrize("text", ["215 tr.x", "215 tr đồng đ", "215 tỷ.đ", "tr.đ", "215 .tr"])
def test_what_only_looks_like_millions_cut_short_is_no_amount(text) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize("text", ["1.250 tỷ", "50.000 nghìn", "200.000 triệu đồng", "-1.250 tr", "1250.000"])
def test_a_point_that_may_be_either_is_not_guessed(text) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nhiều",
        "200 triệu/năm",
        "0,150",
        "0.150.000",
        "1,2345",
        "0,0000000001 tỷ",
        "1.234,5.6 tỷ",
        "12.34.56",
        "tỷ",
        "1e9",
    ],
)
def test_no_amount_of_whole_dong(text) -> None:
    assert read_amount(text) is None


@given(st.integers(-(10**15), 10**15))
def test_every_amount_is_read_back_as_it_is_grouped(dong) -> None:
    assert read_amount(grouped(dong)) == read_amount(f"{dong} đồng") == dong


@given(st.integers(1, 999), st.integers(0, 999))
def test_three_decimals_of_a_ty_are_its_millions(whole, millions) -> None:
    assert read_amount(f"{whole},{millions:03} tỷ") == (whole * 1000 + millions) * 10**6
    assert read_amount(f"0,{millions:03} tỷ") == millions * 10**6


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (0, "0 đồng"),
        (200_000_000, "200 triệu đồng"),
        (1_500_000_000, "1,5 tỷ đồng"),
        (1_234_567, "1.234.567 đồng"),
    ],
)
def test_an_amount_is_shortened_only_where_nothing_is_lost(dong, written) -> None:
    assert written_amount(dong) == written


def test_counts_under_ten_take_a_zero() -> None:
    assert [two_digits(count) for count in (0, 2, 10, 123)] == ["00", "02", "10", "123"]


@pytest.mark.parametrize(
    ("words", "joined"),
    [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")],
)
def test_words_are_joined_as_in_a_sentence(words, joined) -> None:
    assert join_words(words) == joined
    assert join_words(words, last="hoặc") == joined.replace("và", "hoặc")


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ([], ""),
        ([2018], "2018"),
        ([2018, 2019], "2018, 2019"),
        ([2018, 2016, 2017], "2016-2018"),
        ([2020, 2016, 2017, 2018], "2016-2018, 2020"),
    ],
)
def test_runs_of_years_are_drawn_together(years, text) -> None:
    assert years_text(years) == text


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 byte"),
        (1023, "1023 byte"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (1024 * 1023, "1023 KB"),
        (1024 * 1023 + 1, "1 MB"),
        (1024**2, "1 MB"),
        (1024**2 + 1, "1,1 MB"),
        (20 * 1024**2, "20 MB"),
        (1234 * 1024**2, "1.234 MB"),
    ],
)
def test_the_size_of_a_file_is_rounded_up(size: int, shown: str) -> None:
    assert written_size(size) == shown
