"""Finds the sheets of a workbook whose contract we know, and gives each as a grid of cells."""

from collections.abc import Sequence
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from vinhdanh.intake.columns import Sheet
from vinhdanh.intake.guard import CheckedWorkbook
from vinhdanh.intake.problems import Problem, Unreadable, quoted
from vinhdanh.intake.sheets import Grid, Span
from vinhdanh.intake.survey import DAMAGED, SheetSurvey
from vinhdanh.intake.terms import bare_key, plain_key


def known_grids(
    checked: CheckedWorkbook, sheets: Sequence[Sheet], noun: str, twice: set[str], problems: list[Problem]
) -> dict[str, Grid]:
    """The sheets that the contract knows, by its names; raises Unreadable where there is none.

    `noun` is what the workbook is, in a sentence. Of two sheets of one name the first is read, and the name goes into
    `twice`.
    """
    grids: dict[str, Grid] = {}
    try:
        with CalamineWorkbook.from_filelike(BytesIO(checked.content)) as workbook:
            for title, name in _known_titles(workbook.sheet_names, sheets):
                if name in grids:
                    twice.add(name)
                    message = f"Có hai trang cùng tên {quoted(title)}, chỉ trang đầu được đọc; hãy bỏ trang thừa."
                    problems.append(Problem(name, 0, "", "", message))
                else:
                    survey = checked.surveys.get(title, SheetSurvey())
                    grids[name] = _grid(workbook.get_sheet_by_name(title), survey)
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error
    if not grids:
        raise Unreadable(
            f"Tệp không phải là {noun}: không có trang nào trong các trang "
            f"{', '.join(f'“{sheet.name}”' for sheet in sheets)}; hãy tải bảng mẫu, điền rồi gửi lại."
        )
    return grids


def _known_titles(titles: list[str], sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """The titles that name a sheet of the contract, with its name; those without accents where none has them."""
    exact = {plain_key(sheet.name): sheet.name for sheet in sheets}
    known = [(title, exact[plain_key(title)]) for title in titles if plain_key(title) in exact]
    missing = set(exact.values()) - {name for _, name in known}
    bare = {bare_key(name): name for name in missing}
    return known + [(title, bare[bare_key(title)]) for title in titles if bare_key(title) in bare]


def _grid(sheet: CalamineSheet, survey: SheetSurvey) -> Grid:
    merged: dict[int, list[Span]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and top < bottom:
            merged.setdefault(left, []).append((top, bottom))
    rows = list(sheet.iter_rows())
    last_fault = max((row for row, _ in survey.errors), default=-1)
    rows += [[] for _ in range(len(rows), last_fault + 1)]
    return Grid(rows, {column: sorted(spans) for column, spans in merged.items()}, survey)
