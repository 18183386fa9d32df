"""The closed vocabulary of conditions. A criterion of a pack is a tree of these, and nothing else can be said.

Each class is one `rule:` of a pack; its fields are what the pack's author writes. docs/guide/viet-goi-quy-dinh.md
shows each with
an example.
"""

from typing import Annotated, Literal

from pydantic import Field

from vinhdanh.rules.clauses import Clause, Code, Frozen, Text

Positive = Annotated[int, Field(ge=1)]


class Named(Clause):
    """A condition may carry a short name by which sentences call it: "tiêu chuẩn thứ hai"."""

    name: Text | None = None


class AllOf(Named):
    """Every part is met."""

    rule: Literal["all_of"]
    parts: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Named):
    """One part at least is met."""

    rule: Literal["any_of"]
    parts: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AtLeast(Named):
    """`count` of the parts are met."""

    rule: Literal["at_least"]
    count: Positive
    parts: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Choose(Named):
    """The value of an attribute decides which condition holds; a value without a condition asks for nothing more."""

    rule: Literal["choose"]
    by: Code
    cases: dict[Code, "Condition"]


class HeadedUnit(Named):
    """The part is asked of the unit that the person heads, on that unit's own record."""

    rule: Literal["headed_unit"]
    part: "Condition"


class EveryYearRated(Named):
    """Every year of the period is rated `level` or better; one year known to be lower decides (O8)."""

    rule: Literal["every_year_rated"]
    level: Code
    period: Code


class YearsRated(Named):
    """At least `count` years of the period are rated `level` or better."""

    rule: Literal["years_rated"]
    level: Code
    count: Positive
    period: Code


class ConsecutiveYearsRated(Named):
    """At least `count` years in a row, inside the period, are rated `level` or better."""

    rule: Literal["consecutive_years_rated"]
    level: Code
    count: Positive
    period: Code


class AwardSet(Frozen):
    """Awards by code, by level or by type (title, form); what is said together must hold together, nothing said is
    any award."""

    codes: tuple[Code, ...] = ()
    levels: tuple[Literal["state", "province", "grassroots"], ...] = ()
    types: tuple[Literal["title", "form"], ...] = ()


class Awards(Named):
    """At least `count` awards out of the set were received in the years of the period.

    `exception` is the id of a judgement by which an appraiser may accept less, with a reason (O11); where nobody has
    written one, it changes nothing.
    """

    rule: Literal["awards"]
    among: AwardSet
    count: Positive
    period: Code
    exception: Code | None = None


class AmountReached(Named):
    """`at_least` đồng of the indicator in each year, in some one year, or in all years together."""

    rule: Literal["amount"]
    indicator: Code
    at_least: Positive
    over: Literal["each_year", "some_year", "total"]
    period: Code


class Share(Named):
    """`percent` or more of the members `among` whom one counts `of` them, in each year or in some one year of the
    period."""

    rule: Literal["share"]
    of: Code
    among: Code
    percent: Annotated[int, Field(ge=1, le=100)]
    over: Literal["each_year", "some_year"]
    period: Code


class Member(Named):
    """The nominee stands on a list, such as the delegates of the congress."""

    rule: Literal["member"]
    of: Code


class Belongs(Named):
    """An attribute of the nominee (category, size, place …) has one of the values."""

    rule: Literal["belongs"]
    attribute: Code
    to: Annotated[tuple[Code, ...], Field(min_length=1)]


class NoSanction(Named):
    """No discipline, inspection … of these kinds is open on the day of screening, nor was closed within so many
    months before it."""

    rule: Literal["no_sanction"]
    kinds: Annotated[tuple[Code, ...], Field(min_length=1)]
    months_after: Annotated[int, Field(ge=0)] = 0


class NeverAwarded(Named):
    """An award that is given once in a lifetime has not been received before, in any year."""

    rule: Literal["never_awarded"]
    among: AwardSet


class MeritNotAwarded(Named):
    """None of these awards was given for the very merit that is put forward now."""

    rule: Literal["merit_not_awarded"]
    among: AwardSet


class Judged(Named):
    """A person answers, with a reason; the machine never does (O7)."""

    rule: Literal["judgement"]


Condition = Annotated[
    AllOf
    | AnyOf
    | AtLeast
    | Choose
    | HeadedUnit
    | EveryYearRated
    | YearsRated
    | ConsecutiveYearsRated
    | Awards
    | AmountReached
    | Share
    | Member
    | Belongs
    | NoSanction
    | NeverAwarded
    | MeritNotAwarded
    | Judged,
    Field(discriminator="rule"),
]

for _group in (AllOf, AnyOf, AtLeast, Choose, HeadedUnit):
    _group.model_rebuild()


def parts_of(condition: "Condition") -> tuple["Condition", ...]:
    """The conditions directly inside this one."""
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            return condition.parts
        case Choose():
            return tuple(condition.cases.values())
        case HeadedUnit():
            return (condition.part,)
        case _:
            return ()


def conditions(root: "Condition") -> list["Condition"]:
    """The condition and all inside it, parents first."""
    return [root, *(inner for part in parts_of(root) for inner in conditions(part))]
