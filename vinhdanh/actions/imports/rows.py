"""Cells of a list mended in the page: the row is read again at once, and whatever hangs on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from vinhdanh.actions.audit import record
from vinhdanh.actions.imports.places import Places
from vinhdanh.actions.imports.reading import (
    IDENTITY,
    Choices,
    DraftRow,
    choices_of,
    mapping_for,
    read_table,
    stored_draft,
)
from vinhdanh.actions.imports.sending import held_import, paths_matched, rows_counted
from vinhdanh.actions.imports.settling import settle
from vinhdanh.actions.imports.short_numbers import papers_of, tell_short_numbers
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.lists.records import ListRow
from vinhdanh.intake.lists.words import is_ditto
from vinhdanh.models import Import, ImportRow, ImportState, User
from vinhdanh.models.import_contents import (
    FileContents,
    Kept,
    contents_of,
    kept_cell,
    masked,
    read_of,
    shown_cell,
    table_row,
)
from vinhdanh.permissions import require

LONGEST_CELL = 2000


def edit_row(row: ImportRow, *, by: User, cells: Mapping[int, str], on: date | None = None) -> ImportRow:
    """Keeps what was typed into cells of a row (column → text; as it stood takes an edit back) and reads it again.

    Rows below that say `as above` of an edited cell are read again too, and rows that may be of the same honouree are
    held against the register anew. `on` is today, None by the calendar. Raises Refused; NotPossible where the import is
    not in PREVIEW, or for a column that the table does not have.
    """
    require(by, "import_list", row.source.unit)
    with transaction.atomic():
        held = held_import(row.source, ImportState.PREVIEW)
        contents = contents_of(held.contents)
        row = held.rows.get(pk=row.pk)
        changed = _keep(held, contents, row, cells)
        if changed:
            _read_again(held, contents, _neighbourhood(row), on)
            held.counts = held.counts | rows_counted(held)
            held.save()
            columns = [contents.tables[row.table].table.columns[column].header for column in changed]
            record("edit_list_row", held, by=by, unit=held.unit, after={"row": row.number, "columns": columns})
    return ImportRow.objects.select_related("source__unit").get(pk=row.pk)


def edit_alike(row: ImportRow, *, by: User, cells: Mapping[int, str]) -> Import:
    """Keeps what was typed for every row of the table whose cell says the same as this row's: one slip, mended once.

    The import goes back to READING: whoever calls has it read. Raises as `edit_row` does; NotPossible where no cell
    was changed.
    """
    require(by, "import_list", row.source.unit)
    with transaction.atomic():
        held = held_import(row.source, ImportState.PREVIEW)
        contents = contents_of(held.contents)
        row = held.rows.get(pk=row.pk)
        changed = _keep(held, contents, row, cells)
        if not changed:
            raise NotPossible("Chưa ô nào được sửa; hãy ghi lại ô rồi gửi.")
        edits, rows = held.edits[str(row.table)], 1
        for number, other in held.rows.filter(table=row.table).exclude(pk=row.pk).values_list("number", "cells"):
            same = [column for column in changed if _cell(other, column) == _cell(row.cells, column)]
            for column in same:
                edits[f"{number},{column}"] = edits.get(f"{row.number},{column}", _cell(row.cells, column))
            rows += bool(same)
        held.state, held.progress, held.steps = ImportState.READING, 0, 0
        held.save()
        columns = [contents.tables[row.table].table.columns[column].header for column in changed]
        record("edit_alike", held, by=by, unit=held.unit, after={"rows": rows, "columns": columns})
    return held


def leave_row_out(row: ImportRow, *, by: User, on: date | None = None) -> ImportRow:
    """Says that a row shall not go into the register, whatever it holds; `take_row_back` takes that back.

    Raises Refused; NotPossible where the import is not in PREVIEW, or where the row is left out already.
    """
    require(by, "import_list", row.source.unit)
    with transaction.atomic():
        held = held_import(row.source, ImportState.PREVIEW)
        _skip(held, row, on, skip=True)
        record("leave_row_out", held, by=by, unit=held.unit, after={"row": row.number})
    return ImportRow.objects.select_related("source__unit").get(pk=row.pk)


def take_row_back(row: ImportRow, *, by: User, on: date | None = None) -> ImportRow:
    """Has a row that was left out read as it stands. Raises as `leave_row_out` does."""
    require(by, "import_list", row.source.unit)
    with transaction.atomic():
        held = held_import(row.source, ImportState.PREVIEW)
        _skip(held, row, on, skip=False)
        record("take_row_back", held, by=by, unit=held.unit, after={"row": row.number})
    return ImportRow.objects.select_related("source__unit").get(pk=row.pk)


def _skip(held: Import, row: ImportRow, on: date | None, *, skip: bool) -> None:
    edits, place = held.edits.setdefault(str(row.table), {}), f"{row.number},"
    if skip == (place in edits):
        raise NotPossible("Dòng này đã bỏ từ trước." if skip else "Dòng này chưa bỏ; hãy tải lại trang.")
    if skip:
        edits[place] = True
    else:
        del edits[place]
    _read_again(held, contents_of(held.contents), _neighbourhood(held.rows.get(pk=row.pk)), on)
    held.counts = held.counts | rows_counted(held)
    held.save()


def _cell(cells: Sequence[Kept], column: int) -> Kept:
    return cells[column] if column < len(cells) else ""


def _keep(held: Import, contents: FileContents, row: ImportRow, cells: Mapping[int, str]) -> list[int]:
    """Writes the edits into the import; which columns changed by it."""
    mapping = mapping_for(row.table, contents, choices_of(held))
    edits = held.edits.setdefault(str(row.table), {})
    changed = []
    for column, typed in cells.items():
        if not 0 <= column < len(contents.tables[row.table].table.columns):
            raise NotPossible("Dòng không có cột này; hãy tải lại trang.")
        place, text = f"{row.number},{column}", typed.strip()[:LONGEST_CELL]
        standing = _cell(row.cells, column)
        kept = kept_cell(text, is_number=mapping.get(column) == IDENTITY)
        if text == shown_cell(edits.get(place, standing)):
            continue  # an identity number that was not touched comes back as its last digits
        changed.append(column)
        if text == shown_cell(standing):
            edits.pop(place, None)
        else:
            edits[place] = kept
    return changed


def _neighbourhood(row: ImportRow) -> list[ImportRow]:
    """The row, those right above on which its `as above` hangs, those below that hang on it."""
    above = _hanging(row, row.source.rows.filter(table=row.table, number__lt=row.number).order_by("-number"))
    below = []
    for one in row.source.rows.filter(table=row.table, number__gt=row.number).order_by("number").iterator():
        if not _says_as_above(one):
            break
        below.append(one)
    return [*reversed(above), row, *below]


def _hanging(row: ImportRow, upwards: Iterable[ImportRow]) -> list[ImportRow]:
    found: list[ImportRow] = []
    if _says_as_above(row):
        for one in upwards:
            found.append(one)
            if not _says_as_above(one):
                break
    return found


def _says_as_above(row: ImportRow) -> bool:
    return any(isinstance(cell, str) and is_ditto(cell) for cell in row.cells)


def _read_again(held: Import, contents: FileContents, rows: Sequence[ImportRow], on: date | None) -> None:
    number = rows[0].table
    part = replace(contents.tables[number].table, rows=tuple(table_row(one) for one in rows))
    choices: Choices = choices_of(held)
    drafts, _ = read_table(number, part, contents, choices, Places(held.unit), on)
    fresh = {draft.source.number: draft for draft in drafts}
    persons = {one.person_key for one in rows} | {draft.person_key for draft in drafts}
    numbers = {one.number_key for one in rows} | {draft.number_key for draft in drafts}
    stored = {one.pk: one for one in (*rows, *_kin(held, persons, numbers))}
    together = sorted(
        ((one, _draft_of(one, number, fresh)) for one in stored.values()),
        key=lambda pair: (pair[0].table, pair[0].number),
    )
    _settle_again(held, together)


def _draft_of(row: ImportRow, table: int, fresh: Mapping[int, DraftRow]) -> DraftRow:
    read_now = fresh.get(row.number) if row.table == table else None
    return read_now or stored_draft(row)


def _kin(held: Import, persons: set[str], numbers: set[str]) -> list[ImportRow]:
    """All rows that may be of the same honourees, and those that may be of theirs: they are settled together."""
    found: list[ImportRow] = []
    while True:
        persons, numbers = persons - {""}, numbers - {""}
        alike = list(held.rows.filter(Q(person_key__in=persons) | Q(number_key__in=numbers)))
        if len(alike) == len(found):
            return found
        found = alike
        persons |= {one.person_key for one in found}
        numbers |= {one.number_key for one in found}


def _settle_again(held: Import, together: Sequence[tuple[ImportRow, DraftRow]]) -> None:
    drafts = [draft for _, draft in together]
    settle(drafts, paths_matched(held))
    tell_short_numbers(drafts, lambda: papers_of(_rows_read(held, together)))
    for row, draft in together:
        for name, value in draft.decided().items():
            setattr(row, name, value)
        row.name = masked(draft.name)[:300]
        row.save()


def _rows_read(held: Import, together: Sequence[tuple[ImportRow, DraftRow]]) -> Iterator[ListRow]:
    """Every row of the import that was read, those of now as they are now."""
    yield from (draft.kept.row for _, draft in together if draft.kept)
    others = held.rows.exclude(read={}).exclude(pk__in=[row.pk for row, _ in together])
    for read in others.values_list("read", flat=True).iterator():
        yield read_of(read).row
