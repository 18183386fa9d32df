"""Reminding the units that have not sent yet: whom a message would reach, and the message itself, into the outbox."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.campaign_holds import hold_together
from vinhdanh.actions.notices import Message, compose_many
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Campaign, CampaignState, HeldRole, Participant, User
from vinhdanh.models.sending_days import last_day_of
from vinhdanh.permissions import TABLE, require
from vinhdanh.vietnamese import tidy, written_date

MOST_SUBJECT, MOST_BODY = 150, 3000


@dataclass(frozen=True, slots=True)
class Reminded:
    """A unit that still has to send, the people who work on its dossier, and its last day."""

    participant: Participant
    people: tuple[User, ...]
    last_day: date | None

    @property
    def line(self) -> str:
        """What its message ends with."""
        until = f" Hạn gửi của đơn vị: hết ngày {written_date(self.last_day)}." if self.last_day else ""
        return f"Đơn vị: {self.participant.unit.name}.{until}"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a reminder reaches; `nobody` are units in which no person has a role that works on dossiers."""

    reminded: tuple[Reminded, ...]
    nobody: tuple[Reminded, ...]

    @property
    def people(self) -> int:
        """How many messages go; a person of two units has one for each."""
        return sum(len(one.people) for one in self.reminded)

    @property
    def mark(self) -> str:
        """What a page carries of the list that it showed."""
        pairs = sorted((one.participant.pk, person.pk) for one in self.reminded for person in one.people)
        return hashlib.sha256(repr(pairs).encode()).hexdigest()[:16]


def recipients_of(participants: Iterable[Participant]) -> Recipients:
    """Of these units those that still have to send, with their people: officers and leaders of the unit itself.

    Reads each one's unit, dossier and extensions, and the campaign's edition, which whoever asks fetches beforehand.
    """
    waiting = [one for one in participants if not hasattr(one, "dossier") or one.dossier.is_open]
    held = HeldRole.objects.current().filter(role__in=TABLE["send_dossier"], user__is_active=True)
    at: dict[int, dict[int, User]] = defaultdict(dict)
    for role in held.filter(unit__participations__in=[one.pk for one in waiting]).select_related("user"):
        at[role.unit_id][role.user_id] = role.user
    listed = [
        Reminded(one, tuple(at[one.unit_id].values()), last_day_of(one, getattr(one, "dossier", None)))
        for one in waiting
    ]
    return Recipients(tuple(one for one in listed if one.people), tuple(one for one in listed if not one.people))


@transaction.atomic
def remind_units(
    campaign: Campaign, recipients: Recipients, subject: str, body: str, *, by: User, now: datetime, seen: str = ""
) -> int:
    """Puts the message into the outbox for every person; how many. Each ends with the unit's own last day.

    `seen` is the mark of the list that the person looked at. Raises Refused; NotPossible where the list is another by
    now, nobody is left on it, the text is blank, or the campaign does not receive.
    """
    require(by, "remind_units", campaign.host)
    title, text = tidy(subject)[:MOST_SUBJECT], body.strip()[:MOST_BODY]
    hold_together(campaign.pk)
    if not Campaign.objects.filter(pk=campaign.pk, state=CampaignState.OPEN).exists():
        raise NotPossible("Đợt không ở tình trạng đang nhận hồ sơ nên không nhắc được.")
    if not title:
        raise NotPossible("Chưa ghi tiêu đề.", "subject")
    if not text:
        raise NotPossible("Chưa ghi nội dung.", "body")
    if not recipients.people:
        raise NotPossible("Không còn ai để nhắc: các đơn vị này đã gửi hồ sơ, hoặc chưa có người dùng.")
    if seen and seen != recipients.mark:
        raise NotPossible("Danh sách người nhận đã thay đổi sau khi trang được mở; xem lại rồi gửi lần nữa.")
    told = 0
    for one in recipients.reminded:
        dossier = getattr(one.participant, "dossier", None)
        page, key = ("dossier", str(dossier.pk)) if dossier else ("dossiers", "")
        told += compose_many(one.people, Message(title, f"{text}\n\n{one.line}", page, key), by=by, now=now)
    after = {"units_reminded": len(recipients.reminded), "people_reminded": told, "subject": title}
    record("remind_units", campaign, by=by, unit=campaign.host, after=after)
    return told
