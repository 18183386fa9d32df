"""Whether those of a list are in the register already: known, merely alike, or new. Nobody is matched by a guess."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from vinhdanh.models import identity
from vinhdanh.models.likeness import RAISED_FROM, Evidence, Traits, is_slip, likeness
from vinhdanh.models.lookalikes import Pool, fetch_pool, pairs_alike
from vinhdanh.models.units import Unit
from vinhdanh.vietnamese import folded, spelling_key

MOST_RESEMBLING = 5


class MatchOutcome(TextChoices):
    """What the register says of one of a list."""

    KNOWN = "known", "Đã có trong sổ"
    RESEMBLES = "resembles", "Giống đối tượng đã có"
    NEW = "new", "Mới"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of a list, as far as the list says. `unit` is the key of the unit where it would stand in the register.

    `is_unit`: a collective that is that unit itself, whatever name the list gives it.
    """

    kind: str
    name: str
    unit: int
    birth_year: int | None = None
    birth_month: int | None = None
    birth_day: int | None = None
    sex: str = ""
    ethnicity: str = ""
    identity_number: str = ""
    is_unit: bool = False


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One of the register that looks alike: its key, 0 to 100, and what that stands on."""

    honouree: int
    score: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What was found of one candidate.

    `honouree` is set where it is known. `same_as` is the place of the first candidate of the list that is the same and
    not known either: one new honouree serves both. `resembling` is best first.
    """

    outcome: MatchOutcome
    honouree: int | None = None
    same_as: int | None = None
    resembling: tuple[Resemblance, ...] = ()


def match_people(candidates: Iterable[Candidate], within: tuple[str, ...] | None = None) -> list[Match]:
    """One answer for each candidate, in order. `within`: only the units at these paths and below; None: everywhere.

    Known is who has the identity number of one alone, with a like name; or who bears the very same name, accents and
    all, in the same unit as one alone, as long as nothing that the register or the list says of any bearer of it there
    contradicts anything else; where something does, whoever of them was also born in the same year or on the same day,
    by the same measure. All others that look alike are shown to a person.
    """
    probes = _probes(list(candidates))
    pool = fetch_pool(probes, within)
    rows = tuple(pool.rows.values())
    alike: dict[int, list[Traits]] = defaultdict(list)
    for probe, row in pairs_alike(probes, rows):
        alike[probe.key].append(row)
    groups = _groups(probes, rows, pool)
    known = {probe.key: _known(probe, groups) for probe in probes}
    matches: list[Match] = []
    for probe in probes:
        honouree = known[probe.key]
        if honouree is not None:
            matches.append(Match(MatchOutcome.KNOWN, honouree))
            continue
        found = _ranked(probe, alike[probe.key], pool)[:MOST_RESEMBLING]
        first = _first_in_list(probe, groups, known)
        same_as = matches[first].same_as if first is not None and matches[first].same_as is not None else first
        matches.append(Match(MatchOutcome.RESEMBLES if found else MatchOutcome.NEW, None, same_as, found))
    return matches


def resembling(candidate: Candidate, within: tuple[str, ...] | None = None) -> tuple[Resemblance, ...]:
    """Everybody in the register who looks like the candidate, also who is surely the same; best first."""
    [probe] = _probes([candidate])
    pool = fetch_pool([probe], within)
    return _ranked(probe, [row for _, row in pairs_alike([probe], pool.rows.values())], pool)


def _probes(candidates: Sequence[Candidate]) -> list[Traits]:
    """The traits of each; keys below zero, so that none is taken for a row of the register."""
    units = Unit.objects.in_bulk({one.unit for one in candidates})
    keys = {name: (spelling_key(name), folded(name)) for name in {one.name for one in candidates}}
    return [
        Traits(
            -1 - place,
            one.kind,
            *keys[one.name],
            one.unit,
            units[one.unit].path,
            one.birth_year,
            one.birth_month,
            one.birth_day,
            one.sex,
            one.ethnicity,
            identity.digest(one.identity_number) if identity.is_identity_number(one.identity_number) else "",
            one.is_unit,
        )
        for place, one in enumerate(candidates)
    ]


@dataclass(slots=True)
class _Group:
    """Those who share a name or a number: who of the register, which places of the list, and whether all may be one."""

    of_register: set[int]
    of_list: list[int]
    agree: bool


def _steps(one: Traits) -> Iterator[tuple[str | int | None, ...]]:
    """What makes two one and the same where nothing contradicts, the surest and then the widest first."""
    if one.is_unit:
        yield "itself", one.unit
    if one.identity_digest:
        yield "number", one.kind, one.identity_digest
    name = (one.kind, one.unit, one.name_key)
    yield name
    if one.birth_year:
        yield *name, one.birth_year
        if one.birth_day:
            yield *name, one.birth_year, one.birth_month, one.birth_day


def _groups(probes: Sequence[Traits], rows: Sequence[Traits], pool: Pool) -> dict[tuple[str | int | None, ...], _Group]:
    members: dict[tuple[str | int | None, ...], list[Traits]] = {key: [] for probe in probes for key in _steps(probe)}
    for one in (*rows, *probes):
        for key in _steps(one):
            if key in members:
                members[key].append(one)
    return {
        key: _Group(
            {pool.root(one.key) for one in group if one.key >= 0},
            [-1 - one.key for one in group if one.key < 0],
            key[0] == "itself" or _agree(group),
        )
        for key, group in members.items()
    }


def _agree(group: Sequence[Traits]) -> bool:
    """Whether nothing known of any contradicts what is known of another."""
    told = ("identity_digest", "birth_year", "birth_month", "birth_day", "sex")
    if any(len({getattr(one, name) for one in group} - {None, ""}) > 1 for name in told):
        return False
    names = {one.name_folded for one in group}
    first = group[0].name_folded
    return all(name == first or is_slip(name, first) for name in names)


def _known(probe: Traits, groups: dict[tuple[str | int | None, ...], _Group]) -> int | None:
    """The one honouree of the register that the probe is; None where it is none, or where that is a question."""
    for key in _steps(probe):
        group = groups[key]
        if group.agree and len(group.of_register) == 1:
            return next(iter(group.of_register))
    return None


def _first_in_list(
    probe: Traits, groups: dict[tuple[str | int | None, ...], _Group], known: dict[int, int | None]
) -> int | None:
    """The place of the first before it in the list that is the same and not known; None where it is the first."""
    place = -1 - probe.key
    for key in _steps(probe):
        if groups[key].agree:
            before = [other for other in groups[key].of_list if other < place and known[-1 - other] is None]
            if before:
                return before[0]
    return None


def _ranked(probe: Traits, rows: Iterable[Traits], pool: Pool) -> tuple[Resemblance, ...]:
    """Those worth a look, each honouree once, best first."""
    best: dict[int, Resemblance] = {}
    bearers = pool.bearers[probe.name_folded]
    for row in rows:
        found = likeness(probe, row, bearers=bearers)
        root = pool.root(row.key)
        if found.score >= RAISED_FROM and (root not in best or best[root].score < found.score):
            best[root] = Resemblance(root, found.score, found.evidence)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.honouree)))
