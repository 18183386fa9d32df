"""What became of many at once: one decision for all that were awarded, one reason for all that were not.

First weighed, which writes nothing and says of each what would stop it; then written: all of it, or nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vinhdanh.actions.award_doubts import Doubt, Doubtful, doubts_of
from vinhdanh.actions.decisions import require_signed
from vinhdanh.actions.honourees import LooksAlike
from vinhdanh.actions.outcomes import (
    VERB,
    Given,
    enter_award,
    enter_no_award,
    hold_nominees,
    honouree_draft,
    rightful_honouree,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.lists.records import ListDecision
from vinhdanh.models import Award, Campaign, Honouree, HonoureeKind, HonoureeStanding, Nomination, User
from vinhdanh.models.many_rows import parts
from vinhdanh.models.matching import MatchOutcome, match_people
from vinhdanh.models.outcomes import awaiting_award
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import Refused, can, require
from vinhdanh.vietnamese import lower_first

_ALIKE = "Sổ đã có đối tượng giống, hoặc danh sách có hai người giống nhau; ghi riêng ở trang của trường hợp này để so."
_GONE = "Không còn chờ kết quả: đã ghi được khen thưởng, hoặc hồ sơ không ở tình trạng đã tiếp nhận."
_TWICE = "Danh sách có hai dòng đề nghị hình thức này cho cùng một đối tượng trong sổ; chỉ chọn một dòng."
_SHARED = ("decision_number", "decision_date", "year", "manner", "reason")  # what is typed once for all


class RowsRefused(Exception):
    """Some cannot be entered; `faults` says why, by the key of the nomination. Nothing was written."""

    def __init__(self, faults: dict[int, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Weighed:
    """A nominee before its award is written: what stops it here, blank where nothing does, and what is doubtful."""

    nomination: Nomination
    fault: str
    doubts: tuple[Doubt, ...]


def weigh_awards(nominations: Sequence[Nomination], given: Given, *, by: User, on: date) -> list[Weighed]:
    """What would stop each of these, as `awaiting_award` reads them, or is doubtful; as many queries for one as for
    hundreds. Writes nothing. Raises NotPossible for a decision of a day after `on`."""
    require_signed(given.decision, on)
    rightful = {one.pk: rightful_honouree(one.honouree) for one in nominations if one.honouree}
    alike = _alike([one for one in nominations if one.pk not in rightful], by)
    there = _awards_there({one.pk for one in rightful.values()}, given.year)
    paper = ListDecision(given.decision.number, given.decision.signed_on, given.decision.authority)
    twice, weighed = _twice(nominations), []
    for one in nominations:
        honouree = rightful.get(one.pk) or Honouree(kind=one.kind, unit=one.dossier.participant.unit)
        fault = _TWICE if one.pk in twice else _ALIKE if one.pk in alike else _fault(one, honouree, by)
        doubts = doubts_of(honouree, one.award, given.year, paper, standing=there.get(honouree.pk, ()))
        weighed.append(Weighed(one, fault, () if fault else tuple(doubts)))
    return weighed


@transaction.atomic
def enter_outcomes(
    campaign: Campaign,
    awarded: Collection[int],
    given: Given | None,
    *,
    by: User,
    now: datetime,
    refused: Collection[int] = (),
    reason: str = "",
    looked_at: Collection[str] = (),
) -> int:
    """Writes the award of all `awarded` (keys of nominations) by one decision, and that the others were not `refused`
    one without a reason; how many.

    All or nothing. Raises Refused; NotPossible for what is typed once for all, as `enter_award` and `enter_no_award`
    do, and where nobody is chosen; RowsRefused where some cannot be entered.
    """
    require(by, VERB, campaign.host)
    if not awarded and not refused:
        raise NotPossible("Chưa chọn kết quả của trường hợp nào.")
    if awarded and given is None:
        raise NotPossible("Ghi số quyết định khen thưởng.", "decision_number")
    found = awaiting_award(campaign.pk).in_bulk([*awarded, *refused])
    faults = {key: _GONE for key in (*awarded, *refused) if key not in found}
    hold_nominees(found.values())
    faults |= dict.fromkeys(_twice([one for key, one in found.items() if key not in refused]), _TWICE)
    for key, one in sorted(found.items()):
        try:
            if key in refused:
                enter_no_award(one, reason, by=by, now=now)
            elif given is not None:
                enter_award(one, given, by=by, now=now, looked_at=looked_at)
        except NotPossible as refusal:
            if refusal.field in _SHARED:
                raise
            faults[key] = refusal.sentence
        except LooksAlike:
            faults[key] = _ALIKE
        except (Doubtful, Refused) as refusal:
            faults[key] = str(refusal)
    if faults:
        raise RowsRefused(faults)
    return len(found)


def _twice(nominations: Collection[Nomination]) -> set[int]:
    """Keys of those who are one honouree of the register, proposed for one award: the register has room for one."""
    same: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in nominations:
        if one.honouree:
            same[rightful_honouree(one.honouree).pk, one.award].append(one.pk)
    return {key for keys in same.values() if len(keys) > 1 for key in keys}


def _fault(one: Nomination, honouree: Honouree, by: User) -> str:
    if honouree.standing == HonoureeStanding.WITHDRAWN:
        return "Đối tượng này đã được rút khỏi sổ cùng tệp nhập."
    if honouree.kind != one.kind:
        return f"Đối tượng trong sổ không phải là {lower_first(HonoureeKind(one.kind).label)} như hồ sơ đề nghị."
    if not can(by, "add_award", honouree.unit):
        return f"Không có quyền ghi khen thưởng vào sổ cho {honouree.unit.name}."
    return ""


def _alike(nominations: Sequence[Nomination], by: User) -> set[int]:
    """Keys of those who look like somebody in the register, or like another of the list: a person must compare them."""
    if not nominations:
        return set()
    candidates = [honouree_draft(one).candidate() for one in nominations]
    matches = match_people(candidates, by.paths_reading(Reading.REGISTER))
    doubled = {one.same_as for one in matches}
    return {
        one.pk
        for place, (one, match) in enumerate(zip(nominations, matches, strict=True))
        if match.outcome != MatchOutcome.NEW or match.same_as is not None or place in doubled
    }


def _awards_there(honourees: Collection[int], year: int) -> dict[int, list[Award]]:
    """The awards of the year that stand, by the key of the honouree."""
    there: dict[int, list[Award]] = defaultdict(list)
    for some in parts(honourees):
        for award in Award.objects.standing().filter(honouree__in=some, year=year).select_related("decision"):
            there[award.honouree_id].append(award)
    return there
