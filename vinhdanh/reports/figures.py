"""The figures beside form 02: years side by side, kinds, leaders and direct workers, women, minorities, units compared.

Each is a table of counts, and the counts of a row make a whole: a page can draw them as one bar.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, cast

from django.db.models import Q

from vinhdanh.documents.figures_workbook import FiguresSheet
from vinhdanh.models import Unit
from vinhdanh.models.units import PATH_DIGITS
from vinhdanh.reports.denominators import numbers_by_year
from vinhdanh.reports.tallies import CountedInYear, Period, count_by_unit, count_by_year
from vinhdanh.rules.facts import Kind
from vinhdanh.rules.form_02 import COUNT_COLUMNS, Selection, written_percent
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import lower_first

Level = Literal["state", "province", "grassroots"]
Fact = Literal["leader", "direct", "female", "minority"]
Key = str | int
Place = Callable[[CountedInYear], tuple[Key, Key] | None]

LEVELS: Final[dict[Level, str]] = {
    "state": "Cấp Nhà nước",
    "province": "Cấp tỉnh",
    "grassroots": "Cấp cơ sở",
}
KINDS: Final[dict[Kind, str]] = {"collective": "Tập thể", "individual": "Cá nhân", "family": "Gia đình"}
TYPES: Final[dict[Literal["title", "form"], str]] = {"title": "Danh hiệu thi đua", "form": "Hình thức khen thưởng"}
_FACTS: Final[dict[Fact, tuple[str, str, str]]] = {
    "leader": ("Lãnh đạo từ cấp phòng trở lên", "Lãnh đạo", "Không phải lãnh đạo"),
    "direct": ("Cơ sở, lao động trực tiếp", "Lao động trực tiếp", "Không trực tiếp"),
    "female": ("Nữ trong cá nhân được khen thưởng", "Nữ", "Nam"),
    "minority": ("Dân tộc thiểu số trong cá nhân được khen thưởng", "Dân tộc thiểu số", "Dân tộc Kinh"),
}
UNKNOWN: Final = "Chưa rõ"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which awards a count is of, so that a page can list them. `people`: female, minority, where asked."""

    unit: Unit
    period: Period
    selection: Selection
    people: Mapping[str, bool] = field(default_factory=dict)
    listed: bool = True  # False of a fact that is not known: the register does not list what it does not know


@dataclass(frozen=True, slots=True)
class Cell:
    """A count; None where nothing stands and the record is not declared complete, so that zero is not known.

    `asked` is None where the register cannot list exactly these (a fact that is not known).
    """

    count: int | None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its name, its counts in the order of the columns, a remark such as a share, the unit it is of
    where it has figures of its own."""

    label: str
    cells: tuple[Cell, ...]
    remark: str = ""
    unit: Unit | None = None

    @property
    def total(self) -> int:
        """What is counted, all together."""
        return sum(cell.count or 0 for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of counts. `drawn`: as bars of the columns' parts, of the totals alone, or not at all.

    `unknown` is the place of the column that says what is not known; `remark` the head of the rows' remarks.
    """

    id: str
    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: Literal["parts", "totals"] = "parts"
    unknown: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All the tables of a unit and a period; `level` where awards of one level alone are counted."""

    unit: Unit
    period: Period
    level: Level | None
    tables: tuple[Table, ...]


Ask = Callable[[Key, Key], Asked]


class _Count:
    """The counts at hand, and of which years the record is declared complete."""

    def __init__(self, unit: Unit, period: Period, level: Level | None) -> None:
        self.unit, self.period = unit, period
        self.codes = tuple(sorted(_codes(level))) if level else ()  # as asked of the register: empty asks nothing
        counted = count_by_year(unit, period)
        self.rows = [one for one in counted if not level or one.award in self.codes]
        self.complete = {year.year for year in numbers_by_year(unit, period.first, period.last) if year.complete}

    def zero(self, years: Iterable[int]) -> int | None:
        """What nothing means in these years: zero where the record is declared complete."""
        return 0 if self.complete >= set(years) else None

    def matrix(self, rows: Iterable[Key], columns: Iterable[Key], place: Place, ask: Ask) -> list[tuple[Cell, ...]]:
        """Counts by row and column; `place` says where an award belongs, `ask` how the register lists a cell."""
        found: Counter[tuple[Key, Key] | None] = Counter()
        for one in self.rows:
            found[place(one)] += one.number
        across = list(columns)
        return [tuple(self._cell(found[row, column], ask(row, column)) for column in across) for row in rows]

    def _cell(self, found: int, asked: Asked | None) -> Cell:
        years = asked.period.years if asked else self.period.years
        return Cell(found or self.zero(years), asked if found and asked and asked.listed else None)

    def asked(self, year: int, selection: Selection, **people: bool) -> Asked:
        """A year's awards of a selection."""
        return Asked(self.unit, Period(year, year, self.period.emulation), selection, people)


def compute_figures(unit: Unit, period: Period, level: Level | None = None) -> Figures:
    """Every table for a unit and all below it, of the awards of one level alone where one is named.

    Two grouped queries over the awards, and those that read the yearly numbers.
    """
    count = _Count(unit, period, level)
    facts = (_by_fact(count, fact) for fact in _FACTS)
    awards = (_by_award(count, type) for type in TYPES)
    return Figures(unit, period, level, (_by_level(count, level), _by_kind(count), *facts, *awards, _by_unit(count)))


def _codes(level: Level | None) -> frozenset[str]:
    return frozenset(code for code, entry in catalogue().award_of.items() if level in (None, entry.level))


def _by_level(count: _Count, level: Level | None) -> Table:
    shown = [level] if level else list(LEVELS)
    codes: dict[Key, tuple[str, ...]] = {each: tuple(sorted(_codes(each))) for each in shown}
    level_of = {code: each for each in shown for code in codes[each]}
    cells = count.matrix(
        count.period.years,
        shown,
        lambda one: (one.year, level_of.get(one.award, "")),
        lambda year, each: count.asked(int(year), Selection(codes[each], COUNT_COLUMNS)),
    )
    return Table("cap", "Khen thưởng theo cấp", "Năm", tuple(LEVELS[each] for each in shown), _years(count, cells))


def _by_kind(count: _Count) -> Table:
    cells = count.matrix(
        count.period.years,
        KINDS,
        lambda one: (one.year, one.kind),
        lambda year, kind: count.asked(int(year), Selection(count.codes, (cast(Kind, kind),))),
    )
    return Table("doi-tuong", "Tập thể, cá nhân, gia đình", "Năm", tuple(KINDS.values()), _years(count, cells))


def _by_fact(count: _Count, fact: Fact) -> Table:
    """How many of the awards to individuals went to such people, to others, and to people of whom it is not known."""
    title, *names = _FACTS[fact]

    def ask(year: Key, answer: Key) -> Asked:
        yes = answer == "True"
        direct, leader = (yes if fact == name else None for name in ("direct", "leader"))
        people = {fact: yes} if fact in ("female", "minority") else {}
        selection = Selection(count.codes, ("individual",), direct=direct, leader=leader)
        return replace(count.asked(int(year), selection, **people), listed=answer != "None")

    cells = count.matrix(
        count.period.years,
        ("True", "False", "None"),
        lambda one: (one.year, str(getattr(one, fact))) if one.kind == "individual" else None,
        ask,
    )
    rows = tuple(replace(row, remark=_share(row)) for row in _years(count, cells))
    return Table(fact, title, "Năm", (*names, UNKNOWN), rows, unknown=2, remark=f"Tỷ lệ {lower_first(names[0])}")


def _share(row: Row) -> str:
    """The share of the first column in per cent, between what it is at least and at most."""
    yes, _, unknown = (cell.count or 0 for cell in row.cells)
    if not row.total:
        return ""
    if unknown == row.total:
        return lower_first(UNKNOWN)
    low, high = (written_percent(part, row.total) for part in (yes, yes + unknown))
    return f"{low} %" if low == high else f"từ {low} % đến {high} %"


def _by_award(count: _Count, type: Literal["title", "form"]) -> Table:
    """A row for each award of the type that was given, in the order of the catalogue, by year."""
    given = {one.award for one in count.rows}
    listed = [code for code, entry in catalogue().award_of.items() if code in given and entry.type == type]
    cells = count.matrix(
        listed,
        count.period.years,
        lambda one: (one.award, one.year),
        lambda code, year: count.asked(int(year), Selection((str(code),), COUNT_COLUMNS)),
    )
    rows = tuple(Row(catalogue().award(code).label, row) for code, row in zip(listed, cells, strict=True))
    years = tuple(str(year) for year in count.period.years)
    return Table(type, f"Từng {lower_first(TYPES[type])}", TYPES[type], years, rows, drawn="totals")


def _by_unit(count: _Count) -> Table:
    """The units directly below compared, the unit's own apart, the most awarded first."""
    unit, period = count.unit, count.period
    length = len(unit.path) + PATH_DIGITS
    found: Counter[tuple[str, Kind]] = Counter()
    for path, kind, number in count_by_unit(unit, period, frozenset(count.codes) or None):
        found[path[:length], kind] += number
    names = {one.path: one for one in Unit.objects.filter(Q(pk=unit.pk) | Q(parent=unit))}
    rows = [
        Row(
            _unit_label(one, unit),
            tuple(_unit_cell(count, one, kind, found[path, kind]) for kind in KINDS),
            unit=one if one != unit else None,
        )
        for path, one in names.items()
        if one != unit or any(found[path, kind] for kind in KINDS)
    ]
    rows.sort(key=lambda row: (-row.total, row.label))
    return Table("don-vi", "So sánh các đơn vị trực thuộc", "Đơn vị", tuple(KINDS.values()), tuple(rows))


def _unit_label(one: Unit, top: Unit) -> str:
    return f"{one.name} (trực tiếp)" if one == top else one.name


def _unit_cell(count: _Count, one: Unit, kind: Kind, found: int) -> Cell:
    """A unit with all below it; the awards of the upper unit itself cannot be listed without those below."""
    asked = Asked(one, count.period, Selection(count.codes, (kind,)))
    return Cell(found or count.zero(count.period.years), asked if found and one != count.unit else None)


def _years(count: _Count, cells: list[tuple[Cell, ...]]) -> tuple[Row, ...]:
    return tuple(Row(str(year), row) for year, row in zip(count.period.years, cells, strict=True))


def figures_sheets(figures: Figures) -> Iterator[FiguresSheet]:
    """The tables as a workbook wants them, a sheet each, with what they are of."""
    period = figures.period
    of = f"{figures.unit.name}, kể cả các đơn vị trực thuộc; {period.first}-{period.last}"
    calendar = "năm thi đua" if period.emulation else "năm khen thưởng"
    level = f"; {LEVELS[figures.level].lower()}" if figures.level else ""
    for table in figures.tables:
        remarks = (table.remark,) if table.remark else ()
        yield FiguresSheet(
            table.title,
            table.title,
            (table.head, *table.columns, "Cộng", *remarks),
            [
                (row.label, *(cell.count for cell in row.cells), row.total or None, *([row.remark] if remarks else []))
                for row in table.rows
            ],
            f"{of}; theo {calendar}{level}. Ô trống là chưa có số liệu.",
        )
