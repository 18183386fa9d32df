"""Campaigns as pages show them: where one's own dossiers stand, the campaigns one holds, the units by group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from vinhdanh.models import (
    Campaign,
    CampaignState,
    Dossier,
    DossierState,
    Extension,
    HonoureeKind,
    Nomination,
    Participant,
    Role,
    Unit,
    User,
)
from vinhdanh.models.readers import Reading
from vinhdanh.reports.campaigns import days_left, deadline_of, last_day_in, last_day_of, pack_of
from vinhdanh.rules.campaign import Deadline, Quota

_WORKING = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in a campaign: its dossier if it has begun one, the last day on which it may send, the days left."""

    participant: Participant
    dossier: Dossier | None
    deadline: Deadline | None
    last_day: date | None
    left: int | None
    extension: Extension | None

    @property
    def over(self) -> bool:
        """Whether its time to send has run out."""
        return self.left is not None and self.left < 0

    @property
    def waits(self) -> bool:
        """Whether the unit still has to send: not begun or drafting; or returned to it, after the campaign has ended as
        long as its own day has not passed."""
        state = self.dossier.state if self.dossier else DossierState.DRAFT
        if self.participant.campaign.state == CampaignState.OPEN:
            return state in (DossierState.DRAFT, DossierState.RETURNED)
        return state == DossierState.RETURNED and not self.over


@dataclass(frozen=True, slots=True)
class Held:
    """A campaign that a unit within reach holds, with how many units have come how far. `latest`: days until nobody may
    send any more, those who were given more time included."""

    campaign: Campaign
    last_day: date | None
    left: int | None
    latest: int | None
    units: int
    begun: int
    sent: int
    returned: int
    accepted: int


@dataclass(frozen=True, slots=True)
class GivenTime:
    """Until when units may send that were given more time together, and why."""

    last_day: date
    reason: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class UnitGroup:
    """A group of the pack with its quota and the units in it; `label` is blank for units that nobody has placed."""

    code: str
    label: str
    quota: Quota | None
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class DirectShare:
    """Of the individuals proposed in a campaign: how many work directly, of how many it is not said (HD I.2.7)."""

    individuals: int
    direct: int
    unknown: int

    @property
    def percent(self) -> int | None:
        """Whole per cent of all, rounded down; None while it is not said of somebody, or nobody is proposed."""
        return None if self.unknown or not self.individuals else 100 * self.direct // self.individuals


def direct_share(campaign: Campaign) -> DirectShare:
    """That share over all dossiers of the campaign."""
    people = Nomination.objects.standing().filter(dossier__participant__campaign=campaign, kind=HonoureeKind.INDIVIDUAL)
    counted = people.aggregate(
        individuals=Count("pk"),
        direct=Count("pk", filter=Q(direct_worker=True)),
        unknown=Count("pk", filter=Q(direct_worker=None)),
    )
    return DirectShare(**counted)


def standing_of(participant: Participant, on: date) -> Standing:
    """Where the unit stands; reads `dossier` and what `with_campaign` fetches."""
    dossier = getattr(participant, "dossier", None)
    return Standing(
        participant,
        dossier,
        deadline_of(participant.campaign),
        last_day_of(participant, dossier),
        days_left(participant, on, dossier),
        max(participant.extensions.all(), key=lambda one: one.pk, default=None),
    )


def own_standings(person: User, on: date) -> list[Standing]:
    """Of the units in which the person works, in campaigns that others hold: where something waits, the nearest last
    day first, then open ones, then those that have ended."""
    paths = tuple(held.unit.path for held in person.roles if held.role in _WORKING)
    if not paths:
        return []
    working = Unit.objects.under(paths)
    found = Participant.objects.with_campaign().select_related("dossier").filter(unit__in=working)
    found = found.exclude(campaign__state=CampaignState.DRAFT).exclude(campaign__host__in=working)
    standings = [standing_of(one, on) for one in found]
    return sorted(
        standings,
        key=lambda one: (
            not one.waits,
            not one.waits and one.participant.campaign.state != CampaignState.OPEN,
            one.last_day or date.max,
            -one.participant.campaign_id,
            one.participant.unit.path,
        ),
    )


def held_campaigns(person: User, on: date) -> list[Held]:
    """Those that units within the person's reach hold, the latest first."""
    hosts = Unit.objects.visible_to(person, Reading.DOSSIERS)
    found = Campaign.objects.with_edition().select_related("host").filter(host__in=hosts)
    counted = found.annotate(
        units=Count("participants"),
        begun=Count("participants__dossier"),
        extended_to=Subquery(
            Extension.objects.filter(participant__campaign=OuterRef("pk")).order_by("-last_day").values("last_day")[:1]
        ),
        **{
            state.value: Count("participants__dossier", filter=Q(participants__dossier__state=state))
            for state in (DossierState.SENT, DossierState.RETURNED, DossierState.ACCEPTED)
        },
    )
    return [_held(one, on) for one in counted]


def extensions_given(standings: Iterable[Standing]) -> list[GivenTime]:
    """The extensions that stand, those given together as one, the latest day first."""
    together: dict[tuple[date, str, date], list[Standing]] = {}
    for one in standings:
        if given := one.extension:
            key = (given.last_day, given.reason, timezone.localdate(given.given_at))
            together.setdefault(key, []).append(one)
    return [GivenTime(key[0], key[1], tuple(several)) for key, several in sorted(together.items(), reverse=True)]


def unit_groups(campaign: Campaign, participants: Iterable[Participant], on: date) -> list[UnitGroup]:
    """The groups of the pack in their order, each with those of the participants in it; those in none first."""
    pack, placed = pack_of(campaign), dict[str, list[Standing]]()
    for one in participants:
        placed.setdefault(one.group, []).append(standing_of(one, on))
    groups = [
        UnitGroup(group.code, group.label, pack.quota_of.get(group.code), tuple(placed.get(group.code, ())))
        for group in pack.groups
    ]
    known = {group.code for group in pack.groups}
    homeless = [one for code, several in placed.items() if code not in known for one in several]
    return [*([UnitGroup("", "", None, tuple(homeless))] if homeless else []), *groups]


def _held(campaign: Campaign, on: date) -> Held:
    last = last_day_in(pack_of(campaign))
    counts = [getattr(campaign, name) for name in ("units", "begun", "sent", "returned", "accepted")]
    extended: date | None = campaign.extended_to  # type: ignore[attr-defined]
    latest = max(last, extended or last) if last else None
    left, latest_left = (None if day is None else (day - on).days for day in (last, latest))
    return Held(campaign, last, left, latest_left, *counts)
