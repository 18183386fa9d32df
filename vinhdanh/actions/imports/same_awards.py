"""Whether two awards of one honouree are the same one: what each says of its paper, period and manner is compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vinhdanh.actions.imports.reading import DraftRow
from vinhdanh.intake.lists.records import ListAward, ListDecision
from vinhdanh.models.decisions import decision_key
from vinhdanh.vietnamese import folded


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of the decision of an entry, in the form in which two are compared; blank is not known."""

    number: str = ""
    day: str = ""
    authority: str = ""

    def may_be(self, other: "Paper") -> bool:
        """Whether nothing that both know differs. The same number on the same day needs no more."""
        if self.number and other.number:
            return self.number == other.number and not (self.day and other.day and self.day != other.day)
        pairs = ((self.day, other.day), (self.authority, other.authority))
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


@lru_cache(maxsize=65536)
def paper_of(decision: ListDecision) -> Paper:
    """The paper that a row names."""
    day = decision.signed_on.isoformat() if decision.signed_on else ""
    return Paper(decision_key(decision.number), day, folded(decision.authority))


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """What tells two awards of one honouree, one code and one year apart; blank and None are not known."""

    paper: Paper
    first_year: int | None = None
    manner: str = ""

    def may_be(self, other: "AwardFacts") -> bool:
        """Whether nothing that both know differs."""
        pairs = ((self.first_year, other.first_year), (self.manner, other.manner))
        return self.paper.may_be(other.paper) and all(not mine or not its or mine == its for mine, its in pairs)


@dataclass(slots=True)
class StandingAward:
    """An award of the register or of an earlier row, and what rows of the file said that were taken for it."""

    facts: AwardFacts
    position: str = ""
    row: DraftRow | None = None
    taken_for: list[AwardFacts] = field(default_factory=list)


def facts_of(award: ListAward) -> AwardFacts:
    """The facts that a row tells of an award."""
    first = award.first_year if award.first_year and award.first_year < (award.last_year or 0) else None
    return AwardFacts(paper_of(award.decision), first, award.manner)


def find_standing(listed: Sequence[StandingAward], mine: AwardFacts) -> tuple[StandingAward | None, bool]:
    """The award that this is, if any; and whether it might be one that stands there, which nothing decides.

    What a row leaves open fits several awards, and what the register leaves open fits several rows: a person decides.
    """
    alike = [one for one in listed if one.facts.may_be(mine)]
    very = [one for one in alike if one.facts == mine] or [one for one in alike if one.facts.paper == mine.paper]
    some = very or alike
    if not some:
        return None, False
    found = some[0]
    if len({one.facts for one in some}) > 1 or not all(mine.may_be(other) for other in found.taken_for):
        return None, True
    found.taken_for.append(mine)
    return found, False
