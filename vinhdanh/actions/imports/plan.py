"""What a confirmed list adds to the register: honourees, decisions, awards, ratings, worked out before anything is
written, so that the write itself is short."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from vinhdanh.actions.imports.reading import DraftRow
from vinhdanh.actions.imports.settling import position_of
from vinhdanh.intake.lists.records import ListAward, ListDecision, ListRating
from vinhdanh.models import (
    Award,
    Decision,
    Honouree,
    HonoureeKind,
    Import,
    Position,
    Rating,
    RowOutcome,
    Unit,
)
from vinhdanh.models.awards import emulation_year
from vinhdanh.models.decisions import decision_key
from vinhdanh.models.many_rows import parts
from vinhdanh.vietnamese import folded, spelling_key, tidy

WRITTEN = frozenset({RowOutcome.NEW, RowOutcome.RESEMBLES})
Triple = tuple[str, str, date | None]  # a decision's keys of number and authority, and its day


@dataclass(slots=True)
class Plan:
    """The rows to add, in memory. An award refers to its honouree and decision as objects, saved before it is.

    `known`: honourees of the register that receive something. `settled`: all rows that were read, as they stand now.
    """

    source: Import
    settled: list[DraftRow]
    decisions: list[Decision] = field(default_factory=list)
    honourees: list[Honouree] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    known: dict[int, Honouree] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How much is added, of each."""
        return {
            "awards": len(self.awards),
            "ratings": len(self.ratings),
            "new_honourees": len(self.honourees),
            "known_honourees": len(self.known),
            "new_decisions": len(self.decisions),
        }


def make_plan(source: Import, drafts: Sequence[DraftRow]) -> Plan:
    """What the settled rows add; rows that bring nothing new add nothing."""
    written = [draft for draft in drafts if draft.outcome in WRITTEN]
    units = {unit.pk: unit for keys in parts({_unit(draft) for draft in written}) for unit in _units(keys)}
    known: dict[int, Honouree] = {}
    for keys in parts({draft.known for draft in written if draft.known is not None}):
        known |= Honouree.objects.select_related("unit").in_bulk(keys)
    plan = Plan(source, list(drafts), known=known)
    decisions = _Decisions(source, written)
    newcomers = _newcomers(source, written, units, plan)
    for draft in written:
        honouree = newcomers[draft.person] if draft.known is None else known[draft.known]
        _add_entries(plan, draft, honouree, units[_unit(draft)], decisions)
    plan.decisions = decisions.new
    return plan


def _units(keys: list[int]) -> Iterable[Unit]:
    return Unit.objects.filter(pk__in=keys)


def _unit(draft: DraftRow) -> int:
    return draft.kept.unit if draft.kept else 0


def _newcomers(source: Import, drafts: Sequence[DraftRow], units: dict[int, Unit], plan: Plan) -> dict[int, Honouree]:
    """A new honouree for each person of the list whom nobody knows: by the place of the first row."""
    rows: dict[int, list[DraftRow]] = defaultdict(list)
    for draft in drafts:
        if draft.known is None:
            rows[draft.person].append(draft)
    people = {}
    for person, mine in rows.items():
        people[person] = honouree = _newcomer(source, mine, units[_unit(mine[0])])
        plan.honourees.append(honouree)
        latest = max(mine, key=_last_year)
        if honouree.kind == HonoureeKind.INDIVIDUAL and position_of(latest):
            plan.positions.append(_position(latest, honouree))
    return people


def _newcomer(source: Import, drafts: Sequence[DraftRow], unit: Unit) -> Honouree:
    """Who the rows say that it is; what one row leaves open another may tell."""
    kepts = [draft.kept for draft in drafts if draft.kept]
    rows = [kept.row for kept in kepts]
    births = [row.birth for row in rows if row.birth]
    birth = max(births, key=lambda one: (one.month is not None, one.day is not None), default=None)
    identity = next((kept.identity for kept in kepts if kept.identity), None)
    honouree = Honouree(
        kind=rows[0].kind,
        name=(unit.name if kepts[0].is_unit else rows[0].name)[:200],
        unit=unit,
        is_unit=kepts[0].is_unit,
        sex=_first(row.sex for row in rows),
        birth_year=birth.year if birth else None,
        birth_month=birth.month if birth else None,
        birth_day=birth.day if birth else None,
        ethnicity=_first(row.ethnicity for row in rows)[:40],
        residence=_first(row.residence for row in rows)[:200],
        identity_sealed=identity.sealed.encode() if identity else None,
        identity_digest=identity.digest if identity else "",
        from_import=source,
    )
    honouree.name_key, honouree.name_folded = _name_keys(honouree.name)
    return honouree


@lru_cache(maxsize=65536)
def _name_keys(name: str) -> tuple[str, str]:
    """As `Honouree.spell_name` writes them, once a name."""
    return spelling_key(name), folded(name)


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")


def _last_year(draft: DraftRow) -> int:
    row = draft.kept.row if draft.kept else None
    years = [award.last_year or 0 for award in row.awards] + [one.year for one in row.ratings] if row else []
    return max(years, default=0)


def _position(draft: DraftRow, honouree: Honouree) -> Position:
    row = draft.kept.row if draft.kept else None
    return Position(
        honouree=honouree,
        title=position_of(draft),
        unit=honouree.unit,
        leader=row.leader if row else None,
        direct_worker=row.direct_worker if row else None,
    )


def _add_entries(plan: Plan, draft: DraftRow, honouree: Honouree, unit: Unit, decisions: "_Decisions") -> None:
    """The awards and ratings of a row that stand nowhere yet."""
    kept = draft.kept
    if kept is None:
        return
    standing = {*kept.known, *kept.twins}
    for place, award in enumerate(kept.row.awards):
        if place not in standing:
            plan.awards.append(_award(plan.source, draft, award, honouree, unit, decisions))
    for place, rating in enumerate(kept.row.ratings, len(kept.row.awards)):
        if place not in standing:
            plan.ratings.append(_rating(plan.source, draft, rating, honouree, unit, decisions))


def _award(
    source: Import, draft: DraftRow, award: ListAward, honouree: Honouree, unit: Unit, decisions: "_Decisions"
) -> Award:
    row = draft.kept.row if draft.kept else None
    year = award.last_year
    if row is None or year is None:
        raise ValueError(f"row {draft.source.number} cannot be written")
    female, minority = honouree.facts_of_award(row.sex, row.ethnicity)
    decision = decisions.of(award.decision)  # another row of the file may have told its day
    return Award(
        honouree=honouree,
        unit=unit,
        kind=row.kind,
        award=award.code,
        as_written=tidy(award.as_written)[:300],
        manner=award.manner,
        year=year,
        first_year=award.first_year if award.first_year and award.first_year < year else None,
        emulation_year=emulation_year(year, decision.signed_on if decision else award.decision.signed_on),
        decision=decision,
        authority=award.decision.authority[:200],
        reason=award.reason,
        position=position_of(draft),
        direct_worker=row.direct_worker,
        leader=row.leader,
        female=female,
        minority=minority,
        from_import=source,
        source_row=draft.source.number,
    )


def _rating(
    source: Import, draft: DraftRow, rating: ListRating, honouree: Honouree, unit: Unit, decisions: "_Decisions"
) -> Rating:
    return Rating(
        honouree=honouree,
        unit=unit,
        year=rating.year,
        level=rating.level,
        authority=rating.decision.authority[:200],
        decision=decisions.of(rating.decision),
        from_import=source,
        source_row=draft.source.number,
    )


class _Decisions:
    """The decisions that the rows stand on: found in the register by number, authority and day, or new.

    A number alone is the decision that the same file names fully elsewhere, where it names one alone; nothing is
    taken from the register by its number alone, since every body counts its own from 1 each year.
    """

    def __init__(self, source: Import, drafts: Sequence[DraftRow]) -> None:
        self._source = source
        self.new: list[Decision] = []
        written: dict[Triple, ListDecision] = {}
        for draft in drafts:
            row = draft.kept.row if draft.kept else None
            papers = [entry.decision for entry in row.awards] + [entry.decision for entry in row.ratings] if row else []
            for paper in papers:
                if paper.number:
                    written.setdefault(_triple(paper), paper)
        self._by_number: dict[str, list[Triple]] = defaultdict(list)
        for triple in written:
            self._by_number[triple[0]].append(triple)
        self._known: dict[Triple, Decision] = {}
        for keys in parts(set(self._by_number)):
            for one in Decision.objects.filter(number_key__in=keys):
                self._known[one.number_key, one.authority_folded, one.signed_on] = one
        self._written = written

    def of(self, decision: ListDecision) -> Decision | None:
        """The decision of an entry, None where the list names no number."""
        if not decision.number:
            return None
        triple = self._completed(_triple(decision))
        found = self._known.get(triple)
        if found is None:
            full = self._written[triple]
            found = Decision(
                number=tidy(full.number)[:60],
                signed_on=full.signed_on,
                authority=tidy(full.authority)[:200],
                from_import=self._source,
            )
            found.spell_keys()
            self._known[triple] = found
            self.new.append(found)
        return found

    def _completed(self, triple: Triple) -> Triple:
        fuller = [other for other in self._by_number[triple[0]] if _completes(other, triple)]
        return fuller[0] if len(fuller) == 1 else triple


@lru_cache(maxsize=65536)
def _triple(decision: ListDecision) -> Triple:
    return decision_key(decision.number), folded(decision.authority), decision.signed_on


def _completes(other: Triple, triple: Triple) -> bool:
    """Whether the other says all that the triple says, and more."""
    pairs = zip(triple[1:], other[1:], strict=True)
    return other != triple and all(not mine or mine == theirs for mine, theirs in pairs)
