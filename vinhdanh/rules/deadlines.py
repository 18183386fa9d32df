"""Deadlines: the last day on which something may be done, and whether a moment fits."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vinhdanh.rules.campaign import Before, BeforeEvent, Calendar, Deadline, NotLaterThan
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN, Evidence, Finding, Missing, Stated, Told
from vinhdanh.vietnamese import written_date

_SATURDAY = 5


def last_day(deadline: Deadline, calendar: Calendar, events: Mapping[str, date] | None = None) -> date | None:
    """The last day that is in time; None where it hangs on an event whose date is not known.

    "Trước ngày" excludes the day itself (O2). So many working days before an event leave out Saturdays, Sundays and the
    calendar's holidays.
    """
    match deadline.due:
        case Before(day=day):
            return day - timedelta(days=1)
        case NotLaterThan(day=day):
            return day
        case BeforeEvent(event=event, days=days, working=working):
            day_of_event = (events or {}).get(event)
            if day_of_event is None:
                return None
            if not working:
                return day_of_event - timedelta(days=max(days, 1))
            return working_days_before(day_of_event, max(days, 1), calendar.holidays)


def working_days_before(day: date, count: int, holidays: tuple[date, ...] = ()) -> date:
    """The day that lies `count` (≥ 1) working days before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < _SATURDAY and day not in holidays
    return day


def in_zone(moment: datetime, calendar: Calendar) -> date:
    """The day of a moment (with its zone) on the campaign's own clock. ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(ZoneInfo(calendar.timezone)).date()


def days_left(
    deadline: Deadline, calendar: Calendar, *, on: date, events: Mapping[str, date] | None = None
) -> int | None:
    """Days from `on` to the last day, 0 on the last day itself, negative when it is over; None where it is not
    known."""
    last = last_day(deadline, calendar, events)
    return None if last is None else (last - on).days


def fits(deadline: Deadline, calendar: Calendar, day: date | None, events: Mapping[str, date] | None = None) -> Finding:
    """Whether something done on `day` is in time; unknown while the day or the event's day is not known."""
    last = last_day(deadline, calendar, events)
    if last is None:
        return Finding.of(deadline, UNKNOWN, _waiting_for_event(deadline, calendar))
    end = f"hết ngày {written_date(last)}"
    limit = (Evidence(Stated(last.isoformat()), f"Hạn cuối: {end}"),)
    if day is None:
        missing = Missing("day", "ngày thực hiện")
        told = Told(f"Chưa có ngày thực hiện; hạn cuối là {end}.", missing.text, limit, (missing,))
        return Finding.of(deadline, UNKNOWN, told)
    if day <= last:
        told = Told(f"Ngày {written_date(day)} kịp hạn, hạn cuối là {end}.", "kịp hạn", limit)
        return Finding.of(deadline, MET, told)
    late = f"quá hạn {(day - last).days} ngày"
    return Finding.of(deadline, NOT_MET, Told(f"Ngày {written_date(day)} {late}; hạn cuối là {end}.", late, limit))


def _waiting_for_event(deadline: Deadline, calendar: Calendar) -> Told:
    events = {event.code: event.label for event in calendar.events}
    label = events[deadline.due.event] if isinstance(deadline.due, BeforeEvent) else ""
    missing = Missing("event", f"ngày {label}")
    return Told(f"Chưa biết ngày {label}.", missing.text, (), (missing,))
