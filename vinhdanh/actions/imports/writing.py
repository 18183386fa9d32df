"""Writes a confirmed list into the register, as a whole or not at all."""

from collections.abc import Iterator, Sequence

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.imports.plan import Plan, make_plan
from vinhdanh.actions.imports.reading import DraftRow, stored_draft
from vinhdanh.actions.imports.sending import held_import, paths_matched, require_within_unit, show_progress
from vinhdanh.actions.imports.settling import end_of_record, is_unchanged_since, place_again, settle
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.search import refresh_decisions, refresh_honourees
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.actions.verdicts import forget_verdicts_of
from vinhdanh.models import (
    AuditHead,
    Award,
    Decision,
    Honouree,
    Import,
    ImportRow,
    ImportState,
    Rating,
    RowOutcome,
    User,
)
from vinhdanh.models.many_rows import insert_many, parts

_TRIES = 3
_AT_ONCE = 2000
_ALIKE_AT_ONCE = 25_000


def write_import(key: int) -> None:
    """Writes an import in CONFIRMED into the register: DONE, with its counts; then does what follows from it.

    Rows are held against the register anew where it changed since they were read, before the transaction; and once
    more within it where somebody keeps writing: what the register says at the moment of writing counts. Does nothing
    that was done before.
    """
    for tried in range(_TRIES + 1):
        one = Import.objects.select_related("unit", "sent_by", "confirmed_by").get(pk=key)
        if one.state != ImportState.CONFIRMED:
            break
        if tried == _TRIES:
            with transaction.atomic():
                AuditHead.objects.select_for_update().filter(pk=1).first()  # before the plan: nobody writes after it
                _write(make_plan_now(one))
            break
        end = end_of_record()
        plan = make_plan_now(one)
        with transaction.atomic():
            AuditHead.objects.select_for_update().filter(pk=1).first()  # nobody adds to the record until this ends
            if is_unchanged_since(end):
                _write(plan)
    finish_import(key)


def give_up_writing(key: int, sentence: str) -> None:
    """Takes an import that is still CONFIRMED back to PREVIEW, with the reason; nothing of it was written."""
    Import.objects.filter(pk=key, state=ImportState.CONFIRMED).update(state=ImportState.PREVIEW, failure=sentence)


def make_plan_now(one: Import) -> Plan:
    """What the import would add to the register as it stands at this moment."""
    steps = one.rows.exclude(read={}).count()
    drafts: list[DraftRow] = []
    for row in _rows_in_portions(one):
        drafts.append(stored_draft(row))
        if len(drafts) % _AT_ONCE == 0:
            show_progress(one, len(drafts) // 4, steps)
    if is_unchanged_since(one.settled_at_line):
        place_again(drafts)
    else:
        settle(drafts, paths_matched(one))
    show_progress(one, steps // 2, steps)
    plan = make_plan(one, drafts)
    show_progress(one, steps * 3 // 4, steps)
    return plan


def _rows_in_portions(one: Import) -> Iterator[ImportRow]:
    """The rows that were read, in order. Each portion is read to its end before the next one is asked for: SQLite lets
    nobody write, not even his progress, who is in the middle of reading what somebody else has changed meanwhile."""
    after = Q()
    while some := list(one.rows.exclude(read={}).filter(after).order_by("table", "number")[:_AT_ONCE]):
        yield from some
        after = Q(table=some[-1].table, number__gt=some[-1].number) | Q(table__gt=some[-1].table)


def _write(plan: Plan) -> None:
    """All rows and their lines in the record, within the caller's transaction: others wait to write until it ends."""
    try:
        held = held_import(plan.source, ImportState.CONFIRMED)
    except NotPossible:
        return  # another worker was faster
    try:
        require_within_unit(held)
    except NotPossible as refusal:
        give_up_writing(held.pk, refusal.sentence)
        return
    _insert(plan)
    _record(plan, held.confirmed_by)
    _mark_changed_rows(plan.settled, held)
    held.counts = held.counts | _outcomes(plan.settled, held) | plan.counts
    held.state, held.failure, held.finished_at = ImportState.DONE, "", timezone.now()
    held.progress = held.steps
    held.forget_file()  # it holds identity numbers in the open, and is not read again
    held.save()
    record("import_list", held, by=held.confirmed_by, unit=held.unit, after=plan.counts)


def _insert(plan: Plan) -> None:
    """All rows of the plan; each is told the key that it was given: keys ascend in the order of the rows."""
    Decision.objects.bulk_create(plan.decisions, batch_size=_AT_ONCE)
    _insert_with_keys(Honouree, plan.honourees, plan.source)
    insert_many(plan.positions)
    _insert_with_keys(Award, plan.awards, plan.source)
    _insert_with_keys(Rating, plan.ratings, plan.source)


def _insert_with_keys(
    model: type[Honouree] | type[Award] | type[Rating], rows: Sequence[models.Model], source: Import
) -> None:
    insert_many(rows)
    keys = model.objects.filter(from_import=source).order_by("pk").values_list("pk", flat=True)
    for row, key in zip(rows, keys, strict=True):
        row.pk = key


def _record(plan: Plan, by: User | None) -> None:
    """A line for each thing that came into the register; it names the file."""
    unit, told = plan.source.unit, {"from_import": f"{plan.source.file_name}, lần nhập số {plan.source.pk}"}
    record_all("add_decision", (Told(one, unit, {}, told) for one in plan.decisions), by=by)
    record_all("add_honouree", (Told(one, one.unit, {}, _of_honouree(one) | told) for one in plan.honourees), by=by)
    record_all("add_award", (Told(one, one.unit, {}, _of_award(one) | told) for one in plan.awards), by=by)
    record_all("add_rating", (Told(one, one.unit, {}, _of_rating(one) | told) for one in plan.ratings), by=by)


def _of_honouree(one: Honouree) -> dict[str, object]:
    return {"kind": one.kind, "name": one.name}


def _of_award(one: Award) -> dict[str, object]:
    told = {"honouree": one.honouree.name, "award": one.award, "year": one.year}
    return told | {"decision": one.decision.number} if one.decision else told


def _of_rating(one: Rating) -> dict[str, object]:
    return {"honouree": one.honouree.name, "level": one.level, "year": one.year}


def _outcomes(drafts: Sequence[DraftRow], held: Import) -> dict[str, int]:
    """Rows by outcome as they were written: the register may have changed since the officer looked."""
    counts = {name: held.counts[name] for name in ("new", "known", "resembles")}
    unread = held.rows.filter(read={}, outcome=RowOutcome.REFUSED).count()
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


def finish_import(key: int) -> None:
    """Lets what was written be found, and puts whoever looks like somebody into the queue of duplicates; once.

    Both are worked out from the register and can be worked out again, so they do not lengthen the transaction that
    writes; an import that is DONE and has no count of suspicions waits for this.
    """
    one = Import.objects.get(pk=key)
    if one.state != ImportState.DONE or "suspicions" in one.counts:
        return
    entries = one.awards.order_by().values_list("honouree").union(one.ratings.order_by().values_list("honouree"))
    for keys in parts([honouree for (honouree,) in entries], _AT_ONCE):
        with transaction.atomic():
            refresh_honourees(keys)
            forget_verdicts_of(keys)
    for keys in parts(list(one.decisions.values_list("pk", flat=True)), _AT_ONCE):
        with transaction.atomic():
            refresh_decisions(keys)
    newcomers = list(one.honourees.order_by("pk").values_list("pk", flat=True))
    raised = sum(map(raise_suspicions, parts(newcomers, _ALIKE_AT_ONCE)))
    with transaction.atomic():
        held = Import.objects.select_for_update().get(pk=key)
        held.counts = held.counts | {"suspicions": raised}
        held.save()
