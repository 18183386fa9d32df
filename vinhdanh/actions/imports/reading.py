"""From a sent file to rows that could go into the register: which unit each belongs to, and who each is.

Nothing here writes: the preview, the command's trial run and the writing itself stand on the same reading.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from vinhdanh.actions.imports.places import Places
from vinhdanh.intake.lists import open_list, propose, read_list
from vinhdanh.intake.lists.fields import Field, base_of
from vinhdanh.intake.lists.records import (
    ListContext,
    ListFile,
    ListRow,
    ListTable,
    Proposal,
    Reading,
    TableRow,
    Why,
)
from vinhdanh.intake.problems import Unreadable
from vinhdanh.models import ColumnChoice, Import, ImportRow, RowOutcome, Unit
from vinhdanh.models.identity import unseal
from vinhdanh.models.import_contents import (
    FileContents,
    Kept,
    KeptRow,
    PlacedProblem,
    context_of,
    kept_cell,
    kept_identity,
    kept_problems,
    kept_read,
    masked,
    problems_read,
    raw_cell,
    read_of,
    row_masked,
)
from vinhdanh.models.matching import Resemblance
from vinhdanh.screening.list_terms import list_terms
from vinhdanh.vietnamese import spelling_key

SIZE_LIMIT = 20 * 1024 * 1024  # bytes
IDENTITY = "identity_number"
_MERITS = frozenset({Field.AWARD, Field.AWARD_2, Field.RATING, Field.MANNER, Field.YEAR, Field.PERIOD}) | {
    *(Field.DECISION, Field.DECISION_NUMBER, Field.DECISION_DATE),
}
_NO_LIST = (
    "Tệp không phải danh sách khen thưởng: không thấy cột tên (“Họ và tên”, “Tên tập thể”), cũng không thấy cột danh "
    "hiệu, hình thức, xếp loại, năm hay quyết định. Hãy chọn tệp khác, hoặc ghi tên các cột ở đầu bảng rồi gửi lại."
)
_OF_OFFICE = (".xlsx", ".xlsm", ".xls", ".docx")
_HAS_A_SIGN = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf", b"<", b"\xef\xbb\xbf<")  # the reader names those itself
_BROKEN = "Tệp mang tên Excel hoặc Word nhưng đã hỏng nên không mở được; hãy mở lại bản gốc, lưu rồi gửi lại."
_name_key = lru_cache(maxsize=65536)(spelling_key)


@dataclass(frozen=True, slots=True)
class Choices:
    """What an officer chose for the tables of a file, by their number; what is not chosen is as proposed."""

    mapping: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    context: Mapping[int, ListContext] = field(default_factory=dict)
    edits: Mapping[int, Mapping[tuple[int, int], str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    skipped: Mapping[int, frozenset[int]] = field(default_factory=dict)  # numbers of rows


@dataclass(slots=True)
class DraftRow:
    """A row on its way: as it stands in the file, as it was understood (None: it cannot be read), what became of it.

    `number` is the identity number itself; it lives in memory alone.
    """

    table: int
    source: TableRow
    name: str
    problems: tuple[PlacedProblem, ...]
    kept: KeptRow | None = None
    number: str = ""
    outcome: RowOutcome = RowOutcome.REFUSED
    person: int = -1  # the place of the first row of the same new honouree, where `known` is None
    known: int | None = None
    resembling: tuple[Resemblance, ...] = ()

    @property
    def person_key(self) -> str:
        """Equal for rows that may be of one honouree: one kind, one unit, one spelling of the name."""
        if self.kept is None:
            return ""
        row = self.kept.row
        name = "" if self.kept.is_unit else _name_key(row.name)
        return hashlib.sha256(f"{row.kind}|{self.kept.unit}|{name}".encode()).hexdigest()[:32]

    @property
    def number_key(self) -> str:
        """Equal for rows of one identity number, blank where there is none."""
        return self.kept.identity.digest if self.kept and self.kept.identity else ""

    def columns(self, mapping: Mapping[int, str]) -> dict[str, Any]:
        """The columns of its ImportRow that its reading decides."""
        sealed = {column for column, name in mapping.items() if name == IDENTITY}
        cells = [kept_cell(value, is_number=column in sealed) for column, value in enumerate(self.source.cells)]
        return {
            "name": masked(self.name)[:300],
            "cells": cells,
            "section": list(map(masked, self.source.section)),
            "faults": {str(column): list(map(masked, fault)) for column, fault in self.source.faults.items()},
            **self.decided(),
        }

    def decided(self) -> dict[str, Any]:
        """The columns that the register decides, together with those of the reading that hang on it."""
        return {
            "read": kept_read(self.kept) if self.kept else {},
            "problems": kept_problems(self.problems),
            "outcome": self.outcome,
            "person_key": self.person_key,
            "number_key": self.number_key,
            "known_honouree_id": self.known,
            "resembling": [[one.honouree, [str(part) for part in one.evidence]] for one in self.resembling],
        }


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as opened: its tables with their rows (its catalogue sheets last), and what is kept of it."""

    tables: tuple[ListTable, ...]
    contents: FileContents

    @property
    def row_count(self) -> int:
        """How many rows its lists have."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def catalogues(self) -> frozenset[int]:
        """The numbers of the tables that only explain codes."""
        return frozenset(number for number, one in enumerate(self.contents.tables) if one.is_catalogue)


def open_for(unit: Unit, content: bytes, name: str) -> OpenedFile:
    """The file, with proposals that know what the unit chose before; raises Unreadable, also where no table of it
    has anything of a list."""
    file = _opened(content, name)
    tables = (*file.tables, *file.catalogues)
    remembered = dict(ColumnChoice.objects.filter(unit=unit).values_list("header_key", "field"))
    terms = list_terms()
    proposals: list[Proposal] = [propose(table, terms, remembered) for table in tables]
    if not any(map(_is_of_list, proposals)):
        raise Unreadable(_NO_LIST)
    return OpenedFile(tables, FileContents.of(file, proposals))


def _opened(content: bytes, name: str) -> ListFile:
    try:
        return open_list(content, name, SIZE_LIMIT)
    except Unreadable as error:
        if content and name.casefold().endswith(_OF_OFFICE) and not content.startswith(_HAS_A_SIGN):
            raise Unreadable(_BROKEN) from error  # whatever its bytes look like by now
        raise


def _is_of_list(proposal: Proposal) -> bool:
    """Whether a header says who, or anything says what for: texts without a header may be names of goods as well."""
    context = proposal.context
    return bool(context.award or context.bare_award or context.decision.number) or any(
        base_of(column.field) in _MERITS or (base_of(column.field) == Field.NAME and column.why != Why.CONTENT)
        for column in proposal.columns
        if column.field
    )


def choices_of(one: Import) -> Choices:
    """What was chosen for an import so far."""
    return Choices(
        mapping={int(table): {int(key): name for key, name in kept.items()} for table, kept in one.mapping.items()},
        context={int(table): context_of(kept) for table, kept in one.context.items()},
        edits={int(table): edits_of(kept) for table, kept in one.edits.items()},
        left_out=frozenset(one.left_out),
        skipped={int(table): skipped_of(kept) for table, kept in one.edits.items()},
    )


def edits_of(kept: Mapping[str, Kept]) -> dict[tuple[int, int], str]:
    """`12,3` → what was typed, as the reader of lists wants it; `12,` is of the whole row."""
    edits = {}
    for place, value in kept.items():
        row, _, column = place.partition(",")
        if column:
            edits[int(row), int(column)] = str(raw_cell(value))
    return edits


def skipped_of(kept: Mapping[str, Kept]) -> frozenset[int]:
    """The rows of a table that the officer leaves out."""
    return frozenset(int(place.rstrip(",")) for place in kept if place.endswith(","))


def mapping_for(number: int, contents: FileContents, choices: Choices) -> Mapping[int, str]:
    """What the columns of a table are: as chosen, else as proposed."""
    chosen = choices.mapping.get(number)
    return contents.tables[number].proposal.mapping if chosen is None else chosen


def context_for(number: int, contents: FileContents, choices: Choices) -> ListContext:
    """What stands above the rows of a table: as chosen, else as found."""
    return choices.context.get(number) or contents.tables[number].proposal.context


@dataclass(slots=True)
class Draft:
    """All rows of the tables that are taken, and what is wrong with a table as a whole, by its number.

    `end`: the last line of the record when the rows were held against the register.
    """

    rows: list[DraftRow] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    end: int = 0


def read_drafts(opened: OpenedFile, choices: Choices, unit: Unit, on: date | None = None) -> Draft:
    """Every row of every table that is taken, understood as far as the file goes; not yet held against the register.

    No decision may be of a day after `on`; None is today by the calendar.
    """
    places = Places(unit)
    draft = Draft()
    for number, table in enumerate(opened.tables):
        if number not in choices.left_out:
            rows, notes = read_table(number, table, opened.contents, choices, places, on)
            draft.rows += rows
            draft.notes |= {number: notes} if notes else {}
    return draft


def read_table(
    number: int, table: ListTable, contents: FileContents, choices: Choices, places: Places, on: date | None = None
) -> tuple[list[DraftRow], list[str]]:
    """The rows of one table, or of a part of it, and what is wrong with the table as a whole."""
    reading: Reading = read_list(
        table,
        mapping_for(number, contents, choices),
        context_for(number, contents, choices),
        list_terms(),
        choices.edits.get(number, {}),
        on=on or timezone.localdate(),
    )
    problems: dict[int, list[PlacedProblem]] = {}
    for problem, (row, column) in zip(reading.problems, reading.places, strict=True):
        problems.setdefault(row, []).append(PlacedProblem(problem, column))
    read = {row.number: row for row in reading.rows}
    refused = {row.number: row for row in reading.refused}
    skipped = choices.skipped.get(number, frozenset())
    drafts = []
    for source in table.rows:
        wrong = tuple(problems.get(source.number, ()))
        if source.number in skipped:
            name = (read.get(source.number) or refused[source.number]).as_written
            drafts.append(DraftRow(number, source, name, (), outcome=RowOutcome.SKIPPED))
        elif source.number in read:
            drafts.append(_drafted(number, source, read[source.number], wrong, places))
        else:
            one = refused[source.number]
            drafts.append(DraftRow(number, source, one.as_written, wrong))
    return drafts, [one.problem.message for one in problems.get(0, ())]


def _drafted(
    table: int, source: TableRow, row: ListRow, problems: tuple[PlacedProblem, ...], places: Places
) -> DraftRow:
    """The row with its unit; its identity number is taken apart, so that it is never kept in the open."""
    kept = replace(places.kept(row_masked(row)), identity=kept_identity(row.identity_number))
    return DraftRow(table, source, row.as_written or row.name, problems, kept, row.identity_number)


def stored_draft(row: ImportRow) -> DraftRow:
    """A row of an import as it was settled, without its cells: to be written, or to be settled anew."""
    kept = read_of(row.read) if row.read else None
    number = unseal(kept.identity.sealed.encode()) if kept and kept.identity else ""
    outcome, known = RowOutcome(row.outcome), row.known_honouree_id
    return DraftRow(
        row.table, TableRow(row.number, ()), row.name, problems_read(row), kept, number, outcome, known=known
    )


def counts_of(drafts: Iterable[DraftRow], contents: FileContents, left_out: frozenset[int]) -> dict[str, int]:
    """Rows by outcome, and the rows of tables that are not taken."""
    counts = {str(outcome): 0 for outcome in RowOutcome.values}
    for draft in drafts:
        counts[draft.outcome] += 1
    return counts | {"left_out": rows_left_out(contents, left_out)}


def rows_left_out(contents: FileContents, left_out: frozenset[int]) -> int:
    """How many rows stand in lists that are not taken; catalogue sheets hold none."""
    tables: Sequence[Any] = contents.tables
    return sum(one.row_count for number, one in enumerate(tables) if number in left_out and not one.is_catalogue)
