"""Reads the list that a unit sends: a workbook in, typed rows and problems out.

The workbook is fixed by a public contract (`columns.py` holds it); reading forgives how it was filled in, and never
guesses in silence: what cannot be taken as it stands is a problem with its sheet, row, column, value and what to do.
"""

from functools import partial
from pathlib import Path

from vinhdanh.intake.book_sheets import known_grids
from vinhdanh.intake.columns import (
    AMOUNTS,
    AWARDS,
    COLLECTIVES,
    FACT_SHEETS,
    FAMILIES,
    JUDGEMENTS,
    NOMINEE_SHEETS,
    PEOPLE,
    RATINGS,
    UNIT,
    Need,
    Sheet,
    is_of_nominees,
    sheets_of,
)
from vinhdanh.intake.facts import read_amounts, read_awards, read_judgements, read_ratings
from vinhdanh.intake.guard import SIZE_LIMIT, check_workbook
from vinhdanh.intake.nominees import Codes, named_lines, read_collectives, read_families, read_people
from vinhdanh.intake.problems import Problem, Unreadable
from vinhdanh.intake.records import NominationBook, UnitSheet
from vinhdanh.intake.sheets import Grid, Table, find_table
from vinhdanh.intake.terms import NominationTerms
from vinhdanh.intake.unit_sheet import read_unit

_NEVER_FILLED = frozenset({"amount"})  # a merged figure would be counted twice
_NEVER_FILLED_NOMINEES = frozenset({"code", "name"})  # a merged name is one nominee on two rows


def read_nominations(
    source: Path | bytes,
    terms: NominationTerms,
    nominee_limit: int | None = None,
    size_limit: int = SIZE_LIMIT,
) -> NominationBook:
    """The nomination workbook in a file or in bytes.

    `terms` are the campaign's closed lists; `nominee_limit` is how many nominees may stand in one workbook, and
    `size_limit` how many bytes it may have. Raises Unreadable for a file that is no such workbook or is over a
    limit; everything else is read, with its problems in the order of sheets, rows and columns.
    """
    checked = check_workbook(source, size_limit)
    problems: list[Problem] = []
    twice: set[str] = set()
    sheets = sheets_of(bool(terms.proposed.labels))
    grids = known_grids(checked, sheets, "bảng đề nghị", twice, problems)
    tables = {sheet.name: _table(sheet, grids, problems) for sheet in sheets if sheet is not UNIT}
    codes, late = Codes(), checked.from_1904
    if UNIT.name in grids:
        unit = read_unit(grids[UNIT.name], terms, late, problems)
    else:
        unit = UnitSheet()
        problems.append(_missing(UNIT.name, f"Không có trang “{UNIT.name}”; hãy thêm trang này theo bảng mẫu."))
    named = {sheet.name: named_lines(tables[sheet.name], codes, problems) for sheet in NOMINEE_SHEETS}
    collectives = read_collectives(named[COLLECTIVES.name], terms)
    people = read_people(named[PEOPLE.name], terms, codes, late)
    families = read_families(named[FAMILIES.name], terms)
    _bound_nominees(len(collectives) + len(people) + len(families), nominee_limit, problems)
    return NominationBook(
        unit=unit,
        collectives=collectives,
        people=people,
        families=families,
        ratings=read_ratings(tables[RATINGS.name], terms, codes, problems),
        awards=read_awards(tables[AWARDS.name], terms, codes, late, problems),
        amounts=read_amounts(tables[AMOUNTS.name], terms, codes, problems),
        judgements=read_judgements(tables[JUDGEMENTS.name], terms, codes, problems),
        problems=tuple(sorted(problems, key=partial(_place, sheets))),
        unjoined=codes.made_up,
        unread=frozenset(
            sheet.name
            for sheet in FACT_SHEETS
            if sheet.name in twice or _unread(tables[sheet.name]) or (sheet is AWARDS and sheet.name not in grids)
        ),
    )


def _table(sheet: Sheet, grids: dict[str, Grid], problems: list[Problem]) -> Table:
    never = _NEVER_FILLED_NOMINEES if is_of_nominees(sheet) else _NEVER_FILLED
    return find_table(grids[sheet.name], sheet, never, problems) if sheet.name in grids else Table(sheet)


def _unread(table: Table) -> bool:
    """Whether the sheet is there but lacks what makes facts of its rows: whose they are, or what they say.

    Without the column of the year they still are facts, of years unknown.
    """
    keys = {column.field for column in table.sheet.columns if column.need is Need.KEY} - {"year"}
    return table.headless or (bool(table.fields) and not keys <= table.fields)


def _bound_nominees(count: int, limit: int | None, problems: list[Problem]) -> None:
    """Raises Unreadable for too many nominees; none at all is a problem."""
    if limit is not None and count > limit:
        raise Unreadable(
            f"Bảng có {count} tập thể, cá nhân, gia đình, vượt quá {limit} trong một tệp; hãy chia thành nhiều tệp."
        )
    if not count:
        names = ", ".join(f"“{sheet.name}”" for sheet in NOMINEE_SHEETS)
        message = f"Không đọc được tập thể, cá nhân, gia đình nào ở các trang {names}; hãy điền ít nhất một dòng."
        problems.append(_missing(COLLECTIVES.name, message))


def _missing(sheet: str, message: str) -> Problem:
    return Problem(sheet, 0, "", "", message)


def _place(sheets: tuple[Sheet, ...], problem: Problem) -> tuple[int, int, int]:
    """Where a problem stands in the workbook: sheet, row, column."""
    index = next(index for index, sheet in enumerate(sheets) if sheet.name == problem.sheet)
    headers = [column.header for column in sheets[index].columns]
    return index, problem.row, headers.index(problem.column) if problem.column in headers else len(headers)
