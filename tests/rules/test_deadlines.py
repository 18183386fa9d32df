"""Deadlines: the last day, whether a day or a moment fits, days left."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.tiny import TINY
from vinhdanh.rules.campaign import Deadline
from vinhdanh.rules.deadlines import days_left, fits, in_zone, last_day, working_days_before
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN

CALENDAR = TINY.calendar
DUE: dict[str, Deadline] = {deadline.id: deadline for deadline in CALENDAR.deadlines}
BEFORE, WITHIN, CONGRESS = DUE["han.truoc"], DUE["han.trong"], DUE["han.dai_hoi"]
TEN_DAYS, THREE_WORKING_DAYS = DUE["han.muoi_ngay"], DUE["han.lam_viec"]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FEW = settings(max_examples=200, deadline=None, derandomize=True)
DAYS = st.dates(date(2016, 1, 1), date(2024, 12, 31))


def test_before_a_day_leaves_out_the_day_itself() -> None:
    """O2"""
    assert last_day(BEFORE, CALENDAR) == date(2020, 6, 9)
    assert fits(BEFORE, CALENDAR, date(2020, 6, 9)).outcome is MET
    late = fits(BEFORE, CALENDAR, date(2020, 6, 10))
    assert late.outcome is NOT_MET
    assert late.because == "Ngày 10/06/2020 quá hạn 1 ngày; hạn cuối là hết ngày 09/06/2020."


def test_within_a_month_takes_in_its_last_day() -> None:
    assert fits(WITHIN, CALENDAR, date(2020, 1, 31)).outcome is MET
    assert fits(WITHIN, CALENDAR, date(2020, 2, 1)).outcome is NOT_MET


@pytest.mark.parametrize(
    ("moment", "outcome"),
    [
        (datetime(2020, 6, 9, 23, 59, 59, tzinfo=HANOI), MET),
        (datetime(2020, 6, 10, 0, 0, tzinfo=HANOI), NOT_MET),
        (datetime(2020, 6, 9, 16, 59, 59, tzinfo=UTC), MET),
        (datetime(2020, 6, 9, 17, 0, tzinfo=UTC), NOT_MET),
        (datetime(2020, 6, 10, 1, 30, tzinfo=ZoneInfo("Asia/Tokyo")), MET),
    ],
)
def test_a_moment_counts_by_the_campaigns_own_clock(moment: datetime, outcome: str) -> None:
    """O2: the last moment is the end of the day before, in Asia/Ho_Chi_Minh."""
    assert fits(BEFORE, CALENDAR, in_zone(moment, CALENDAR)).outcome is outcome


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        in_zone(datetime(2020, 6, 9, 23, 59), CALENDAR)  # noqa: DTZ001


def test_before_an_event_is_the_day_before_it_at_the_latest() -> None:
    congress = {"congress": date(2020, 8, 15)}
    assert last_day(CONGRESS, CALENDAR, congress) == date(2020, 8, 14)
    assert fits(CONGRESS, CALENDAR, date(2020, 8, 15), congress).outcome is NOT_MET
    assert last_day(TEN_DAYS, CALENDAR, congress) == date(2020, 8, 5)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    """Before Monday 4/5/2020: Saturday, Sunday, 1/5 and 30/4 are free; Wednesday 29 is one, then 28 and 27."""
    assert last_day(THREE_WORKING_DAYS, CALENDAR, {"congress": date(2020, 5, 4)}) == date(2020, 4, 27)
    assert last_day(THREE_WORKING_DAYS, CALENDAR, {"congress": date(2020, 6, 12)}) == date(2020, 6, 9)


def test_an_event_without_a_date_leaves_it_open() -> None:
    found = fits(CONGRESS, CALENDAR, date(2020, 5, 1))
    assert found.outcome is UNKNOWN
    assert found.because == "Chưa biết ngày Đại hội Đảng của cấp mình."
    assert last_day(CONGRESS, CALENDAR) is None
    assert days_left(CONGRESS, CALENDAR, on=date(2020, 5, 1)) is None


def test_a_plan_without_a_day_is_told_the_last_one() -> None:
    found = fits(BEFORE, CALENDAR, None)
    assert found.outcome is UNKNOWN
    assert found.because == "Chưa có ngày thực hiện; hạn cuối là hết ngày 09/06/2020."
    assert [fact.text for fact in found.missing] == ["ngày thực hiện"]


@pytest.mark.parametrize(("on", "left"), [(date(2020, 6, 9), 0), (date(2020, 6, 1), 8), (date(2020, 6, 11), -2)])
def test_days_left(on: date, left: int) -> None:
    assert days_left(BEFORE, CALENDAR, on=on) == left


@FEW
@given(st.sampled_from(sorted(DUE)), DAYS, DAYS)
def test_a_day_fits_exactly_while_no_day_is_lacking(id: str, event: date, day: date) -> None:
    deadline, events = DUE[id], {"congress": event}
    left = days_left(deadline, CALENDAR, on=day, events=events)
    assert (fits(deadline, CALENDAR, day, events).outcome is MET) is (left >= 0)
    assert days_left(deadline, CALENDAR, on=day + timedelta(days=1), events=events) == left - 1


@FEW
@given(DAYS)
def test_a_later_event_never_means_an_earlier_deadline(event: date) -> None:
    for deadline in (CONGRESS, TEN_DAYS, THREE_WORKING_DAYS):
        first, second = (last_day(deadline, CALENDAR, {"congress": day}) for day in (event, event + timedelta(days=1)))
        assert first <= second < event + timedelta(days=1)


@FEW
@given(DAYS, st.integers(1, 20), st.lists(DAYS, max_size=5).map(tuple))
def test_between_the_last_working_day_and_the_day_lie_just_so_many_working_days(
    day: date, count: int, holidays: tuple[date, ...]
) -> None:
    last = working_days_before(day, count, holidays)
    between = [last + timedelta(days=step) for step in range((day - last).days)]
    working = [one for one in between if one.weekday() < 5 and one not in holidays]
    assert len(working) == count
    assert working[0] == last


@FEW
@given(st.datetimes(datetime(2020, 6, 1), datetime(2020, 6, 20), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_fits_exactly_before_midnight_in_hanoi(moment: datetime) -> None:
    in_time = moment < datetime(2020, 6, 10, tzinfo=HANOI)
    assert (fits(BEFORE, CALENDAR, in_zone(moment, CALENDAR)).outcome is MET) is in_time
