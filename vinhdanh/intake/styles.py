"""How the nomination workbook looks: one place for its fonts, colours and number formats."""

import textwrap
from collections.abc import Iterable

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from vinhdanh.intake.columns import Kind, Need

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_RED, _RED_TEXT, _GREY, _RULE = "#A4161A", "#7A0F13", "#EFEBE6", "#C9C2B8"
_TEXT = "@"
_LINE = 16.5  # points that one line of 12 pt takes
_CHARACTER = 0.86  # of a column's unit that a letter takes on average
_TALLEST = 409.0  # points that Excel gives a row at most
_WRAPPED = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.CONDITION)
_NUMBER_FORMATS = {
    Kind.CODE: _TEXT,
    Kind.BIRTH: _TEXT,
    Kind.CONDITION: _TEXT,
    Kind.DATE: "dd/mm/yyyy",
    Kind.YEAR: "0",
    Kind.AMOUNT: "#,##0",
    Kind.COUNT: "#,##0",
}
_CENTRED = (Kind.YEAR, Kind.DATE, Kind.BIRTH, Kind.YES_NO, Kind.CONCLUSION)
_HEADERS = {
    Need.KEY: {"bg_color": _RED, "font_color": "#FFFFFF"},
    Need.WANTED: {"bg_color": _GREY, "font_color": _RED_TEXT},
    Need.OPTIONAL: {"bg_color": _GREY, "font_color": "#2B2724"},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        ruled = {"border": 1, "border_color": _RULE}
        middle = {"text_wrap": True, "valign": "vcenter"}
        self._headers = {
            need: book.add_format({**_FONT, **ruled, **middle, **colours, "bold": True})
            for need, colours in _HEADERS.items()
        }
        self._cells = {kind: book.add_format({**_FONT, **_of(kind)}) for kind in Kind}
        self._unit_values = {
            kind: book.add_format({**_FONT, **ruled, **_of(kind), **middle, "align": "left"}) for kind in Kind
        }
        self.ruled = book.add_format(ruled)
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 16, "font_color": _RED})
        self.heading = book.add_format({**_FONT, "bold": True, "font_size": 13, "font_color": _RED_TEXT})
        self.paragraph = book.add_format({**_FONT, "text_wrap": True})
        self.entry = book.add_format({**_FONT, **ruled, "text_wrap": True})
        self.entry_name = book.add_format({**_FONT, **ruled, "text_wrap": True, "bold": True})

    def header(self, need: Need) -> Format:
        """A header: filled where a row cannot do without the column."""
        return self._headers[need]

    def cell(self, kind: Kind) -> Format:
        """A cell below a header."""
        return self._cells[kind]

    def unit_value(self, kind: Kind) -> Format:
        """A value beside its label."""
        return self._unit_values[kind]


def is_wrapped(kind: Kind) -> bool:
    """Whether the cells of a kind break their text into lines."""
    return kind in _WRAPPED


def row_height(texts: Iterable[tuple[str, int]]) -> float:
    """Points that a row needs for its texts in columns of these widths: rows do not grow by themselves everywhere."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(_LINE * lines + 3, _TALLEST)


def _lines(text: str, width: int) -> int:
    letters = int(width / _CHARACTER)
    return sum(len(textwrap.wrap(line, letters)) or 1 for line in text.splitlines()) or 1


def _of(kind: Kind) -> dict[str, object]:
    style: dict[str, object] = {"text_wrap": is_wrapped(kind)}
    if kind in _NUMBER_FORMATS:
        style["num_format"] = _NUMBER_FORMATS[kind]
    if kind in _CENTRED:
        style["align"] = "center"
    return style
