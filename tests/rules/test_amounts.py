"""Yearly figures: each year, some year, all years together; shares of members without rounding."""

import pytest

from tests.rules.tiny import ask, condition, figures
from vinhdanh.rules.facts import Amount
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN

MILLION = 10**6


def income(over: str, at_least: int = 200 * MILLION) -> object:
    return condition("amount", indicator="income", at_least=at_least, over=over, period="span")


def test_each_year_reaches_the_amount_at_the_very_number() -> None:
    found = ask(income("each_year"), amounts={"income": figures(y2018=200 * MILLION, y2019=250 * MILLION)})
    assert found.outcome is MET
    assert found.because == "Cả 2 năm thu nhập từ 200 triệu đồng đến 250 triệu đồng."


def test_one_dong_less_in_one_year_is_not_enough() -> None:
    found = ask(income("each_year"), amounts={"income": figures(y2018=200 * MILLION, y2019=199_999_999)})
    assert found.outcome is NOT_MET
    assert found.because == "Năm 2019 thu nhập dưới 200 triệu đồng (thấp nhất 199.999.999 đồng)."
    assert [(item.text, item.counted, item.remark) for item in found.evidence] == [
        ("2018: 200 triệu đồng", True, ""),
        ("2019: 199.999.999 đồng", False, "dưới 200 triệu đồng"),
    ]


def test_a_year_without_a_figure_is_missed() -> None:
    found = ask(income("each_year"), amounts={"income": figures(y2018=200 * MILLION)})
    assert found.outcome is UNKNOWN
    assert [(fact.fact, fact.text, fact.year) for fact in found.missing] == [("amount", "thu nhập năm 2019", 2019)]
    assert ask(income("each_year")).outcome is UNKNOWN


@pytest.mark.parametrize(("of_2020", "outcome"), [(250 * MILLION, MET), (10 * MILLION, NOT_MET)])
def test_a_figure_of_2020_counts_where_it_is_given(of_2020: int, outcome: str) -> None:
    """O9"""
    known = figures(y2018=200 * MILLION, y2019=200 * MILLION, y2020=of_2020)
    assert ask(income("each_year"), amounts={"income": known}).outcome is outcome


def test_several_figures_of_a_year_are_added() -> None:
    known = figures(y2018=(150 * MILLION, 50 * MILLION), y2019=200 * MILLION)
    found = ask(income("each_year"), amounts={"income": known})
    assert found.outcome is MET
    assert len(found.evidence) == 3


def test_the_best_year_is_named_where_some_year_is_enough() -> None:
    found = ask(income("some_year"), amounts={"income": figures(y2018=10 * MILLION, y2019=300 * MILLION)})
    assert found.outcome is MET
    assert found.because == "Năm 2019 thu nhập 300 triệu đồng."
    assert [item.counted for item in found.evidence] == [False, True]


def test_some_year_stays_open_while_a_year_is_not_known() -> None:
    open_ = ask(income("some_year"), amounts={"income": figures(y2018=10 * MILLION)})
    assert open_.outcome is UNKNOWN
    assert open_.because == ("Cao nhất đã biết là 10 triệu đồng, cần 200 triệu đồng; chưa có số liệu năm 2019.")
    lost = ask(income("some_year"), amounts={"income": figures(y2018=10 * MILLION, y2019=0)})
    assert lost.outcome is NOT_MET
    assert lost.brief == "thu nhập chưa đạt 200 triệu đồng"


def test_a_total_that_is_reached_stays_reached() -> None:
    found = ask(income("total"), amounts={"income": figures(y2018=200 * MILLION)})
    assert found.outcome is MET
    assert found.because == "Cộng 200 triệu đồng trong 2018-2020."


def test_a_total_says_what_is_lacking() -> None:
    known = figures(y2018=20 * MILLION, y2019=30 * MILLION, y2020=1)
    found = ask(income("total"), amounts={"income": known})
    assert found.outcome is NOT_MET
    assert found.because == "Cộng đã biết 50.000.001 đồng, cần 200 triệu đồng."
    assert found.brief == "thu nhập cộng 50.000.001 đồng, thiếu 149.999.999 đồng"
    assert ask(income("total"), amounts={"income": figures(y2018=20 * MILLION)}).outcome is UNKNOWN


def test_years_outside_the_period_add_nothing() -> None:
    known = figures(y2016=900 * MILLION, y2018=0, y2019=0)
    assert ask(income("total"), amounts={"income": known}).outcome is NOT_MET


def test_the_proof_of_a_figure_is_shown() -> None:
    known = {2018: (Amount(2018, 200 * MILLION, "xác nhận của UBND xã"),)}
    found = ask(income("total"), amounts={"income": known})
    assert found.evidence[0].text == "2018: 200 triệu đồng (xác nhận của UBND xã)"


def share(over: str = "each_year", percent: int = 70) -> object:
    return condition("share", of="good_staff", among="staff", percent=percent, over=over, period="span")


def staff(part: dict[str, int], whole: dict[str, int]) -> dict:
    return {"good_staff": figures(**part), "staff": figures(**whole)}


def test_seventy_percent_is_reached_at_seven_of_ten() -> None:
    found = ask(share(), amounts=staff({"y2018": 7, "y2019": 14}, {"y2018": 10, "y2019": 20}))
    assert found.outcome is MET
    assert found.because == "Năm 2018, 2019: viên chức xuất sắc từ 70 % trở lên."
    assert found.evidence[0].text == "2018: 7/10 viên chức (70,0 %)"


def test_nothing_is_rounded_up_to_a_share() -> None:
    """6.999 of 10.000 is 69,99 %, which a rounded percentage would call 70."""
    found = ask(share(), amounts=staff({"y2018": 6999, "y2019": 7}, {"y2018": 10000, "y2019": 10}))
    assert found.outcome is NOT_MET
    assert found.because == "Năm 2018: viên chức xuất sắc dưới 70 %."


def test_a_share_without_one_of_its_numbers_is_missed() -> None:
    found = ask(share(), amounts=staff({"y2018": 7, "y2019": 7}, {"y2018": 10}))
    assert found.outcome is UNKNOWN
    assert found.missing[0].text == "số viên chức xuất sắc và viên chức năm 2019"
    assert found.because == "Chưa đủ số liệu năm 2019 để tính tỷ lệ viên chức xuất sắc."


def test_an_empty_cell_is_no_number() -> None:
    known = {"good_staff": {2018: (), 2019: ()}, "staff": figures(y2018=10, y2019=10)}
    assert ask(share(), amounts=known).outcome is UNKNOWN


def test_nobody_at_all_reaches_no_share() -> None:
    assert ask(share(), amounts=staff({"y2018": 0}, {})).outcome is NOT_MET
    assert ask(share(), amounts=staff({}, {"y2018": 0})).outcome is NOT_MET
    assert ask(share("some_year"), amounts=staff({"y2018": 0}, {"y2019": 0})).outcome is NOT_MET


def test_one_year_is_enough_where_some_year_is_asked() -> None:
    known = staff({"y2018": 1, "y2019": 8}, {"y2018": 10, "y2019": 10})
    assert ask(share("some_year"), amounts=known).outcome is MET
    assert ask(share("some_year"), amounts=staff({"y2018": 1}, {"y2018": 10})).outcome is UNKNOWN
    assert (
        ask(share("some_year"), amounts=staff({"y2018": 1, "y2019": 2}, {"y2018": 10, "y2019": 10})).outcome is NOT_MET
    )
