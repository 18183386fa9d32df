"""What the campaign asks of one nominee: the years to rate, the figures, what is judged. It follows the conditions that
hold for this nominee, so that a farmer is not asked for the ratings of an official."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vinhdanh.models import FactKind, Nomination
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.findings import Finding
from vinhdanh.rules.vocabulary import (
    AmountReached,
    Belongs,
    Choose,
    Condition,
    HeadedUnit,
    Judged,
    Member,
    conditions,
    parts_of,
)

_RATING_RULES = frozenset({"every_year_rated", "years_rated", "consecutive_years_rated"})


@dataclass(frozen=True, slots=True)
class Asked:
    """`ratings`, `headed_ratings`: years; `amounts`: indicator and its years; `judged`: the conditions that a person
    decides; `attributes`, `lists`: codes of the pack; `heads`: whether a unit headed is asked for."""

    ratings: tuple[int, ...]
    headed_ratings: tuple[int, ...]
    amounts: tuple[tuple[str, tuple[int, ...]], ...]
    judged: tuple[Judged, ...]
    attributes: tuple[str, ...]
    lists: tuple[str, ...]
    heads: bool


def asked_of(pack: Pack, nomination: Nomination, finding: Finding) -> Asked:
    """Out of the finding about the nominee, and of the criterion where that first has to choose between conditions;
    what the facts already tell is asked for too, so that it can be mended."""
    ratings: dict[bool, set[int]] = {False: set(), True: set()}
    amounts: dict[str, set[int]] = {}
    attributes = dict.fromkeys((*_decided_by(pack, nomination), *_ranked_by(pack, nomination)))
    judged: dict[str, Judged] = {}
    lists: dict[str, None] = {}
    heads = False
    for clause, of_headed in _clauses(finding, False):
        heads = heads or of_headed
        period = pack.periods.get(getattr(clause, "period", ""))
        if getattr(clause, "rule", "") in _RATING_RULES and period:
            ratings[of_headed].update(period.years)
        elif isinstance(clause, AmountReached) and period:
            amounts.setdefault(clause.indicator, set()).update(period.years)
        elif isinstance(clause, Judged):
            judged[clause.id] = clause
        elif isinstance(clause, Belongs):
            attributes[clause.attribute] = None
        elif isinstance(clause, Member):
            lists[clause.of] = None
    for fact in nomination.facts.all():
        if fact.year and fact.kind == FactKind.RATING:
            ratings[fact.of_headed].add(fact.year)
        elif fact.year and fact.kind == FactKind.AMOUNT and fact.code and not fact.of_headed:
            amounts.setdefault(fact.code, set()).add(fact.year)
    return Asked(
        ratings=tuple(sorted(ratings[False])),
        headed_ratings=tuple(sorted(ratings[True])),
        amounts=tuple((code, tuple(sorted(years))) for code, years in amounts.items()),
        judged=tuple(judged.values()),
        attributes=tuple(attributes),
        lists=tuple(lists),
        heads=heads or bool(ratings[True]),
    )


def _decided_by(pack: Pack, nomination: Nomination) -> list[str]:
    """The attributes that decide which conditions hold, whatever has been chosen already; then those that a condition
    asks about which may hold by what is known: all of them at once, not one after each answer."""
    proposed = (nomination.kind, nomination.award)
    roots = [one.condition for one in pack.criteria if (one.kind, one.award) == proposed]
    chosen = [one.by for root in roots for one in conditions(root) if isinstance(one, Choose)]
    possible = (one for root in roots for one in _possible(root, nomination.attributes))
    return [*chosen, *(one.attribute for one in possible if isinstance(one, Belongs))]


def _possible(condition: Condition, attributes: Mapping[str, str]) -> Iterator[Condition]:
    """The condition and those inside it that are asked of the nominee, or may be while an attribute is not known."""
    yield condition
    if isinstance(condition, HeadedUnit):
        return  # that unit's attributes, not the nominee's
    parts = parts_of(condition)
    if isinstance(condition, Choose) and attributes.get(condition.by):
        parts = tuple(part for value, part in condition.cases.items() if value == attributes[condition.by])
    for part in parts:
        yield from _possible(part, attributes)


def _ranked_by(pack: Pack, nomination: Nomination) -> list[str]:
    """The attributes by which such nominees are put first; they decide no verdict."""
    asked = (one for one in pack.priorities if one.concerns(nomination.kind, nomination.attributes))
    return [one.attribute for one in asked]


def _clauses(finding: Finding, of_headed: bool) -> Iterator[tuple[object, bool]]:
    """Every clause of the tree, each with whether it is asked of the unit that the person heads."""
    clause = finding.clause
    yield clause, of_headed
    inside = of_headed or getattr(clause, "rule", "") == "headed_unit"
    for part in finding.parts:
        yield from _clauses(part, inside)
