"""Two that may be one: what a person decides of it. Nothing ever merges by itself, and every merge can be undone."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_honourees
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.models import (
    Award,
    AwardChange,
    AwardStanding,
    Honouree,
    HonoureeStanding,
    Merge,
    Position,
    Rating,
    Suspicion,
    SuspicionState,
    User,
)
from vinhdanh.models.doubles import double_awards, double_ratings
from vinhdanh.permissions import can, require
from vinhdanh.vietnamese import lower_first, tidy


@transaction.atomic
def separate_honourees(suspicion: Suspicion, *, by: User, reason: str = "") -> Suspicion:
    """Says that the two are not one; the pair is asked about no more until somebody reconsiders it. Raises NotPossible
    where it was decided."""
    pairs = Suspicion.objects.select_for_update(of=("self",)).select_related("first__unit", "second__unit")
    suspicion = pairs.get(pk=suspicion.pk)
    for side in (suspicion.first, suspicion.second):
        require(by, "decide_duplicate", side.unit)
    if suspicion.state != SuspicionState.OPEN:
        raise NotPossible(f"Cặp này đã được quyết định: {lower_first(suspicion.get_state_display())}.")
    _decide(suspicion, SuspicionState.TWO, by)
    for side, other in ((suspicion.first, suspicion.second), (suspicion.second, suspicion.first)):
        after = {"other": other.name, "reason": tidy(reason)}
        record("separate_honourees", side, by=by, unit=side.unit, after=after)
    return suspicion


@transaction.atomic
def reconsider_honourees(suspicion: Suspicion, *, by: User, reason: str = "") -> Suspicion:
    """Takes back that the two are not one: the pair waits for a decision again. Raises NotPossible where nobody said
    so of them, or one of them no longer stands in the register."""
    pairs = Suspicion.objects.select_for_update(of=("self",)).select_related("first__unit", "second__unit")
    suspicion = pairs.get(pk=suspicion.pk)
    sides = (suspicion.first, suspicion.second)
    for side in sides:
        require(by, "decide_duplicate", side.unit)
    if suspicion.state != SuspicionState.TWO:
        raise NotPossible(f"Cặp này {lower_first(suspicion.get_state_display())}, không có gì để xét lại.")
    if any(side.standing != HonoureeStanding.STANDING for side in sides):
        raise NotPossible("Một trong hai đối tượng không còn đứng riêng trong sổ, không xét lại được.")
    suspicion.state, suspicion.decided_at, suspicion.decided_by = SuspicionState.OPEN, None, None
    suspicion.save(update_fields=["state", "decided_at", "decided_by"])
    for side, other in (sides, sides[::-1]):
        after = {"other": other.name, "reason": tidy(reason)}
        record("reconsider_honourees", side, by=by, unit=side.unit, after=after)
    return suspicion


def separate_seen(honouree: Honouree, others: Collection[int], *, by: User) -> None:
    """Decides the pairs that `by` looked at before adding the honouree, where `by` may decide; the others wait."""
    pairs = _pairs_with(honouree, others).filter(state=SuspicionState.OPEN)
    for pair in pairs.select_related("first__unit", "second__unit"):
        if all(can(by, "decide_duplicate", side.unit) for side in (pair.first, pair.second)):
            separate_honourees(pair, by=by)


@transaction.atomic
def merge_honourees(kept: Honouree, absorbed: Honouree, *, by: User, reason: str = "") -> Merge:
    """Takes one honouree into another: awards, ratings and positions go over, the absorbed stays as another name of it.

    Of two very same entries (models.doubles says which) one is set aside and leans on the other, so that figures count
    it once. Raises NotPossible as `why_two` says.
    """
    for side in (kept, absorbed):
        require(by, "decide_duplicate", side.unit)
    kept, absorbed = _locked(kept, absorbed)
    refusal = why_two(kept, absorbed)
    if refusal:
        raise NotPossible(refusal)
    moved = {
        "awards": _keys(absorbed.awards.all()),
        "ratings": _keys(absorbed.ratings.all()),
        "positions": _keys(absorbed.positions.all()),
        "double_awards": _set_aside(double_awards(kept.awards.standing(), absorbed.awards.standing())),
        "double_ratings": _set_aside(double_ratings(kept.ratings.standing(), absorbed.ratings.standing())),
    }
    _move(moved, absorbed, kept)
    absorbed.standing, absorbed.merged_into = HonoureeStanding.MERGED, kept
    absorbed.save(update_fields=["standing", "merged_into"])
    merge = Merge.objects.create(kept=kept, absorbed=absorbed, moved=moved, merged_by=by, reason=tidy(reason))
    for pair in _pairs_with(kept, [absorbed.pk]):
        _decide(pair, SuspicionState.MERGED, by)
    after = {"absorbed": absorbed.name, "reason": merge.reason} | {name: len(keys) for name, keys in moved.items()}
    forget_verdicts_of([kept.pk, absorbed.pk])
    record("merge_honourees", kept, by=by, unit=kept.unit, after=after)
    record("merge_honourees", absorbed, by=by, unit=absorbed.unit, after={"kept": kept.name, "reason": merge.reason})
    refresh_honourees([kept.pk, absorbed.pk])
    raise_suspicions([kept.pk])
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, reason: str = "") -> Merge:
    """Puts both back as they were: what was moved, and what corrected it since, goes back; what was added later stays.

    A double that parts from the entry it leans on counts again, unless that entry was revoked or corrected since: what
    befell the one befell both. Raises NotPossible where it was undone, or where the one that was kept has been merged
    into yet another since.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "absorbed").get(pk=merge.pk)
    for side in (merge.kept, merge.absorbed):
        require(by, "decide_duplicate", side.unit)
    if merge.undone_at is not None:
        raise NotPossible("Lần gộp này đã được hoàn tác.")
    kept, absorbed = _locked(merge.kept, merge.absorbed)
    if kept.standing != HonoureeStanding.STANDING:
        raise NotPossible(f"{kept.name} sau đó đã được gộp tiếp; hãy hoàn tác lần gộp sau trước.")
    moved = _moved_back(merge)
    absorbed.standing, absorbed.merged_into = HonoureeStanding.STANDING, None
    absorbed.save(update_fields=["standing", "merged_into"])
    _move(moved, kept, absorbed)
    for entries in (Award.objects, Rating.objects):
        _part_doubles(entries.filter(honouree__in=[kept, absorbed], standing=AwardStanding.DOUBLE))
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    _pairs_with(kept, [absorbed.pk]).update(state=SuspicionState.OPEN, decided_at=None, decided_by=None)
    told = {"reason": tidy(reason)}
    forget_verdicts_of([kept.pk, absorbed.pk])
    record("undo_merge", kept, by=by, unit=kept.unit, after={"absorbed": absorbed.name} | told)
    record("undo_merge", absorbed, by=by, unit=absorbed.unit, after={"kept": kept.name} | told)
    refresh_honourees([kept.pk, absorbed.pk])
    raise_suspicions([kept.pk, absorbed.pk])
    return merge


def why_two(kept: Honouree, absorbed: Honouree) -> str:
    """Why the second cannot be taken into the first, as a sentence; blank where it can."""
    if kept.pk == absorbed.pk:
        return "Hai bên là cùng một đối tượng."
    if not (kept.standing == absorbed.standing == HonoureeStanding.STANDING):
        return "Một trong hai đối tượng không còn đứng riêng trong sổ; hãy mở lại danh sách nghi trùng."
    if kept.kind != absorbed.kind:
        return "Không gộp hai loại đối tượng khác nhau (tập thể, cá nhân, gia đình)."
    if kept.identity_digest and absorbed.identity_digest and kept.identity_digest != absorbed.identity_digest:
        return (
            "Hai bên có số định danh khác nhau nên không gộp được. Nếu là một người đã đổi số, "
            "hãy sửa số định danh của một bên trước."
        )
    if absorbed.is_unit:
        return f"{absorbed.name} là một đơn vị; hãy giữ lại bên này và gộp bên kia vào."
    return ""


def _locked(kept: Honouree, absorbed: Honouree) -> tuple[Honouree, Honouree]:
    """Both anew and locked, the lower key first, whoever asks."""
    rows = Honouree.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, absorbed.pk])}
    return found[kept.pk], found[absorbed.pk]


def _pairs_with(honouree: Honouree, others: Collection[int]) -> QuerySet[Suspicion]:
    return Suspicion.objects.filter(Q(first=honouree, second__in=others) | Q(second=honouree, first__in=others))


def _decide(suspicion: Suspicion, state: SuspicionState, by: User) -> None:
    suspicion.state, suspicion.decided_at, suspicion.decided_by = state, timezone.now(), by
    suspicion.save(update_fields=["state", "decided_at", "decided_by"])


def _keys(entries: Iterable[Award | Rating | Position]) -> list[int]:
    return sorted(entry.pk for entry in entries)


def _move(moved: dict[str, list[int]], origin: Honouree, to: Honouree) -> None:
    Award.objects.filter(pk__in=moved["awards"], honouree=origin).mark(honouree=to)
    Rating.objects.filter(pk__in=moved["ratings"], honouree=origin).mark(honouree=to)
    Position.objects.filter(pk__in=moved["positions"], honouree=origin).update(honouree=to)


def _set_aside(doubles: Iterable[tuple[Award | Rating, Award | Rating]]) -> list[int]:
    """Marks each double as leaning on its twin; their keys."""
    return _keys([double.marked(standing=AwardStanding.DOUBLE, double_of=twin) for double, twin in doubles])


def _part_doubles(doubles: "QuerySet[Any]") -> None:
    """Lets the doubles count again whose twin now stands with another; of several of one twin, the first."""
    leading: dict[tuple[int, int], Award | Rating] = {}
    apart = doubles.filter(double_of__standing=AwardStanding.STANDING).exclude(double_of__honouree=F("honouree"))
    for double in apart.order_by(F("decision").asc(nulls_last=True), "pk"):
        first = leading.setdefault((double.honouree_id, double.double_of_id), double)
        if first is double:
            double.marked(standing=AwardStanding.STANDING, double_of=None)
        else:
            double.marked(double_of=first)


def _moved_back(merge: Merge) -> dict[str, list[int]]:
    """What the merge moved, and what stands in place of it since; not what a later merge brought."""
    others = Merge.objects.filter(kept=merge.kept_id, undone_at=None).exclude(pk=merge.pk)
    brought = list(others.values_list("moved", flat=True))
    back = {"positions": merge.moved["positions"]}
    for name, corrected in (("awards", _with_corrections), ("ratings", _with_corrected_ratings)):
        elsewhere = {key for moved in brought for key in moved.get(name, ())}
        back[name] = sorted(set(corrected(merge.moved[name])) - elsewhere)
    return back


def _with_corrections(keys: list[int]) -> list[int]:
    """The awards, and all that stand in place of them since."""
    every, fresh = set(keys), set(keys)
    while fresh:
        changes = AwardChange.objects.filter(award__in=fresh, corrected_entry__isnull=False)
        fresh = set(changes.values_list("corrected_entry_id", flat=True)) - every
        every |= fresh
    return sorted(every)


def _with_corrected_ratings(keys: list[int]) -> list[int]:
    every, fresh = set(keys), set(keys)
    while fresh:
        fresh = set(Rating.objects.filter(corrects__in=fresh).values_list("pk", flat=True)) - every
        every |= fresh
    return sorted(every)
