"""Finds in the register who may be one with somebody given: a few queries, however many are asked about.

Two that are worth a look share their folded name and their unit, or that name and the year of birth, or the identity
number; or they differ by one letter in one unit and year. Whoever shares none of these is never compared.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from vinhdanh.models.honourees import Honouree, HonoureeKind, HonoureeStanding
from vinhdanh.models.likeness import Traits
from vinhdanh.models.many_rows import parts
from vinhdanh.models.units import PATH_DIGITS, Unit

_ROWS_AT_ONCE = 5000
_BRANCH = 2 * PATH_DIGITS  # the path of a unit that stands right below the province
_COLUMNS = (
    "pk",
    "kind",
    "name_key",
    "name_folded",
    "unit_id",
    "unit__path",
    "birth_year",
    "birth_month",
    "birth_day",
    "sex",
    "ethnicity",
    "identity_digest",
    "is_unit",
)


@dataclass
class Pool:
    """Rows of the register that share something with those asked about, and how many bear each folded name.

    `roots`: of a row that was merged, the one that it stands for now.
    """

    rows: dict[int, Traits] = field(default_factory=dict)
    bearers: Counter[str] = field(default_factory=Counter)
    roots: dict[int, int] = field(default_factory=dict)

    def root(self, key: int) -> int:
        """The honouree that stands for this one now."""
        while key in self.roots:
            key = self.roots[key]
        return key


def fetch_pool(probes: Sequence[Traits], within: tuple[str, ...] | None = None) -> Pool:
    """All that may be one with a probe, standing or merged; `within`: only in the units at these paths and below."""
    pool, wanted = Pool(), {key for probe in probes for key in _keys(probe)}
    for row in _same_names(probes, within):
        pool.bearers[row.name_folded] += 1
        if not wanted.isdisjoint(_keys(row)):
            pool.rows[row.key] = row
    for row in chain(_same_numbers(probes, within), _near_names(probes, within)):
        if not wanted.isdisjoint(_keys(row)):
            pool.rows[row.key] = row
    if pool.rows:
        merged = Honouree.objects.filter(standing=HonoureeStanding.MERGED).values_list("pk", "merged_into_id")
        pool.roots = {key: into for key, into in merged if into is not None}
    return pool


def traits_of(keys: Iterable[int]) -> Iterator[Traits]:
    """What is compared of these honourees, of those that stand in the register."""
    for part in parts(set(keys)):
        for row in Honouree.objects.standing().filter(pk__in=part).order_by().values_list(*_COLUMNS):
            yield Traits(*row)


def pairs_alike(probes: Iterable[Traits], rows: Iterable[Traits]) -> Iterator[tuple[Traits, Traits]]:
    """Each probe with each row that it should be compared with, once; a probe is never paired with itself."""
    groups: dict[Hashable, list[Traits]] = defaultdict(list)
    for row in rows:
        for key in _keys(row):
            groups[key].append(row)
    slips: dict[Hashable, list[str]] = {
        key: [row.name_folded for row in group] for key, group in groups.items() if _is_slip_key(key)
    }
    for probe in probes:
        met = {probe.key}
        for key in _keys(probe):
            for row in _in_group(probe, groups.get(key, ()), slips.get(key)):
                if row.key not in met and row.kind == probe.kind:
                    met.add(row.key)
                    yield probe, row


def _in_group(probe: Traits, group: Sequence[Traits], names: list[str] | None) -> Iterable[Traits]:
    if names is None or not group:
        return group
    near = process.extract(probe.name_folded, names, scorer=OSA.distance, score_cutoff=1, limit=None, processor=None)
    return [group[place] for _, _, place in near]


def _keys(one: Traits) -> Iterator[Hashable]:
    """What two share that are worth comparing."""
    yield "unit", one.kind, one.unit, one.name_folded
    if one.birth_year:
        yield "year", one.kind, one.birth_year, one.name_folded
    if one.identity_digest:
        yield "number", one.identity_digest
    if one.kind == HonoureeKind.COLLECTIVE:
        yield "branch", one.unit_path[:_BRANCH], one.name_folded
    if one.is_unit:
        yield "itself", one.unit
    if (one.birth_year or one.kind == HonoureeKind.COLLECTIVE) and one.name_folded:
        words = one.name_folded.split()
        yield "slip", one.kind, one.unit, one.birth_year, "first", words[0]
        yield "slip", one.kind, one.unit, one.birth_year, "last", words[-1]


def _is_slip_key(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] == "slip"


def _same_names(probes: Sequence[Traits], within: tuple[str, ...] | None) -> Iterator[Traits]:
    for names in parts({probe.name_folded for probe in probes}):
        yield from _rows(Q(name_folded__in=names), within)


def _same_numbers(probes: Sequence[Traits], within: tuple[str, ...] | None) -> Iterator[Traits]:
    for digests in parts({probe.identity_digest for probe in probes} - {""}):
        yield from _rows(Q(identity_digest__in=digests), within)


def _near_names(probes: Sequence[Traits], within: tuple[str, ...] | None) -> Iterator[Traits]:
    """Everybody of the probes' units who was born in one of their years, and the collectives there."""
    asked = [probe for probe in probes if probe.birth_year or probe.kind == HonoureeKind.COLLECTIVE]
    years = {probe.birth_year for probe in asked if probe.birth_year}
    for units in parts({probe.unit for probe in asked}):
        alike = Q(birth_year__in=years)
        if any(probe.kind == HonoureeKind.COLLECTIVE for probe in asked):
            alike |= Q(kind=HonoureeKind.COLLECTIVE)
        yield from _rows(Q(unit__in=units) & alike, within)


def _rows(asked: Q, within: tuple[str, ...] | None) -> Iterator[Traits]:
    found = Honouree.objects.filter(asked).exclude(standing=HonoureeStanding.WITHDRAWN)
    if within is not None:
        found = found.filter(unit__in=Unit.objects.under(within))
    for row in found.order_by().values_list(*_COLUMNS).iterator(chunk_size=_ROWS_AT_ONCE):
        yield Traits(*row)
