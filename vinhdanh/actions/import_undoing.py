"""Takes a whole list out of the register again, while nothing else stands on it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.imports import held_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions, refresh_honourees
from vinhdanh.models import (
    Award,
    AwardChange,
    AwardStanding,
    Honouree,
    HonoureeStanding,
    Import,
    ImportState,
    Merge,
    Rating,
    User,
)
from vinhdanh.permissions import require
from vinhdanh.vietnamese import grouped

MOST_NAMED = 5


def undo_import(one: Import, *, by: User) -> Import:
    """Withdraws every award, rating and honouree that the import brought; what stood there before stays as it was.

    Decisions stay: a decision was issued whoever wrote it down. Raises Refused; NotPossible, with names, where
    something stands on what the import brought: an award or rating changed since, an honouree merged, a later entry
    of an honouree that came with it.
    """
    require(by, "undo_import", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.DONE)
        reasons = list(_reasons_against(held))
        if reasons:
            raise NotPossible("Chưa hoàn tác được: " + " ".join(reasons))
        _withdraw(held, by)
        held.state, held.finished_at = ImportState.UNDONE, timezone.now()
        held.save()
        record("undo_import", held, by=by, unit=held.unit, before={"state": "done"}, after={"state": held.state})
    return held


def _withdraw(held: Import, by: User) -> None:
    awards = list(held.awards.select_related("honouree", "unit").order_by("pk"))
    ratings = list(held.ratings.select_related("honouree", "unit").order_by("pk"))
    honourees = list(held.honourees.select_related("unit").order_by("pk"))
    Award.objects.filter(from_import=held).mark(standing=AwardStanding.WITHDRAWN)
    Rating.objects.filter(from_import=held).mark(standing=AwardStanding.WITHDRAWN)
    Honouree.objects.filter(from_import=held).update(standing=HonoureeStanding.WITHDRAWN)
    before, after = {"standing": "standing"}, {"standing": "withdrawn"}
    told = (Told(thing, thing.unit, before, after) for thing in (*honourees, *awards, *ratings))
    record_all("undo_import", told, by=by)
    refresh_honourees({entry.honouree_id for entry in (*awards, *ratings)} | {one.pk for one in honourees})
    refresh_decisions(held.decisions.values_list("pk", flat=True))


def _reasons_against(held: Import) -> Iterator[str]:
    """A sentence for each kind of thing that stands on the import."""
    changed = AwardChange.objects.filter(award__from_import=held)
    yield from _sentence("khen thưởng đã đính chính, thu hồi hoặc cấp lại của", changed, "award__honouree__name")
    moved = held.awards.exclude(standing=AwardStanding.STANDING).exclude(changes__isnull=False)
    yield from _sentence("khen thưởng không còn hiệu lực của", moved, "honouree__name")
    rated = held.ratings.exclude(standing=AwardStanding.STANDING)
    yield from _sentence("xếp loại đã đính chính của", rated, "honouree__name")
    brought = Q(kept__from_import=held) | Q(absorbed__from_import=held)
    merged = Merge.objects.filter(brought, undone_at__isnull=True)
    yield from _sentence("đối tượng đã gộp:", merged, "absorbed__name")
    for model in (Award, Rating):
        later = model.objects.filter(honouree__from_import=held).exclude(from_import=held)
        later = later.exclude(standing=AwardStanding.WITHDRAWN)
        words = "khen thưởng ghi sau cho" if model is Award else "xếp loại ghi sau cho"
        yield from _sentence(words, later, "honouree__name")


def _sentence(
    words: str, things: "QuerySet[AwardChange] | QuerySet[Merge] | QuerySet[Award] | QuerySet[Rating]", name: str
) -> Iterator[str]:
    names = sorted(set(things.order_by().values_list(name, flat=True)))
    if names:
        rest = f" và {grouped(len(names) - MOST_NAMED)} đối tượng khác" if len(names) > MOST_NAMED else ""
        yield f"có {words} {', '.join(names[:MOST_NAMED])}{rest}."
