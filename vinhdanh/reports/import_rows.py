"""The rows of an import as its pages show them: what became of each, what is wrong with it, which cells to mend."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet

from vinhdanh.intake.lists.fields import Field, base_of
from vinhdanh.models import Award, Honouree, Import, ImportRow, ImportState, Rating, RowOutcome, Unit
from vinhdanh.models.import_contents import FileContents, KeptRow, contents_of, is_sealed, read_of, shown_cell
from vinhdanh.models.likeness import Evidence
from vinhdanh.models.readers import Reader
from vinhdanh.reports.imports import mapping_of
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import join_words, lower_first

PAGE = 100
MOST_RESEMBLING = 3
MOST_ALIKE = 3  # rows with the same problems; of more, a page shows the first, and leads to the others
_MOST_OFFERED = 3  # blank cells that a row without any award, or without a year, offers to be typed in
_WHAT_FOR = frozenset({Field.AWARD, Field.AWARD_2, Field.RATING})
_WHERE = frozenset({Field.UNIT, Field.POSITION_UNIT})
_WHEN = frozenset({Field.YEAR, Field.PERIOD, Field.DECISION_DATE, Field.DECISION})
UNTOLD = "Sổ ghi khác ở một đơn vị ngoài phạm vi được xem; hãy hỏi cơ quan thi đua, khen thưởng của tỉnh."


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An award or a rating of a row, in words; `state` is blank, `known` or `twin`."""

    text: str
    is_title: bool
    is_rating: bool
    state: str


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell that can be typed in: what stands there now, what the file says, what is wrong with it."""

    column: int
    header: str
    text: str
    in_file: str
    is_edited: bool
    problems: tuple[str, ...]
    is_number: bool  # an identity number: only its last digits are shown


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row with what became of it.

    `alike`: how many rows of the file have its very problems (of a row without any: its very remarks), where they are
    many; `same_as`: the row of the page above it that has them and tells them. `faulty` are the cells to mend;
    `saying_so`: how many rows of its table, this one among them, have one of these cells in the same words.
    """

    row: ImportRow
    outcome: str
    label: str
    name: str
    details: str
    unit: str
    entries: tuple[EntryShown, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    twin_row: str
    known: Honouree | None
    resembling: tuple[tuple[Honouree, str], ...]
    faulty: tuple[CellShown, ...]
    alike: int = 0
    same_as: ImportRow | None = None
    saying_so: int = 0

    @property
    def told_remarks(self) -> tuple[str, ...]:
        """The remarks to tell of it; those of its reading are told by the row that it is the same as."""
        told = () if self.row.problems or not self.same_as else _remarks(self.row)
        return tuple(remark for remark in self.remarks if remark not in told)

    @property
    def may_mend(self) -> bool:
        """Whether its cells are offered where the row stands."""
        return bool(self.faulty) and self.outcome not in (RowOutcome.KNOWN, RowOutcome.SKIPPED)

    @property
    def may_mend_alike(self) -> bool:
        """Whether other rows say the same, and are mended with this one."""
        return self.may_share and self.saying_so > 1

    @property
    def may_share(self) -> bool:
        """Whether a cell to mend can mean the same in other rows: a birth is each person's own, and mended alone."""
        return self.may_mend and (self.outcome == RowOutcome.REFUSED or not self.row.problems)


def rows_shown(one: Import, rows: Sequence[ImportRow], reader: Reader) -> list[RowShown]:
    """The rows with what the register says of each, as far as the reader may see it; a fixed number of queries."""
    contents = contents_of(one.contents)
    kepts = {row.pk: read_of(row.read) if row.read else None for row in rows}
    people = _people(one, rows, reader)
    units = {kept.unit for kept in kepts.values() if kept}
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    alike, first = _problems_of_many(one) | _remarks_of_many(one), dict[str, ImportRow]()
    shown = []
    for row in rows:
        found = _row(one, contents, row, kepts[row.pk], people, names)
        key = _key_of(row.problems or (_remarks(row) if found.may_mend else []))
        if key in alike:
            head = first.setdefault(key, row)
            found = replace(found, alike=alike[key], same_as=None if head is row else head)
        shown.append(found)
    return _with_those_saying_so(one, shown)


def alike_rows(rows: QuerySet[ImportRow], like: ImportRow) -> QuerySet[ImportRow]:
    """Those with the very problems of one row; of a row without any, those with its very remarks; else none."""
    if like.problems:
        return rows.filter(problems=like.problems)
    return rows.filter(problems=[], read__remarks=_remarks(like)) if _remarks(like) else rows.none()


def _remarks(row: ImportRow) -> list[str]:
    """What its reading remarked: not what the register, or another row, made doubtful."""
    remarks: list[str] = row.read.get("remarks", [])
    return remarks


def _with_those_saying_so(one: Import, shown: list[RowShown]) -> list[RowShown]:
    """The rows, each with how many say the same in a cell to mend: a blank cell says nothing."""
    asked = {
        found.row.pk: {
            (found.row.table, cell.column, _said(found.row, cell)) for cell in found.faulty if cell.in_file.strip()
        }
        for found in shown
        if found.may_share and one.state == ImportState.PREVIEW
    }
    wanted = {say for says in asked.values() for say in says}
    if not wanted:
        return shown
    holders: dict[tuple[int, int, str], set[int]] = {say: set() for say in wanted}
    columns = {(table, column) for table, column, _ in wanted}
    tables = {table for table, _ in columns}
    for key, table, cells in one.rows.filter(table__in=tables).order_by().values_list("pk", "table", "cells"):
        for at, column in columns:
            if at == table and column < len(cells):
                holders.get((table, column, json.dumps(cells[column], sort_keys=True)), set()).add(key)
    counts = {key: len(set().union(*(holders[say] for say in says))) for key, says in asked.items()}
    return [replace(found, saying_so=counts.get(found.row.pk, 0)) for found in shown]


def _said(row: ImportRow, cell: CellShown) -> str:
    return json.dumps(row.cells[cell.column] if cell.column < len(row.cells) else "", sort_keys=True)


def _problems_of_many(one: Import) -> dict[str, int]:
    """The problems that more than MOST_ALIKE rows have in the same words, with the number of those rows."""
    found = one.rows.exclude(problems=[]).order_by().values("problems").annotate(rows=Count("pk"))
    return {_key_of(group["problems"]): group["rows"] for group in found.filter(rows__gt=MOST_ALIKE)}


def _remarks_of_many(one: Import) -> dict[str, int]:
    """The same of the remarks of rows that have no problem."""
    noted = one.rows.filter(problems=[], read__has_key="remarks").order_by().values("read__remarks")
    found = noted.annotate(rows=Count("pk")).filter(rows__gt=MOST_ALIKE)
    return {_key_of(group["read__remarks"]): group["rows"] for group in found}


def _key_of(told: Sequence[Any]) -> str:
    return json.dumps(told, sort_keys=True)


def _people(one: Import, rows: Sequence[ImportRow], reader: Reader) -> "_People":
    known = {row.known_honouree_id for row in rows if row.known_honouree_id}
    asked = known | {key for row in rows for key, _ in row.resembling[:MOST_RESEMBLING]}
    written: dict[int, dict[str, int]] = {}
    if one.state == ImportState.DONE:
        for model in (Award, Rating):
            entries = model.objects.filter(from_import=one, source_row__in=[row.number for row in rows])
            for number, name, key in entries.values_list("source_row", "honouree__name_key", "honouree_id"):
                written.setdefault(number, {})[name] = key
    asked |= {key for names in written.values() for key in names.values()}
    found = Honouree.objects.visible_to(reader).filter(pk__in=asked).select_related("unit")
    return _People({person.pk: person for person in found}, written)


@dataclass(frozen=True, slots=True)
class _People:
    """The honourees that the rows of a page name, and whom the rows that were written went to."""

    by_key: Mapping[int, Honouree]
    written: Mapping[int, Mapping[str, int]]

    def of(self, row: ImportRow) -> Honouree | None:
        """Whose row it is, where the register knows."""
        if row.known_honouree_id:
            return self.by_key.get(row.known_honouree_id)
        went_to = {self.by_key[key] for key in self.written.get(row.number, {}).values() if key in self.by_key}
        same = [one for one in went_to if one.name == row.name] or list(went_to)
        return same[0] if len(same) == 1 else None


def _row(
    one: Import,
    contents: FileContents,
    row: ImportRow,
    kept: KeptRow | None,
    people: _People,
    units: Mapping[int, str],
) -> RowShown:
    read = kept.row if kept else None
    birth = str(read.birth.year) if read and read.birth else ""
    number = kept.identity.shown if kept and kept.identity else ""
    details = " · ".join(filter(None, (read.position, birth, number))) if read else ""
    resembling = [
        (people.by_key[key], join_words([lower_first(Evidence(part).label) for part in evidence]))
        for key, evidence in row.resembling[:MOST_RESEMBLING]
        if key in people.by_key
    ]
    return RowShown(
        row,
        row.outcome,
        _label(one, row, kept),
        read.name if read else row.name,
        details,
        (kept.workplace or units.get(kept.unit, "")) if kept else "",
        tuple(_entries(kept)) if kept else (),
        tuple(
            dict.fromkeys(_told(problem, is_seen=row.known_honouree_id in people.by_key) for problem in row.problems)
        ),
        remarks_of(kept) if kept else (),
        kept.twin_row if kept else "",
        people.of(row),
        tuple(resembling) if row.outcome == RowOutcome.RESEMBLES else (),
        _to_mend(row, kept, cells_shown(one, contents, row), mapping_of(one, contents, row.table)),
    )


def _to_mend(
    row: ImportRow, kept: KeptRow | None, cells: Sequence[CellShown], mapping: Mapping[int, str]
) -> tuple[CellShown, ...]:
    """The cells with a problem; of a row that lacks what for, or when, the blank ones that would tell; of one whose
    unit nobody bears, the cell that names it."""
    faulty = tuple(cell for cell in cells if cell.problems)
    if not faulty and kept and kept.workplace and kept.unit == row.source.unit_id:
        return tuple(cell for cell in cells if cell.text.strip() and base_of(mapping.get(cell.column, "")) in _WHERE)
    if faulty or row.outcome != RowOutcome.REFUSED:
        return faulty
    wanted = _WHEN if kept and kept.row.awards else _WHAT_FOR
    blank = (cell for cell in cells if not cell.text.strip() and base_of(mapping.get(cell.column, "")) in wanted)
    return tuple(blank)[:_MOST_OFFERED]


def remarks_of(kept: KeptRow) -> tuple[str, ...]:
    """What is remarked of a row that was read."""
    namesakes = "Trong tệp có người cùng tên, cùng đơn vị, khác chức vụ: ghi thành những người khác nhau."
    told = (*kept.remarks, *kept.doubts)
    return (*told, namesakes) if kept.namesakes else told


def _label(one: Import, row: ImportRow, kept: KeptRow | None) -> str:
    only_twins = row.outcome == RowOutcome.KNOWN and kept is not None and not kept.known
    return "Trùng trong tệp" if only_twins else outcome_label(one, row.outcome)


def outcome_label(one: Import, outcome: str) -> str:
    """What became of a row, in words: before and after the list was written."""
    if one.state == ImportState.DONE and outcome in (RowOutcome.NEW, RowOutcome.RESEMBLES):
        return "Đã ghi" if outcome == RowOutcome.NEW else "Đã ghi, chờ xem trùng"
    if outcome == RowOutcome.REFUSED and one.state in (ImportState.DONE, ImportState.UNDONE):
        return "Không ghi"
    return str(RowOutcome(outcome).label)


def filter_label(one: Import, outcome: str) -> str:
    """The outcome as a filter of rows: those known hold what stands in an earlier row of the file, too."""
    return "Đã có, hoặc trùng trong tệp" if outcome == RowOutcome.KNOWN else outcome_label(one, outcome)


def _told(problem: Mapping[str, Any], *, is_seen: bool) -> str:
    """A problem with its cell: `Cột “Năm”: …`."""
    message = problem_told(problem, is_seen=is_seen)
    return f"Cột “{problem['column']}”: {message}" if problem["column"] else message


def problem_told(problem: Mapping[str, Any], *, is_seen: bool) -> str:
    """The sentence of a problem. `is_seen`: whether the reader may see the row's honouree, else that one's entries
    stay untold."""
    return UNTOLD if problem.get("of_honouree") and not is_seen else str(problem["message"])


def _entries(kept: KeptRow) -> Iterable[EntryShown]:
    law, levels = catalogue().award_of, catalogue().rating_spellings.labels
    for place, award in enumerate(kept.row.awards):
        entry = law.get(award.code)
        years = f"{award.first_year}-{award.last_year}" if award.first_year != award.last_year else str(award.last_year)
        paper = f"QĐ {award.decision.number}" if award.decision.number else ""
        text = ", ".join(filter(None, (entry.label if entry else award.code, years, paper)))
        yield EntryShown(text, award.type == "title", False, _state(kept, place))
    for place, rating in enumerate(kept.row.ratings, len(kept.row.awards)):
        text = f"{levels.get(rating.level, rating.level)}, {rating.year}"
        yield EntryShown(text, False, True, _state(kept, place))


def _state(kept: KeptRow, place: int) -> str:
    return "known" if place in kept.known else "twin" if place in kept.twins else ""


def cells_shown(one: Import, contents: FileContents, row: ImportRow) -> list[CellShown]:
    """Every cell of a row, as it can be typed in, with what is wrong with it."""
    edits = one.edits.get(str(row.table), {})
    mapping = mapping_of(one, contents, row.table)
    wrong: dict[int, list[str]] = {}
    for problem in row.problems:
        wrong.setdefault(problem["at"], []).append(problem["message"])
    shown = []
    for column in contents.tables[row.table].table.columns:
        standing = row.cells[column.index] if column.index < len(row.cells) else ""
        edited = edits.get(f"{row.number},{column.index}")
        in_file = row.faults[str(column.index)][0] if str(column.index) in row.faults else shown_cell(standing)
        kept = standing if edited is None else edited
        is_number = is_sealed(kept) or mapping.get(column.index) == Field.IDENTITY_NUMBER
        text = in_file if edited is None else shown_cell(edited)
        problems = tuple(wrong.get(column.index, ()))
        shown.append(CellShown(column.index, column.header, text, in_file, edited is not None, problems, is_number))
    return shown
