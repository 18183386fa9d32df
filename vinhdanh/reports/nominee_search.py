"""Whom the register knows that a unit may propose: found by words, told apart by what stands beside a name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from vinhdanh.models import Award, Dossier, Honouree, Nomination, Position, User
from vinhdanh.models.search import Thing
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import find

SHOWN = 30


@dataclass(frozen=True, slots=True)
class FoundNominee:
    """One honouree of the register; `taken`: whether the dossier proposes it already, for every award that its kind
    may be proposed for. `choices`: those awards with their words, where there is more than one."""

    honouree: Honouree
    position: str
    awards: int
    taken: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundNominees:
    """The best first; `more`: there are others, so that one more word helps."""

    nominees: tuple[FoundNominee, ...]
    more: bool


def find_nominees(
    dossier: Dossier, text: str, reader: User, on: date, *, nominee: Nomination | None = None
) -> FoundNominees:
    """Honourees within the reader's reach, of the kinds that the campaign honours; of who may be `nominee`, its kind
    alone, for its award. Four queries beside the search."""
    pack = pack_of(dossier.participant.campaign)
    given = {str(kind): codes for kind, codes in pack.proposable.items()}
    if nominee:
        given = {nominee.kind: (nominee.award,)}
    kinds = tuple(given)
    found = find(text, reader, RegisterFilter(kinds=kinds))
    keys = [one.key for one in (*found.candidates, *found.near) if one.thing == Thing.HONOUREE]
    known = (
        Honouree.objects.filter(pk__in=keys[:SHOWN], kind__in=kinds)
        .select_related("unit")
        .prefetch_related(Prefetch("positions", Position.objects.order_by("-since", "-pk")))
        .in_bulk()
    )
    standing = Award.objects.standing().filter(honouree__in=known).order_by()
    awards = dict(standing.values_list("honouree").annotate(count=Count("pk")))
    taken = set(dossier.nominations.filter(removed_at=None).values_list("honouree", "award"))
    listed = [known[key] for key in keys[:SHOWN] if key in known]
    nominees = tuple(
        FoundNominee(
            one,
            _position(one, on),
            awards.get(one.pk, 0),
            taken=not left,
            choices=tuple((code, pack.award_of[code].label) for code in left) if len(given[one.kind]) > 1 else (),
        )
        for one in listed
        for left in [[code for code in given[one.kind] if (one.pk, code) not in taken]]
    )
    return FoundNominees(nominees, found.more or len(keys) > SHOWN)


def _position(honouree: Honouree, on: date) -> str:
    return next((one.title for one in honouree.positions.all() if one.holds(on)), "")
