"""The board of a campaign: every unit that takes part, how far its dossier has come, whom it proposes.

The number of readings is the same for ten units and for ten thousand: the words of a nominee's screening are kept with
it (actions/verdicts.py), and only what has changed since is screened for the rows that are shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from vinhdanh.models import Campaign, Dossier, DossierState, Extension, Nomination, Participant, User
from vinhdanh.permissions import TABLE
from vinhdanh.reports.campaigns import days_left, last_day_in, last_day_of, pack_of
from vinhdanh.reports.verdicts import verdicts_of
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Facts, Nominee
from vinhdanh.rules.findings import Outcome
from vinhdanh.rules.quotas import LimitState, QuotaState, quota_state
from vinhdanh.vietnamese import folded

NOT_BEGUN, LATE = "not_begun", "late"
STATES: dict[str, str] = {NOT_BEGUN: "Chưa bắt đầu", **{state.value: state.label for state in DossierState}}
ORDERS: dict[str, str] = {
    "late": "Quá hạn trước",
    "unit": "Theo danh mục đơn vị",
    "changed": "Mới thay đổi trước",
    "sent": "Mới gửi trước",
}
ON_A_PAGE = 50
_LETTER = ("superior", "issuer", "place", "letter_number", "letter_date", "signer", "signer_title")  # screening asks
_COLUMNS = (
    *("campaign", "unit__name", "unit__kind", "unit__place", "group"),
    *(f"dossier__{name}" for name in ("participant", "state", "version", "edition", "open_until")),
    *("dossier__sent_at", "dossier__changed_at"),
    *(f"dossier__{name}" for name in _LETTER),
)
_RANKS = (DossierState.SENT, DossierState.RETURNED, DossierState.DRAFT)


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which units: in this state (a code of STATES, or LATE), of this group (`none`: in no group), whose name has these
    words, in this order."""

    state: str = ""
    group: str = ""
    words: str = ""
    order: str = "late"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit. `left` days to its last day, negative when it is over; `late` where it still has to send and may not
    any more. `verdicts` count its nominees by the word of their screening, as declared; `verified` those met when only
    what is verified counts."""

    participant: Participant
    dossier: Dossier | None
    group: str
    state: str
    late: bool
    last_day: date | None
    left: int | None
    quota: QuotaState
    verdicts: Counter[Outcome]
    verified: int
    kinds: Counter[str]

    @property
    def nominees(self) -> int:
        """How many it proposes."""
        return sum(self.verdicts.values())

    @property
    def places(self) -> list[LimitState]:
        """The limits that are places to fill, without those on who must be among them."""
        return [limit for limit in self.quota.limits if not limit.floor]

    @property
    def over(self) -> list[LimitState]:
        """The limits that are not kept by whom it proposes now."""
        return [limit for limit in self.quota.limits if limit.finding.outcome is Outcome.NOT_MET]

    @property
    def changed_at(self) -> datetime | None:
        """When the unit last changed its dossier."""
        return self.dossier.changed_at if self.dossier else None


class Board:
    """The units of a campaign on a day, as far as the filter asks; each reading of the tables is made once."""

    def __init__(self, campaign: Campaign, on: date) -> None:
        self.campaign, self.on, self.pack = campaign, on, pack_of(campaign)
        self.last_day = last_day_in(self.pack)
        self.labels = {group.code: group.label for group in self.pack.groups}
        given = Extension.objects.filter(participant__campaign=campaign).order_by("pk")
        self.extended = dict(given.values_list("participant", "last_day"))

    def units(self, asked: BoardFilter) -> "QuerySet[Participant]":
        """The participants that the filter asks for, in its order."""
        found = self.campaign.participants.all()
        if asked.state == LATE:
            found = found.filter(self.is_late())
        elif asked.state == NOT_BEGUN:
            found = found.filter(dossier__isnull=True)
        elif asked.state:
            found = found.filter(dossier__state=asked.state)
        if asked.group:
            found = found.filter(~Q(group__in=self.labels) if asked.group == "none" else Q(group=asked.group))
        for word in folded(asked.words).split():
            found = found.filter(unit__name_folded__contains=word)
        return self._ordered(found, asked.order)

    def rows(self, participants: "QuerySet[Participant]") -> list[BoardRow]:
        """The units as rows, in the order in which they come. Nominees that changed since their last screening are
        screened now."""
        return self.rows_of(list(participants.values_list("pk", flat=True)))

    def rows_of(self, keys: list[int]) -> list[BoardRow]:
        """The same, of participants by their keys: a database sorts keys far quicker than whole rows."""
        found = self.campaign.participants.select_related("unit", "dossier").only(*_COLUMNS).order_by()
        by_key = found.prefetch_related("extensions").in_bulk(keys)
        listed = [by_key[key] for key in keys if key in by_key]
        for one in listed:
            one.campaign = self.campaign
        nominees = self._nominees([one.dossier for one in listed if hasattr(one, "dossier")])
        return [self._row(one, nominees) for one in listed]

    def states(self) -> Counter[str]:
        """How many units are in each state (codes of STATES), and how many of them are late (LATE)."""
        listed = self.campaign.participants.order_by().values_list("dossier__state")
        found = Counter({state or NOT_BEGUN: count for state, count in listed.annotate(Count("pk"))})
        found[LATE] = self.campaign.participants.filter(self.is_late()).count()
        return found

    def is_late(self) -> Q:
        """Still to be sent by the unit, and its last day is over (see reports.campaigns.last_day_of)."""
        given = [pk for pk, day in self.extended.items() if day >= self.on]
        over = [pk for pk, day in self.extended.items() if day < self.on]
        general = Q(pk__in=over)
        if self.last_day is not None and self.last_day < self.on:
            general = ~Q(pk__in=given)
        returned = Q(dossier__state=DossierState.RETURNED)
        own_day = Q(dossier__open_until__lt=self.on) & ~Q(pk__in=given)
        no_day = Q(dossier__open_until__isnull=True) & general
        return (Q(dossier__isnull=True) | Q(dossier__state=DossierState.DRAFT)) & general | returned & (
            own_day | no_day
        )

    def _ordered(self, found: "QuerySet[Participant]", order: str) -> "QuerySet[Participant]":
        if order == "unit":
            return found.order_by("unit__path")
        if order in ("changed", "sent"):
            return found.order_by(F(f"dossier__{order}_at").desc(nulls_last=True), "unit__path")
        ranks = [When(dossier__state=state, then=Value(rank)) for rank, state in enumerate(_RANKS, 1)]
        not_begun = When(dossier__isnull=True, then=Value(len(ranks) + 1))
        late = When(self.is_late(), then=Value(0))
        rank = Case(late, *ranks, not_begun, default=Value(len(ranks) + 2), output_field=IntegerField())
        return found.order_by(rank, "unit__path")

    def _nominees(self, dossiers: list[Dossier]) -> dict[int, list["_Nominee"]]:
        """The nominees of these dossiers by the key of the dossier."""
        listed = Nomination.objects.standing().filter(dossier__in=[one.pk for one in dossiers]).order_by()
        columns = ("dossier", "pk", "kind", "name", "attributes", "declared", "verified")
        found = [_Nominee(*values) for values in listed.values_list(*columns)]
        stale = {one.dossier for one in found if not one.declared}
        if stale:
            answers = verdicts_of([one for one in dossiers if one.pk in stale], self.on)
            for one in found:
                one.declared, one.verified = answers.get(one.pk, (one.declared, one.verified))
        by_dossier: dict[int, list[_Nominee]] = defaultdict(list)
        for one in found:
            by_dossier[one.dossier].append(one)
        return by_dossier

    def _row(self, one: Participant, nominees: dict[int, list["_Nominee"]]) -> BoardRow:
        dossier: Dossier | None = getattr(one, "dossier", None)
        proposed = nominees.get(dossier.pk, []) if dossier else []
        left = days_left(one, self.on, dossier)
        waits = dossier is None or dossier.is_open
        return BoardRow(
            participant=one,
            dossier=dossier,
            group=self.labels.get(one.group, ""),
            state=dossier.state if dossier else NOT_BEGUN,
            late=waits and left is not None and left < 0,
            last_day=last_day_of(one, dossier),
            left=left if waits else None,
            quota=quota_of(self.pack, one.group, proposed),
            verdicts=Counter(Outcome(each.declared or Outcome.UNKNOWN) for each in proposed),
            verified=sum(each.verified == Outcome.MET for each in proposed),
            kinds=Counter(each.kind for each in proposed),
        )


@dataclass(slots=True)
class _Nominee:
    """As much of a nomination as a row counts; keys of tables are numbers."""

    dossier: int
    pk: int
    kind: str
    name: str
    attributes: dict[str, str | None]
    declared: str
    verified: str


def quota_of(pack: Pack, group: str, proposed: Iterable[_Nominee]) -> QuotaState:
    """The unit's quota over whom it proposes: the same reckoning as on the unit's own page."""
    nominees = [Nominee(f"N{one.pk}", one.kind, one.name, Facts(attributes=one.attributes)) for one in proposed]  # type: ignore[arg-type]
    return quota_state(pack, group or None, nominees)


def waiting_dossiers(person: User) -> list[tuple[int, str, int]]:
    """Campaigns held by units in which the person appraises: key, title, and how many dossiers were sent and wait."""
    held = Q()
    for role in person.roles:
        if role.role in TABLE["appraise_dossier"]:
            held |= Q(participant__campaign__host__path__startswith=role.unit.path)
    if not held:
        return []
    sent = Dossier.objects.filter(held, state=DossierState.SENT).order_by("-participant__campaign")
    named = sent.values_list("participant__campaign", "participant__campaign__title")
    return [(key, title, count) for key, title, count in named.annotate(Count("pk"))]
