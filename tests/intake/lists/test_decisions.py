"""Decisions, dates and years are read as people write them; what is no date is never made one."""

import unicodedata
from datetime import date, datetime

import pytest

from vinhdanh.intake.lists.decisions import NoDate, Signed, read_years, without_years
from vinhdanh.intake.lists.records import ListDecision
from vinhdanh.intake.problems import NotRead

SIGNED = Signed(on=date(2026, 1, 1))
DAY = date(2018, 2, 2)


@pytest.mark.parametrize(
    ("written", "number", "signed_on", "authority"),
    [
        ("163/QĐ-UBND", "163/QĐ-UBND", None, ""),
        ("QĐ số 163/QĐ-UBND ngày 02/02/2018", "163/QĐ-UBND", DAY, ""),
        ("Số: 163/QĐ–UBND, ngày 2-2-2018", "163/QĐ-UBND", DAY, ""),
        ("QĐ số 163/QĐ-UBND ngày 02/02/2018 của Chủ tịch UBND tỉnh", "163/QĐ-UBND", DAY, "Chủ tịch UBND tỉnh"),
        ("Quyết định số 163 /QĐ - UBND ngày 02 tháng 02 năm 2018", "163/QĐ-UBND", DAY, ""),
        ("163/QĐ-UBND (02/02/2018)", "163/QĐ-UBND", DAY, ""),
        ("163/QĐ-UBND, 2.2.18", "163/QĐ-UBND", DAY, ""),
        ("163/QĐ-UBND - ngày 02/02/2018", "163/QĐ-UBND", DAY, ""),
        ("163/2018/QĐ-UBND", "163/2018/QĐ-UBND", None, ""),
        ("163/QĐ-UBND-TĐKT ngày 02/02/2018, UBND tỉnh", "163/QĐ-UBND-TĐKT", DAY, "UBND tỉnh"),
        ("QĐ 163 ngày 02/02/2018 của Giám đốc Sở Y tế", "163", DAY, "Giám đốc Sở Y tế"),
        ("163", "163", None, ""),
        ("Số 45a/QĐ-SGD&ĐT", "45a/QĐ-SGD&ĐT", None, ""),
        ("ngày 02/02/2018", "", DAY, ""),
    ],
)
def test_a_decision_in_one_cell(written, number, signed_on, authority) -> None:
    [decision] = SIGNED.decisions(written)
    assert decision == ListDecision(number, signed_on, authority)


def test_decomposed_accents_and_spaces_that_do_not_break() -> None:
    written = unicodedata.normalize("NFD", "QĐ số\u00a0163/QĐ-UBND  ngày 02/02/2018 của Chủ tịch UBND tỉnh")
    assert SIGNED.decisions(written) == (ListDecision("163/QĐ-UBND", DAY, "Chủ tịch UBND tỉnh"),)


def test_several_decisions_on_lines_of_a_cell() -> None:
    assert SIGNED.decisions("12/QĐ-SYT ngày 01/3/2017\n34/QĐ-SYT ngày 02/02/2018") == (
        ListDecision("12/QĐ-SYT", date(2017, 3, 1)),
        ListDecision("34/QĐ-SYT", DAY),
    )


def test_the_date_on_the_line_below_is_of_the_same_decision() -> None:
    assert SIGNED.decisions("163/QĐ-UBND\nngày 02/02/2018") == (ListDecision("163/QĐ-UBND", DAY),)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("02/2018", "Không đọc được ngày"),
        ("163/QĐ-UBND ngày 32/13/2018", "“32/13/2018” trong “163/QĐ-UBND ngày 32/13/2018” không phải là ngày"),
        ("163/QĐ-UBND tháng 02/2018", "Không đọc được ngày"),
        ("163/QĐ-UBND ngày 02/02/2081", "Ngày 02/02/2081 không thể là ngày quyết định"),
        ("163/QĐ-UBND ngày 02/02/1900", "không thể là ngày quyết định"),
    ],
)
def test_what_is_no_date_is_said(written, said) -> None:
    with pytest.raises(NoDate, match=".+") as refused:
        SIGNED.decisions(written)
    assert said in str(refused.value)


@pytest.mark.parametrize("written", ["chưa có", "đang trình"])
def test_what_is_no_decision_at_all(written) -> None:
    with pytest.raises(NotRead, match="không phải là số, ngày quyết định") as refused:
        SIGNED.decisions(written)
    assert not isinstance(refused.value, NoDate)


@pytest.mark.parametrize(
    "value",
    [DAY, datetime.fromisoformat("2018-02-02T08:30"), "02/02/2018", "2.2.2018", "ngày 02/02/2018", 43133, "43133"],
    ids=str,
)
def test_days_of_decisions(value) -> None:
    assert SIGNED.day(value) == DAY


def test_a_bare_day_number_counts_in_the_workbooks_own_calendar() -> None:
    assert Signed(from_1904=True).day(43133 - 1462) == DAY


@pytest.mark.parametrize("value", ["02/2018", "tháng 2/2018", "31/02/2018", "sau", date(2030, 1, 1)], ids=str)
def test_days_that_are_none(value) -> None:
    with pytest.raises(NoDate):
        SIGNED.day(value)


@pytest.mark.parametrize(
    ("value", "years"),
    [
        (2018, [(2018, 2018)]),
        (2018.0, [(2018, 2018)]),
        ("năm 2018", [(2018, 2018)]),
        ("2016, 2017", [(2016, 2016), (2017, 2017)]),
        ("2016; 2018", [(2016, 2016), (2018, 2018)]),
        ("2016-2020", [(2016, 2020)]),
        ("Giai đoạn 2016 – 2020", [(2016, 2020)]),
        ("Năm học 2018-2019", [(2018, 2019)]),
        ("2018-19", [(2018, 2019)]),
    ],
)
def test_years_and_periods(value, years) -> None:
    assert list(read_years(value)) == years


@pytest.mark.parametrize("value", ["18", "2018a", "nhiều năm", "2020-2016", 18, "1800", date(1905, 7, 10)], ids=str)
def test_what_is_no_year(value) -> None:
    with pytest.raises(NotRead):
        read_years(value)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("BK tỉnh 2018", "BK tỉnh"),
        ("Giấy khen năm 2019", "Giấy khen"),
        ("LĐTT (2016-2020)", "LĐTT"),
        ("GK NĂM 2019", "GK"),
    ],
)
def test_years_are_taken_off_a_wording(words, left) -> None:
    assert without_years(words) == left
