"""What the register holds of a nominee, as the facts of a dossier: its own codes turned into those of the pack."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vinhdanh.models.awards import Award, AwardStanding
from vinhdanh.models.honourees import Honouree, HonoureeStanding
from vinhdanh.models.nominations import Fact, FactKind, Nomination
from vinhdanh.models.ratings import Rating
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.law.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class RegisterNews:
    """What the register says that the nomination does not yet: facts not saved, and facts whose entry has ended."""

    fresh: tuple[Fact, ...]
    ended: tuple[Fact, ...]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.ended)


@dataclass(frozen=True, slots=True)
class _Source:
    """Whose record counts for a nomination: the nominee's, or that of the unit headed (`of_headed`)."""

    nomination: Nomination
    of_headed: bool
    honouree: int


def register_news(nomination: Nomination, pack: Pack) -> RegisterNews:
    """What `register_news_of` says of one nomination."""
    return register_news_of([nomination], pack)[nomination.pk]


def register_news_of(nominations: Sequence[Nomination], pack: Pack) -> dict[int, RegisterNews]:
    """Standing awards and ratings that are not among the facts, of the nominee and of the unit that a person heads; by
    the key of the nomination, in as many queries for many as for one.

    Ratings and awards of the pack's periods; of older awards those that the pack has a code for, because a page that
    says "ngoài giai đoạn" answers the question that an absent award leaves open. A finer award of the law's catalogue
    becomes the coarser one of the pack; one that the pack cannot name has a blank code. A year for which two ratings
    stand has none until a person has corrected one.
    """
    held = defaultdict[int, list[Fact]](list)
    listed = Fact.objects.filter(nomination__in=nominations).select_related("from_award", "from_rating")
    for fact in listed:
        held[fact.nomination_id].append(fact)
    fresh = defaultdict[int, list[Fact]](list)
    for fact in _facts_of(_sources(nominations), pack):
        if not _is_held(fact, held[fact.nomination_id]):
            fresh[fact.nomination_id].append(fact)
    ended = {
        key: [one for one in facts if _ended(one.from_award) or _ended(one.from_rating)] for key, facts in held.items()
    }
    return {one.pk: RegisterNews(tuple(fresh[one.pk]), tuple(ended.get(one.pk, ()))) for one in nominations}


def lists_in_register(nominations: Sequence[Nomination]) -> dict[tuple[int, bool], tuple[Award, ...]]:
    """The standing awards that the register holds, by the key of the nomination and whether they are of the unit
    headed. No key: the register does not know the nominee, or that unit, or knows it no more. Reads the honourees."""
    sources = [one for one in _sources(nominations) if one.of_headed or not _is_withdrawn(one.nomination.honouree)]
    awards = defaultdict[int, list[Award]](list)
    wanted = Award.objects.standing().filter(honouree__in={one.honouree for one in sources})
    for award in wanted.only("honouree", "award", "year"):
        awards[award.honouree_id].append(award)
    return {(one.nomination.pk, one.of_headed): tuple(awards[one.honouree]) for one in sources}


def is_brought(award: Award, pack: Pack) -> bool:
    """Whether the campaign may count the entry: one of its periods, or one that it has a name for."""
    return award.year in _years(pack) or bool(catalogue().nearest(award.award, pack.award_of))


def _is_held(fresh: Fact, held: Iterable[Fact]) -> bool:
    """Whether a fact of the entry is there; of ratings also whether a standing one of that year is."""
    if fresh.from_award_id:
        return any(one.from_award_id == fresh.from_award_id for one in held)
    same = (one for one in held if (one.of_headed, one.year) == (fresh.of_headed, fresh.year))
    return any(one.from_rating and not _ended(one.from_rating) for one in same)


def _ended(entry: Award | Rating | None) -> bool:
    return entry is not None and entry.standing != AwardStanding.STANDING


def _is_withdrawn(honouree: Honouree | None) -> bool:
    return honouree is not None and honouree.standing == HonoureeStanding.WITHDRAWN


def _sources(nominations: Sequence[Nomination]) -> list[_Source]:
    tied = {one.honouree_id for one in nominations if one.honouree_id}
    kept, headed = _kept(tied), {one.headed_id for one in nominations if one.headed_id}
    units = Honouree.objects.standing().filter(unit__in=headed, is_unit=True).values_list("unit", "pk")
    unit_of = dict(units) if headed else {}
    own = [_Source(one, False, kept[one.honouree_id]) for one in nominations if one.honouree_id]
    return own + [_Source(one, True, unit_of[one.headed_id]) for one in nominations if one.headed_id in unit_of]


def _kept(honourees: set[int]) -> dict[int, int]:
    """Each honouree, or the one that it was merged into: its awards stand there now."""
    kept = {key: key for key in honourees}
    merged = Honouree.objects.filter(standing=HonoureeStanding.MERGED).values_list("pk", "merged_into")
    moved = {key: to for key, to in merged.filter(pk__in=honourees) if to} if honourees else {}
    while moved:
        kept = {key: moved.get(to, to) for key, to in kept.items()}
        moved = {key: to for key, to in merged.filter(pk__in=set(moved.values())) if to}
    return kept


def _years(pack: Pack) -> frozenset[int]:
    return frozenset(year for period in pack.periods.values() for year in period.years)


def _facts_of(sources: Sequence[_Source], pack: Pack) -> Iterator[Fact]:
    years, honourees = _years(pack), {one.honouree for one in sources}
    awards, rated = defaultdict[int, list[Award]](list), defaultdict[int, dict[int, list[Rating]]](dict)
    for award in (
        Award.objects.standing().filter(honouree__in=honourees).select_related("decision").order_by("year", "pk")
    ):
        awards[award.honouree_id].append(award)
    ratings = Rating.objects.standing().filter(honouree__in=honourees, year__in=years).select_related("decision")
    for rating in ratings.order_by("year", "pk"):
        rated[rating.honouree_id].setdefault(rating.year, []).append(rating)
    for source in sources:
        taken = [_of_award(award, pack) for award in awards[source.honouree] if is_brought(award, pack)]
        of_years = rated[source.honouree].values()
        taken += [_of_rating(found[0], pack) for found in of_years if len({one.level for one in found}) == 1]
        for fact in taken:
            fact.nomination, fact.of_headed = source.nomination, source.of_headed
            yield fact


def _of_award(award: Award, pack: Pack) -> Fact:
    law = catalogue()
    entry = law.award_of.get(award.award)
    decision = award.decision
    return Fact(
        kind=FactKind.AWARD,
        year=award.year,
        code=law.nearest(award.award, pack.award_of) or "",
        as_written=award.as_written or (entry.label if entry else award.award),
        decision=decision.number if decision else "",
        decided_on=decision.signed_on if decision else None,
        authority=(decision.authority if decision else "") or award.authority,
        from_award=award,
    )


def _of_rating(rating: Rating, pack: Pack) -> Fact:
    known = {level.code for level in pack.scale.levels}
    return Fact(
        kind=FactKind.RATING,
        year=rating.year,
        code=rating.level if rating.level in known else "",
        as_written=rating.level,
        decision=rating.decision.number if rating.decision else "",
        decided_on=rating.decision.signed_on if rating.decision else None,
        authority=(rating.decision.authority if rating.decision else "") or rating.authority,
        from_rating=rating,
    )
