"""The outbox: messages composed for people, sent as mail in a few tries, read on the first page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import F

from vinhdanh.models import HeldRole, Notice, NoticeState, Role, Unit, User
from vinhdanh.models.many_rows import insert_many
from vinhdanh.models.units import PATH_DIGITS
from vinhdanh.permissions import TABLE

MOST_TRIES = 3
AT_ONCE = 200  # mails in one go of the worker
_LONGEST = {"subject": 200, "failure": 200}
_FOOT = "Thư tự động của phần mềm Vinh Danh."
_WITHOUT_ADDRESS = "Đăng nhập phần mềm, mở mục Việc cần làm để xem."

Link = Callable[[str, str], str]  # the address of a page by its name and key as people type it; blank: none is known


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: which dossier, what happened, what to do by when, for it goes by mail; never what stands in it.

    `page` and `key` name the page that it is about, and what its address takes.
    """

    subject: str
    body: str
    page: str = ""
    key: str = ""


def people_concerned(unit: Unit, verb: str) -> list[User]:
    """Who may do this in the unit by a role held there; where nobody holds one, in the nearest unit above.

    One that reaches the unit from further above is not told: a province's leader is not told of every district.
    """
    held = HeldRole.objects.current().filter(role__in=TABLE[verb], user__is_active=True).select_related("user", "unit")
    ends = range(PATH_DIGITS, len(unit.path) + 1, PATH_DIGITS)
    above = list(held.filter(unit__path__in=[unit.path[:end] for end in ends]))
    nearest = max((len(one.unit.path) for one in above), default=0)
    told = [one for one in above if len(one.unit.path) == nearest]
    offices = [one for one in told if one.role == Role.OFFICE]
    return list({one.user_id: one.user for one in offices or told}.values())


def compose_many(people: Iterable[User], message: Message, *, by: User | None, now: datetime) -> int:
    """Puts the message into the outbox once for each person; how many. Who did it is not told of it."""
    told = {one.pk: one for one in people if by is None or one.pk != by.pk}
    waiting = [
        Notice(
            to=one,
            subject=message.subject[: _LONGEST["subject"]],
            body=message.body,
            page=message.page,
            key=message.key,
            composed_at=now,
            composed_by=by,
        )
        for one in told.values()
    ]
    insert_many(waiting)
    return len(waiting)


def mark_read(person: User, page: str, key: str, *, now: datetime) -> int:
    """The person has seen what unread notices of this page are about; how many."""
    return Notice.objects.unread_of(person).filter(page=page, key=key).update(read_at=now)


def send_waiting(now: datetime, link: Link) -> int:
    """Sends what waits as mail, the oldest first; how many went. One that fails is tried again, MOST_TRIES in all.

    Each is claimed before it is sent, so that two workers do not send it twice; a worker that dies with a mail in its
    hands has used up one try of it.
    """
    gone = 0
    waiting = Notice.objects.filter(state=NoticeState.WAITING).select_related("to").order_by("composed_at", "pk")
    for one in waiting[:AT_ONCE]:
        mine = Notice.objects.filter(pk=one.pk, state=NoticeState.WAITING, tries=one.tries)
        if one.tries >= MOST_TRIES:  # a worker died with it in the last try
            mine.update(state=NoticeState.FAILED, failure="Máy chủ dừng khi đang gửi.")
            continue
        if not mine.update(tries=F("tries") + 1):
            continue
        failure = _failure_of(one, link(one.page, one.key))
        last = bool(failure) and one.tries + 1 >= MOST_TRIES
        state = NoticeState.FAILED if last else NoticeState.WAITING if failure else NoticeState.SENT
        told = {"state": state, "failure": failure, "sent_at": None if failure else now}
        Notice.objects.filter(pk=one.pk).update(**told)
        gone += not failure
    return gone


def _failure_of(one: Notice, address: str) -> str:
    """Sends it; blank, or what went wrong in a few words that name nobody."""
    if not one.to.email or not one.to.is_active:
        return "Người nhận không có địa chỉ thư điện tử."
    try:
        where = f"Mở trang: {address}" if address else _WITHOUT_ADDRESS
        EmailMessage(one.subject, f"{one.body}\n\n{where}\n\n{_FOOT}\n", to=[one.to.email]).send()
    except OSError as error:  # smtplib's errors too
        return f"{type(error).__name__}: máy chủ thư không nhận."[: _LONGEST["failure"]]
    return ""
