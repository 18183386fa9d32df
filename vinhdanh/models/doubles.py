"""Which entries of two honourees are the very same entry, written down twice."""

from collections.abc import Iterable, Iterator

from vinhdanh.models.awards import Award
from vinhdanh.models.ratings import Rating


def double_awards(kept: Iterable[Award], absorbed: Iterable[Award]) -> Iterator[tuple[Award, Award]]:
    """Pairs of a double and the award that counts for both, where the second honouree is taken into the first.

    The same name, year and period, and the same decision and manner as far as both know them. The double is the one
    without a decision, else the one of the absorbed. Give the entries that stand.
    """
    mine: dict[tuple[object, ...], list[Award]] = {}
    for award in kept:
        mine.setdefault((award.award, award.year, award.first_year), []).append(award)
    for award in absorbed:
        alike = mine.get((award.award, award.year, award.first_year), [])
        same = next((one for one in alike if _one_decision(one, award) and _one_manner(one, award)), None)
        if same is not None:
            alike.remove(same)  # two of the one and two of the other are two
            yield (same, award) if award.decision_id and not same.decision_id else (award, same)


def double_ratings(kept: Iterable[Rating], absorbed: Iterable[Rating]) -> Iterator[tuple[Rating, Rating]]:
    """As `double_awards`, of ratings: the same year and level, and the same decision as far as both know it."""
    mine = {(rating.year, rating.level): rating for rating in kept}
    for rating in absorbed:
        same = mine.get((rating.year, rating.level))
        if same is not None and _one_decision(same, rating):
            del mine[rating.year, rating.level]
            yield (same, rating) if rating.decision_id and not same.decision_id else (rating, same)


def _one_decision(one: Award | Rating, other: Award | Rating) -> bool:
    return not one.decision_id or not other.decision_id or one.decision_id == other.decision_id


def _one_manner(one: Award, other: Award) -> bool:
    return not one.manner or not other.manner or one.manner == other.manner
