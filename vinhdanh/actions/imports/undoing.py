"""Takes a whole list out of the register again, while nothing else stands on it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.imports.sending import held_import
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
_AT_ONCE = 1000  # things in one transaction


def undo_import(one: Import, *, by: User) -> Import:
    """Says that what the import brought shall leave the register: UNDOING, whoever calls has it withdrawn.

    Raises Refused; NotPossible, with names, where something stands on what the import brought: an award or rating
    changed since, an honouree merged, a later entry of an honouree that came with it, an entry that a merge set aside
    in favour of one that it brought.
    """
    require(by, "undo_import", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.DONE)
        reasons = list(_reasons_against(held))
        if reasons:
            raise NotPossible(_refusal(reasons))
        held.state, held.undone_by, held.failure = ImportState.UNDOING, by, ""
        held.progress, held.steps = 0, sum(things.count() for things in _brought(held))
        held.save()
        record("undo_import", held, by=by, unit=held.unit, before={"state": "done"}, after={"state": held.state})
    return held


def withdraw_import(key: int) -> None:
    """Withdraws every award, rating and honouree of an import in UNDOING; what stood there before stays as it was.

    Decisions stay: a decision was issued whoever wrote it down. All of it leaves the register in one short transaction,
    or nothing does where something stands on it by now: then the import is DONE again, with the reason. The lines of
    the record and the index follow in parts, so that nobody waits long to write. May be started again at any time.
    """
    if not _take_out(key):
        return
    while _tell_next(key):
        pass
    one = Import.objects.get(pk=key)
    if one.state != ImportState.UNDOING:
        return
    people = set(one.honourees.values_list("pk", flat=True))
    for model in (Award, Rating):
        people |= set(model.objects.filter(from_import=one).values_list("honouree", flat=True))
    for keys in _parts(sorted(people)):
        refresh_honourees(keys)
    for keys in _parts(list(one.decisions.values_list("pk", flat=True))):
        refresh_decisions(keys)
    with transaction.atomic():
        held = Import.objects.select_for_update(of=("self",)).select_related("unit", "undone_by").get(pk=key)
        if held.state == ImportState.UNDOING:
            held.state, held.finished_at = ImportState.UNDONE, timezone.now()
            held.save()
            _record_end(held)


def give_up_undoing(key: int, sentence: str) -> None:
    """Takes an import of which nothing was withdrawn yet from UNDOING back to DONE, with the reason."""
    kept = Import.objects.filter(pk=key, state=ImportState.UNDOING, counts__withdrawn__isnull=True)
    kept.update(state=ImportState.DONE, failure=sentence)


def _take_out(key: int) -> bool:
    """Has everything leave the register at once; whether it has left it, now or before."""
    with transaction.atomic():
        held = Import.objects.select_for_update(of=("self",)).select_related("unit", "undone_by").get(pk=key)
        if held.state != ImportState.UNDOING or "withdrawn" in held.counts:
            return held.state == ImportState.UNDOING
        for things in _brought(held):  # nobody writes for them, or changes them, until this ends
            list(things.select_for_update(of=("self",)).values_list("pk", flat=True))
        reasons = list(_reasons_against(held))
        if reasons:
            held.state, held.failure = ImportState.DONE, _refusal(reasons)
            held.save()
            _record_end(held)
            return False
        held.counts = held.counts | {"withdrawn": sum(things.count() for things in _brought(held))}
        held.steps = held.counts["withdrawn"]
        held.save()
        Award.objects.filter(from_import=held).mark(standing=AwardStanding.WITHDRAWN)
        Rating.objects.filter(from_import=held).mark(standing=AwardStanding.WITHDRAWN)
        Honouree.objects.filter(from_import=held).update(standing=HonoureeStanding.WITHDRAWN)
        return True


def _brought(held: Import) -> tuple["QuerySet[Honouree]", "QuerySet[Award]", "QuerySet[Rating]"]:
    """What the import brought, in the order in which the record tells it."""
    return held.honourees.order_by("pk"), held.awards.order_by("pk"), held.ratings.order_by("pk")


def _tell_next(key: int) -> bool:
    """Adds the next lines to the record: `progress` things were told before. Whether there were any left."""
    with transaction.atomic():
        held = Import.objects.select_for_update(of=("self",)).select_related("undone_by").get(pk=key)
        if held.state != ImportState.UNDOING:
            return False
        skipped, things = held.progress, list[Honouree | Award | Rating]()
        for brought in _brought(held):
            count = brought.count()
            room = _AT_ONCE - len(things)
            things += brought.select_related("unit")[skipped : skipped + room] if room and skipped < count else ()
            skipped = max(0, skipped - count)
        before, after = {"standing": "standing"}, {"standing": "withdrawn"}
        record_all("undo_import", (Told(thing, thing.unit, before, after) for thing in things), by=held.undone_by)
        held.progress += len(things)
        held.save(update_fields=["progress", "changed_at"])
    return bool(things)


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _refusal(reasons: list[str]) -> str:
    return "Chưa hoàn tác được: " + " ".join(reasons)


def _reasons_against(held: Import) -> Iterator[str]:
    """A sentence for each kind of thing that stands on the import."""
    changed = AwardChange.objects.filter(award__from_import=held)
    yield from _sentence("khen thưởng đã đính chính, thu hồi hoặc cấp lại của", changed, "award__honouree__name")
    moved = held.awards.exclude(standing=AwardStanding.STANDING).exclude(changes__isnull=False)
    yield from _sentence("khen thưởng không còn hiệu lực của", moved, "honouree__name")
    rated = held.ratings.exclude(standing=AwardStanding.STANDING)
    yield from _sentence("xếp loại đã đính chính của", rated, "honouree__name")
    for model in (Award, Rating):
        leaning = model.objects.filter(standing=AwardStanding.DOUBLE, double_of__from_import=held)
        leaning = leaning.exclude(from_import=held)
        yield from _sentence("mục ghi trùng đã gộp, nay tính theo mục của tệp này, của", leaning, "honouree__name")
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


def _record_end(held: Import) -> None:
    before, after = {"state": "undoing"}, {"state": held.state}
    record("undo_import", held, by=held.undone_by, unit=held.unit, before=before, after=after)
