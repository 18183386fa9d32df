"""The sheets of an .xlsx as pages: guarded first, then read by calamine from the archive packed anew."""

from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from vinhdanh.intake.guard import CheckedWorkbook, check_workbook
from vinhdanh.intake.lists.pages import Page
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.survey import DAMAGED, Budget, SheetSurvey

MOST_CELLS = 2_000_000  # of one sheet: ten years of a province's decisions
_MOST_ELEMENTS = 10_000_000
_MOST_CHARACTERS = 60_000_000


def read_workbook(content: bytes, limit: int) -> list[Page]:
    """The worksheets in their order; raises Unreadable for what is no sound .xlsx of at most `limit` bytes."""
    budget = Budget(elements=_MOST_ELEMENTS, characters=_MOST_CHARACTERS, cells=MOST_CELLS)
    checked = check_workbook(content, limit, budget)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(checked.content)) as workbook:
            sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            return [_page(one, workbook.get_sheet_by_name(one.name), checked) for one in sheets]
    except CalamineError as error:
        raise Unreadable(DAMAGED) from error


def _page(of: SheetMetadata, sheet: CalamineSheet, checked: CheckedWorkbook) -> Page:
    survey = checked.surveys.get(of.name, SheetSurvey())
    rows = list(sheet.iter_rows())
    last_fault = max((row for row, _ in [*survey.errors, *survey.without_value]), default=-1)
    rows += [[] for _ in range(len(rows), last_fault + 1)]
    boxes = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    hidden = of.visible != SheetVisibleEnum.Visible
    return Page(of.name, rows, boxes, survey, from_1904=checked.from_1904, hidden=hidden)
