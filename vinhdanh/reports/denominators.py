"""What is read out of the units: how many collectives and individuals one has, itself and all below it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vinhdanh.models import Unit, UnitYear


@dataclass(frozen=True, slots=True)
class YearNumbers:
    """One year of a unit and all below it; None is not known.

    `complete`: the register is declared to hold all their awards of the year; `undeclared`: names of the units that do
    not declare it.
    """

    year: int
    collectives: int | None = None
    individuals: int | None = None
    complete: bool = False
    undeclared: tuple[str, ...] = ()


def numbers_by_year(unit: Unit, first: int, last: int) -> tuple[YearNumbers, ...]:
    """What the percentages of a period are of: the numbers of a unit and all below it, a year each, `first` to `last`.

    Mẫu số 02: “tính trên tổng số các tập thể, cá nhân thuộc đơn vị”. Two queries a level that has to be asked.

    A unit's own row of a year holds itself and all below it. Where it is absent, or leaves a number blank, the number
    is the sum of the units directly below that existed in the year, if every one of them is known by this same rule;
    else it is unknown. So is whether the record is complete: as the own row declares, else if all below declare it.
    """
    years = range(first, last + 1)
    tree = _Tree(unit, years)
    return tuple(tree.numbers(unit.pk, year) for year in years)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A row of a unit and year as it was entered."""

    collectives: int | None
    individuals: int | None
    complete: bool

    @property
    def tells_all(self) -> bool:
        return self.collectives is not None and self.individuals is not None


class _Tree:
    """As much of the tree below a unit as its numbers hang on: a unit whose own rows tell all is not opened."""

    def __init__(self, top: Unit, years: range) -> None:
        self._years = years
        self._units = {top.pk: top}
        self._below: Mapping[int, list[Unit]] = defaultdict(list)
        self._stored: dict[tuple[int, int], _Stored] = {}
        asked = [top.pk]
        while asked:
            self._read_rows(asked)
            asked = self._open([key for key in asked if not self._tells_all(key)])

    def numbers(self, key: int, year: int) -> YearNumbers:
        """What is known of a unit in a year."""
        own = self._stored.get((key, year))
        name = self._units[key].name
        if own and own.tells_all:
            return YearNumbers(year, own.collectives, own.individuals, own.complete, () if own.complete else (name,))
        below = [self.numbers(child.pk, year) for child in self._existing(key, year)]
        blank = own or _Stored(None, None, False)
        collectives = _sum(blank.collectives, [one.collectives for one in below])
        individuals = _sum(blank.individuals, [one.individuals for one in below])
        complete = own.complete if own else bool(below) and all(one.complete for one in below)
        undeclared: tuple[str, ...] = ()
        if not complete:
            some = own is None and any(one.complete for one in below)
            undeclared = tuple(name for one in below for name in one.undeclared) if some else (name,)
        return YearNumbers(year, collectives, individuals, complete, undeclared)

    def _read_rows(self, keys: list[int]) -> None:
        rows = UnitYear.objects.filter(unit__in=keys, year__gte=self._years.start, year__lt=self._years.stop)
        for row in rows.only("unit", "year", "collectives", "individuals", "record_complete"):
            self._stored[row.unit_id, row.year] = _Stored(row.collectives, row.individuals, row.record_complete)

    def _open(self, keys: list[int]) -> list[int]:
        """Reads the units directly below; answers their keys."""
        opened = list(Unit.objects.filter(parent__in=keys)) if keys else []
        for unit in opened:
            self._units[unit.pk] = unit
            self._below[unit.parent_id or 0].append(unit)
        return [unit.pk for unit in opened]

    def _tells_all(self, key: int) -> bool:
        rows = [self._stored.get((key, year)) for year in self._years]
        return all(row and row.tells_all for row in rows)

    def _existing(self, key: int, year: int) -> Iterator[Unit]:
        """The units directly below that existed on some day of the year, the first of January aside."""
        begin, end = date(year, 1, 1), date(year, 12, 31)
        for unit in self._below.get(key, ()):
            opened = unit.opened_on is None or unit.opened_on <= end
            if opened and (unit.closed_on is None or unit.closed_on > begin):
                yield unit


def _sum(own: int | None, below: list[int | None]) -> int | None:
    """The own number; else the sum of those below where there are some and all are known."""
    if own is not None:
        return own
    known = [number for number in below if number is not None]
    return sum(known) if below and len(known) == len(below) else None
