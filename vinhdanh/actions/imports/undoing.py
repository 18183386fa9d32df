"""Takes a whole list out of the register again, while nothing else stands on it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.imports.sending import held_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions, refresh_honourees
from vinhdanh.actions.verdicts import forget_verdicts_of
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
    Unit,
    User,
)
from vinhdanh.models.many_rows import parts
from vinhdanh.permissions import can, require
from vinhdanh.vietnamese import grouped

MOST_NAMED = 5
MOST_STUMBLES = 3
_STUMBLES = "stumbles"  # in `counts`: errors since everything was withdrawn
_HALF_WAY = (
    "Khen thưởng, xếp loại và đối tượng của tệp đã rút khỏi sổ, nhưng chương trình gặp lỗi khi ghi nhật ký và cập nhật "
    "tìm kiếm; hãy bấm “Làm tiếp”, nếu vẫn lỗi thì báo người quản trị."
)
_AT_ONCE = 1000  # things in one transaction


def undo_import(one: Import, *, by: User) -> Import:
    """Says that what the import brought shall leave the register: UNDOING, whoever calls has it withdrawn.

    Raises Refused; NotPossible, with names, where a unit of what it brought has left the reach of `by`, or something
    stands on what the import brought: an award or rating
    changed since, an honouree merged, a later entry of an honouree that came with it, an entry that a merge set aside
    in favour of one that it brought.
    """
    require(by, "undo_import", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.DONE)
        _require_units(held, by)
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
    for keys in parts(sorted(people), _AT_ONCE):
        refresh_honourees(keys)
        forget_verdicts_of(keys)
    for keys in parts(one.decisions.values_list("pk", flat=True), _AT_ONCE):
        refresh_decisions(keys)
    with transaction.atomic():
        held = Import.objects.select_for_update(of=("self",)).select_related("unit", "undone_by").get(pk=key)
        if held.state == ImportState.UNDOING:
            held.state, held.finished_at = ImportState.UNDONE, timezone.now()
            held.save()
            _record_end(held)


def give_up_undoing(key: int, sentence: str) -> None:
    """What an error leaves: nothing was withdrawn yet, then the import is DONE again, with the reason. Else it stays
    UNDOING and is tried again; after MOST_STUMBLES errors it waits with a reason until somebody says so."""
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=key)
        if held.state != ImportState.UNDOING:
            return
        if "withdrawn" not in held.counts:
            held.state, held.failure = ImportState.DONE, sentence
        else:
            held.counts = held.counts | {_STUMBLES: held.counts.get(_STUMBLES, 0) + 1}
            held.failure = _HALF_WAY if held.counts[_STUMBLES] >= MOST_STUMBLES else ""
        held.save()


def undo_again(one: Import, *, by: User) -> Import:
    """Takes up again an undoing that stopped half way with a reason: whoever calls has it withdrawn. Raises as
    `undo_import` does."""
    require(by, "undo_import", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.UNDOING)
        if not held.failure:
            raise NotPossible("Lần nhập này đang được hoàn tác; hãy đợi làm xong.")
        _require_units(held, by)
        held.failure, held.counts = "", held.counts | {_STUMBLES: 0}
        held.save()
        record("undo_import", held, by=by, unit=held.unit, after={"state": held.state})
    return held


def _require_units(held: Import, by: User) -> None:
    """What the import brought may have left the reach of who undoes, together with its unit."""
    keys = [things.order_by().values("unit") for things in _brought(held)]
    units = Unit.objects.filter(Q(pk__in=keys[0]) | Q(pk__in=keys[1]) | Q(pk__in=keys[2])).order_by("name")
    if gone := [unit.name for unit in units if not can(by, "undo_import", unit)][:MOST_NAMED]:
        said = f"Tệp đã ghi cho {', '.join(gone)}, nay không thuộc phạm vi được giao"
        raise NotPossible(f"{said}; hãy đề nghị cơ quan thi đua, khen thưởng tỉnh hoàn tác.")


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
