"""Every way in which the missing facts of a nominee may turn out, as far as the given conditions can tell them apart.

A year that is never missed (O9) and an exception that nobody wrote (O11) are no missing facts: they stay as they are.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, combinations_with_replacement, product
from typing import Any

from tests.rules.tiny import TINY
from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.facts import NOTHING_KNOWN, Amount, Award, Facts, Judgement, Rating, Sanction
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, UNKNOWN, Outcome

MERITS = ("làm đường", "xây trường", "việc khác")
CODES = tuple(award.code for award in TINY.awards)
LONG_AGO = 1990


def own_record(root: v.Condition) -> list[v.Condition]:
    """The conditions that read the nominee's own record, without those inside a headed unit."""
    inner = [] if isinstance(root, v.HeadedUnit) else [one for part in v.parts_of(root) for one in own_record(part)]
    return [root, *inner]


def completions(root: v.Condition, facts: Facts, *, lists_of: int = 1) -> list[Facts]:
    """The facts made whole in every way that matters to the condition, judgements left as they are.

    Where no award is listed: no award, every list of up to `lists_of` awards, and plenty of each set of awards.
    """
    asked = own_record(root)
    whole: list[Facts] = []
    for attributes, memberships, ratings, amounts, sanctions, headed in product(
        _attributes(asked, facts),
        _memberships(asked, facts),
        _ratings(asked, facts),
        _amounts(asked, facts),
        _sanctions(asked, facts),
        _headed(asked, facts, lists_of),
    ):
        for merit, awards in _awards(asked, facts, lists_of):
            whole.append(
                replace(
                    facts,
                    attributes=attributes,
                    memberships=memberships,
                    ratings=ratings,
                    amounts=amounts,
                    sanctions=sanctions,
                    headed=headed,
                    merit=merit,
                    awards=awards,
                )
            )
    return whole


def _filled(known: dict[Any, Any], options: dict[Any, list[Any]]) -> list[dict[Any, Any]]:
    open_ = {key: values for key, values in options.items() if known.get(key) is None}
    return [{**known, **dict(zip(open_, chosen, strict=True))} for chosen in product(*open_.values())]


def _attributes(asked: list[v.Condition], facts: Facts) -> list[dict[str, str]]:
    codes = {one.by for one in asked if isinstance(one, v.Choose)}
    codes |= {one.attribute for one in asked if isinstance(one, v.Belongs)}
    return _filled(
        dict(facts.attributes),
        {code: [value.code for value in TINY.attribute_of[code].values] for code in sorted(codes)},
    )


def _memberships(asked: list[v.Condition], facts: Facts) -> list[dict[str, bool]]:
    lists = sorted({one.of for one in asked if isinstance(one, v.Member)})
    return _filled(dict(facts.memberships), {code: [True, False] for code in lists})


def _ratings(asked: list[v.Condition], facts: Facts) -> list[dict[int, Rating]]:
    rated = [one for one in asked if isinstance(one, v.EveryYearRated | v.YearsRated | v.ConsecutiveYearsRated)]
    years = sorted({year for one in rated for year in TINY.periods[one.period].asked})
    levels = [level.code for level in TINY.scale.levels]
    return _filled(dict(facts.ratings), {year: [Rating(year, level) for level in levels] for year in years})


def _amounts(asked: list[v.Condition], facts: Facts) -> list[dict[str, dict[int, tuple[Amount, ...]]]]:
    """Figures around each threshold; for shares none, one, and more than any share could need."""
    options: dict[tuple[str, int], set[int]] = {}
    for one in asked:
        if isinstance(one, v.AmountReached):
            for year in TINY.periods[one.period].asked:
                options.setdefault((one.indicator, year), {0}).update({one.at_least - 1, one.at_least})
        elif isinstance(one, v.Share):
            for code, year in product((one.of, one.among), TINY.periods[one.period].asked):
                options.setdefault((code, year), {0}).update({1, 10**6})
    known = {(code, year): rows for code, years in facts.amounts.items() for year, rows in years.items() if rows}
    rows_of = {key: [(Amount(key[1], one),) for one in sorted(values)] for key, values in options.items()}
    found = []
    for filled in _filled(known, rows_of):
        by_code: dict[str, dict[int, tuple[Amount, ...]]] = {}
        for (code, year), rows in filled.items():
            by_code.setdefault(code, {})[year] = rows
        found.append(by_code)
    return found


def _sanctions(asked: list[v.Condition], facts: Facts) -> list[tuple[Sanction, ...] | None]:
    """Nothing, or one matter of each kind: still open, closed just before the day, closed long ago."""
    kinds = sorted({kind for one in asked if isinstance(one, v.NoSanction) for kind in one.kinds})
    if facts.sanctions is not None or not kinds:
        return [facts.sanctions]
    closings = (None, date(2020, 5, 19), date(2015, 1, 1))
    return [(), *((Sanction(kind, date(2014, 1, 1), closed),) for kind in kinds for closed in closings)]


def _headed(asked: list[v.Condition], facts: Facts, lists_of: int) -> list[Facts | None]:
    parts = [one.part for one in asked if isinstance(one, v.HeadedUnit)]
    if not parts:
        return [facts.headed]
    record = NOTHING_KNOWN if facts.headed is None else facts.headed
    both = v.AllOf(rule="all_of", id="x", cite="x", text="x", parts=tuple(parts))
    return list(completions(both, record, lists_of=lists_of))


def _awards(
    asked: list[v.Condition], facts: Facts, lists_of: int
) -> Iterator[tuple[str | None, tuple[Award, ...] | None]]:
    """(own merit, awards): an unreadable row is any award or in the end none; one unproved is what it says or none."""
    counting = [one for one in asked if isinstance(one, v.Awards)]
    merits = any(isinstance(one, v.MeritNotAwarded) for one in asked)
    if not merits and not counting and not any(isinstance(one, v.NeverAwarded) for one in asked):
        yield facts.merit, facts.awards
        return
    years = sorted({TINY.periods[one.period].first for one in counting} | {LONG_AGO})
    row_merits = MERITS if merits else (None,)
    rows = [Award(year, code, "", merit=merit) for code, year, merit in product(CODES, years, row_merits)]
    for own in [facts.merit] if facts.merit is not None or not merits else list(MERITS):
        if facts.awards is not None:
            for chosen in product(*(_read_row(row, rows) for row in facts.awards)):
                yield own, tuple(row for row in chosen if row is not None)
            continue
        for size in range(lists_of + 1):
            yield from ((own, chosen) for chosen in combinations_with_replacement(rows, size))
        plenty = max((one.count for one in counting), default=1)
        for some in _sets_of(CODES):
            for merit in row_merits:
                yield own, tuple(row for row in rows if row.code in some and row.merit == merit for _ in range(plenty))


def _sets_of(codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [some for size in range(1, len(codes) + 1) for some in combinations(codes, size)]


def _read_row(row: Award, rows: list[Award]) -> list[Award | None]:
    """What a row may turn out to be: every full row that agrees with what is written in it."""
    if row.code is not None and row.year is not None and (row.merit is not None or rows[0].merit is None):
        proved = row._replace(unproved=False)
        return [proved, None] if row.unproved else [proved]
    years = {row.year} if row.year is not None else {one.year for one in rows}
    codes = {row.code} if row.code is not None else {one.code for one in rows}
    merits = {row.merit} if row.merit is not None else {one.merit for one in rows}
    read: list[Award | None] = [
        Award(year, code, row.as_written, merit=merit) for year in years for code in codes for merit in merits
    ]
    return [*read, None] if row.code is None or row.unproved else read


def judgements_asked(root: v.Condition) -> list[tuple[bool, str]]:
    """(of the headed unit, id) of every judgement in the tree."""
    own = [(False, one.id) for one in own_record(root) if isinstance(one, v.Judged)]
    units = [one.part for one in own_record(root) if isinstance(one, v.HeadedUnit)]
    return own + [(True, id) for part in units for _, id in judgements_asked(part)]


def answered(root: v.Condition, facts: Facts, whole: Facts) -> list[Facts]:
    """The whole facts with each way to answer the judgements that `facts` leaves open, in one order for all."""
    open_ = [
        (unit, id)
        for unit, id in judgements_asked(root)
        if id not in ((facts.headed or NOTHING_KNOWN) if unit else facts).judgements
    ]
    ways = []
    for given in product((True, False), repeat=len(open_)):
        said = [(unit, id, Judgement(passed)) for (unit, id), passed in zip(open_, given, strict=True)]
        headed = whole.headed
        if headed is not None:
            inside = {id: answer for unit, id, answer in said if unit}
            headed = replace(headed, judgements={**headed.judgements, **inside})
        own = {id: answer for unit, id, answer in said if not unit}
        ways.append(replace(whole, judgements={**whole.judgements, **own}, headed=headed))
    return ways


def expected(table: list[list[bool]]) -> Outcome:
    """The one right outcome, from the truth of each completion (row) under each way of judging (column).

    Decided where all agree. Unknown where, for some way of judging, the missing facts still make the difference
    (contract: unknown before needs_judgement). Needs judgement where only the judging does.
    """
    seen = {truth for row in table for truth in row}
    if len(seen) == 1:
        return MET if seen.pop() else NOT_MET
    return UNKNOWN if any(len(set(column)) > 1 for column in zip(*table, strict=True)) else NEEDS_JUDGEMENT
