"""Finds the tables of a page, and says of every row what it is: title, header, row of the list, or why it is none."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vinhdanh.intake.cells import Raw
from vinhdanh.intake.lists.headings import Heading, columns_below, find_headings
from vinhdanh.intake.lists.pages import Merges, Page, faults_by_row, line_of, typed_faults, visible
from vinhdanh.intake.lists.records import Aside, Beside, Fault, ListColumn, ListTable, TableRow, TitleLine
from vinhdanh.intake.lists.rows import RowSorter, Sections

_MOST_REMEMBERED = 200_000  # texts kept once however often they are used
_REASONS = {
    Beside.BLANK: "Dòng trống",
    Beside.MERGED: "Dòng không có nội dung riêng, các ô đã gộp với dòng trên",
    Beside.NUMBER_ONLY: "Dòng chỉ có số thứ tự, chưa ghi nội dung",
    Beside.SECTION: "Tên mục, được hiểu cho các dòng dưới",
    Beside.HEADER_AGAIN: "Dòng tiêu đề lặp lại",
    Beside.COLUMN_NUMBERS: "Dòng đánh số cột",
    Beside.TOTAL: "Dòng cộng",
    Beside.FOOT: "Phần cuối danh sách: nơi nhận, chữ ký, ghi chú",
}


def find_tables(page: Page, codes: Mapping[str, tuple[str, ...]] | None = None) -> tuple[ListTable, ...]:
    """The tables of a page from the top; none where no row has two cells that can be seen.

    Every row from the first to the last with content is told once, as ListTable says.
    """
    return _Finder(page, codes or {}).tables()


@dataclass(slots=True)
class _Span:
    """Where one table stands: its title begins at `start`, its last row is before `end`."""

    heading: Heading | None
    start: int
    body: int
    end: int


class _Finder:
    """The page at hand and what is looked up in it."""

    def __init__(self, page: Page, codes: Mapping[str, tuple[str, ...]]) -> None:
        self._page, self._codes = page, codes
        self._merges = Merges(page.merged)
        self._faults = faults_by_row(page.survey)
        self._shown, self._last = array("l"), array("l")
        for row in page.rows:
            seen = visible(row)
            self._shown.append(len(seen))
            self._last.append(seen[-1] if seen else 0)
        self._texts: dict[str, str] = {}

    def tables(self) -> tuple[ListTable, ...]:
        """One table a header; one without a header where there is none."""
        filled = [row for row, count in enumerate(self._shown) if count or row in self._faults]
        if not filled:
            return ()
        spans = self._spans(filled[0], filled[-1] + 1)
        return tuple(self._table(number, span) for number, span in enumerate(spans, 1))

    def _spans(self, first: int, end: int) -> list[_Span]:
        headings = self._distinct(find_headings(self._page, self._merges, self._shown))
        if not headings:
            body = self._headless_body(first, end)
            return [_Span(None, first, body, end)] if body < end else []
        spans: list[_Span] = []
        for heading in headings:
            start = self._title_start(spans[-1].body, heading.top) if spans else first
            if spans:
                spans[-1].end = start
            within = Heading(heading.top, min(heading.bottom, end - 1))
            spans.append(_Span(within, start, within.bottom + 1, end))
        return spans

    def _distinct(self, headings: list[Heading]) -> list[Heading]:
        """Without those that repeat the one before, as where printed pages were put together."""
        kept: list[Heading] = []
        for heading in headings:
            if not kept or self._words_of(heading) != self._words_of(kept[-1]):
                kept.append(heading)
        return kept

    def _words_of(self, heading: Heading) -> list[str]:
        return [line_of(self._page.rows[row]).casefold() for row in range(heading.top, heading.bottom + 1)]

    def _title_start(self, body: int, header: int) -> int:
        """Where the title of a second table begins: the lines of one cell right above its header."""
        start = header
        while start > body and self._is_title_line(start - 1):
            start -= 1
        return start

    def _is_title_line(self, row: int) -> bool:
        if row in self._faults or self._shown[row] > 2:
            return False
        cells = [self._page.rows[row][column] for column in visible(self._page.rows[row])]
        numbered = bool(cells) and (not isinstance(cells[0], str) or cells[0].strip().rstrip(".").isdigit())
        return not numbered and not RowSorter.sums_up(cells)

    def _headless_body(self, first: int, end: int) -> int:
        """The first row with two cells and half of the widest row's; `end` where no row has two."""
        most = max(self._shown[first:end])
        return (
            next((row for row in range(first, end) if 2 * self._shown[row] >= max(most, 4)), end) if most > 1 else end
        )

    def _table(self, number: int, span: _Span) -> ListTable:
        page, heading = self._page, span.heading
        width = self._width(span)
        columns = columns_below(page, self._merges, heading, width)
        title_rows = range(span.start, heading.top if heading else span.body)
        outside = tuple(TitleLine(0, line) for line in page.above) if number == 1 else ()
        parts = self._sorted_body(span, columns, width)
        blank = [Aside(row + 1, "", Beside.BLANK, _REASONS[Beside.BLANK]) for row in title_rows if not self._shown[row]]
        return ListTable(
            sheet=page.sheet,
            number=number,
            title=outside
            + tuple(TitleLine(row + 1, line_of(page.rows[row])) for row in title_rows if self._shown[row]),
            header_rows=tuple(range(heading.top + 1, heading.bottom + 2)) if heading else (),
            columns=columns,
            rows=tuple(parts.rows),
            asides=tuple(blank + parts.asides),
            codes=self._codes,
            from_1904=page.from_1904,
        )

    def _width(self, span: _Span) -> int:
        start = span.heading.top if span.heading else span.body
        last = max(self._last[start : span.end], default=0)
        faults = max((max(found) for row, found in self._faults.items() if start <= row < span.end), default=0)
        return max(last, faults) + 1

    def _sorted_body(self, span: _Span, columns: Sequence[ListColumn], width: int) -> "_Body":
        sorter = RowSorter(self._page, self._merges, columns, span.heading)
        body = _Body()
        beside = sorter.beside(range(span.body, span.end), self._shown, self._faults)
        for row in range(span.body, span.end):
            told = beside.get(row)
            if told is None:
                body.rows.append(self._row(row, span.body, width, body.sections.words))
                continue
            kind, section = told
            if section is not None:
                body.sections.enter(section)
            body.asides.append(Aside(row + 1, line_of(self._page.rows[row]), kind, _REASONS[kind]))
        return body

    def _row(self, row: int, body: int, width: int, section: tuple[str, ...]) -> TableRow:
        cells = [self._kept(value) for value in self._page.rows[row][:width]]
        cells += [""] * (width - len(cells))
        faults = dict(self._faults.get(row, {})) | typed_faults(cells)
        for column in self._merges.filled_columns:
            if column < width and cells[column] == "" and column not in faults:
                top = self._merges.top_of(row, column)
                if body <= top < row:
                    above = self._page.rows[top]
                    cells[column] = self._kept(above[column]) if column < len(above) else ""
                    if column in self._faults.get(top, {}):
                        faults[column] = self._faults[top][column]
        return TableRow(row + 1, tuple(cells), section, faults or _NO_FAULTS)

    def _kept(self, value: Raw) -> Raw:
        """The same text once: a column of a hundred thousand `Nam` and `Nữ` holds two."""
        if not isinstance(value, str) or len(self._texts) > _MOST_REMEMBERED:
            return value
        return self._texts.setdefault(value, value)


_NO_FAULTS: Mapping[int, Fault] = {}


@dataclass(slots=True)
class _Body:
    """The rows and asides below a header, and the sections that are open."""

    rows: list[TableRow] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    sections: Sections = field(default_factory=Sections)
