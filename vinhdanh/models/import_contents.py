"""What an import keeps of its file between one page and the next, as JSON: tables, cells, rows as read.

Cells with identity numbers are sealed before they are kept, in whatever column they stand; of titles, names and
remarks only the last digits of such numbers are kept, and the pages see no more of the cells.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import TypeAdapter

from vinhdanh.intake.cells import Raw, as_written
from vinhdanh.intake.lists.records import (
    ListContext,
    ListFile,
    ListRow,
    ListTable,
    Proposal,
    SheetAside,
    TableRow,
)
from vinhdanh.intake.problems import Problem
from vinhdanh.models.identity import digest, is_identity_number, last_digits, seal, seal_text, unseal
from vinhdanh.models.imports import ImportRow

Kept = str | int | float | bool | dict[str, Any]  # a cell as JSON holds it

# What may be an identity number: 9 or 12 digits; 10 or 11 where Excel dropped the noughts before them, or a slip did;
# in threes, or a citizen's number (it begins with 0) in fours. Years side by side are none.
_NUMBER_WITHIN = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\d{9,}|\d{3}(?:[ .\-\u00a0]\d{3}){2,3}|0\d{3}(?:[ .\-\u00a0]\d{4}){2})(?!\d)"
)
_YEARS = re.compile(r"\s*(?:(?:19|20)\d\d[\s.\-]+)+(?:19|20)\d\d\s*")
_TEXTS = ("name", "as_written", "position", "unit", "residence", "notes")
_DATE, _MOMENT, _CLOCK, _SPAN, _SEALED, _SHOWN = "date", "moment", "clock", "seconds", "sealed", "shown"


@dataclass(frozen=True, slots=True)
class FileTable:
    """A table of the file without its rows, what is proposed of it, and how many rows it has."""

    table: ListTable
    proposal: Proposal
    row_count: int
    is_catalogue: bool = False


@dataclass(frozen=True, slots=True)
class FileContents:
    """All that stands in a file besides the rows of its tables. `kind` is `xlsx`, `xls`, `docx` or `csv`."""

    kind: str
    tables: tuple[FileTable, ...]
    asides: tuple[SheetAside, ...] = ()

    @classmethod
    def of(cls, file: ListFile, proposals: Iterable[Proposal]) -> "FileContents":
        """What is kept of a file as opened: its lists, then its catalogue sheets."""
        tables = [*file.tables, *file.catalogues]
        kept = tuple(
            FileTable(replace(table, rows=()), proposal, len(table.rows), number >= len(file.tables))
            for number, (table, proposal) in enumerate(zip(tables, proposals, strict=True))
        )
        return cls(file.kind, kept, file.asides)


@dataclass(frozen=True, slots=True)
class KeptIdentity:
    """An identity number as the register keeps it."""

    sealed: str
    digest: str
    shown: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row as it was understood: the unit it belongs to, what the page remarks of it, its identity number sealed.

    `person` is the place of the first row of the same honouree. `workplace` is the unit as written where no unit of
    the register was meant. `namesakes`: the file has others of this name here, told apart by their positions. `known`
    and `twins` are the places of its awards and ratings (awards first) that stand in the register, or in an earlier
    row of the file: `twin_row`. `doubts` are sentences about entries that may stand there, which nothing decides.
    """

    row: ListRow
    unit: int
    is_unit: bool = False
    person: str = ""
    workplace: str = ""
    identity: KeptIdentity | None = None
    remarks: tuple[str, ...] = ()
    namesakes: bool = False
    known: tuple[int, ...] = ()
    twins: tuple[int, ...] = ()
    twin_row: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedProblem:
    """A problem with the index of its column; -1 where the row as a whole is meant.

    `of_register`: it is not the row that cannot be read, but what stands in the register or in another row.
    `of_honouree`: it tells what the register says of the row's honouree; only who may see that one may read it.
    """

    problem: Problem
    at: int = -1
    of_register: bool = False
    of_honouree: bool = False


_CONTENTS = TypeAdapter(FileContents)
_CONTEXT = TypeAdapter(ListContext)
_ROW = TypeAdapter(KeptRow)


def kept_contents(contents: FileContents) -> dict[str, Any]:
    """The contents as JSON."""
    kept: dict[str, Any] = _without_numbers(_CONTENTS.dump_python(contents, mode="json"))
    return kept


def contents_of(kept: Mapping[str, Any]) -> FileContents:
    """The contents again."""
    return _CONTENTS.validate_python(kept)


def kept_context(context: ListContext) -> dict[str, Any]:
    """What stands above the rows of a table, as JSON."""
    kept: dict[str, Any] = _without_numbers(_CONTEXT.dump_python(context, mode="json", exclude_defaults=True))
    return kept


def context_of(kept: Mapping[str, Any]) -> ListContext:
    """The context again."""
    return _CONTEXT.validate_python(kept)


def kept_read(row: KeptRow) -> dict[str, Any]:
    """A row as understood, as JSON; whoever calls it has moved the identity number into `identity`."""
    kept: dict[str, Any] = _ROW.dump_python(row, mode="json", exclude_defaults=True)
    return kept


def read_of(kept: Mapping[str, Any]) -> KeptRow:
    """The row again."""
    return _ROW.validate_python(kept)


def kept_problems(problems: Sequence[PlacedProblem]) -> list[dict[str, Any]]:
    """Problems as JSON; a value that is an identity number is told by its last digits."""
    return [
        {
            "at": one.at,
            "column": one.problem.column,
            "value": masked(one.problem.value),
            "message": masked(one.problem.message),
            "of_register": one.of_register,
            "of_honouree": one.of_honouree,
        }
        for one in problems
    ]


def problems_read(row: ImportRow) -> tuple[PlacedProblem, ...]:
    """The problems of a row again, those that its reading found."""
    return tuple(
        PlacedProblem(Problem("", row.number, one["column"], one["value"], one["message"]), one["at"])
        for one in row.problems
        if not one["of_register"]
    )


def kept_identity(number: str) -> KeptIdentity | None:
    """A number as the register keeps it, None where there is none."""
    return KeptIdentity(seal(number).decode(), digest(number), last_digits(number)) if number else None


def masked(text: str) -> str:
    """The text with the last digits alone of whatever in it may be an identity number."""
    if is_identity_number(text) and not _YEARS.fullmatch(text):
        return last_digits(text)
    return _NUMBER_WITHIN.sub(lambda found: last_digits(found.group()), text)


def row_masked(row: ListRow) -> ListRow:
    """The row without its identity number, and without any that its texts hold."""
    texts: dict[str, Any] = {name: masked(getattr(row, name)) for name in _TEXTS}
    awards = tuple(replace(award, reason=masked(award.reason)) if award.reason else award for award in row.awards)
    return replace(row, identity_number="", awards=awards, **texts)


def _without_numbers(kept: Any) -> Any:
    """JSON whose texts are masked."""
    if isinstance(kept, str):
        return masked(kept)
    if isinstance(kept, dict):
        return {name: _without_numbers(value) for name, value in kept.items()}
    return [_without_numbers(value) for value in kept] if isinstance(kept, list) else kept


def kept_cell(value: Raw, *, is_number: bool = False) -> Kept:
    """A cell as JSON. One with an identity number is sealed; `is_number`: its column says so, whatever it holds."""
    shown = as_written(value)
    if is_number and shown.strip():
        return {_SEALED: seal(shown).decode(), _SHOWN: last_digits(shown)}
    if (without := masked(shown)) != shown:
        return {_SEALED: seal_text(shown).decode(), _SHOWN: without}
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, time):
        return {_CLOCK: value.isoformat()}
    if isinstance(value, timedelta):
        return {_SPAN: value.total_seconds()}
    return value


def raw_cell(kept: Kept) -> Raw:
    """The cell again, as it stands in the file."""
    if not isinstance(kept, dict):
        return kept
    if _SEALED in kept:
        return unseal(kept[_SEALED].encode())
    if _MOMENT in kept:
        return datetime.fromisoformat(kept[_MOMENT])
    if _DATE in kept:
        return date.fromisoformat(kept[_DATE])
    if _CLOCK in kept:
        return time.fromisoformat(kept[_CLOCK])
    return timedelta(seconds=kept[_SPAN])


def shown_cell(kept: Kept) -> str:
    """The cell as a page shows it: an identity number by its last digits."""
    if isinstance(kept, dict) and _SEALED in kept:
        return str(kept[_SHOWN])
    return as_written(raw_cell(kept))


def is_sealed(kept: Kept) -> bool:
    """Whether the cell holds an identity number."""
    return isinstance(kept, dict) and _SEALED in kept


def table_row(row: ImportRow) -> TableRow:
    """The row as the reader of lists wants it."""
    faults = {int(column): (fault[0], fault[1]) for column, fault in row.faults.items()}
    return TableRow(row.number, tuple(map(raw_cell, row.cells)), tuple(row.section), faults)
