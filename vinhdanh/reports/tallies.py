"""Counts the awards that stand, of a unit and all below it: what form 02 and the other figures are made of.

Every count is one grouped query that an index of `models/awards.py` answers in its own order, without a look at the
table. SQLite would rather look for the years in another index, and read a million rows of the table for it (2.9 s
instead of 0.1 s): `_quietly` hides a column from that choice. PostgreSQL chooses well, but not for a cursor
(`iterator`): it plans that as if the first few rows were enough (4.4 s instead of 0.15 s).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, cast

from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from vinhdanh.models import Award, AwardStanding, Unit
from vinhdanh.rules.facts import Kind

FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2100
MOST_YEARS: Final = 30
_ALIKE = ("award", "kind", "manner", "direct_worker", "leader")
_IN_YEAR = (*_ALIKE, "year", "emulation_year", "female", "minority")  # in the order of the index


@dataclass(frozen=True, slots=True)
class Period:
    """The years `first` to `last`. `emulation`: years from 1 December to 30 November, by the day of the decision."""

    first: int
    last: int
    emulation: bool = False

    @property
    def years(self) -> range:
        """Every year of it."""
        return range(self.first, self.last + 1)

    @property
    def column(self) -> str:
        """The column of an award that says in which year it counts."""
        return "emulation_year" if self.emulation else "year"


class Counted(NamedTuple):
    """So many standing awards that are alike; a fact that is not known is None, a manner that is not known blank."""

    award: str
    kind: Kind
    manner: str
    direct: bool | None
    leader: bool | None
    number: int


class CountedInYear(NamedTuple):
    """The same, by year, and with what is known of the people."""

    award: str
    kind: Kind
    manner: str
    direct: bool | None
    leader: bool | None
    year: int
    female: bool | None
    minority: bool | None
    number: int


def count_awards(unit: Unit, period: Period) -> Iterator[Counted]:
    """A period's awards in a unit and all below it, like with like."""
    found = _in_period(_standing(unit), period).values_list(*_ALIKE)
    return (Counted(*row) for row in found.annotate(count=Count("*")).order_by())


def count_by_year(unit: Unit, period: Period) -> Iterator[CountedInYear]:
    """The same year by year, women and minorities apart; of what differs in the other calendar alone, several rows."""
    found = _in_period(_standing(unit), period).values_list(*_IN_YEAR)
    place = _IN_YEAR.index(period.column)
    for row in found.annotate(count=Count("*")).order_by():
        award, kind, manner, direct, leader, *_, female, minority, number = row
        yield CountedInYear(award, kind, manner, direct, leader, row[place], female, minority, number)


def count_honoured(unit: Unit, period: Period) -> dict[tuple[int, Kind], int]:
    """How many honourees of each kind received an award in each year, each counted once a year."""
    found = _standing(unit).filter(**{f"{period.column}__range": (period.first, period.last)})
    rows = found.values_list(period.column, "kind").annotate(count=Count("honouree", distinct=True)).order_by()
    return {(year, cast(Kind, kind)): count for year, kind, count in rows}


def count_by_unit(unit: Unit, period: Period, awards: frozenset[str] | None = None) -> Iterator[tuple[str, Kind, int]]:
    """Path of a unit, kind, and how many awards of the period were given there; of these awards alone, if named."""
    found = Award.objects.all() if _is_whole(unit) else _of_units(unit)
    found = _in_period(_quietly(found, standing=AwardStanding.STANDING), period)
    if awards is not None:
        found = _quietly(found, award__in=awards)
    rows = found.values_list("unit", "kind").annotate(count=Count("*")).order_by()
    paths = dict(Unit.objects.under((unit.path,)).values_list("pk", "path"))
    return ((paths[key], cast(Kind, kind), count) for key, kind, count in rows)


def _is_whole(unit: Unit) -> bool:
    """Whether the unit and all below it are every unit there is."""
    return not Unit.objects.exclude(path__startswith=unit.path).exists()


def _standing(unit: Unit) -> QuerySet[Any]:
    """The awards that stand in a unit and all below it. Of a part of the province SQLite begins with its units."""
    if _is_whole(unit):
        return Award.objects.standing()
    return _quietly(_of_units(unit), standing=AwardStanding.STANDING)


def _of_units(unit: Unit) -> QuerySet[Any]:
    return Award.objects.filter(unit__in=Unit.objects.under((unit.path,)))


def _in_period(awards: QuerySet[Any], period: Period) -> QuerySet[Any]:
    return _quietly(awards, **{f"{period.column}__range": (period.first, period.last)})


def _quietly(awards: QuerySet[Any], **asked: Any) -> QuerySet[Any]:
    """Those of which this holds, asked of SQLite so that it chooses no index for it; the columns are never null."""
    if connection.vendor != "sqlite":
        return awards.filter(**asked)
    for name, value in asked.items():
        column, _, lookup = name.partition("__")
        hidden = f"quiet_{column}"
        awards = awards.annotate(**{hidden: Coalesce(column, column)}).filter(
            **{f"{hidden}__{lookup or 'exact'}": value}
        )
    return awards
