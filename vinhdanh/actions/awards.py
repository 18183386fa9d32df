"""Awards: written into the register, never edited. A correction, a revocation, a re-issue are entries of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.award_doubts import TYPE_WORDS, doubts_of, require_looked_at
from vinhdanh.actions.decisions import DecisionDraft, find_or_add_decision
from vinhdanh.actions.honourees import standing_honouree
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.intake.lists.records import ListDecision
from vinhdanh.models import (
    Award,
    AwardChange,
    AwardChangeKind,
    AwardStanding,
    Decision,
    Honouree,
    HonoureeKind,
    Position,
    Unit,
    User,
)
from vinhdanh.models.awards import emulation_year
from vinhdanh.models.entries import FIRST_YEAR
from vinhdanh.permissions import require
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import lower_first, tidy


@dataclass(frozen=True, slots=True)
class AwardDraft:
    """An award as typed. `award` and `manner` are codes of the law's catalogue, `manner` blank where not known.

    `authority` is who decided, where no decision is known. `position`, `leader` and `direct_worker` are as of the
    award; None and blank take what the register knows of the day.
    """

    award: str
    year: int
    first_year: int | None = None
    manner: str = ""
    decision: DecisionDraft | None = None
    authority: str = ""
    reason: str = ""
    position: str = ""
    leader: bool | None = None
    direct_worker: bool | None = None


@transaction.atomic
def add_award(
    honouree: Honouree,
    draft: AwardDraft,
    *,
    by: User,
    looked_at: Collection[str] = (),
    on: date | None = None,
) -> Award:
    """Writes one award into the register; none of a year or by a decision after `on` (None: today by the calendar).

    Raises Doubtful where the law of the day, the kind of honouree or an entry that is there already make it doubtful
    and the codes of these doubts are not among `looked_at`; NotPossible for a code that is none, or years that cannot
    be.
    """
    require(by, "add_award", honouree.unit)
    honouree = standing_honouree(honouree)
    forget_verdicts_of([honouree.pk])
    _check(draft, on)
    doubts = doubts_of(honouree, draft.award, draft.year, _paper(draft))
    seen = require_looked_at(doubts, looked_at)
    award = Award(honouree=honouree, kind=honouree.kind, unit=honouree.unit)
    _take_standing(award, honouree, _signed_on(draft) or date(draft.year, 12, 31))
    require(by, "add_award", award.unit)  # whose figures it changes: where the person worked on that day
    _write(award, draft, by, on)
    award.save()
    record("add_award", award, by=by, unit=award.unit, after=told(award) | ({"looked_at": seen} if seen else {}))
    refresh_honourees([honouree.pk])
    return award


@transaction.atomic
def correct_award(
    award: Award,
    draft: AwardDraft,
    *,
    by: User,
    decision: DecisionDraft | None,
    reason: str,
    looked_at: Collection[str] = (),
    honouree: Honouree | None = None,
    unit: Unit | None = None,
    on: date | None = None,
) -> AwardChange:
    """Puts another entry in place of one that is wrong; both stay. Without a decision it mends a slip of our own.

    The draft says all of it: what it leaves blank is not known of the entry that stands in place. `honouree` and `unit`
    name whom and where the entry should have told of, where a slip of our own wrote down another.

    Raises as `add_award`; NotPossible too where nothing differs, no reason is given, the entry no longer counts, or a
    title would become a form or a form a title: those are two different awards.
    """
    award, rightful = _with_rightful(award, honouree, by)
    forget_verdicts_of({award.honouree_id, rightful.pk})
    _check(draft, on)
    _check_type(award, draft)
    if decision is not None and (rightful.pk != award.honouree_id or unit is not None):
        raise NotPossible("Chỉ đổi đối tượng, đơn vị khi đính chính sai sót khi ghi sổ.", "own_slip")
    doubts = doubts_of(rightful, draft.award, draft.year, _paper(draft), instead_of=award)
    seen = require_looked_at(doubts, looked_at)
    entry = _in_place_of(award, rightful, unit, by, _signed_on(draft) or date(draft.year, 12, 31))
    _write(entry, draft, by, on)
    moved = (entry.honouree_id, entry.unit_id) != (award.honouree_id, award.unit_id)
    if told(entry) == told(award) and not moved:
        raise NotPossible("Chưa có nội dung nào khác với mục đã ghi; hãy sửa chỗ cần đính chính.")
    entry.save()
    award.marked(standing=AwardStanding.CORRECTED)
    change = _add_change(award, AwardChangeKind.CORRECTION, decision, reason, by, on, entry)
    before, after = (told(one) | (_told_owner(one) if moved else {}) for one in (award, entry))
    after |= _told_change(change) | ({"looked_at": seen} if seen else {})
    record("correct_award", award, by=by, unit=award.unit, before=before, after=after)
    if moved:  # the other honouree's history and unit tell of it too
        record("correct_award", entry, by=by, unit=entry.unit, after=after)
    refresh_honourees({award.honouree_id, entry.honouree_id})
    return change


@transaction.atomic
def revoke_award(
    award: Award, *, by: User, decision: DecisionDraft, reason: str, on: date | None = None
) -> AwardChange:
    """Writes that the award was taken back; it counts no more. Raises NotPossible where it no longer counted."""
    award = _standing_award(award, by)
    forget_verdicts_of([award.honouree_id])
    award.marked(standing=AwardStanding.REVOKED)
    change = _add_change(award, AwardChangeKind.REVOCATION, decision, reason, by, on)
    before, after = {"standing": AwardStanding.STANDING}, {"standing": AwardStanding.REVOKED} | _told_change(change)
    record("revoke_award", award, by=by, unit=award.unit, before=before, after=after)
    refresh_honourees([award.honouree_id])
    return change


@transaction.atomic
def reissue_award(
    award: Award, *, by: User, decision: DecisionDraft, reason: str, on: date | None = None
) -> AwardChange:
    """Writes that the certificate was issued anew; the award counts as before. Raises NotPossible where it does not."""
    award = _standing_award(award, by)
    change = _add_change(award, AwardChangeKind.REISSUE, decision, reason, by, on)
    record("reissue_award", award, by=by, unit=award.unit, after=_told_change(change))
    return change


def told(award: Award) -> dict[str, Any]:
    """What the record tells of an award."""
    names = ("award", "manner", "year", "first_year", "authority", "reason", "position", "leader", "direct_worker")
    values = {name: getattr(award, name) for name in names}
    values |= {"decision": award.decision.number, "signed_on": award.decision.signed_on} if award.decision else {}
    return {name: value for name, value in values.items() if value not in ("", None)}


def _told_owner(award: Award) -> dict[str, Any]:
    return {"honouree": award.honouree.name, "unit": award.unit.name}


def _with_rightful(award: Award, honouree: Honouree | None, by: User) -> tuple[Award, Honouree]:
    """The award anew, and whose it should be; both honourees locked, the lower key first."""
    if honouree is None:
        found = _standing_award(award, by)
        return found, found.honouree
    keys = {award.honouree_id, honouree.pk}
    list(Honouree.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return _standing_award(award, by), standing_honouree(honouree)


def _in_place_of(award: Award, rightful: Honouree, unit: Unit | None, by: User, on: date) -> Award:
    """The beginning of the entry that stands in place: whose it is, and in which unit."""
    if rightful.is_unit and unit is not None and unit.pk != rightful.unit_id:
        raise NotPossible(f"{rightful.name} là một đơn vị; khen thưởng tính cho chính đơn vị đó.", "other_unit")
    entry = Award(honouree=rightful, kind=rightful.kind, unit=award.unit, as_written=award.as_written)
    entry.female, entry.minority = award.female, award.minority
    if rightful.pk != award.honouree_id:
        held = _held(rightful, on) if rightful.kind == HonoureeKind.INDIVIDUAL else None
        entry.unit = held.unit if held else rightful.unit
        entry.female, entry.minority = rightful.facts_of_award()
    entry.unit = unit or entry.unit
    for touched in (rightful.unit, entry.unit):
        require(by, "change_award", touched)
    return entry


def _standing_award(award: Award, by: User) -> Award:
    """The award anew, its honouree locked. Raises NotPossible where it no longer counts."""
    require(by, "change_award", award.unit)
    honouree = standing_honouree(Honouree.objects.get(awards=award))
    found: Award = Award.objects.select_related("unit", "decision").get(pk=award.pk)
    found.honouree = honouree
    if found.standing != AwardStanding.STANDING:
        raise NotPossible(f"Mục này {lower_first(found.get_standing_display())}, không ghi thêm thay đổi được.")
    return found


def _add_change(
    award: Award,
    kind: AwardChangeKind,
    decision: DecisionDraft | None,
    reason: str,
    by: User,
    on: date | None,
    entry: Award | None = None,
) -> AwardChange:
    if not tidy(reason):
        raise NotPossible("Chưa ghi lý do.", "change_reason")
    found = find_or_add_decision(decision, by=by, unit=award.unit, on=on, fields="change") if decision else None
    days = (found.signed_on if found else None, award.decision.signed_on if award.decision else None)
    if days[0] and days[1] and days[0] < days[1]:
        raise NotPossible("Quyết định này ký trước quyết định khen thưởng; hãy xem lại ngày ký.", "change_date")
    return AwardChange.objects.create(
        award=award, kind=kind, decision=found, reason=tidy(reason), entered_by=by, corrected_entry=entry
    )


def _told_change(change: AwardChange) -> dict[str, Any]:
    decision: Decision | None = change.decision
    paper = {"change_decision": decision.number, "change_signed_on": decision.signed_on} if decision else {}
    return {"change_reason": change.reason} | paper


def _signed_on(draft: AwardDraft) -> date | None:
    return draft.decision.signed_on if draft.decision else None


def _paper(draft: AwardDraft) -> ListDecision:
    """Who decided, by which paper, as lists on their way in say it."""
    paper = draft.decision or DecisionDraft("")
    return ListDecision(paper.number, paper.signed_on, tidy(draft.authority) or paper.authority)


def _check(draft: AwardDraft, on: date | None) -> None:
    law = catalogue()
    if draft.award not in law.award_of:
        raise NotPossible("Chưa chọn danh hiệu hoặc hình thức trong danh mục.", "award")
    if draft.manner and draft.manner not in law.manner_of:
        raise NotPossible("Loại hình khen thưởng này không có trong danh mục.", "manner")
    if not FIRST_YEAR <= draft.year <= (on or timezone.localdate()).year:
        raise NotPossible(f"Năm phải từ {FIRST_YEAR} đến năm nay.", "year")
    if draft.first_year is not None and not FIRST_YEAR <= draft.first_year <= draft.year:
        raise NotPossible("Năm đầu của giai đoạn phải trước hoặc bằng năm cuối.", "first_year")


def _check_type(award: Award, draft: AwardDraft) -> None:
    was, will = catalogue().award_of.get(award.award), catalogue().award(draft.award)
    if was is not None and was.type != will.type:
        raise NotPossible(
            f"“{was.label}” là {lower_first(TYPE_WORDS[was.type])}, “{will.label}” là "
            f"{lower_first(TYPE_WORDS[will.type])}; hãy thu hồi mục này rồi ghi mục mới.",
            "award",
        )


def _take_standing(award: Award, honouree: Honouree, on: date) -> None:
    """Who the honouree was on the day, so that figures of a year never move when a person does."""
    if honouree.kind != HonoureeKind.INDIVIDUAL:
        return
    award.female, award.minority = honouree.facts_of_award()
    held = _held(honouree, on)
    if held is not None:
        award.unit, award.position = held.unit, held.title
        award.leader, award.direct_worker = held.leader, held.direct_worker


def _held(honouree: Honouree, on: date) -> Position | None:
    """The position held on the day; one whose beginning is not known tells nothing of it."""
    dated = honouree.positions.filter(since__isnull=False).select_related("unit")
    return next((held for held in dated if held.holds(on)), None)


def _write(award: Award, draft: AwardDraft, by: User, on: date | None) -> None:
    award.award, award.manner = draft.award, draft.manner
    award.year, award.first_year = draft.year, draft.first_year if draft.first_year != draft.year else None
    award.emulation_year = emulation_year(draft.year, _signed_on(draft))
    paper = draft.decision
    award.decision = find_or_add_decision(paper, by=by, unit=award.unit, on=on) if paper else None
    award.authority = tidy(draft.authority) or (award.decision.authority if award.decision else "")
    award.reason = tidy(draft.reason)
    award.position = tidy(draft.position) or award.position
    award.leader = award.leader if draft.leader is None else draft.leader
    award.direct_worker = award.direct_worker if draft.direct_worker is None else draft.direct_worker
