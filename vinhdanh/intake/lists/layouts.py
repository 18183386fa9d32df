"""How the columns of a chosen mapping belong together: which decision, which year, which authority is whose award's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vinhdanh.intake.lists.decisions import Years
from vinhdanh.intake.lists.fields import Field, base_of, detail_of

_AWARDS = (Field.AWARD, Field.AWARD_2)
_BELONGING = (Field.DECISION, Field.DECISION_NUMBER, Field.DECISION_DATE, Field.AUTHORITY, Field.YEAR, Field.PERIOD)


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of awards or of ratings, the years that its header says, and the columns that speak of the same."""

    index: int
    is_rating: bool
    years: tuple[Years, ...] = ()
    beside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """Field → its columns, from the left; and the columns of facts."""

    columns: Mapping[str, tuple[int, ...]]
    facts: tuple[FactColumn, ...]
    loose: Mapping[str, tuple[int, ...]]  # what speaks of the award that the title names

    def of(self, name: str) -> tuple[int, ...]:
        """The columns of a field."""
        return self.columns.get(name, ())


def layout_of(mapping: Mapping[int, str], groups: Mapping[int, str] | None = None) -> Layout:
    """The layout of a mapping of columns to fields. `groups`: column → the header that it shares with others.

    A column of decisions, years or authorities speaks of the facts of its own group. Without one it speaks of all facts
    where it is the only one of its field, and stands before or after all of them; else of the fact right before it, or
    right after it where such columns begin before the facts do. A decision is a rating's own only if it follows that
    rating, or there are no awards.
    """
    columns: dict[str, tuple[int, ...]] = {}
    facts: list[tuple[int, bool, tuple[Years, ...]]] = []
    for index, name in sorted(mapping.items()):
        base = base_of(name)
        if base in _AWARDS or base == Field.RATING:
            facts.append((index, base == Field.RATING, _years(detail_of(name))))
        elif name and name != Field.IGNORED:
            columns[name] = (*columns.get(name, ()), index)
    belonging: dict[str, tuple[int, ...]] = {name: columns[name] for name in _BELONGING if name in columns}
    owners = _Owners({index: rating for index, rating, _ in facts}, groups or {})
    built = tuple(FactColumn(index, rating, years, owners.beside(index, belonging)) for index, rating, years in facts)
    return Layout(columns, built, belonging)


def _years(detail: str) -> tuple[Years, ...]:
    if not detail:
        return ()
    first, _, last = detail.partition("-")
    return ((int(first), int(last or first)),)


@dataclass(frozen=True, slots=True)
class _Owners:
    """Which facts a column speaks of. `facts`: column → whether it is of ratings, from the left."""

    facts: Mapping[int, bool]
    groups: Mapping[int, str]

    def beside(self, fact: int, belonging: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Field → the columns that speak of one fact."""
        found = {
            name: tuple(column for column in columns if fact in self._spoken_of(name, column, columns))
            for name, columns in belonging.items()
        }
        return {name: columns for name, columns in found.items() if columns}

    def _spoken_of(self, name: str, column: int, columns: tuple[int, ...]) -> list[int]:
        group = self.groups.get(column, "")
        same = [fact for fact in self.facts if group and self.groups.get(fact) == group]
        among = same or list(self.facts)
        before = [fact for fact in among if fact < column]
        after = [fact for fact in among if fact > column]
        alone = len([one for one in columns if not same or self.groups.get(one) == group]) == 1
        if not (before and after) and alone:
            return [fact for fact in among if self._may_decide(name, column, fact)]
        leads = columns[0] < next(iter(self.facts))
        nearest = [*after[:1], *before[-1:]] if leads else [*before[-1:], *after[:1]]
        return nearest[:1]

    def _may_decide(self, name: str, column: int, fact: int) -> bool:
        """Decisions are of awards; of a rating where that is the fact right before them, or there are no awards."""
        if name in (Field.YEAR, Field.PERIOD) or not self.facts[fact] or all(self.facts.values()):
            return True
        return fact == max((one for one in self.facts if one < column), default=-1)
