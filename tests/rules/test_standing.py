"""Lists, attributes, sanctions, and what only a person can judge."""

from datetime import date

import pytest

from tests.rules.tiny import ask, condition
from vinhdanh.rules.facts import Judgement, Sanction
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN

DELEGATE = condition("member", of="delegates")
DIRECT = condition("belongs", attribute="trade", to=["farmer", "worker"])
CLEAN = condition("no_sanction", kinds=["discipline"], months_after=12)
KIND = condition("judgement", "guong_mau")


@pytest.mark.parametrize(
    ("listed", "outcome", "because"),
    [
        (True, MET, "Có trong danh sách đại biểu."),
        (False, NOT_MET, "Không có trong danh sách đại biểu."),
        (None, UNKNOWN, "Chưa rõ có trong danh sách đại biểu hay không."),
    ],
)
def test_a_name_stands_on_the_list_or_not_or_nobody_has_said(listed: bool | None, outcome: str, because: str) -> None:
    found = ask(DELEGATE, memberships={"delegates": listed})
    assert (found.outcome, found.because) == (outcome, because)


def test_a_list_never_mentioned_is_unknown_too() -> None:
    found = ask(DELEGATE)
    assert [fact.text for fact in found.missing] == ["có tên trong danh sách đại biểu hay không"]


def test_an_attribute_has_one_of_the_values() -> None:
    found = ask(DIRECT, attributes={"trade": "worker"})
    assert (found.outcome, found.because) == (MET, "Nhóm đối tượng: công nhân.")
    other = ask(DIRECT, attributes={"trade": "official"})
    assert other.outcome is NOT_MET
    assert other.because == "Nhóm đối tượng: viên chức; chỉ áp dụng với nông dân hoặc công nhân."
    assert other.brief == "không phải nông dân hoặc công nhân"


@pytest.mark.parametrize("known", [{}, {"trade": None}])
def test_an_attribute_that_is_not_stated_is_missed(known: dict) -> None:
    found = ask(DIRECT, attributes=known)
    assert found.outcome is UNKNOWN
    assert found.because == "Chưa rõ nhóm đối tượng."


def test_the_machine_waits_for_a_person() -> None:
    """O7"""
    found = ask(KIND)
    assert found.outcome is NEEDS_JUDGEMENT
    assert found.because == "Cần người thẩm định kết luận và ghi lý do."


def test_a_persons_answer_is_said_with_its_reason() -> None:
    """O7"""
    yes = ask(KIND, judgements={"guong_mau": Judgement(True, "bà Nông Thị Mẫu", "được thôn bình xét")})
    assert yes.outcome is MET
    assert yes.because == "Bà Nông Thị Mẫu kết luận đạt: được thôn bình xét."
    no = ask(KIND, judgements={"guong_mau": Judgement(False)})
    assert no.outcome is NOT_MET
    assert no.because == "Người thẩm định kết luận không đạt (chưa ghi lý do)."
    assert no.brief == "“điều kiện” được kết luận không đạt"


def sanction(closed: date | None, kind: str = "discipline", opened: date = date(2018, 5, 1)) -> tuple[Sanction, ...]:
    return (Sanction(kind, opened, closed),)


ON = date(2020, 5, 20)


@pytest.mark.parametrize(
    ("closed", "outcome"),
    [
        (None, NOT_MET),  # still open
        (date(2020, 12, 31), NOT_MET),  # ends after the day of screening
        (date(2020, 5, 20), NOT_MET),  # ended that very day
        (date(2019, 5, 21), NOT_MET),  # one day short of twelve months
        (date(2019, 5, 20), MET),  # twelve months to the day
        (date(2018, 6, 1), MET),
    ],
)
def test_a_discipline_is_over_twelve_months_after_its_end(closed: date | None, outcome: str) -> None:
    assert ask(CLEAN, on=ON, sanctions=sanction(closed)).outcome is outcome


def test_a_month_without_that_day_ends_on_its_last() -> None:
    one_month = condition("no_sanction", kinds=["discipline"], months_after=1)
    assert ask(one_month, on=date(2020, 3, 31), sanctions=sanction(date(2020, 2, 29))).outcome is MET
    assert ask(one_month, on=date(2020, 3, 30), sanctions=sanction(date(2020, 3, 1))).outcome is NOT_MET
    over_new_year = ask(one_month, on=date(2020, 1, 15), sanctions=sanction(date(2019, 12, 15)))
    assert over_new_year.outcome is MET


def test_a_discipline_says_from_when_until_when() -> None:
    found = ask(CLEAN, on=ON, sanctions=sanction(None))
    assert found.because == "Kỷ luật từ 01/05/2018, chưa kết thúc."
    closed = ask(CLEAN, on=ON, sanctions=sanction(date(2020, 1, 1)))
    assert closed.because == "Kỷ luật từ 01/05/2018, đến 01/01/2020."
    assert closed.brief == "đang vướng kỷ luật"


def test_other_matters_and_matters_to_come_do_not_stand_in_the_way() -> None:
    assert ask(CLEAN, on=ON, sanctions=sanction(None, "inspection")).outcome is MET
    assert ask(CLEAN, on=ON, sanctions=sanction(None, opened=date(2020, 6, 1))).outcome is MET
    assert ask(CLEAN, on=ON, sanctions=()).because == "Không vướng kỷ luật."


def test_where_nobody_has_looked_nothing_is_known() -> None:
    found = ask(CLEAN, on=ON)
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["tình trạng kỷ luật"]
