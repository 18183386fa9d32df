"""Where a pack loses exactness: a fact that pulls two conditions opposite ways.

If every fact pushes all conditions that read it the same way, the tree is monotone: the best completion meets every
condition
that can be met, the worst fails every one that can fail, so an undecided answer always has completions that
disagree. Where
one fact can help one condition only by harming another, the answer may stay open though all completions agree; it
is never wrong.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.awards import codes_among
from vinhdanh.rules.campaign import Pack


def lost_exactness(root: v.Condition, pack: Pack) -> Iterator[tuple[str, list[str]]]:
    """Each fact that pulls conditions opposite ways, with the ids of those conditions."""
    readers: dict[str, list[_Reader]] = defaultdict(list)
    for condition, unit, settled in _leaves(root, "", {}):
        for fact, helps in _reads(condition, pack):
            readers[unit + fact].append(_Reader(condition.id, helps, settled))
    for fact, found in readers.items():
        torn = [pair for pair in combinations(found, 2) if _torn(*pair)]
        if torn:
            yield fact, list(dict.fromkeys(reader.id for pair in torn for reader in pair))


class _Reader(NamedTuple):
    """A condition that reads a fact: the values that help it, and the cases of each `choose` inside which it stands."""

    id: str
    helps: frozenset[str]
    settled: dict[str, str]


def _torn(one: _Reader, other: _Reader) -> bool:
    """Whether one value of the fact helps the first alone and another the second alone, while both can hold
    together."""
    if any(other.settled.get(attribute, value) != value for attribute, value in one.settled.items()):
        return False
    return not (one.helps <= other.helps or other.helps <= one.helps)


def _leaves(
    condition: v.Condition, unit: str, settled: dict[str, str]
) -> Iterator[tuple[v.Condition, str, dict[str, str]]]:
    """Every condition that reads facts, with the record it reads (the nominee's own, or the headed unit's) and its
    cases."""
    if isinstance(condition, v.Belongs) and unit + condition.attribute in settled:
        return
    if isinstance(condition, v.Choose):
        yield condition, unit, settled
        for value, part in condition.cases.items():
            yield from _leaves(part, unit, {**settled, unit + condition.by: value})
        return
    if isinstance(condition, v.HeadedUnit):
        unit += "đơn vị đứng đầu: "
    parts = v.parts_of(condition)
    if not parts:
        yield condition, unit, settled
    for part in parts:
        yield from _leaves(part, unit, settled)


def _reads(condition: v.Condition, pack: Pack) -> Iterator[tuple[str, frozenset[str]]]:
    """Which facts the leaf reads, and which of their values help it. Ordered facts (ratings, amounts) help all
    upwards."""
    match condition:
        case v.Choose():
            yield condition.by, frozenset({condition.id})
        case v.Belongs():
            yield condition.attribute, frozenset(condition.to)
        case v.Awards():
            yield "dòng khen thưởng chưa đọc được", codes_among(condition.among, pack)
            yield "năm của khen thưởng", frozenset(map(str, pack.periods[condition.period].years))
        case v.NeverAwarded() | v.MeritNotAwarded():
            others = frozenset({"không có"}) | (frozenset(pack.award_of) - codes_among(condition.among, pack))
            yield "dòng khen thưởng chưa đọc được", others
            if isinstance(condition, v.MeritNotAwarded):
                yield "thành tích được đề nghị", others
        case v.Share():
            yield f"số {condition.of}", frozenset({"nhiều hơn"})
            yield f"số {condition.among}", frozenset({"ít hơn"})
        case v.AmountReached():
            yield f"số {condition.indicator}", frozenset({"nhiều hơn"})
        case _:
            return
