"""Yearly ratings: written once, corrected by an entry of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.decisions import DecisionDraft, find_or_add_decision
from vinhdanh.actions.honourees import standing_honouree
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.models import AwardStanding, Honouree, Rating, User
from vinhdanh.models.entries import FIRST_YEAR
from vinhdanh.permissions import require
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import lower_first, tidy


@dataclass(frozen=True, slots=True)
class RatingDraft:
    """One year's result as typed; `level` is a code on the scale of that year, `authority` who recognised it."""

    year: int
    level: str
    authority: str = ""
    decision: DecisionDraft | None = None


@transaction.atomic
def add_rating(honouree: Honouree, draft: RatingDraft, *, by: User, on: date | None = None) -> Rating:
    """Writes the rating of a year. Raises NotPossible where the year has one, has not come, or lacks that level, and
    for a decision after `on` (None: today by the calendar)."""
    require(by, "add_rating", honouree.unit)
    honouree = standing_honouree(honouree)
    forget_verdicts_of([honouree.pk])
    _check(honouree, draft, on)
    rating = _written(honouree, draft, by, on, Rating(unit=honouree.unit))
    rating.save()
    record("add_rating", rating, by=by, unit=rating.unit, after=told(rating))
    refresh_honourees([honouree.pk])
    return rating


@transaction.atomic
def correct_rating(rating: Rating, draft: RatingDraft, *, by: User, reason: str, on: date | None = None) -> Rating:
    """Puts another rating in place of one that is wrong; both stay. Raises NotPossible as `add_rating`, and without a
    reason, where nothing differs, or where the rating no longer counts."""
    require(by, "correct_rating", rating.unit)
    honouree = standing_honouree(Honouree.objects.get(ratings=rating))
    forget_verdicts_of([honouree.pk])
    rating = Rating.objects.select_related("unit", "decision").get(pk=rating.pk)
    if rating.standing != AwardStanding.STANDING:
        raise NotPossible(f"Mục này {lower_first(rating.get_standing_display())}, không đính chính được nữa.")
    if not tidy(reason):
        raise NotPossible("Chưa ghi lý do.", "change_reason")
    _check(honouree, draft, on, instead_of=rating)
    entry = Rating(unit=rating.unit, corrects=rating, reason=tidy(reason))
    entry = _written(honouree, draft, by, on, entry)
    if told(entry) == told(rating):
        raise NotPossible("Chưa có nội dung nào khác với mục đã ghi; hãy sửa chỗ cần đính chính.")
    entry.save()
    rating.marked(standing=AwardStanding.CORRECTED)
    after = told(entry) | {"reason": entry.reason}
    record("correct_rating", rating, by=by, unit=rating.unit, before=told(rating), after=after)
    refresh_honourees([honouree.pk])
    return entry


def told(rating: Rating) -> dict[str, Any]:
    """What the record tells of a rating."""
    values = {"year": rating.year, "level": rating.level, "authority": rating.authority}
    values |= {"decision": rating.decision.number, "signed_on": rating.decision.signed_on} if rating.decision else {}
    return {name: value for name, value in values.items() if value not in ("", None)}


def _written(honouree: Honouree, draft: RatingDraft, by: User, on: date | None, rating: Rating) -> Rating:
    rating.honouree, rating.year, rating.level = honouree, draft.year, draft.level
    paper = draft.decision
    rating.decision = find_or_add_decision(paper, by=by, unit=rating.unit, on=on) if paper else None
    rating.authority = tidy(draft.authority) or (rating.decision.authority if rating.decision else "")
    return rating


def _check(honouree: Honouree, draft: RatingDraft, on: date | None, instead_of: Rating | None = None) -> None:
    if not FIRST_YEAR <= draft.year <= (on or timezone.localdate()).year:
        raise NotPossible(f"Năm phải từ {FIRST_YEAR} đến năm nay.", "year")
    if draft.level not in {level.code for level in catalogue().scale_of_year(draft.year).levels}:
        raise NotPossible(f"Mức này không có trong thang xếp loại của năm {draft.year}.", "level")
    others = honouree.ratings.standing().filter(year=draft.year).exclude(pk=instead_of.pk if instead_of else None)
    if others.exists():
        raise NotPossible(f"Năm {draft.year} đã có xếp loại; nếu ghi sai, hãy đính chính mục đó.", "year")
