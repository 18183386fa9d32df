"""What the register is narrowed to: one description for the list, the search, the export and the links of form 02."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from vinhdanh.models import Award, AwardStanding, Unit, User
from vinhdanh.models.awards import AwardQuerySet
from vinhdanh.models.readers import Reading
from vinhdanh.models.search import award_word, kind_word, unit_word, year_word
from vinhdanh.models.search_words import Expression
from vinhdanh.models.units import UnitQuerySet
from vinhdanh.rules.law.catalogue import catalogue

FIRST_YEAR, LAST_YEAR = 1945, 2100  # what the tables allow
ANY_STANDING = "any"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Empty and None ask nothing. What is said of awards holds of one and the same award.

    `awards`, `manners`: codes of rules/law (the manner "" is: not known); `levels`: state, province, grassroots.
    `unit`: that unit and all below it. `direct`, `leader`, `female`, `minority`: as of the award.
    `or_unknown`: awards of which the manner or one of these is not known are listed too. `emulation`: years are
    emulation years.
    `standing`: a value of AwardStanding, or ANY_STANDING.
    """

    kinds: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    emulation: bool = False
    unit: Unit | None = None
    direct: bool | None = None
    leader: bool | None = None
    female: bool | None = None
    minority: bool | None = None
    or_unknown: bool = False
    decision: int | None = None
    standing: str = AwardStanding.STANDING

    @property
    def asks_of_awards(self) -> bool:
        """Whether anything is asked that an honouree alone does not answer."""
        facts = (self.direct, self.leader, self.female, self.minority, self.year_from, self.year_to, self.decision)
        narrowed = self.awards or self.levels or self.manners or self.standing != AwardStanding.STANDING
        return bool(narrowed) or any(fact is not None for fact in facts)

    @property
    def award_codes(self) -> tuple[str, ...] | None:
        """The codes that are asked for, by name and by level; None if any will do."""
        if not self.awards and not self.levels:
            return None
        of_levels = {award.code for award in catalogue().awards if award.level in self.levels}
        if not self.awards:
            return tuple(sorted(of_levels))
        return tuple(code for code in self.awards if not self.levels or code in of_levels)

    @property
    def year_column(self) -> str:
        return "emulation_year" if self.emulation else "year"

    def award_conditions(self, code: str = "award", year: str = "") -> Q:
        """What is asked of one award, without its kind and its unit; of its code and year in these columns."""
        asked = Q() if self.standing == ANY_STANDING else Q(standing=self.standing)
        if self.award_codes is not None:
            asked &= Q(**{f"{code}__in": self.award_codes})
        if self.manners:
            asked &= Q(manner__in=(*self.manners, *([""] if self.or_unknown else [])))
        year = year or self.year_column
        if self.year_from is not None:
            asked &= Q(**{f"{year}__gte": self.year_from})
        if self.year_to is not None:
            asked &= Q(**{f"{year}__lte": self.year_to})
        for name, column in (("direct", "direct_worker"), *((one, one) for one in ("leader", "female", "minority"))):
            if (fact := getattr(self, name)) is not None:
                unknown = Q(**{f"{column}__isnull": True}) if self.or_unknown else Q(pk__in=())
                asked &= Q(**{column: fact}) | unknown
        if self.decision is not None:
            asked &= Q(decision=self.decision)
        return asked

    def within_units(self, user: User) -> bool:
        """Whether awards of some units alone are asked for, not of the whole province."""
        return not user.reads_all(Reading.REGISTER) or self.lower_unit is not None

    @property
    def lower_unit(self) -> Unit | None:
        """The unit that narrows: the province does not."""
        return self.unit if self.unit is not None and self.unit.parent_id is not None else None

    def awards_seen_by(self, user: User, *, by_code: bool = True, by_year: bool = True) -> AwardQuerySet:
        """The awards themselves, in no order.

        Without `by_code` or `by_year` SQLite may choose no index for these columns: it takes one where half of the
        register answers, and reads it row by row (a second instead of a tenth of one). Within units it may choose none:
        the index of a unit's awards holds all that is asked. PostgreSQL knows how many will answer, and is told all.
        """
        if connection.vendor != "sqlite":
            by_code = by_year = True
        elif self.within_units(user):
            by_code = by_year = False
        columns = {"code": "award" if by_code else "any_code", "year": self.year_column if by_year else "any_year"}
        hidden = {"any_code": Coalesce("award", Value("")), "any_year": Coalesce(self.year_column, Value(0))}
        found: AwardQuerySet = Award.objects.all() if self.kinds == () else Award.objects.filter(kind__in=self.kinds)
        if self.within_units(user):  # by their keys: how many awards a list of keys has, a database knows
            found = found.filter(unit__in=list(self._units(user).values_list("pk", flat=True)))
        shown: AwardQuerySet = found.alias(**hidden).filter(self.award_conditions(**columns)).order_by()
        return shown

    def _units(self, user: User) -> UnitQuerySet:
        seen = Unit.objects.visible_to(user, Reading.REGISTER)
        return seen.under((self.lower_unit.path,)) if self.lower_unit else seen

    def has_such_an_award(self, user: User, key: str) -> Exists:
        """Whether the honouree in the column `key` has such an award that the person may see."""
        return Exists(Award.objects.visible_to(user).filter(self.award_conditions(), honouree=OuterRef(key)).order_by())

    def words(self) -> Expression:
        """The same for the index of words, as far as it can tell: all that are asked for, and some more.

        The index knows awards and years of an honouree apart, not which award is of which year.
        """
        groups: list[tuple[str, ...]] = []
        if self.kinds:
            groups.append(tuple(map(kind_word, self.kinds)))
        if self.lower_unit is not None:
            groups.append((unit_word(self.lower_unit.path),))
        if self.standing == AwardStanding.STANDING and not self.emulation:
            if self.award_codes is not None:
                groups.append(tuple(map(award_word, self.award_codes)) or ("@anone",))
            if self.year_from is not None or self.year_to is not None:
                years = range(self.year_from or FIRST_YEAR, (self.year_to or LAST_YEAR) + 1)
                groups.append(tuple(map(year_word, years)) or ("@ynone",))
        return Expression(tuple(groups))
