"""Mẫu 02: how many awards of each kind a unit and all below it received in a period.

A figure is an interval: what is known to count, and what may count beside it because the manner or the direct work of
an award is not known. Nothing unknown is shown as zero; a zero is shown only where the record is declared complete.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from vinhdanh.rules.facts import Kind
from vinhdanh.rules.form_02_layout import Form02Layout, PartLayout, RowLayout
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import grouped

Column = Literal["collective", "individual", "family", "collective_direct", "individual_direct"]
Depth = Literal[0, 1, 2]

UNKNOWN_MANNER: Final = ""
DIRECT_COLUMNS: Final[Mapping[Column, Kind]] = {"collective_direct": "collective", "individual_direct": "individual"}
COUNT_COLUMNS: Final[tuple[Kind, ...]] = ("collective", "individual", "family")
COLUMNS: Final[tuple[Column, ...]] = (*COUNT_COLUMNS, *DIRECT_COLUMNS)
UNKNOWN: Final = "chưa rõ"
TOTAL: Final = "tong_cong"


@dataclass(frozen=True, slots=True)
class Tally:
    """So many standing awards that are alike. `award` is a code of the law's catalogue, `manner` "" where not known.

    `direct`: at the grassroots or a direct worker; `leader`: from head of division up; None where not known.
    """

    award: str
    kind: Kind
    count: int = 1
    manner: str = UNKNOWN_MANNER
    direct: bool | None = None
    leader: bool | None = None


def _answers(known: bool | None, asked: bool | None) -> bool | None:
    """Whether a fact is as asked; True where nothing is asked, None where it is not known."""
    return True if asked is None else None if known is None else known is asked


@dataclass(frozen=True, slots=True)
class Selection:
    """Which awards stand behind a figure, as a page needs it to list them.

    Empty `manners`, and None for `direct` and `leader`, ask nothing. `or_unknown`: those of which what is asked is not
    known are listed too, since they may count.
    """

    awards: tuple[str, ...]
    kinds: tuple[Kind, ...]
    manners: tuple[str, ...] = ()
    direct: bool | None = None
    leader: bool | None = None
    or_unknown: bool = False

    def holds(self, tally: Tally) -> bool | None:
        """Whether the tally counts; None where it may."""
        if tally.award not in self.awards or tally.kind not in self.kinds:
            return False
        manner = not self.manners or tally.manner in self.manners or (None if not tally.manner else False)
        facts = (manner, _answers(tally.direct, self.direct), _answers(tally.leader, self.leader))
        return False if False in facts else None if None in facts else True


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the form: between `low` and `high`. `complete`: what is not in the register was not awarded."""

    low: int
    high: int
    complete: bool
    selection: Selection

    @property
    def value(self) -> int | None:
        """The number where it is known; a zero only where the record is complete."""
        known = self.low == self.high and (self.low > 0 or self.complete)
        return self.low if known else None

    @property
    def text(self) -> str:
        """For a cell: `1.234`, `12 - 15`, `chưa rõ`; empty where there are no data."""
        if self.low == self.high:
            return grouped(self.low) if self.value is not None else ""
        return f"{grouped(self.low)} - {grouped(self.high)}" if self.low else UNKNOWN

    @property
    def words(self) -> str:
        """For a reader: `từ 12 đến 15`, `chưa rõ (có thể đến 3)`, `chưa có số liệu`."""
        if self.low == self.high:
            return self.text or "chưa có số liệu"
        low, high = grouped(self.low), grouped(self.high)
        return f"từ {low} đến {high}" if self.low else f"{UNKNOWN} (có thể đến {high})"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form: a level or the grand total (depth 0), a row (1), a “Trong đó” part (2)."""

    id: str
    number: str
    text: str
    depth: Depth
    figures: Mapping[Column, Figure]

    def percent(self, column: Column) -> str:
        """The % beside a column of direct workers: of this line's own awarded of that kind; empty where not known."""
        part, whole = self.figures[column], self.figures[DIRECT_COLUMNS[column]]
        if part.text in ("", UNKNOWN) or not whole.value:
            return ""
        ends = [written_percent(count, whole.value) for count in (part.low, part.high)]
        return " - ".join(dict.fromkeys(ends))

    @property
    def cells(self) -> tuple[int | str, ...]:
        """The seven cells of the form in their order, a number where it is known: three kinds, then two pairs of
        number and %."""
        shown = {
            column: figure.text if figure.value is None else figure.value for column, figure in self.figures.items()
        }
        pairs = [(shown[column], self.percent(column)) for column in DIRECT_COLUMNS]
        return (*(shown[kind] for kind in COUNT_COLUMNS), *(cell for pair in pairs for cell in pair))


@dataclass(frozen=True, slots=True)
class YearTotals:
    """What one year's percentages are of: how many collectives and individuals the unit has, all below it included.

    `honoured_…`: how many of them received an award in that year, each counted once. None is not known. `complete`:
    the unit declares that its record of the year is; `undeclared` names the units that do not.
    """

    year: int
    collectives: int | None = None
    individuals: int | None = None
    honoured_collectives: int | None = None
    honoured_individuals: int | None = None
    complete: bool = False
    undeclared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Denominators:
    """The unit, and its years; a year that is not here has no data at all."""

    unit: str
    years: tuple[YearTotals, ...] = ()

    def of(self, year: int) -> YearTotals:
        """The totals of a year, all unknown if there are none."""
        return next((each for each in self.years if each.year == year), YearTotals(year))


@dataclass(frozen=True, slots=True)
class Outside:
    """Awards that no row of the form counts: they stand in a note, in no sum."""

    award: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Form02:
    """The form of one unit for the years `first` to `last`. `unclear_…` are awards of rows whose fact is not known."""

    layout: Form02Layout
    totals: Denominators
    first: int
    last: int
    lines: tuple[Line, ...]
    outside: tuple[Outside, ...]
    unclear_manner: Mapping[str, int]
    unclear_direct: int
    leaders: Figure
    individuals: int

    def line(self, id: str) -> Line:
        """The line of that id (`tong_cong` is the grand total); KeyError if there is none."""
        for line in self.lines:
            if line.id == id:
                return line
        raise KeyError(id)

    @property
    def complete(self) -> bool:
        """Whether the record of every year is declared complete."""
        return all(self.totals.of(year).complete for year in range(self.first, self.last + 1))


def written_percent(part: int, whole: int) -> str:
    """`33,3`, `50`: a share in per cent to one place, halves up; `whole` is positive."""
    whole_part, tenth = divmod((2000 * part + whole) // (2 * whole), 10)
    return f"{whole_part},{tenth}" if tenth else str(whole_part)


def form_02(layout: Form02Layout, tallies: Iterable[Tally], totals: Denominators, *, first: int, last: int) -> Form02:
    """The form from counted awards (Mẫu số 02 of the guidance).

    A row counts its awards and all finer ones (`Catalogue.inside`), each award in one row; parts are counted beside
    their row and never added to it; a level is the sum of its rows, the grand total that of the levels.
    """
    listed = _merged(tallies)
    complete = all(totals.of(year).complete for year in range(first, last + 1))
    places = _places(layout)
    by_row: dict[str, list[Tally]] = defaultdict(list)
    outside: Counter[str] = Counter()
    for tally in listed:
        if tally.award in places:
            by_row[places[tally.award]].append(tally)
        else:
            outside[tally.award] += tally.count
    lines: list[Line] = []
    levels: list[Line] = []
    for level in layout.levels:
        rows = [
            _row_lines(row, tuple(sorted(code for code, place in places.items() if place == row.id)), by_row, complete)
            for row in level.rows
        ]
        levels.append(_sum(level.id, level.number, level.text, [each[0] for each in rows]))
        lines += [levels[-1], *(line for each in rows for line in each)]
    counted = [tally for row in by_row.values() for tally in row]
    individuals = [tally for tally in counted if tally.kind == "individual"]
    return Form02(
        layout=layout,
        totals=totals,
        first=first,
        last=last,
        lines=(*lines, _sum(TOTAL, "", layout.total, levels)),
        outside=tuple(Outside(code, _label(code), count) for code, count in sorted(outside.items())),
        unclear_manner=_unclear_manner(layout, by_row),
        unclear_direct=sum(tally.count for tally in counted if tally.direct is None and tally.kind != "family"),
        leaders=_leaders(individuals, complete),
        individuals=sum(tally.count for tally in individuals),
    )


def _merged(tallies: Iterable[Tally]) -> list[Tally]:
    """Like with like, so that the order and the cut of the counting do not matter."""
    counts: Counter[Tally] = Counter()
    for tally in tallies:
        counts[replace(tally, count=0)] += tally.count
    return [replace(tally, count=count) for tally, count in counts.items() if count]


def _places(layout: Form02Layout) -> dict[str, str]:
    """Award → the row that counts it: the one that names it, or the nearest coarser award. Others have no row."""
    named = {code: row.id for row in _rows(layout) for code in row.awards}
    found = {code: catalogue().nearest(code, named) for code in catalogue().award_of}
    return {code: named[place] for code, place in found.items() if place is not None}


def _row_lines(
    row: RowLayout, awards: tuple[str, ...], by_row: Mapping[str, list[Tally]], complete: bool
) -> list[Line]:
    tallies = by_row.get(row.id, [])
    lines = [Line(row.id, row.number, row.text, 1, _figures(tallies, Selection(awards, COUNT_COLUMNS), complete))]
    for part in row.parts:
        asked = Selection(_part_awards(part, awards), part.kinds or COUNT_COLUMNS, part.manners)
        lines.append(Line(part.id, "", part.text, 2, _figures(tallies, asked, complete)))
    return lines


def _part_awards(part: PartLayout, of_row: tuple[str, ...]) -> tuple[str, ...]:
    inside = {finer for code in part.awards for finer in catalogue().inside(code)}
    return tuple(code for code in of_row if code in inside) if part.awards else of_row


def _figures(tallies: list[Tally], asked: Selection, complete: bool) -> dict[Column, Figure]:
    figures: dict[Column, Figure] = {}
    for column in COLUMNS:
        kind = DIRECT_COLUMNS.get(column) or column
        direct = True if column in DIRECT_COLUMNS else None
        selection = replace(asked, kinds=tuple(each for each in asked.kinds if each == kind), direct=direct)
        figures[column] = _figure(tallies, selection, complete)
    return figures


def _figure(tallies: Iterable[Tally], selection: Selection, complete: bool) -> Figure:
    low = high = 0
    for tally in tallies:
        counts = selection.holds(tally)
        low += tally.count if counts else 0
        high += 0 if counts is False else tally.count
    return Figure(low, high, complete, replace(selection, or_unknown=low < high))


def _sum(id: str, number: str, text: str, lines: list[Line]) -> Line:
    """A line whose figures are the sums of those of other lines, and whose selections draw theirs together."""
    figures: dict[Column, Figure] = {}
    for column in COLUMNS:
        parts = [line.figures[column] for line in lines]
        low, high = sum(part.low for part in parts), sum(part.high for part in parts)
        awards = tuple(sorted({code for part in parts for code in part.selection.awards}))
        selection = replace(parts[0].selection, awards=awards, or_unknown=low < high)
        figures[column] = Figure(low, high, all(part.complete for part in parts), selection)
    return Line(id, number, text, 0, figures)


def _label(code: str) -> str:
    entry = catalogue().award_of.get(code)
    return entry.label if entry else code


def _rows(layout: Form02Layout) -> Iterator[RowLayout]:
    return (row for level in layout.levels for row in level.rows)


def _unclear_manner(layout: Form02Layout, by_row: Mapping[str, list[Tally]]) -> dict[str, int]:
    """Row text → awards whose manner is not known, for the rows that ask for one."""
    asking = [row for row in _rows(layout) if any(part.manners for part in row.parts)]
    counts = {row.text: sum(each.count for each in by_row.get(row.id, ()) if not each.manner) for row in asking}
    return {text: count for text, count in counts.items() if count}


def _leaders(individuals: list[Tally], complete: bool) -> Figure:
    """Leaders among the awarded individuals (notes of the form)."""
    awards = tuple(sorted({tally.award for tally in individuals}))
    return _figure(individuals, Selection(awards, ("individual",), leader=True), complete)
