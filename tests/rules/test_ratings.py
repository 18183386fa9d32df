"""Yearly ratings: every year, so many years, so many in a row; what is counted, and what the finding says."""

import pytest

from tests.rules.tiny import ask, condition, rated
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN

EVERY = condition("every_year_rated", level="good", period="span")
TWO_EXCELLENT = condition("years_rated", level="excellent", count=2, period="span")
TWO_IN_A_ROW = condition("consecutive_years_rated", level="good", count=2, period="five")


def test_every_year_good_is_met_and_says_which_years() -> None:
    found = ask(EVERY, ratings=rated(y2018="good", y2019="excellent"))
    assert found.outcome is MET
    assert found.because == "Cả 2 năm 2018, 2019 đều hoàn thành tốt nhiệm vụ trở lên."
    assert found.brief == "2 năm liền hoàn thành tốt nhiệm vụ trở lên"
    assert [item.text for item in found.evidence] == [
        "2018: Hoàn thành tốt nhiệm vụ",
        "2019: Hoàn thành xuất sắc nhiệm vụ",
    ]


def test_a_year_without_a_rating_is_missed_and_never_a_pass() -> None:
    """O8"""
    found = ask(EVERY, ratings=rated(y2018="good"))
    assert found.outcome is UNKNOWN
    assert found.because == "Chưa có xếp loại năm 2019; 1 năm đã biết đều đạt."
    assert [(fact.fact, fact.text, fact.year) for fact in found.missing] == [("rating", "xếp loại năm 2019", 2019)]


def test_one_year_known_to_be_lower_decides_whatever_the_others_are() -> None:
    """O8"""
    found = ask(EVERY, ratings=rated(y2019="fair"))
    assert found.outcome is NOT_MET
    assert found.because == "Năm 2019 xếp loại thấp hơn mức hoàn thành tốt nhiệm vụ trở lên."
    assert found.missing == ()
    assert [(item.counted, item.remark) for item in found.evidence] == [(False, "thấp hơn mức cần có")]


@pytest.mark.parametrize(("level", "outcome"), [("good", MET), ("fair", NOT_MET)])
def test_a_rating_of_2020_counts_where_it_is_given(level: str, outcome: str) -> None:
    """O9"""
    assert ask(EVERY, ratings=rated(y2018="good", y2019="good", y2020=level)).outcome is outcome


def test_a_rating_of_2020_is_never_missed() -> None:
    """O9"""
    found = ask(EVERY)
    assert [fact.year for fact in found.missing] == [2018, 2019]


def test_a_rating_of_2020_may_be_one_of_the_years_asked_for() -> None:
    found = ask(TWO_EXCELLENT, ratings=rated(y2018="good", y2019="excellent", y2020="excellent"))
    assert found.outcome is MET
    assert found.brief == "02 năm hoàn thành xuất sắc nhiệm vụ (2019, 2020)"


def test_years_outside_the_period_are_not_looked_at() -> None:
    found = ask(TWO_EXCELLENT, ratings=rated(y2016="excellent", y2017="excellent", y2018="good", y2019="good"))
    assert found.outcome is NOT_MET
    assert [item.fact.year for item in found.evidence] == [2018, 2019]


def test_too_few_years_say_how_many_are_lacking() -> None:
    found = ask(TWO_EXCELLENT, ratings=rated(y2018="excellent", y2019="good"))
    assert found.outcome is NOT_MET
    assert found.because == "Cần 02 năm hoàn thành xuất sắc nhiệm vụ, có 01 (2018)."
    assert found.brief == "thiếu 01 năm hoàn thành xuất sắc nhiệm vụ"


def test_too_few_years_are_decided_as_soon_as_the_unknown_ones_cannot_help() -> None:
    found = ask(TWO_EXCELLENT, ratings=rated(y2018="good"))
    assert found.outcome is NOT_MET
    assert found.because == "Cần 02 năm hoàn thành xuất sắc nhiệm vụ, có 00, nhiều nhất là 01."


def test_years_that_could_still_help_leave_the_count_open() -> None:
    found = ask(TWO_EXCELLENT, ratings=rated(y2018="excellent"))
    assert found.outcome is UNKNOWN
    assert found.because == ("Cần 02 năm hoàn thành xuất sắc nhiệm vụ, đã có 01 (2018); chưa có xếp loại năm 2019.")
    assert found.brief == "xếp loại năm 2019"


@pytest.mark.parametrize(
    ("years", "outcome"),
    [
        ({"y2016": "good", "y2017": "excellent"}, MET),
        ({"y2016": "good", "y2017": "fair", "y2018": "good", "y2019": "fair", "y2020": "good"}, NOT_MET),
        ({"y2017": "good", "y2018": "fair", "y2016": "fair"}, UNKNOWN),
        ({"y2017": "fair", "y2019": "fair"}, NOT_MET),
    ],
)
def test_years_in_a_row(years: dict[str, str], outcome: str) -> None:
    assert ask(TWO_IN_A_ROW, ratings=rated(**years)).outcome is outcome


def test_years_in_a_row_say_what_is_asked_and_what_is_there() -> None:
    found = ask(TWO_IN_A_ROW, ratings=rated(y2017="fair", y2019="fair"))
    assert found.because == "Cần 02 năm liên tục hoàn thành tốt nhiệm vụ trở lên; dài nhất là 01 năm."
    met = ask(TWO_IN_A_ROW, ratings=rated(y2016="good", y2017="good", y2018="good"))
    assert met.because == "Có 03 năm liên tục hoàn thành tốt nhiệm vụ trở lên."
    open_ = ask(TWO_IN_A_ROW, ratings=rated(y2017="good", y2018="fair", y2016="fair"))
    assert open_.brief == "xếp loại năm 2019, 2020"


def test_the_decision_behind_a_rating_stands_in_the_evidence() -> None:
    known = rated(y2018="good")
    known[2018] = known[2018]._replace(decision="118/QĐ-SNV")
    assert ask(EVERY, ratings=known).evidence[0].text == "2018: Hoàn thành tốt nhiệm vụ, QĐ 118/QĐ-SNV"
