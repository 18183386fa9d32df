"""Lists on their way into the register: sent, read, chosen anew, confirmed, discarded.

`prepare_import` and `write_import` (actions/imports/writing.py) are long: tasks.py does them beside the pages. Both may
be started again at any time, by anybody: they look at the state first, and do nothing that is done already.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.imports.reading import (
    SIZE_LIMIT,
    Choices,
    Draft,
    DraftRow,
    OpenedFile,
    choices_of,
    counts_of,
    mapping_for,
    open_for,
    read_drafts,
    rows_left_out,
)
from vinhdanh.actions.imports.settling import end_of_record, settle
from vinhdanh.actions.imports.short_numbers import papers_of, tell_short_numbers
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.lists.fields import is_field
from vinhdanh.intake.lists.records import ListContext
from vinhdanh.intake.problems import Unreadable
from vinhdanh.models import ColumnChoice, Import, ImportRow, ImportState, RowOutcome, Unit, User
from vinhdanh.models.import_contents import FileContents, contents_of, kept_contents, kept_context, masked
from vinhdanh.models.many_rows import insert_many, parts
from vinhdanh.models.readers import Reading
from vinhdanh.permissions import require
from vinhdanh.vietnamese import grouped, tidy

SMALL_FILE = 512 * 1024  # bytes: opened, and its rows counted, while the sender waits
SMALL_LIST = 500  # rows: read while the sender waits
_AT_ONCE = 2000
_LONGEST_KEY = 200
_STATE_SENTENCES = {
    ImportState.READING: "Tệp đang được đọc; hãy đợi đọc xong rồi làm tiếp.",
    ImportState.PREVIEW: "Tệp đang chờ kiểm tra, chưa ghi vào sổ.",
    ImportState.CONFIRMED: "Tệp đang được ghi vào sổ; hãy đợi ghi xong.",
    ImportState.DONE: "Tệp đã ghi vào sổ; muốn sửa, hãy đính chính trong sổ hoặc hoàn tác cả tệp.",
    ImportState.UNDOING: "Lần nhập này đang được hoàn tác; hãy đợi làm xong.",
    ImportState.UNDONE: "Lần nhập này đã hoàn tác; muốn nhập lại, hãy gửi lại tệp.",
    ImportState.DISCARDED: "Tệp này đã bỏ; muốn nhập, hãy gửi lại tệp.",
    ImportState.FAILED: "Tệp không đọc được; hãy sửa theo lý do đã nêu rồi gửi lại.",
}


def send_list(unit: Unit, *, by: User | None, content: bytes, name: str, on: date | None = None) -> Import:
    """Takes in a file for a unit. One of few rows is read at once; of any other the import waits in READING.

    `by` is None on the command line, `on` is today, None by the calendar. Raises Refused; NotPossible where the file is
    too large, or where a small one cannot be read or holds no list (nothing is kept of it).
    """
    if by is not None:
        require(by, "import_list", unit)
    if not content:
        raise NotPossible("Tệp rỗng; hãy chọn tệp khác.", "file")
    if len(content) > SIZE_LIMIT:
        raise NotPossible(f"Tệp quá 20 MB ({grouped(len(content) // 1024 // 1024)} MB); hãy chia nhỏ rồi gửi.", "file")
    opened = _opened(unit, content, name) if len(content) <= SMALL_FILE else None
    with transaction.atomic():
        one = Import(
            unit=unit,
            file_name=masked(tidy(name))[-255:],
            file_sha256=hashlib.sha256(content).hexdigest(),
            file_size=len(content),
            sent_by=by,
            matched_under=units_matched(by),
        )
        one.file.save("", ContentFile(content), save=False)
        one.save()
        record("send_list", one, by=by, unit=unit, after={"file_name": one.file_name, "file_size": one.file_size})
    if opened and opened.row_count <= SMALL_LIST:
        prepare_import(one.pk, opened, on=on)
        one.refresh_from_db()
    return one


def _opened(unit: Unit, content: bytes, name: str) -> OpenedFile:
    try:
        return open_for(unit, content, name)
    except Unreadable as error:
        raise NotPossible(error.sentence, "file") from error


def opened_again(one: Import) -> OpenedFile:
    """The file of an import as it was sent; raises Unreadable."""
    with one.file.open("rb") as file:
        return open_for(one.unit, file.read(), one.file_name)


def prepare_import(
    key: int, opened: OpenedFile | None = None, draft: Draft | None = None, *, on: date | None = None
) -> None:
    """Reads the file of an import in READING, holds it against the register, and leaves it in PREVIEW or FAILED.

    `opened` and `draft`: where the caller has opened the file, or has read it too (`settled_draft`). Rows by a decision
    of a day after `on` (None: today by the calendar) are refused.
    """
    one = Import.objects.select_related("unit", "sent_by").get(pk=key)
    if one.state != ImportState.READING:
        return
    try:
        opened = opened or opened_again(one)
    except (Unreadable, OSError) as error:
        sentence = error.sentence if isinstance(error, Unreadable) else "Không còn tệp đã gửi; hãy gửi lại."
        fail_reading(key, sentence)
        return
    if not one.contents:
        one.left_out = sorted(opened.catalogues)
    choices = choices_of(one)
    steps = sum(len(table.rows) for number, table in enumerate(opened.tables) if number not in choices.left_out)
    show_progress(one, 0, steps)
    draft = draft or settled_draft(opened, choices, one.unit, paths_matched(one), on)
    show_progress(one, steps // 2, steps)
    mappings = {number: mapping_for(number, opened.contents, choices) for number in range(len(opened.tables))}
    try:
        _store(one, draft.rows, mappings)
        _leave_in_preview(one, opened, draft, choices)
    except NotPossible:
        return  # given up meanwhile, its rows with it; or another worker was faster


def _leave_in_preview(one: Import, opened: OpenedFile, draft: Draft, choices: Choices) -> None:
    with transaction.atomic():
        held = held_import(one, ImportState.READING)
        held.settled_at_line = draft.end
        held.contents, held.left_out = kept_contents(opened.contents), one.left_out
        held.notes = {str(number): list(map(masked, notes)) for number, notes in draft.notes.items()}
        held.counts = counts_of(draft.rows, opened.contents, choices.left_out)
        held.state, held.failure = ImportState.PREVIEW, ""
        held.save()


def settled_draft(
    opened: OpenedFile, choices: Choices, unit: Unit, within: tuple[str, ...] | None, on: date | None = None
) -> Draft:
    """The rows of a file read, and held against the register at these paths (None: all of it); nothing is written."""
    draft = read_drafts(opened, choices, unit, on)
    draft.end = end_of_record()
    settle(draft.rows, within)
    tell_short_numbers(draft.rows, lambda: papers_of(row.kept.row for row in draft.rows if row.kept))
    return draft


def units_matched(by: User | None) -> list[int] | None:
    """The keys of the units below which the sender's honourees are looked for; None, everywhere.

    An import keeps them: who loses a role between sending and writing would find nobody, and write everything twice.
    """
    if by is None or by.reads_all(Reading.REGISTER):
        return None
    return list(
        Unit.objects.filter(path__in=by.paths_reading(Reading.REGISTER)).order_by("pk").values_list("pk", flat=True)
    )


def paths_matched(one: Import) -> tuple[str, ...] | None:
    """Where the honourees of an import are looked for, wherever those units stand by now; None, everywhere."""
    if one.matched_under is None:
        return None
    keys = one.matched_under or [one.unit_id]
    return tuple(Unit.objects.filter(pk__in=keys).order_by("path").values_list("path", flat=True))


def require_within_unit(one: Import) -> None:
    """Raises NotPossible where rows to be written are of units that left the import's own unit since they were read."""
    read = one.rows.filter(outcome__in=(RowOutcome.NEW, RowOutcome.RESEMBLES)).order_by()
    keys = set(read.values_list("read__unit", flat=True).distinct())
    gone = Unit.objects.filter(pk__in=keys).exclude(path__startswith=one.unit.path).order_by("name")
    if names := list(gone.values_list("name", flat=True)[:5]):
        said = f"{', '.join(names)} không còn thuộc {one.unit.name} kể từ khi tệp được đọc"
        raise NotPossible(f"{said}; hãy bỏ tệp này rồi gửi lại.")


def _store(one: Import, drafts: Sequence[DraftRow], mappings: Mapping[int, Mapping[int, str]]) -> None:
    """Writes the rows in short transactions, so that others write in between; a second run begins anew.

    Each looks at the state again: nothing is added to an import that was given up.
    """
    with transaction.atomic():
        held_import(one, ImportState.READING).rows.all().delete()
    steps = len(drafts)
    done = 0
    for rows in parts(drafts, _AT_ONCE):
        kept = [
            ImportRow(source=one, table=row.table, number=row.source.number, **row.columns(mappings[row.table]))
            for row in rows
        ]
        with transaction.atomic():
            held_import(one, ImportState.READING)
            insert_many(kept)
        done += len(rows)
        show_progress(one, (steps + done) // 2, steps)


def show_progress(one: Import, done: int, steps: int) -> None:
    """Tells the page how far the work is; also the sign of life of whoever works."""
    Import.objects.filter(pk=one.pk).update(progress=done, steps=steps, changed_at=timezone.now())


def fail_reading(key: int, sentence: str) -> None:
    """Leaves an import that is still READING in FAILED, with the reason."""
    Import.objects.filter(pk=key, state=ImportState.READING).update(state=ImportState.FAILED, failure=sentence)


def choose_columns(
    one: Import, number: int, *, by: User, mapping: Mapping[int, str], context: ListContext, left_out: bool
) -> Import:
    """Says what the columns of a table are, what stands above its rows, and whether it is taken at all.

    The unit's next file is read with the same choice. The import goes back to READING: whoever calls has it read.
    Raises Refused; NotPossible for a state that does not allow it, an unknown table, or a table without names.
    """
    require(by, "import_list", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.PREVIEW)
        contents = contents_of(held.contents)
        _check_choice(contents, number, mapping, left_out)
        fields = {column.index: mapping.get(column.index, "") for column in contents.tables[number].table.columns}
        before = mapping_for(number, contents, choices_of(held))
        held.mapping[str(number)] = {str(column): name for column, name in fields.items() if name}
        held.context[str(number)] = kept_context(context)
        held.left_out = sorted(({*held.left_out} | {number}) if left_out else ({*held.left_out} - {number}))
        held.state, held.progress, held.steps = ImportState.READING, 0, 0
        held.save()
        if not left_out:
            _remember(held.unit, contents, number, fields)
        told = {"table": number + 1, "left_out": left_out}
        record(
            "choose_columns",
            held,
            by=by,
            unit=held.unit,
            before={"columns": _told(contents, number, before)},
            after={"columns": _told(contents, number, fields), **told},
        )
    return held


def _check_choice(contents: FileContents, number: int, mapping: Mapping[int, str], left_out: bool) -> None:
    if not 0 <= number < len(contents.tables):
        raise NotPossible("Tệp không có bảng này; hãy tải lại trang.")
    if not all(map(is_field, mapping.values())):
        raise NotPossible("Có cột được chọn một loại mà chương trình không biết; hãy chọn lại.")
    if not left_out and "name" not in mapping.values():
        raise NotPossible("Chưa có cột nào là tên; hãy chọn cột ghi tên tập thể, cá nhân hoặc chủ hộ.")


def _remember(unit: Unit, contents: FileContents, number: int, fields: Mapping[int, str]) -> None:
    chosen = {
        column.key[:_LONGEST_KEY]: fields[column.index]
        for column in contents.tables[number].table.columns
        if column.key
    }
    ColumnChoice.objects.bulk_create(
        [ColumnChoice(unit=unit, header_key=key, field=name) for key, name in chosen.items()],
        update_conflicts=True,
        unique_fields=["unit", "header_key"],
        update_fields=["field", "chosen_at"],
    )


def _told(contents: FileContents, number: int, mapping: Mapping[int, str]) -> list[str]:
    """The choice as the record tells it: `Họ và tên: name`."""
    headers = {column.index: column.header for column in contents.tables[number].table.columns}
    return [f"{headers.get(column, column)}: {name}" for column, name in sorted(mapping.items()) if name]


def is_small(one: Import) -> bool:
    """Whether it is read again while the officer waits; of a file that was never read, nobody knows how many rows."""
    return bool(one.contents) and sum(table.row_count for table in contents_of(one.contents).tables) <= SMALL_LIST


def confirm_import(one: Import, *, by: User | None) -> Import:
    """Says that the rows that were read shall go into the register: CONFIRMED, whoever calls has it written.

    Raises Refused; NotPossible for a state that does not allow it, or where no row is new.
    """
    if by is not None:
        require(by, "import_list", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.PREVIEW)
        counts = held.counts
        if not counts[RowOutcome.NEW] + counts[RowOutcome.RESEMBLES]:
            raise NotPossible("Không có dòng nào mới để ghi vào sổ; hãy sửa các dòng chưa đọc được, hoặc bỏ tệp này.")
        require_within_unit(held)
        held.state, held.confirmed_by = ImportState.CONFIRMED, by
        held.failure, held.progress, held.steps = "", 0, counts[RowOutcome.NEW] + counts[RowOutcome.RESEMBLES]
        held.save()
        record("confirm_import", held, by=by, unit=held.unit, after={"rows": held.steps})
    return held


def discard_import(one: Import, *, by: User) -> None:
    """Gives up a list that is not in the register: its rows and the file itself are removed, the import stays named.

    Raises Refused; NotPossible once it is being written or stands in the register.
    """
    require(by, "import_list", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.PREVIEW, ImportState.FAILED, ImportState.READING)
        before = held.state
        held.rows.all().delete()
        held.state, held.finished_at = ImportState.DISCARDED, timezone.now()
        held.contents, held.edits, held.context, held.mapping = {}, {}, {}, {}
        held.forget_file()
        held.save()
        record("discard_import", held, by=by, unit=held.unit, before={"state": before}, after={"state": held.state})


def read_again(one: Import, *, by: User) -> Import:
    """Takes an import that could not be read back to READING: whoever calls has it read. Raises as the others do."""
    require(by, "import_list", one.unit)
    with transaction.atomic():
        held = held_import(one, ImportState.FAILED)
        held.state, held.failure, held.progress, held.steps = ImportState.READING, "", 0, 0
        held.save()
        record("read_again", held, by=by, unit=held.unit, after={"state": held.state})
    return held


def held_import(one: Import, *states: ImportState) -> Import:
    """The import, locked until the transaction ends, in one of these states; NotPossible in any other."""
    held = Import.objects.select_for_update(of=("self",)).select_related("unit").get(pk=one.pk)
    if held.state not in states:
        raise NotPossible(_STATE_SENTENCES[ImportState(held.state)])
    return held


def rows_counted(one: Import) -> dict[str, int]:
    """Rows by outcome as they stand, and those of lists that are not taken."""
    counts = {str(outcome): 0 for outcome in RowOutcome.values}
    for outcome in one.rows.values_list("outcome", flat=True):
        counts[outcome] += 1
    return counts | {"left_out": rows_left_out(contents_of(one.contents), frozenset(one.left_out))}
