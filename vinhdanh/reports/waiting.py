"""Việc cần làm: what waits for one person, and what was done lately. Reads a constant number of times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from vinhdanh.models import (
    Dossier,
    DossierState,
    Import,
    ImportState,
    Invitation,
    Notice,
    Role,
    Suspicion,
    Unit,
    UnitYear,
    User,
)
from vinhdanh.permissions import can
from vinhdanh.reports.board import waiting_dossiers
from vinhdanh.reports.campaign_page import own_standings
from vinhdanh.reports.questions import waiting_questions
from vinhdanh.vietnamese import grouped, two_digits

LATELY = timedelta(days=7)
_SHOWN_DOSSIERS = 10
_SHOWN_IMPORTS = 20
_SHOWN_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Work:
    """One line: what to do (`kind`: `todo`, `running` or `done`), the name of the page where, and what its address
    takes."""

    kind: str
    sentence: str
    detail: str
    page: str
    key: int | str | None = None


_IMPORT_WORK = {
    ImportState.PREVIEW: ("todo", "Kiểm tra danh sách rồi ghi vào sổ"),
    ImportState.FAILED: ("todo", "Danh sách không đọc được: xem lý do, chọn lại tệp"),
    ImportState.READING: ("running", "Đang đọc danh sách"),
    ImportState.CONFIRMED: ("running", "Đang ghi danh sách vào sổ"),
    ImportState.UNDOING: ("running", "Đang hoàn tác danh sách đã ghi"),
    ImportState.DONE: ("done", "Danh sách đã ghi vào sổ"),
    ImportState.UNDONE: ("done", "Danh sách đã hoàn tác"),
}
_ENDED = (ImportState.DONE, ImportState.UNDONE)
_STOPPED = ("todo", "Hoàn tác danh sách chưa xong: xem lý do, làm tiếp")


def waiting_for(person: User, now: datetime, on: date | None = None) -> list[Work]:
    """All that waits at the moment `now`, first what the person must do, then what runs, then what is done.

    `on`: the day by which days are counted to a deadline, where it is not the day of `now` (docs/decisions/0021).
    """
    day = on or timezone.localdate(now)
    found = [
        *_dossiers(person, day),
        *_received(person),
        *_questions(person),
        *_notices(person),
        *_imports(person, now),
        *_duplicates(person),
        *_invitations(person, now),
        *_units_without_numbers(person, day),
    ]
    return sorted(found, key=lambda work: ("todo", "running", "done").index(work.kind))


def _dossiers(person: User, on: date) -> Iterator[Work]:
    """What the person's units still have to send, the nearest last day first; beyond some, how many more."""
    waiting = [
        one for one in own_standings(person, on) if one.waits and can(person, "edit_dossier", one.participant.unit)
    ]
    for one in waiting[:_SHOWN_DOSSIERS]:
        unit, dossier = one.participant.unit, one.dossier
        detail = f"{one.participant.campaign}, {unit}"
        page, key = ("dossier", dossier.pk) if dossier else ("dossiers", None)
        yield Work("todo", f"{_doing(dossier)}: {_left(one.left)}", detail, page, key)
    more = len(waiting) - _SHOWN_DOSSIERS
    if more > 0:
        yield Work("todo", f"Xem tất cả: còn {_count(more)} hồ sơ khác phải gửi", "Hồ sơ", "dossiers")


def _notices(person: User) -> Iterator[Work]:
    """What happened that the person has not looked at yet, the latest first: each goes once its page was opened."""
    unread = Notice.objects.unread_of(person).exclude(page="")
    for one in unread[:_SHOWN_NOTICES]:
        yield Work("done", one.subject, one.body, one.page, int(one.key) if one.key.isdecimal() else one.key or None)


def _doing(dossier: Dossier | None) -> str:
    if dossier is None:
        return "Bắt đầu hồ sơ"
    return "Bổ sung hồ sơ được trả lại" if dossier.state == DossierState.RETURNED else "Soạn và gửi hồ sơ"


def _left(left: int | None) -> str:
    if left is None:
        return "chưa ghi hạn"
    if left < 0:
        return f"đã quá hạn {-left} ngày"
    return f"còn {left} ngày" if left else "hôm nay là ngày cuối"


def _received(person: User) -> Iterator[Work]:
    """Dossiers that were sent to campaigns which the person's units hold, and wait to be accepted or returned."""
    for campaign, title, count in waiting_dossiers(person):
        yield Work("todo", f"Thẩm định {_count(count)} hồ sơ đã gửi", title, "board", campaign)


def _questions(person: User) -> Iterator[Work]:
    if count := waiting_questions(person):
        yield Work("todo", f"Trả lời {_count(count)} câu hỏi của đơn vị", "Hỏi đáp", "questions")


def _imports(person: User, now: datetime) -> Iterator[Work]:
    if not can(person, "import_list"):
        return
    lately = Q(state__in=_ENDED, changed_at__gte=now - LATELY)
    wanted = Q(state__in=[state for state in _IMPORT_WORK if state not in _ENDED]) | lately
    undone = Q(undone_by=person, state__in=(ImportState.UNDOING, ImportState.UNDONE))
    mine = Import.objects.visible_to(person).filter(wanted, Q(sent_by=person) | undone).select_related("unit")
    for one in mine.defer("contents", "edits", "mapping", "context", "notes").order_by("-sent_at")[:_SHOWN_IMPORTS]:
        kind, sentence = _IMPORT_WORK[ImportState(one.state)]
        if one.state == ImportState.UNDOING and one.failure:
            kind, sentence = _STOPPED
        yield Work(kind, sentence, f"{one.file_name}, {one.unit}", "import", one.pk)


def _duplicates(person: User) -> Iterator[Work]:
    if not can(person, "decide_duplicate"):
        return
    if count := Suspicion.objects.visible_to(person).waiting().count():
        yield Work(
            "todo", f"Quyết định {_count(count)} cặp đối tượng có thể trùng nhau", "Sổ khen thưởng", "duplicates"
        )


def _invitations(person: User, now: datetime) -> Iterator[Work]:
    if not can(person, "invite_person"):
        return
    waiting = Invitation.objects.visible_to(person).waiting().values_list("expires_at", flat=True)
    over = sum(1 for expires_at in waiting if expires_at <= now)
    if over:
        yield Work("todo", f"Gửi lại hoặc thu hồi {_count(over)} lời mời đã hết hạn", "Người dùng", "people")
    if len(waiting) > over:
        yield Work("running", f"{_count(len(waiting) - over)} lời mời chưa được nhận", "Người dùng", "people")


def _units_without_numbers(person: User, on: date) -> Iterator[Work]:
    """Of the year that has ended: its numbers are what Mẫu 02 divides by. For those who work in the unit itself."""
    own = [held.unit_id for held in person.roles if held.role in {Role.UNIT_OFFICER, Role.UNIT_LEADER}]
    if not own:
        return
    year = on.year - 1
    known = UnitYear.objects.filter(year=year, collectives__isnull=False, individuals__isnull=False)
    existed = Unit.objects.filter(pk__in=own).existing(date(year, 12, 31))
    for unit in existed.exclude(pk__in=known.values("unit")):
        yield Work("todo", f"Ghi số tập thể, số cá nhân năm {year} của đơn vị", unit.name, "unit", unit.code)


def _count(number: int) -> str:
    return two_digits(number) if number < 10 else grouped(number)
