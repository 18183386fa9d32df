"""Whom all units of a campaign propose against what the pack allows: by group of units, by verdict, the balance."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q

from vinhdanh.models import Campaign, DossierState, HonoureeKind, Nomination, Sex
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.rules.campaign import AnyLimit, Composition, Exclusive, Pack, PercentCap
from vinhdanh.rules.findings import Outcome

MINORITY = ~Q(ethnicity="") & ~Q(ethnicity__iendswith="kinh")  # all peoples but the Kinh, as it was typed (HD I.2.7)


class _Cell(NamedTuple):
    """So many standing nominations alike in these; `declared` is blank where they wait to be screened."""

    group: str
    state: str
    kind: str
    declared: str
    many: int
    direct: int
    women: int
    minority: int


@dataclass(frozen=True, slots=True)
class LimitTotal:
    """One limit over all units of a group: proposed in dossiers that were sent, in drafts, and allowed (None: it hangs
    on numbers of each unit)."""

    label: str
    sent: int
    drafted: int
    bound: int | None

    @property
    def over(self) -> bool:
        """Whether more were sent than all units of the group may propose."""
        return self.bound is not None and self.sent > self.bound


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """A group of units: how many units, and its limits."""

    label: str
    units: int
    limits: tuple[LimitTotal, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many people, for the balance; `code` narrows the list of nominees to them."""

    code: str
    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """In whole percent; 0 of nobody."""
        return round(100 * self.count / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Totals:
    """`kinds` and `verdicts` count nominees of dossiers that were sent (returned and accepted ones among them);
    `unscreened` of them wait for the worker. `target` is the number that the guidance aims at, None where it names
    none; `accepted` the nominees in accepted dossiers."""

    groups: tuple[GroupTotal, ...]
    kinds: Counter[str]
    verdicts: Counter[Outcome]
    unscreened: int
    drafted: int
    accepted: int
    allowed: int | None
    target: int | None
    balance: tuple[Share, ...]

    @property
    def sent(self) -> int:
        """All nominees of dossiers that were sent."""
        return sum(self.kinds.values())


def totals_of(campaign: Campaign) -> Totals:
    """Everything that the board sums up, in two readings of the tables."""
    pack, cells = pack_of(campaign), _cells(campaign)
    sent = [cell for cell in cells if cell.state != DossierState.DRAFT]
    units = Counter(dict(campaign.participants.order_by().values_list("group").annotate(Count("pk"))))
    groups = tuple(_groups(pack, cells, units))
    bounds = [limit.bound for group in groups for limit in group.limits]
    people = [cell for cell in sent if cell.kind == HonoureeKind.INDIVIDUAL]
    return Totals(
        groups=groups,
        kinds=_counted((cell.kind, cell.many) for cell in sent),
        verdicts=Counter(
            {word: sum(cell.many for cell in sent if cell.declared == word) for word in Outcome},
        ),
        unscreened=sum(cell.many for cell in sent if not cell.declared),
        drafted=sum(cell.many for cell in cells if cell.state == DossierState.DRAFT),
        accepted=sum(cell.many for cell in cells if cell.state == DossierState.ACCEPTED),
        allowed=None if None in bounds else sum(bound for bound in bounds if bound is not None),
        target=target_of(pack),
        balance=_balance(people),
    )


def target_of(pack: Pack) -> int | None:
    """About how many the guidance wants in the end (O5): a target that is shown and never a block. None: none named."""
    return pack.number_set("shortlist_target")


def _cells(campaign: Campaign) -> list[_Cell]:
    within = Nomination.objects.standing().filter(dossier__participant__campaign=campaign).order_by()
    alike = within.values_list("dossier__participant__group", "dossier__state", "kind", "declared")
    counted = alike.annotate(
        Count("pk"),
        direct=Count("pk", filter=Q(direct_worker=True)),
        women=Count("pk", filter=Q(sex=Sex.FEMALE)),
        minority=Count("pk", filter=MINORITY),
    )
    return [_Cell(*values) for values in counted]


def _groups(pack: Pack, cells: list[_Cell], units: Counter[str]) -> Iterable[GroupTotal]:
    """The groups in the order of the pack, those without a unit left out."""
    for group in pack.groups:
        quota, own = pack.quota_of.get(group.code), [cell for cell in cells if cell.group == group.code]
        if units[group.code]:
            limits = [limit for limit in (quota.limits if quota else ()) if not isinstance(limit, Composition)]
            counted = tuple(_limit(limit, own, units[group.code]) for limit in limits)
            yield GroupTotal(group.label, units[group.code], counted)


def _limit(limit: AnyLimit, cells: list[_Cell], units: int) -> LimitTotal:
    sides = limit.sides if isinstance(limit, Exclusive) else (limit.kinds,)
    counted = [cell for cell in cells if any(cell.kind in side for side in sides)]
    drafted = sum(cell.many for cell in counted if cell.state == DossierState.DRAFT)
    bound = None if isinstance(limit, PercentCap | Composition) else limit.at_most * units
    return LimitTotal(limit.label, sum(cell.many for cell in counted) - drafted, drafted, bound)


def _balance(people: list[_Cell]) -> tuple[Share, ...]:
    """Of the people in dossiers that were sent; families and collectives have no sex and no post."""
    of = sum(cell.many for cell in people)
    return (
        Share("direct", "Lao động trực tiếp", sum(cell.direct for cell in people), of),
        Share("women", "Nữ", sum(cell.women for cell in people), of),
        Share("minority", "Dân tộc thiểu số", sum(cell.minority for cell in people), of),
    )


def _counted(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for name, count in pairs:
        counted[name] += count
    return counted
