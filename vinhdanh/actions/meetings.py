"""A unit's council and its meeting about a dossier: who belongs to it, who came, how they voted (HD II.3.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.versions import Shown, require_unchanged, version_of
from vinhdanh.models import Attendance, CouncilMember, Dossier, Meeting, Presence, Unit, User, Vote
from vinhdanh.models.nominations import Nomination
from vinhdanh.permissions import require
from vinhdanh.vietnamese import tidy, two_digits

PLACE = "meeting"
_PLAIN = {
    "number": "số biên bản",
    "held_on": "ngày họp",
    "begun": "giờ bắt đầu",
    "ended": "giờ kết thúc",
    "place": "địa điểm",
    "guests": "khách mời",
    "course": "diễn biến",
    "conclusion": "kết luận",
}
SHOWN = {
    **{name: Shown(label, (name,)) for name, label in _PLAIN.items()},
    "rows": Shown("thành phần dự họp hoặc kết quả phiếu", ("revision",)),
}


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A member of the council; `role` is one of CouncilRole."""

    name: str
    position: str = ""
    role: str = "member"


@dataclass(frozen=True, slots=True)
class AttendanceDraft:
    """A member at the meeting; `presence` is one of Presence, `reason` why a member stayed away."""

    name: str
    position: str = ""
    role: str = "member"
    presence: str = "present"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class VoteDraft:
    """The ballots for a nominee; None where nobody has counted yet."""

    agreed: int | None
    against: int | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """All that the minutes say. `votes` go by the key of the nomination."""

    number: str = ""
    held_on: date | None = None
    begun: time | None = None
    ended: time | None = None
    place: str = ""
    guests: str = ""
    course: str = ""
    conclusion: str = ""
    attendances: tuple[AttendanceDraft, ...] = ()
    votes: Mapping[int, VoteDraft] | None = None
    keep_council: bool = False  # the members at this meeting are the unit's council from now on


@transaction.atomic
def edit_council(unit: Unit, members: Sequence[MemberDraft], *, by: User) -> list[CouncilMember]:
    """Puts these members in the place of those that the unit's council had; former meetings keep theirs.

    Raises NotPossible for a member without a name, one named twice, and more than one chair.
    """
    require(by, "edit_dossier", unit)
    Unit.objects.select_for_update().get(pk=unit.pk)
    listed = [MemberDraft(tidy(one.name), tidy(one.position), one.role) for one in members]
    _check_names(listed)
    standing = list(unit.council_members.filter(left_at=None))
    before = [_told_member(one) for one in standing]
    if before == [asdict(one) for one in listed]:
        return standing
    unit.council_members.filter(left_at=None).update(left_at=timezone.now())
    made = CouncilMember.objects.bulk_create(
        CouncilMember(unit=unit, number=number, **asdict(one)) for number, one in enumerate(listed, 1)
    )
    record("edit_council", unit, by=by, unit=unit, before={"members": before}, after={"members": _lines(listed)})
    return made


@transaction.atomic
def edit_meeting(dossier: Dossier, draft: MeetingDraft, *, by: User, on: date, seen: str = "") -> Meeting:
    """Writes what the minutes say of the meeting about the dossier; `on` is today.

    `seen`: the `meeting_version` that the form was opened with. Raises ChangedMeanwhile where another stands now, and
    NotPossible where the dossier is not open there, for a day to come, an end before the beginning, members without or
    with the same name, more than one chair, more ballots than members took part, and votes for somebody who is not
    proposed.
    """
    unit = dossier.participant.unit
    require(by, "edit_dossier", unit)
    dossier = Dossier.objects.select_for_update().get(pk=dossier.pk)
    require_open(dossier, PLACE)
    meeting, _ = Meeting.objects.select_for_update().get_or_create(dossier=dossier)
    require_unchanged(meeting, SHOWN, seen)
    _check(dossier, draft, on)
    before = told_meeting(meeting)
    for name in _PLAIN:
        value = getattr(draft, name)
        setattr(meeting, name, tidy(value) if name in ("number", "place") else value)
    if _write_rows(meeting, draft):
        meeting.revision += 1
    meeting.save()
    after = told_meeting(meeting)
    if draft.keep_council and draft.attendances:
        edit_council(unit, [MemberDraft(one.name, one.position, one.role) for one in draft.attendances], by=by)
    if before != after:
        changed = [name for name in after if before.get(name) != after[name]]
        told = {name: before.get(name) for name in changed}
        record("edit_meeting", meeting, by=by, unit=unit, before=told, after={name: after[name] for name in changed})
    return meeting


def meeting_version(meeting: Meeting) -> str:
    """How it stands, for the form that shows it."""
    return version_of(meeting, SHOWN)


def told_meeting(meeting: Meeting) -> dict[str, Any]:
    """What the record tells of a meeting."""
    told: dict[str, Any] = {name: getattr(meeting, name) for name in _PLAIN}
    told["attendances"] = _lines(_attendances(meeting))
    votes = meeting.votes.select_related("nomination").order_by("nomination__number", "pk")
    told["votes"] = [f"{vote.nomination.name}: {vote.agreed}/{vote.against} trên {vote.members}" for vote in votes]
    return told


def _write_rows(meeting: Meeting, draft: MeetingDraft) -> bool:
    """Puts the attendances and votes in place of those there were; whether any differs."""
    listed = [
        AttendanceDraft(tidy(one.name), tidy(one.position), one.role, one.presence, tidy(one.reason))
        for one in draft.attendances
    ]
    changed = _attendances(meeting) != listed
    if changed:
        meeting.attendances.all().delete()
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, number=number, **asdict(one)) for number, one in enumerate(listed, 1)
        )
    votes = draft.votes or {}
    standing = {vote.nomination_id: vote for vote in meeting.votes.all()}
    for key, ballots in votes.items():
        vote = standing.get(key) or Vote(meeting=meeting, nomination_id=key)
        was = (vote.pk and vote.members, vote.agreed, vote.against, vote.remark)
        vote.members, vote.agreed, vote.against = len(listed), ballots.agreed, ballots.against
        vote.remark = tidy(ballots.remark)
        if was != (vote.members, vote.agreed, vote.against, vote.remark):
            vote.save()
            changed = True
    gone = [vote.pk for key, vote in standing.items() if key not in votes]
    meeting.votes.filter(pk__in=gone).delete()
    return changed or bool(gone)


def _check(dossier: Dossier, draft: MeetingDraft, on: date) -> None:
    if draft.held_on and draft.held_on > on:
        raise NotPossible("Ngày họp chưa đến; ghi ngày Hội đồng đã họp.", "held_on")
    if draft.begun and draft.ended and draft.ended <= draft.begun:
        raise NotPossible("Giờ kết thúc phải sau giờ bắt đầu.", "ended")
    _check_names(draft.attendances)
    voting = sum(one.presence != Presence.ABSENT for one in draft.attendances)
    proposed = dict(Nomination.objects.standing().filter(dossier=dossier).values_list("pk", "name"))
    for key, ballots in (draft.votes or {}).items():
        if key not in proposed:
            raise NotPossible("Có kết quả phiếu của trường hợp không còn được đề nghị; hãy mở lại trang.")
        cast = (ballots.agreed or 0) + (ballots.against or 0)
        if cast > voting:
            raise NotPossible(
                f"{proposed[key]}: {two_digits(cast)} phiếu, nhiều hơn {two_digits(voting)} thành viên dự họp hoặc "
                "có ý kiến bằng văn bản.",
                f"vote-{key}",
            )


def _check_names(members: Iterable[MemberDraft | AttendanceDraft]) -> None:
    seen: set[tuple[str, str]] = set()
    chairs = 0
    for one in members:
        who = (tidy(one.name).casefold(), tidy(one.position).casefold())
        if not who[0]:
            raise NotPossible("Có thành viên chưa ghi họ và tên.", "members")
        if who in seen:
            raise NotPossible(f"{tidy(one.name)} được ghi hai lần trong Hội đồng.", "members")
        seen.add(who)
        chairs += one.role == "chair"
    if chairs > 1:
        raise NotPossible("Hội đồng chỉ có một Chủ tịch.", "members")


def _attendances(meeting: Meeting) -> list[AttendanceDraft]:
    return [
        AttendanceDraft(one.name, one.position, one.role, one.presence, one.reason)
        for one in (meeting.attendances.all() if meeting.pk else ())
    ]


def _told_member(one: CouncilMember) -> dict[str, str]:
    return {"name": one.name, "position": one.position, "role": one.role}


def _lines(members: Iterable[MemberDraft | AttendanceDraft]) -> list[dict[str, Any]]:
    return [asdict(one) for one in members]
