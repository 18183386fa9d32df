"""One unit as its page shows it: who it is, whence it came, how many it counts, what it was honoured with."""

from collections import Counter
from dataclasses import dataclass

from vinhdanh.models import (
    Award,
    Cluster,
    Honouree,
    HonoureeKind,
    Rating,
    Succession,
    Unit,
    UnitKind,
    UnitName,
    UnitYear,
    User,
)
from vinhdanh.rules.law.catalogue import catalogue

_MOST_HONOURS = 50


@dataclass(frozen=True, slots=True)
class Honour:
    """An award or a rating of the unit itself. `kind` is `title`, `form` or `rating`."""

    year: int
    label: str
    kind: str
    number: str
    decision: int | None
    authority: str


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What stands on the page. `honouree`: the unit as a collective in the register, None where it is not there."""

    unit: Unit
    above: list[Unit]
    names: list[UnitName]
    successors: list[Succession]
    origins: list[Succession]
    years: list[UnitYear]
    clusters: list[Cluster]
    below: list[tuple[str, str, int]]
    people: list[tuple[str, str, int]]
    honouree: Honouree | None
    honours: list[Honour]


def unit_page(unit: Unit, user: User) -> UnitPage:
    """All that the page shows of a unit that the person reaches; the same number of queries for any unit."""
    below = Counter(Unit.objects.filter(parent=unit, closed_on=None).values_list("kind", flat=True))
    honouree = Honouree.objects.standing().filter(unit=unit, is_unit=True).first()
    people = Counter(Honouree.objects.standing().filter(unit=unit, is_unit=False).values_list("kind", flat=True))
    return UnitPage(
        unit=unit,
        above=list(Unit.objects.visible_to(user).filter(path__in=_upper_paths(unit)).order_by("path")),
        names=list(unit.names.all()),
        successors=list(unit.successions.select_related("successor")),
        origins=list(unit.origins.select_related("predecessor")),
        years=list(unit.years.order_by("-year")),
        clusters=list(unit.clusters.select_related("head").order_by("-year")),
        below=[(kind.value, str(kind.label), below[kind.value]) for kind in UnitKind if below[kind.value]],
        people=[(kind.value, str(kind.label), people[kind.value]) for kind in HonoureeKind if people[kind.value]],
        honouree=honouree,
        honours=_honours(honouree),
    )


def _upper_paths(unit: Unit) -> list[str]:
    size = len(unit.path) // (unit.depth + 1)
    return [unit.path[:end] for end in range(size, len(unit.path), size)]


def _honours(honouree: Honouree | None) -> list[Honour]:
    """Awards and ratings that stand, the latest year first."""
    key, law = honouree.pk if honouree else None, catalogue()
    awards = Award.objects.standing().filter(honouree=key).select_related("decision")[:_MOST_HONOURS]
    ratings = Rating.objects.standing().filter(honouree=key).select_related("decision")[:_MOST_HONOURS]
    levels = law.rating_spellings.labels
    found = [_of_award(award) for award in awards]
    found += [
        Honour(one.year, levels.get(one.level, one.level), "rating", *_decision(one), one.authority) for one in ratings
    ]
    return sorted(found, key=lambda one: (-one.year, one.kind == "rating"))


def _of_award(award: Award) -> Honour:
    known = catalogue().award_of.get(award.award)
    label, kind = (known.label, known.type) if known else (award.as_written or award.award, "form")
    return Honour(award.year, label, kind, *_decision(award), award.authority)


def _decision(entry: Award | Rating) -> tuple[str, int | None]:
    return (entry.decision.number, entry.decision.pk) if entry.decision else ("", None)
