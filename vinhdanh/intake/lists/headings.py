"""Finds the headers in a page: which rows they stand in, and what the columns below are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from vinhdanh.intake.cells import Raw, text
from vinhdanh.intake.lists.fields import SURE, Field, base_of, field_of_header
from vinhdanh.intake.lists.lines import are_column_numbers
from vinhdanh.intake.lists.pages import Merges, Page, visible
from vinhdanh.intake.lists.records import ListColumn
from vinhdanh.intake.terms import plain_key

MOST_ROWS_IN_HEADER = 4
_LONGEST_HEADER = 250
_FULLY_SEARCHED = 60  # rows from the top in which a header may stand anywhere
_ORDER_WORDS = frozenset({"stt", "tt", "số tt", "số thứ tự", "s.tt", "stt.", "tt."})
_ANCHORS = frozenset({Field.ORDER, Field.NAME})
_MOST_TITLE_CELLS = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows of a header, `top` to `bottom` within, counted from 0."""

    top: int
    bottom: int


def find_headings(page: Page, merges: Merges, shown: Sequence[int]) -> list[Heading]:
    """The headers of a page from the top; `shown` is how many cells of each row can be seen."""
    found: list[Heading] = []
    after = 0
    for row in range(len(page.rows)):
        if row < after or shown[row] < 2:
            continue
        if row >= _FULLY_SEARCHED and not _may_begin_table(page, shown, row):
            continue
        if _is_header(page.rows[row]):
            heading = Heading(_first_row(page, merges, row, after), _last_row(page, merges, row))
            found.append(heading)
            after = heading.bottom + 1
    return found


def _may_begin_table(page: Page, shown: Sequence[int], row: int) -> bool:
    """Whether a row far below is worth a closer look: it follows a line of few cells, or numbers its rows."""
    if shown[row - 1] <= _MOST_TITLE_CELLS:
        return True
    return any(isinstance(value, str) and value.strip().casefold() in _ORDER_WORDS for value in page.rows[row][:3])


def _is_header(row: Sequence[Raw]) -> bool:
    """Whether half of the cells are known headers, one of them for the names or the order, or three for sure."""
    cells = [row[column] for column in visible(row)]
    if any(not isinstance(value, str) and not _is_year(value) for value in cells):
        return False
    words = [text(value) for value in cells]
    if any(len(one) > _LONGEST_HEADER for one in words):
        return False
    known = [found for one in words if (found := field_of_header((one,)))[0]]
    names = {base_of(name) for name, _ in known}
    sure = {base_of(name) for name, certainty in known if certainty >= SURE}
    if len(names) < 2 or 2 * len(known) < len(cells) or not sure:
        return False
    return bool(names & _ANCHORS) or len(sure) >= 3


def _is_year(value: Raw) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 1990 <= value <= 2100


def _first_row(page: Page, merges: Merges, row: int, after: int) -> int:
    """The row above belongs to the header where it names groups of its columns: `Xếp loại`, `Năm 2016`."""
    above = row - 1
    if above < after or above < 0:
        return row
    cells = visible(page.rows[above])
    wide = [column for column in cells if merges.width(above, column) > 1]
    known = [column for column in cells if field_of_header((text(page.rows[above][column]), "Danh hiệu"))[0]]
    grouped = wide and all(column > 0 and len(text(page.rows[above][column])) <= 60 for column in cells)
    return above if grouped and 2 * len(known) >= len(cells) and len(cells) >= 2 else row


def _last_row(page: Page, merges: Merges, row: int) -> int:
    """The header's last row: as deep as its cells are merged downwards, and over rows that only part its columns."""
    last = min(len(page.rows), row + MOST_ROWS_IN_HEADER) - 1
    bottom = max(min(merges.bottom_of(row, column), last) for column in visible(page.rows[row]))
    while bottom < last and _parts_columns(page, merges, row, bottom + 1):
        bottom += 1
    return bottom


def _parts_columns(page: Page, merges: Merges, header: int, row: int) -> bool:
    """Whether a row below a header only names parts of its columns: `Nam`, `Nữ` below `Năm sinh`."""
    above, cells = page.rows[header], visible(page.rows[row])
    values = [page.rows[row][column] for column in cells]
    if not cells or any(not isinstance(value, str) and not _is_year(value) for value in values):
        return False
    if are_column_numbers(values) or any(len(text(value)) > 60 for value in values):
        return False
    for column in cells:
        shown = column < len(above) and above[column] != ""
        field = base_of(field_of_header((text(above[column]),))[0]) if shown else ""
        open_right = column + 1 >= len(above) or above[column + 1] == ""
        if field in _ANCHORS or (shown and not open_right):
            return False
    parted = [column for column in cells if column >= len(above) or above[column] == ""]
    known = [value for value in values if field_of_header((text(value),))[0] or _is_year_text(value)]
    return bool(parted) and 2 * len(known) >= len(values)


def _is_year_text(value: Raw) -> bool:
    return plain_key(text(value)).removeprefix(plain_key("năm")).strip().isdigit()


def columns_below(page: Page, merges: Merges, heading: Heading | None, width: int) -> tuple[ListColumn, ...]:
    """The columns of a table with their headers; without a header they are only numbered."""
    columns: list[ListColumn] = []
    seen: dict[str, int] = {}
    for index in range(width):
        parts = header_parts(page, merges, heading, index) if heading else ()
        header = " / ".join(parts)
        key = plain_key(header) or f"cot {index + 1}"
        seen[key] = seen.get(key, 0) + 1
        columns.append(ListColumn(index, header, key if seen[key] == 1 else f"{key} {seen[key]}", parts))
    return tuple(columns)


def header_parts(page: Page, merges: Merges, heading: Heading, column: int) -> tuple[str, ...]:
    """The words above a column from the top; a cell that is merged over several is told to each."""
    parts: list[str] = []
    for row in range(heading.top, heading.bottom + 1):
        at = merges.left_of(row, column)
        at = (merges.top_of(at[0], at[1]), at[1])
        words = _at(page, at)
        if not words and row < heading.bottom and _named_below(page, heading, row, column):
            words = next((shown for left in range(column - 1, 0, -1) if (shown := _at(page, (row, left)))), "")
        if words and words not in parts[-1:]:
            parts.append(words)
    return tuple(parts)


def _named_below(page: Page, heading: Heading, row: int, column: int) -> bool:
    return any(_at(page, (below, column)) for below in range(row + 1, heading.bottom + 1))


def _at(page: Page, place: tuple[int, int]) -> str:
    row, column = place
    cells = page.rows[row]
    return text(cells[column]) if column < len(cells) else ""
