"""What each condition means when everything is known: a plain yes or no, written apart from the rules room.

The soundness tests hold the four-valued evaluation against this.
"""

from datetime import date

from tests.rules.tiny import ON, TINY
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Award, Facts


def holds(condition: v.Condition, facts: Facts, pack: Pack = TINY, on: date = ON) -> bool:
    """Whether the condition is met; all facts that it asks for must be there, and all judgements answered."""
    match condition:
        case v.AllOf():
            return all(holds(part, facts, pack, on) for part in condition.parts)
        case v.AnyOf():
            return any(holds(part, facts, pack, on) for part in condition.parts)
        case v.AtLeast():
            return sum(holds(part, facts, pack, on) for part in condition.parts) >= condition.count
        case v.Choose():
            chosen = condition.cases.get(facts.attributes[condition.by])
            return chosen is None or holds(chosen, facts, pack, on)
        case v.HeadedUnit():
            return holds(condition.part, facts.headed, pack, on)
        case v.NoSanction():
            return not any(_burdens(sanction, condition, on) for sanction in facts.sanctions)
        case v.Judged():
            return facts.judgements[condition.id].passed
        case v.Member():
            return facts.memberships[condition.of]
        case v.Belongs():
            return facts.attributes[condition.attribute] in condition.to
        case v.AmountReached() | v.Share():
            return _figures(condition, facts, pack)
        case v.Awards() | v.NeverAwarded() | v.MeritNotAwarded():
            return _awards(condition, facts, pack)
        case _:
            return _ratings(condition, facts, pack)


def _ratings(condition: v.Condition, facts: Facts, pack: Pack) -> bool:
    order = [level.code for level in pack.scale.levels]
    good_enough = {
        year: order.index(facts.ratings[year].level) <= order.index(condition.level)
        for year in pack.periods[condition.period].years
        if year in facts.ratings
    }
    if isinstance(condition, v.EveryYearRated):
        return all(good_enough.values())
    if isinstance(condition, v.YearsRated):
        return sum(good_enough.values()) >= condition.count
    starts = pack.periods[condition.period].years
    return any(all(good_enough.get(start + step, False) for step in range(condition.count)) for start in starts)


def _belongs(award: Award, among: v.AwardSet, pack: Pack) -> bool:
    kind = pack.award_of[award.code]
    return (
        (not among.codes or kind.code in among.codes)
        and (not among.levels or kind.level in among.levels)
        and (not among.types or kind.type in among.types)
    )


def _awards(condition: v.Condition, facts: Facts, pack: Pack) -> bool:
    inside = [award for award in facts.awards if _belongs(award, condition.among, pack)]
    if isinstance(condition, v.NeverAwarded):
        return not inside
    if isinstance(condition, v.MeritNotAwarded):
        return all(award.merit != facts.merit for award in inside)
    accepted = facts.judgements.get(condition.exception or "")
    if accepted is not None and accepted.passed:
        inside += [award for award in facts.awards if award not in inside and _stands_for(award, condition.among, pack)]
    return sum(award.year in pack.periods[condition.period].years for award in inside) >= condition.count


def _stands_for(award: Award, among: v.AwardSet, pack: Pack) -> bool:
    """Whether an appraiser may accept the award for one of the set."""
    wanted = {one.code for one in pack.awards if _belongs(Award(None, one.code), among, pack)}
    return award.code in pack.award_of and bool(wanted & set(pack.award_of[award.code].may_stand_for))


def _figures(condition: v.Condition, facts: Facts, pack: Pack) -> bool:
    def sums(indicator: str) -> dict[int, int]:
        by_year = facts.amounts.get(indicator, {})
        years = pack.periods[condition.period].years
        return {year: sum(row.quantity for row in by_year[year]) for year in years if by_year.get(year)}

    if isinstance(condition, v.Share):
        parts, wholes = sums(condition.of), sums(condition.among)
        reach = [
            wholes[year] > 0 and parts[year] > 0 and 100 * parts[year] >= condition.percent * wholes[year]
            for year in parts.keys() & wholes.keys()
        ]
        return all(reach) if condition.over == "each_year" else any(reach)
    known = sums(condition.indicator).values()
    if condition.over == "total":
        return sum(known) >= condition.at_least
    reach = [quantity >= condition.at_least for quantity in known]
    return all(reach) if condition.over == "each_year" else any(reach)


def _burdens(sanction: object, condition: v.NoSanction, on: date) -> bool:
    """Open on the day, or closed less than so many months before it."""
    if sanction.kind not in condition.kinds or sanction.opened > on:
        return False
    if sanction.closed is None or sanction.closed > on:
        return True
    year, month = sanction.closed.year, sanction.closed.month + condition.months_after
    free_from = date(year + (month - 1) // 12, (month - 1) % 12 + 1, sanction.closed.day)
    return free_from > on
