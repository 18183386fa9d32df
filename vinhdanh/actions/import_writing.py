"""Writes a confirmed list into the register, as a whole or not at all."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.duplicates import raise_suspicions
from vinhdanh.actions.import_plan import Plan, make_plan
from vinhdanh.actions.import_reading import DraftRow, stored_draft
from vinhdanh.actions.import_settling import settle
from vinhdanh.actions.imports import held_import, paths_matched, show_progress
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions, refresh_honourees
from vinhdanh.models import (
    AuditHead,
    AuditLine,
    Award,
    Decision,
    Honouree,
    Import,
    ImportRow,
    ImportState,
    Position,
    Rating,
    User,
)
from vinhdanh.models.many_rows import insert_many

_TRIES = 3
_AT_ONCE = 2000
# Whatever changes one of these may change who is known, or what stands there already.
_REGISTER = ("award", "awardchange", "decision", "honouree", "merge", "rating", "unit")


def write_import(key: int) -> None:
    """Writes an import in CONFIRMED into the register: DONE, with its counts; then looks for those who are alike.

    Rows are held against the register anew before the transaction, and once more within it where somebody wrote
    meanwhile: what the register says at the moment of writing counts. Does nothing that was done before.
    """
    for tried in range(_TRIES + 1):
        one = Import.objects.select_related("unit", "sent_by", "confirmed_by").get(pk=key)
        if one.state != ImportState.CONFIRMED:
            break
        if tried == _TRIES:
            with transaction.atomic():
                _write(make_plan_now(one))
            break
        end = _end_of_record()
        plan = make_plan_now(one)
        with transaction.atomic():
            if _is_unchanged_since(end):
                _write(plan)
    _look_for_alike(key)


def give_up_writing(key: int, sentence: str) -> None:
    """Takes an import that is still CONFIRMED back to PREVIEW, with the reason; nothing of it was written."""
    Import.objects.filter(pk=key, state=ImportState.CONFIRMED).update(state=ImportState.PREVIEW, failure=sentence)


def make_plan_now(one: Import) -> Plan:
    """What the import would add to the register as it stands at this moment."""
    steps = one.rows.exclude(read={}).count()
    drafts: list[DraftRow] = []
    for row in one.rows.exclude(read={}).order_by("table", "number").iterator(chunk_size=_AT_ONCE):
        drafts.append(stored_draft(row))
        if len(drafts) % _AT_ONCE == 0:
            show_progress(one, len(drafts) // 4, steps)
    settle(drafts, paths_matched(one.sent_by))
    show_progress(one, steps // 2, steps)
    plan = make_plan(one, drafts)
    show_progress(one, steps * 3 // 4, steps)
    return plan


def _end_of_record() -> int:
    return AuditHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def _is_unchanged_since(end: int) -> bool:
    """Whether nobody else changed the register since; the end of the record is locked until the transaction ends."""
    AuditHead.objects.select_for_update().filter(pk=1).first()
    return not AuditLine.objects.filter(number__gt=end, thing_kind__in=_REGISTER).exists()


def _write(plan: Plan) -> None:
    """All rows, their lines in the record and the search index; within the caller's transaction."""
    try:
        held = held_import(plan.source, ImportState.CONFIRMED)
    except NotPossible:
        return  # another worker was faster
    Decision.objects.bulk_create(plan.decisions, batch_size=_AT_ONCE)
    Honouree.objects.bulk_create(plan.honourees, batch_size=_AT_ONCE)
    Position.objects.bulk_create(plan.positions, batch_size=_AT_ONCE)
    _insert_entries(plan)
    _record(plan, held.confirmed_by)
    refresh_honourees([one.pk for one in plan.honourees] + list(plan.known))
    refresh_decisions([one.pk for one in plan.decisions])
    _mark_changed_rows(plan.settled, held)
    held.counts = held.counts | _outcomes(plan.settled, held) | plan.counts
    held.state, held.failure, held.finished_at = ImportState.DONE, "", timezone.now()
    held.progress = held.steps
    held.save()
    record("import_list", held, by=held.confirmed_by, unit=held.unit, after=plan.counts)


def _insert_entries(plan: Plan) -> None:
    """Awards and ratings, with the keys that they were given: those ascend in the order in which they were added."""
    insert_many(plan.awards)
    insert_many(plan.ratings)
    for model, rows in ((Award, plan.awards), (Rating, plan.ratings)):
        keys = model.objects.filter(from_import=plan.source).order_by("pk").values_list("pk", flat=True)
        for row, key in zip(rows, keys, strict=True):
            row.pk = key


def _record(plan: Plan, by: User | None) -> None:
    """A line for each thing that came into the register."""
    key = plan.source.pk
    unit = plan.source.unit
    record_all("add_decision", (Told(one, unit, {}, {"from_import": key}) for one in plan.decisions), by=by)
    record_all("add_honouree", (Told(one, one.unit, {}, _of_honouree(one, key)) for one in plan.honourees), by=by)
    record_all("add_award", (Told(one, one.unit, {}, _of_award(one, key)) for one in plan.awards), by=by)
    record_all("add_rating", (Told(one, one.unit, {}, _of_rating(one, key)) for one in plan.ratings), by=by)


def _of_honouree(one: Honouree, key: int) -> dict[str, object]:
    return {"kind": one.kind, "name": one.name, "from_import": key}


def _of_award(one: Award, key: int) -> dict[str, object]:
    told = {"honouree": one.honouree.name, "award": one.award, "year": one.year, "from_import": key}
    return told | {"decision": one.decision.number} if one.decision else told


def _of_rating(one: Rating, key: int) -> dict[str, object]:
    return {"honouree": one.honouree.name, "level": one.level, "year": one.year, "from_import": key}


def _outcomes(drafts: Sequence[DraftRow], held: Import) -> dict[str, int]:
    """Rows by outcome as they were written: the register may have changed since the officer looked."""
    counts = {name: held.counts[name] for name in ("new", "known", "resembles")}
    unread = held.rows.filter(read={}).count()
    counts = dict.fromkeys(counts, 0) | {"refused": unread}
    for draft in drafts:
        counts[draft.outcome] += 1
    return counts


def _mark_changed_rows(drafts: Sequence[DraftRow], held: Import) -> None:
    """The few rows whose outcome is not what the preview said are told anew."""
    shown = {(table, number): outcome for table, number, outcome in _outcomes_shown(held)}
    for draft in drafts:
        if shown[draft.table, draft.source.number] != draft.outcome:
            ImportRow.objects.filter(source=held, table=draft.table, number=draft.source.number).update(
                **draft.decided()
            )


def _outcomes_shown(held: Import) -> Iterator[tuple[int, int, str]]:
    return held.rows.order_by().values_list("table", "number", "outcome").iterator(chunk_size=_AT_ONCE)


def _look_for_alike(key: int) -> None:
    """Puts whoever came new and looks like somebody into the queue of duplicates, once."""
    one = Import.objects.get(pk=key)
    if one.state != ImportState.DONE or "suspicions" in one.counts:
        return
    raised = raise_suspicions(Honouree.objects.filter(from_import=one).values_list("pk", flat=True))
    with transaction.atomic():
        held = held_import(one, ImportState.DONE)
        held.counts = held.counts | {"suspicions": raised}
        held.save()
