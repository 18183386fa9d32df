"""The register as lists: honourees with what tells two apart, and awards as form 02 counts them; a page at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from vinhdanh.models import (
    Award,
    AwardStanding,
    Decision,
    Honouree,
    HonoureeKind,
    Position,
    SearchEntry,
    Succession,
    Unit,
    User,
)
from vinhdanh.models.awards import AwardQuerySet
from vinhdanh.models.readers import Reading
from vinhdanh.models.search import EntryKind, SearchEntryQuerySet, Thing, kind_word, readable, unit_word
from vinhdanh.reports.ranking import Candidate
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import MOST, Found
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import join_words, written_date

PAGE = 50
_MANY = 5000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list. `total` counts all of it; `more`: there are more than `total`, which is then a bound."""

    rows: tuple[Row, ...]
    number: int
    total: int
    more: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the register as a list shows it. Of a birth the year alone; `unit` is where it stands."""

    thing: str
    key: int
    kind: str
    name: str
    code: str = ""  # of a unit
    birth_year: int | None = None
    position: str = ""
    unit: str = ""
    also: tuple[str, ...] = ()  # other names under which it was found
    award: str = ""  # the latest that stands
    award_year: int | None = None
    awards: int = 0
    note: str = ""
    is_unit: bool = False

    @property
    def kind_label(self) -> str:
        return str(EntryKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award as a list shows it. `direct`: at the grassroots or a direct worker, as of the award; None unknown."""

    key: int
    honouree: int
    name: str
    kind: str
    birth_year: int | None
    position: str
    unit: str
    label: str
    is_title: bool
    years: str
    manner: str
    decision: int | None
    number: str
    signed_on: str
    authority: str
    direct: bool | None
    leader: bool | None
    standing: str
    stands: bool

    @property
    def kind_label(self) -> str:
        return str(EntryKind(self.kind).label)


def award_page(narrowed: RegisterFilter, user: User, number: int, found: Found | None = None) -> Page[AwardRow]:
    """Awards, the latest year first; with `found`, those of the honourees and on the decisions that a search found."""
    counted = awards_of(narrowed.awards_seen_by(user, by_year=False), found)
    total = counted.count()
    number = _within(number, total)
    start = (number - 1) * PAGE
    keys = list(_latest_first(narrowed, user, found, total).values_list("pk", flat=True)[start : start + PAGE])
    return Page(tuple(award_rows(keys)), number, total)


def awards_of(awards: AwardQuerySet, found: Found | None) -> AwardQuerySet:
    """Of these awards those of the honourees that a search found as it was typed, and those on the decisions whose
    number or day was typed; all where nothing was searched."""
    if found is None:
        return awards
    asked = Q(honouree__in=[one.key for one in found.candidates if one.thing == Thing.HONOUREE])
    return awards.filter(asked | Q(decision__in=found.decisions) if found.decisions else asked)


def _latest_first(narrowed: RegisterFilter, user: User, found: Found | None, total: int) -> AwardQuerySet:
    """In the order of the list. Many are met soon by walking the register from its end; few are gathered and sorted."""
    if total > _MANY and found is None:
        awards = narrowed.awards_seen_by(user, by_code=False, by_year=not narrowed.emulation)
        return awards.order_by("-year", "-pk")
    awards = awards_of(narrowed.awards_seen_by(user, by_year=False), found)
    gathered: AwardQuerySet = awards.alias(sorted_year=Coalesce("year", Value(0)))  # no index to walk by
    return gathered.order_by("-sorted_year", "-pk")


def award_rows(keys: list[int]) -> Iterator[AwardRow]:
    """The rows of these awards, in this order; one query."""
    found = Award.objects.filter(pk__in=keys).select_related("honouree", "unit__parent__parent", "decision")
    by_key = {award.pk: award for award in found}
    return (_award_row(by_key[key]) for key in keys if key in by_key)


def _award_row(award: Award) -> AwardRow:
    law, decision = catalogue(), award.decision
    entry, manner = law.award_of.get(award.award), law.manner_of.get(award.manner)
    years = (
        f"{award.first_year}-{award.year}" if award.first_year and award.first_year < award.year else str(award.year)
    )
    return AwardRow(
        key=award.pk,
        honouree=award.honouree_id,
        name=award.honouree.name,
        kind=award.kind,
        birth_year=award.honouree.birth_year,
        position=award.position,
        unit=award.unit.placed_name,
        label=entry.label if entry else award.as_written or award.award,
        is_title=entry is not None and entry.type == "title",
        years=years,
        manner=manner.label if manner else "",
        decision=award.decision_id,
        number=decision.number if decision else "",
        signed_on=written_date(decision.signed_on) if decision and decision.signed_on else "",
        authority=award.authority or (decision.authority if decision else ""),
        direct=award.direct_worker,
        leader=award.leader,
        standing=award.get_standing_display(),
        stands=award.standing == AwardStanding.STANDING,
    )


def _within(number: int, total: int) -> int:
    """The number of a page that there is."""
    return min(max(1, number), max(1, -(-total // PAGE)))


def entry_page(narrowed: RegisterFilter, user: User, number: int, found: Found | None = None) -> Page[Entry]:
    """What a search found as it was typed, best first; without one the honourees, those of the latest award first."""
    if found is None and not narrowed.asks_of_awards:
        return _plain_page(narrowed, user, number)
    more, candidates = (found.more, found.candidates) if found else _honoured(narrowed, user)
    number = _within(number, len(candidates))
    some = candidates[(number - 1) * PAGE : number * PAGE]
    return Page(tuple(entries(some, user)), number, len(candidates), more)


def _honoured(narrowed: RegisterFilter, user: User) -> tuple[bool, tuple[Candidate, ...]]:
    """Who received such awards: looked for among so many of the latest, and whether there are more of these."""
    some = narrowed.awards_seen_by(user, by_year=False)[: _MANY + 1].count()
    keys = list(_latest_first(narrowed, user, None, some).values_list("pk", flat=True)[: MOST + 1])
    return len(keys) > MOST, tuple(honoured_by(keys[:MOST], user))


def honoured_by(keys: list[int], user: User) -> Iterator[Candidate]:
    """Who received these awards, each once, in their order; and stands in a unit that the person reaches still."""
    awards = Award.objects.filter(pk__in=keys)
    if not user.reads_all(Reading.REGISTER):
        awards = awards.filter(honouree__unit__in=Unit.objects.visible_to(user, Reading.REGISTER))
    receiver = dict(awards.values_list("pk", "honouree"))
    distinct = dict.fromkeys(receiver[key] for key in keys if key in receiver)
    return (Candidate(Thing.HONOUREE, key, "", 0, False) for key in distinct)


def _plain_page(narrowed: RegisterFilter, user: User, number: int) -> Page[Entry]:
    found = plain_entries(narrowed, user)
    total = found.count()
    number = _within(number, total)
    start = (number - 1) * PAGE
    # Few are sorted; where many are asked for, the quickest way is to walk all from the latest on and take those.
    listed = _walked(narrowed, user) if total > _MANY and EntryKind.DECISION not in narrowed.kinds else found
    rows = listed.order_by("-last_year", "-key").values_list("thing", "key", "names", "last_year", "ended")
    return Page(tuple(entries((Candidate(*row) for row in rows[start : start + PAGE]), user)), number, total)


def plain_entries(narrowed: RegisterFilter, user: User) -> SearchEntryQuerySet:
    """The entries of a list that asks nothing of awards: of honourees, unless it asks for other kinds."""
    asked = readable(user).also(*([[unit_word(narrowed.lower_unit.path)]] if narrowed.lower_unit else []))
    if not asked.groups:
        return _of_kinds(narrowed)
    return SearchEntry.objects.found(asked.also(map(kind_word, narrowed.kinds or HonoureeKind.values)))


def _walked(narrowed: RegisterFilter, user: User) -> SearchEntryQuerySet:
    """The same, asked of the columns; of honourees and units, whose path they hold."""
    listed = (
        _of_kinds(narrowed)
        if user.reads_all(Reading.REGISTER)
        else _of_kinds(narrowed).at_or_below(user.paths_reading(Reading.REGISTER))
    )
    return listed.at_or_below((narrowed.lower_unit.path,)) if narrowed.lower_unit else listed


def _of_kinds(narrowed: RegisterFilter) -> SearchEntryQuerySet:
    return SearchEntry.objects.filter(**({"kind__in": narrowed.kinds} if narrowed.kinds else {"thing": Thing.HONOUREE}))


def entries(candidates: Iterable[Candidate], user: User) -> Iterator[Entry]:
    """What a list shows of these, in this order; the same number of queries for one and for many."""
    some = list(candidates)
    told: dict[tuple[str, int], Entry] = {}
    for tell, thing in ((_honourees, Thing.HONOUREE), (_decisions, Thing.DECISION), (_units, Thing.UNIT)):
        keys = [one.key for one in some if one.thing == thing]
        if keys:
            told |= {(entry.thing, entry.key): entry for entry in tell(keys, user)}
    return (told[one.thing, one.key] for one in some if (one.thing, one.key) in told)


@dataclass(slots=True)
class _Honours:
    """What an honouree received, as far as the person may see it."""

    count: int = 0
    latest: str = ""
    year: int | None = None
    position: str = ""


def _honourees(keys: list[int], user: User) -> Iterator[Entry]:
    honours: dict[int, _Honours] = {key: _Honours() for key in keys}
    awards = Award.objects.visible_to(user).standing().filter(honouree__in=keys).order_by("-year", "-pk")
    for key, code, year in awards.values_list("honouree", "award", "year"):
        own = honours[key]
        own.count += 1
        if own.year is None:
            own.latest, own.year = code, year
    for key, title in Position.objects.filter(honouree__in=keys).values_list("honouree", "title"):
        honours[key].position = honours[key].position or title
    also: dict[int, list[str]] = {}
    for merged in Honouree.objects.filter(merged_into__in=keys):
        also.setdefault(merged.merged_into_id or 0, []).append(merged.name)
    for one in Honouree.objects.visible_to(user).filter(pk__in=keys).select_related("unit__parent__parent"):
        own, law = honours[one.pk], catalogue().award_of.get(honours[one.pk].latest)
        above = one.unit.parent if one.is_unit and one.unit.parent else one.unit
        yield Entry(
            thing=Thing.HONOUREE,
            key=one.pk,
            kind=one.kind,
            name=one.name,
            birth_year=one.birth_year,
            position=own.position,
            unit=above.placed_name,
            also=tuple(name for name in also.get(one.pk, []) if name != one.name),
            award=law.label if law else own.latest,
            award_year=own.year,
            awards=own.count,
            is_unit=one.is_unit,
        )


def _decisions(keys: list[int], user: User) -> Iterator[Entry]:
    for one in Decision.objects.filter(pk__in=keys):
        signed = f"ngày {written_date(one.signed_on)}" if one.signed_on else ""
        yield Entry(
            thing=Thing.DECISION,
            key=one.pk,
            kind=EntryKind.DECISION,
            name=one.number,
            position=signed,
            unit=one.authority,
            note=one.subject,
        )


def _units(keys: list[int], user: User) -> Iterator[Entry]:
    gone: dict[int, list[str]] = {}
    successions = Succession.objects.filter(predecessor__in=keys, predecessor__closed_on__isnull=False)
    for key, name in successions.values_list("predecessor", "successor__name"):
        gone.setdefault(key, []).append(name)
    for unit in (
        Unit.objects.visible_to(user, Reading.REGISTER).filter(pk__in=keys).select_related("parent__parent__parent")
    ):
        note = ""
        if unit.closed_on:
            note = f"Kết thúc hoạt động từ {written_date(unit.closed_on)}"
            note += f", nay là {join_words(gone[unit.pk])}" if unit.pk in gone else ""
        above = unit.parent.placed_name if unit.parent else ""
        yield Entry(
            thing=Thing.UNIT,
            key=unit.pk,
            kind=EntryKind.UNIT,
            name=unit.name,
            code=unit.code,
            position=unit.get_kind_display(),
            unit=above,
            note=note,
        )
