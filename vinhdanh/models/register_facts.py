"""What the register holds of a nominee, as the facts of a dossier: its own codes turned into those of the pack."""

from collections import defaultdict
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


def register_news(nomination: Nomination, pack: Pack) -> RegisterNews:
    """Standing awards and ratings that are not among the facts, of the nominee and of the unit that a person heads.

    Ratings and awards of the pack's periods; of older awards those that the pack has a code for, because a page that
    says "ngoài giai đoạn" answers the question that an absent award leaves open. A finer award of the law's catalogue
    becomes the coarser one of the pack; one that the pack cannot name has a blank code. A year for which two ratings
    stand has none until a person has corrected one.
    """
    held = list(nomination.facts.select_related("from_award", "from_rating"))
    awards = {fact.from_award_id for fact in held}
    ratings = {fact.from_rating_id for fact in held}
    fresh = [
        fact
        for of_headed, honouree in _sources(nomination)
        for fact in _facts_of(nomination, honouree, pack, of_headed)
        if (fact.from_award_id or 0) not in awards and (fact.from_rating_id or 0) not in ratings
    ]
    ended = [fact for fact in held if _ended(fact.from_award) or _ended(fact.from_rating)]
    return RegisterNews(tuple(fresh), tuple(ended))


def _ended(entry: Award | Rating | None) -> bool:
    return entry is not None and entry.standing != AwardStanding.STANDING


def _sources(nomination: Nomination) -> list[tuple[bool, int]]:
    """Whose record counts: the nominee's, and that of the unit headed; each with whether it is the unit's."""
    found = [(False, _kept(nomination.honouree))] if nomination.honouree else []
    if nomination.headed_id:
        unit = Honouree.objects.standing().filter(unit=nomination.headed_id, is_unit=True).values_list("pk", flat=True)
        found += [(True, key) for key in unit]
    return found


def _kept(honouree: Honouree) -> int:
    """The honouree, or the one that it was merged into: its awards stand there now."""
    while honouree.standing == HonoureeStanding.MERGED and honouree.merged_into is not None:
        honouree = honouree.merged_into
    return honouree.pk


def _facts_of(nomination: Nomination, honouree: int, pack: Pack, of_headed: bool) -> list[Fact]:
    years = {year for period in pack.periods.values() for year in period.years}
    awards = Award.objects.standing().filter(honouree=honouree).select_related("decision").order_by("year", "pk")
    taken = [_of_award(award, pack) for award in awards]
    facts = [fact for fact in taken if fact.year in years or fact.code]
    rated: dict[int, list[Rating]] = defaultdict(list)
    for rating in Rating.objects.standing().filter(honouree=honouree, year__in=years).select_related("decision"):
        rated[rating.year].append(rating)
    facts += [_of_rating(found[0], pack) for _, found in sorted(rated.items()) if len({r.level for r in found}) == 1]
    for fact in facts:
        fact.nomination, fact.of_headed = nomination, of_headed
    return facts


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
