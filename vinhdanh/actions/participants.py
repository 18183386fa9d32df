"""Who takes part in a campaign, in which group, and the time that one unit is given beyond the deadline."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.campaign_holds import hold_alone
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Campaign, CampaignState, Cluster, Dossier, DossierState, Extension, Participant, Unit, User
from vinhdanh.models.many_rows import insert_many
from vinhdanh.models.sending_days import last_day_in, pack_of
from vinhdanh.models.units import UnitQuerySet
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.deadlines import in_zone
from vinhdanh.screening.groups import GroupFinder
from vinhdanh.vietnamese import join_words, tidy, two_digits, written_date

_NAMED = 5


class GroupChoice(NamedTuple):
    """The group that a person chose for a participant, and the one that the page showed when it was opened."""

    participant: int
    was: str
    group: str


def units_to_propose(host: Unit, on: date) -> UnitQuerySet:
    """The units that usually take part: of the province those in its emulation clusters, of a unit those right below.

    The clusters of the latest year up to the day's; a province that keeps none has the units right below too.
    """
    existing = Unit.objects.existing(on)
    years = Cluster.objects.filter(year__lte=on.year).order_by("-year").values_list("year", flat=True)
    if host.parent_id is None and (year := years.first()):
        return existing.filter(clusters__year=year).exclude(pk=host.pk).distinct()
    return existing.filter(parent=host)


def propose_participants(campaign: Campaign, pack: Pack, on: date) -> int:
    """Enters those units, each in the group that its name or kind says; part of preparing a campaign. How many."""
    units = list(units_to_propose(campaign.host, on))
    insert_many(_entered(campaign, pack, units))
    return len(units)


@transaction.atomic
def add_participants(campaign: Campaign, *, by: User, units: Iterable[Unit]) -> list[Participant]:
    """Lets more units take part, each in the group that its name or kind says.

    Raises NotPossible where none is given, one takes part already, has ended, or does not stand below the host; and
    after the campaign's end.
    """
    campaign, asked = hold_alone(campaign), list(dict.fromkeys(units))
    require(by, "edit_participants", campaign.host)
    _require_not_over(campaign)
    if not asked:
        raise NotPossible("Chưa ghi đơn vị nào.", "units")
    present = set(campaign.participants.values_list("unit", flat=True))
    for refused, sentence in (
        ([unit for unit in asked if unit.pk in present], "đã có trong danh sách tham gia"),
        ([unit for unit in asked if unit.closed_on], "đã kết thúc hoạt động"),
        ([unit for unit in asked if not _below(unit, campaign.host)], f"không trực thuộc {campaign.host.name}"),
    ):
        if refused:
            raise NotPossible(f"{_names(refused)} {sentence}.", "units")
    added = _entered(campaign, pack_of(campaign), asked)
    Participant.objects.bulk_create(added)
    told = [Told(one, one.unit, after={"campaign": campaign.title, "group": one.group}) for one in added]
    record_all("add_participant", told, by=by)
    return added


@transaction.atomic
def remove_participants(campaign: Campaign, *, by: User, participants: Iterable[int]) -> int:
    """Takes units out, by their keys. Raises NotPossible where one has begun its dossier. Returns how many."""
    campaign = hold_alone(campaign)
    require(by, "edit_participants", campaign.host)
    leaving = list(campaign.participants.filter(pk__in=list(participants)).select_related("unit"))
    begun = [one.unit for one in leaving if Dossier.objects.filter(participant=one).exists()]
    if begun:
        raise NotPossible(f"{_names(begun)} đã bắt đầu hồ sơ nên không bỏ ra được.")
    given = Extension.objects.filter(participant__in=leaving).select_related("participant__unit")
    if extended := [one.participant.unit for one in given]:
        raise NotPossible(f"{_names(extended)} đã được gia hạn nên không bỏ ra được.")
    told = [Told(one, one.unit, before={"campaign": campaign.title, "group": one.group}) for one in leaving]
    record_all("remove_participant", told, by=by)
    Participant.objects.filter(pk__in=[one.pk for one in leaving]).delete()
    return len(leaving)


@transaction.atomic
def choose_groups(campaign: Campaign, *, by: User, choices: Iterable[GroupChoice]) -> int:
    """Puts participants into groups by hand; choices that change nothing are passed over. Returns how many changed.

    Raises NotPossible for a group that the pack does not know, and where a colleague chose another one meanwhile.
    """
    campaign, asked = hold_alone(campaign), {one.participant: one for one in choices if one.was != one.group}
    require(by, "edit_participants", campaign.host)
    _require_not_over(campaign)
    labels = {group.code: group.label for group in pack_of(campaign).groups}
    held = campaign.participants.select_for_update(of=("self",)).filter(pk__in=asked).select_related("unit")
    told, overtaken = list[Told](), list[str]()
    for one in held:
        choice = asked[one.pk]
        if choice.group and choice.group not in labels:
            raise NotPossible(f"Gói quy định không có nhóm “{choice.group}”.")
        if one.group not in (choice.was, choice.group):
            overtaken.append(f"{one.unit.name} (nay là “{labels.get(one.group, 'chưa chọn')}”)")
        elif one.group != choice.group:
            told.append(Told(one, one.unit, before={"group": one.group}, after={"group": choice.group}))
            one.group, one.chosen_by_hand = choice.group, True
            one.save(update_fields=["group", "chosen_by_hand"])
    if overtaken:
        raise NotPossible(f"Người khác vừa chọn nhóm khác cho {join_words(overtaken)}. Xem lại rồi lưu lần nữa.")
    record_all("choose_group", told, by=by)
    return len(told)


@transaction.atomic
def extend_deadline(participant: Participant, *, by: User, last_day: date, reason: str, now: datetime) -> Extension:
    """Gives one unit time until the end of a day, with a reason; a later extension takes over from an earlier one.

    Raises NotPossible without a reason, for a day that does not lie after the deadline or has passed, and where the
    campaign is not open.
    """
    campaign = hold_alone(participant.campaign)
    participant = Participant.objects.select_for_update(of=("self",)).select_related("unit").get(pk=participant.pk)
    require(by, "extend_deadline", campaign.host)
    if campaign.state != CampaignState.OPEN:
        raise NotPossible("Chỉ gia hạn khi đợt đang nhận hồ sơ; mở đợt hoặc mở lại đợt trước.")
    if not tidy(reason):
        raise NotPossible("Chưa ghi lý do gia hạn.", "reason")
    pack = pack_of(campaign)
    deadline = last_day_in(pack)
    if deadline is not None and last_day <= deadline:
        raise NotPossible(f"Ngày gia hạn phải sau hạn cuối {written_date(deadline)}.", "last_day")
    if last_day < in_zone(now, pack.calendar):
        raise NotPossible("Ngày gia hạn đã qua.", "last_day")
    before = participant.extended_to
    given = Extension.objects.create(
        participant=participant, last_day=last_day, reason=tidy(reason), given_by=by, given_at=now
    )
    told = {"last_day": last_day, "reason": given.reason}
    record(
        "extend_deadline",
        participant,
        by=by,
        unit=participant.unit,
        before={"last_day": before} if before else {},
        after=told,
    )
    return given


def clear_lost_groups(campaign: Campaign, pack: Pack) -> int:
    """Leaves participants without a group where the pack no longer knows theirs, when an edition is taken. How many.

    Whose dossier was accepted keeps its group: it is counted by the text under which it was accepted.
    """
    known = [group.code for group in pack.groups]
    lost = campaign.participants.exclude(group="").exclude(group__in=known)
    return lost.exclude(dossier__state=DossierState.ACCEPTED).update(group="")


def _entered(campaign: Campaign, pack: Pack, units: Iterable[Unit]) -> list[Participant]:
    """Participants not yet written, each with its proposed group."""
    finder = GroupFinder(pack, (campaign.host.name,))
    return [
        Participant(campaign=campaign, unit=unit, group=finder.propose(unit.kind, (unit.name, unit.short_name)))
        for unit in units
    ]


def _require_not_over(campaign: Campaign) -> None:
    if campaign.state == CampaignState.CLOSED:
        raise NotPossible("Đợt đã kết thúc nhận hồ sơ; mở lại đợt trước khi sửa danh sách đơn vị.")


def _below(unit: Unit, host: Unit) -> bool:
    return unit.pk != host.pk and unit.is_within(host.path)


def _names(units: list[Unit]) -> str:
    first = [unit.name for unit in units[:_NAMED]]
    rest = len(units) - len(first)
    return join_words([*first, f"{two_digits(rest)} đơn vị khác"] if rest else first)
