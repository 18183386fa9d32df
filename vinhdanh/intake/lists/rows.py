"""Sorts the rows below a header: which are rows of the list, and which sections, totals, signatures and the like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vinhdanh.intake.cells import Raw, text
from vinhdanh.intake.lists.fields import Field, field_of_header
from vinhdanh.intake.lists.headings import Heading
from vinhdanh.intake.lists.lines import (
    LETTER,
    NOTHING,
    ROMAN,
    are_column_numbers,
    is_foot,
    is_mark,
    is_total,
    names_group,
    names_kind,
    split_enumerator,
    style_of,
)
from vinhdanh.intake.lists.pages import Merges, Page, visible
from vinhdanh.intake.lists.records import Beside, Fault, ListColumn
from vinhdanh.intake.lists.words import ERRORS

_FEW = 3  # cells: rows of the list have more, or a number
_EMPTY = frozenset({Beside.BLANK, Beside.MERGED, Beside.NUMBER_ONLY, Beside.HEADER_AGAIN, Beside.COLUMN_NUMBERS})
_KIND, _BODY = "kind", "body"
Told = tuple[Beside, "Section | None"]


@dataclass(frozen=True, slots=True)
class Section:
    """A line that speaks of the rows below it: how it is numbered, its words without the number.

    `doubtful`: nothing but its words makes it a section; it is one only if rows follow.
    """

    style: str
    words: str
    doubtful: bool = False


class Sections:
    """The sections that are open; a new one ends those numbered in the same way, and all inside them."""

    def __init__(self) -> None:
        self.words: tuple[str, ...] = ()
        self._open: list[Section] = []

    def enter(self, section: Section) -> None:
        """Opens a section."""
        styles = [one.style for one in self._open]
        if section.style in styles:
            del self._open[styles.index(section.style) :]
        self._open.append(section)
        self.words = tuple(one.words for one in self._open)


class RowSorter:
    """Says what the rows below one header are."""

    def __init__(self, page: Page, merges: Merges, columns: Sequence[ListColumn], heading: Heading | None) -> None:
        self._page, self._merges = page, merges
        fields = [field_of_header(one.parts)[0] for one in columns]
        self._order = fields.index(Field.ORDER) if Field.ORDER in fields else -1
        self._unused = {index for index, name in enumerate(fields) if name in ("", Field.IGNORED)}
        self._width = len(columns)
        self._header_rows = _header_words(page, heading) if heading else []
        self._after_header = {heading.bottom + 1} if heading else set()
        self._in_foot = False

    def beside(self, body: range, shown: Sequence[int], faults: Mapping[int, Mapping[int, Fault]]) -> dict[int, Told]:
        """What each row is that is no row of the list."""
        told: dict[int, Told] = {}
        for row in body:
            if not shown[row] and row not in faults:
                told[row] = (Beside.MERGED if self._is_merged(row) else Beside.BLANK), None
            elif shown[row] <= _FEW and self._is_only_numbered(row, faults.get(row, {})):
                told[row] = Beside.NUMBER_ONLY, None
            elif found := self._sort(row):
                told[row] = found
        return self._without_empty_sections(told, body)

    def _without_empty_sections(self, told: dict[int, Told], body: range) -> dict[int, Told]:
        """A line that only looks like a section is a row of the list where no row follows it."""
        following: Beside | None = Beside.TOTAL
        for row in reversed(body):
            if row not in told:
                following = None
                continue
            kind, section = told[row]
            if section is not None and section.doubtful and following is not None:
                del told[row]
                following = None
            elif kind not in _EMPTY:
                following = kind
        return told

    def _is_merged(self, row: int) -> bool:
        return any(self._merges.top_of(row, column) < row for column in self._merges.filled_columns)

    def _is_only_numbered(self, row: int, faults: Mapping[int, Fault]) -> bool:
        """Whether nothing but the row's number stands there, and errors in columns that nobody reads."""
        cells = self._page.rows[row]
        at = [column for column in visible(cells) if not (column in self._unused and cells[column] in ERRORS)]
        return (at == [self._order] and self._is_numbered(cells) or not at) and self._unused.issuperset(faults)

    def _sort(self, row: int) -> Told | None:
        cells = self._page.rows[row]
        at = visible(cells)
        values = [cells[column] for column in at]
        if self._is_header_again(values):
            self._after_header.add(row + 1)
            return Beside.HEADER_AGAIN, None
        if row in self._after_header and are_column_numbers(values):
            return Beside.COLUMN_NUMBERS, None
        numbered = self._is_numbered(cells)
        if not numbered and self.sums_up(values):
            return Beside.TOTAL, None
        if len(at) > _FEW or numbered:
            self._in_foot = False
            return None
        return self._sort_short(row, at, values)

    def _sort_short(self, row: int, at: Sequence[int], values: Sequence[Raw]) -> Told | None:
        """A row of up to three cells and no number: the foot of the list, a section, or a row with much left out."""
        first = next((text(value) for value in values if isinstance(value, str)), "")
        section = self._section(row, at, values)
        below = self._in_foot or is_foot(first)
        if section is not None and not section.doubtful and not (section.style == NOTHING and below):
            self._in_foot = False
            return Beside.SECTION, section
        if values and below:
            self._in_foot = True
            return Beside.FOOT, None
        return (Beside.SECTION, section) if section is not None else None

    def _section(self, row: int, at: Sequence[int], values: Sequence[Raw]) -> Section | None:
        texts = [(column, text(value)) for column, value in zip(at, values, strict=True) if isinstance(value, str)]
        if not texts:
            return None
        column, words = texts[0]
        if len(texts) > 1 and is_mark(words) and column <= max(self._order, 0):
            return Section(style_of(words), texts[1][1]) if len(texts) == 2 else None
        if len(texts) > 1 or len(values) > 2 or values[0] is not self._page.rows[row][column]:
            return None
        style, rest = split_enumerator(words)
        if names_kind(rest):
            return Section(_KIND if style == NOTHING else style, rest)
        wide = self._merges.width(row, column) >= min(3, self._width) > 1
        if style in (ROMAN, LETTER) or (wide and style == NOTHING):
            return Section(style, rest)
        apart = wide or (self._order >= 0 and column <= self._order)
        if names_group(rest) and (apart if style != NOTHING else self._order >= 0):
            return Section(style or _BODY, rest, doubtful=not apart)
        return None

    def _is_numbered(self, cells: Sequence[Raw]) -> bool:
        if not 0 <= self._order < len(cells):
            return False
        value = cells[self._order]
        if isinstance(value, str):
            return value.strip().rstrip(".)").replace(".", "").isdigit()
        return not isinstance(value, bool)

    def _is_header_again(self, values: Sequence[Raw]) -> bool:
        for words in self._header_rows:
            same = sum(isinstance(value, str) and value.strip().casefold() in words for value in values)
            if same >= 2 and 2 * same >= len(values):
                return True
        return False

    @staticmethod
    def sums_up(values: Sequence[Raw]) -> bool:
        """Whether a row is a total: its first text says so."""
        for value in values:
            if isinstance(value, str):
                return is_total(text(value)) if value.lstrip()[:1] in "tcTC" else False
        return False


def _header_words(page: Page, heading: Heading) -> list[frozenset[str]]:
    """The words of each row of the header, as they stand there."""
    rows = (page.rows[row] for row in range(heading.top, heading.bottom + 1))
    return [
        frozenset(value.strip().casefold() for value in row if isinstance(value, str) and value.strip()) for row in rows
    ]
