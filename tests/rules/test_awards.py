"""Awards received: counted, out of the period, higher ones, unreadable rows, exceptions, once in a lifetime."""

from datetime import date

import pytest

from tests.rules.tiny import answers, ask, award, condition
from vinhdanh.rules.facts import OTHER_AWARD
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN

ONE_FLAG = condition("awards", among={"codes": ["flag"]}, count=1, period="span", exception="ngoai_le.co")
TWO_FLAGS = condition("awards", among={"codes": ["flag"]}, count=2, period="span")
MANY = condition("awards", among={}, count=2, period="span")
NEVER = condition("never_awarded", among={"codes": ["flag"]})
MERIT = condition("merit_not_awarded", among={"levels": ["province"]})


def test_an_award_of_the_period_counts_and_shows_its_decision() -> None:
    flag = award("flag", 2019, decision="31/QĐ-UBND", decided_on=date(2020, 1, 15), authority="Chủ tịch UBND tỉnh")
    found = ask(ONE_FLAG, awards=(flag,))
    assert found.outcome is MET
    assert found.because == "Có 01 danh hiệu Cờ thi đua của tỉnh trong 2018-2020."
    assert found.evidence[0].counted
    assert found.evidence[0].text == ("2019: Cờ thi đua của tỉnh, QĐ 31/QĐ-UBND ngày 15/01/2020, Chủ tịch UBND tỉnh")


@pytest.mark.parametrize("year", [2017, 2021])
def test_an_award_outside_the_period_is_shown_but_does_not_count(year: int) -> None:
    found = ask(ONE_FLAG, awards=(award("flag", year),))
    assert found.outcome is NOT_MET
    assert [(item.counted, item.remark) for item in found.evidence] == [(False, "ngoài giai đoạn")]


@pytest.mark.parametrize("year", [2018, 2020])
def test_the_first_and_the_last_year_belong_to_the_period(year: int) -> None:
    assert ask(ONE_FLAG, awards=(award("flag", year),)).outcome is MET


def test_a_higher_award_counts_only_as_itself_and_is_shown() -> None:
    """O11"""
    found = ask(ONE_FLAG, awards=(award("state_flag"),))
    assert found.outcome is NOT_MET
    assert [(item.text, item.counted, item.remark) for item in found.evidence] == [
        ("2018: Cờ thi đua của Chính phủ", False, "chỉ tính là chính nó, trừ khi người thẩm định chấp nhận thay thế")
    ]


def test_an_appraiser_may_accept_an_exception_with_a_reason() -> None:
    """O11"""
    found = ask(ONE_FLAG, awards=(award("state_flag"),), judgements=answers(**{"ngoai_le.co": True}))
    assert found.outcome is MET
    instead = "01 khen thưởng được chấp nhận thay cho danh hiệu Cờ thi đua của tỉnh"
    assert found.because == f"Có {instead}: Hội đồng, lý do: đã xem hồ sơ."
    assert found.brief == instead
    assert found.evidence[-1].text == "Ngoại lệ: đã xem hồ sơ"


def test_an_exception_that_was_refused_changes_nothing() -> None:
    assert ask(ONE_FLAG, awards=(), judgements=answers(**{"ngoai_le.co": False})).outcome is NOT_MET


@pytest.mark.parametrize("listed", [(), (award("certificate"),), (award("state_flag", 2010),)])
def test_an_exception_accepts_an_award_that_may_stand_in_and_nothing_else(listed: tuple) -> None:
    found = ask(ONE_FLAG, awards=listed, judgements=answers(**{"ngoai_le.co": True}))
    assert found.outcome is NOT_MET
    assert found.because.endswith("nhưng không kê đủ khen thưởng nào thay thế được.")


@pytest.mark.parametrize("listed", [None, (award(None),)])
def test_an_exception_leaves_open_what_is_not_known(listed: tuple | None) -> None:
    assert ask(ONE_FLAG, awards=listed, judgements=answers(**{"ngoai_le.co": True})).outcome is UNKNOWN


def test_an_award_outside_the_list_counts_only_where_any_award_does() -> None:
    listed = (award("flag"), award(OTHER_AWARD, 2019, as_written="Thôn văn hóa"))
    found = ask(MANY, awards=listed)
    assert found.outcome is MET
    assert found.evidence[1].text == "2019: Thôn văn hóa"
    for needed in (TWO_FLAGS, condition("awards", among={"levels": ["state"]}, count=1, period="span")):
        assert ask(needed, awards=listed).outcome is NOT_MET
    assert ask(NEVER, awards=listed[1:]).outcome is MET


def test_a_finer_award_is_told_as_it_was_written() -> None:
    listed = (award("flag", as_written="Cờ thi đua của tỉnh cho đơn vị dẫn đầu cụm"), award("flag", as_written="Cờ TĐ"))
    assert [item.text for item in ask(TWO_FLAGS, awards=listed).evidence] == [
        "2018: Cờ thi đua của tỉnh cho đơn vị dẫn đầu cụm",
        "2018: Cờ thi đua của tỉnh",
    ]


def test_none_listed_means_none() -> None:
    found = ask(ONE_FLAG, awards=())
    assert found.outcome is NOT_MET
    assert found.because == "Cần 01 danh hiệu Cờ thi đua của tỉnh trong 2018-2020; không có trong 0 khen thưởng đã kê."
    assert found.brief == "thiếu 01 danh hiệu Cờ thi đua của tỉnh"


def test_a_list_that_nobody_has_made_is_missed() -> None:
    found = ask(ONE_FLAG)
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["danh sách khen thưởng đã nhận"]


def test_a_row_whose_award_cannot_be_read_may_still_be_the_one() -> None:
    found = ask(ONE_FLAG, awards=(award(None, 2018, as_written="Cờ gì đó"),))
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["loại khen thưởng ghi “Cờ gì đó”"]
    assert found.because == "Cần 01 danh hiệu Cờ thi đua của tỉnh, chưa có; 01 dòng chưa đọc được."


def test_a_row_whose_year_cannot_be_read_may_still_be_of_the_period() -> None:
    found = ask(ONE_FLAG, awards=(award("flag", None, as_written="Cờ tỉnh"),))
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["năm của khen thưởng “Cờ tỉnh”"]


def test_an_unreadable_row_of_another_time_changes_nothing() -> None:
    assert ask(ONE_FLAG, awards=(award(None, 2010),)).outcome is NOT_MET


def test_unreadable_rows_that_are_too_few_leave_nothing_open() -> None:
    assert ask(TWO_FLAGS, awards=(award(None),)).outcome is NOT_MET
    assert ask(TWO_FLAGS, awards=(award("flag"), award(None))).outcome is UNKNOWN
    assert ask(TWO_FLAGS, awards=(award("flag"), award("flag", 2019), award(None))).outcome is MET


def test_many_times_praised_counts_every_award_of_any_level() -> None:
    """O4"""
    assert ask(MANY, awards=(award("paper"), award("praise", 2019))).outcome is MET
    one = ask(MANY, awards=(award("paper"),))
    assert one.outcome is NOT_MET
    assert one.brief == "thiếu 01 lần khen thưởng các cấp"


@pytest.mark.parametrize(
    ("among", "label"),
    [
        ({"codes": ["flag", "praise"]}, "danh hiệu Cờ thi đua của tỉnh hoặc Bằng khen của tỉnh"),
        ({"levels": ["province", "state"]}, "lần khen thưởng cấp tỉnh hoặc cấp Nhà nước"),
        ({"types": ["form"]}, "hình thức khen thưởng các cấp"),
        ({"types": ["title"], "levels": ["grassroots"]}, "danh hiệu thi đua cấp cơ sở"),
        ({}, "lần khen thưởng các cấp"),
    ],
)
def test_a_set_of_awards_has_words(among: dict, label: str) -> None:
    found = ask(condition("awards", among=among, count=1, period="span"), awards=())
    assert found.brief == f"thiếu 01 {label}"


def test_what_is_said_together_must_hold_together() -> None:
    provincial_forms = condition("awards", among={"levels": ["province"], "types": ["form"]}, count=1, period="span")
    assert ask(provincial_forms, awards=(award("flag"), award("paper"))).outcome is NOT_MET
    assert ask(provincial_forms, awards=(award("praise"),)).outcome is MET


def test_an_award_given_once_in_a_lifetime_was_given_in_any_year() -> None:
    found = ask(NEVER, awards=(award("flag", 1999), award("paper")))
    assert found.outcome is NOT_MET
    assert found.because == "Đã được tặng danh hiệu Cờ thi đua của tỉnh."
    assert [(item.text, item.counted, item.remark) for item in found.evidence] == [
        ("1999: Cờ thi đua của tỉnh", False, "đã được tặng")
    ]
    assert ask(NEVER, awards=(award("flag", None),)).outcome is NOT_MET
    assert ask(NEVER, awards=(award("praise"),)).outcome is MET
    assert ask(NEVER, awards=(award(None, 1999),)).outcome is UNKNOWN
    assert ask(NEVER).outcome is UNKNOWN


def test_one_merit_is_not_awarded_twice() -> None:
    road, school = award("praise", merit="làm đường"), award("flag", merit="xây trường")
    same = ask(MERIT, awards=(road, school), merit="làm đường")
    assert same.outcome is NOT_MET
    assert [(item.text, item.remark) for item in same.evidence] == [("2018: Bằng khen của tỉnh", "cùng một thành tích")]
    assert ask(MERIT, awards=(road, school), merit="chống dịch").outcome is MET
    assert ask(MERIT, awards=(award("paper", merit="làm đường"),), merit="làm đường").outcome is MET


def test_a_merit_that_is_not_known_leaves_the_question_open() -> None:
    without = ask(MERIT, awards=(award("praise"),), merit="làm đường")
    assert without.outcome is UNKNOWN
    assert [fact.text for fact in without.missing] == ["thành tích được khen trong 2018: Bằng khen của tỉnh"]
    own = ask(MERIT, awards=(award("praise", merit="làm đường"),))
    assert own.outcome is UNKNOWN
    assert own.missing[0].text == "thành tích được đề nghị khen thưởng"
    assert ask(MERIT, awards=()).outcome is MET
    assert ask(MERIT, merit="làm đường").outcome is UNKNOWN


def test_what_an_open_list_holds_counts_and_what_it_lacks_is_not_known() -> None:
    """Who has not said that all awards are listed has still received those that are."""
    listed = (award("flag", 2019),)
    assert ask(ONE_FLAG, awards=listed, awards_open=True).outcome is MET
    assert ask(NEVER, awards=listed, awards_open=True).outcome is NOT_MET
    found = ask(TWO_FLAGS, awards=listed, awards_open=True)
    assert found.outcome is UNKNOWN
    assert found.because.endswith("đã có 01; chưa rõ đã ghi đủ khen thưởng hay chưa.")
    assert [fact.text for fact in found.missing] == ["khen thưởng đã nhận được ghi đủ hay chưa"]
    assert ask(ONE_FLAG, awards=(award("praise"),), awards_open=True).outcome is UNKNOWN
    assert ask(NEVER, awards=(award("praise"),), awards_open=True).outcome is UNKNOWN
    assert ask(MERIT, awards=(), awards_open=True).outcome is UNKNOWN
