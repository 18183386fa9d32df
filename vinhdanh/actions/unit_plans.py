"""What a workbook of units would change, row by row, before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from vinhdanh.intake.problems import Problem
from vinhdanh.intake.units import CLUSTERS, NAMES, SUCCESSIONS, UNIT_SHEETS, UNITS, YEARS, BookRow, UnitBook
from vinhdanh.models import Cluster, Succession, Unit, UnitKind, UnitName, UnitYear
from vinhdanh.models.unit_terms import unit_terms
from vinhdanh.models.units import MOST_LEVELS
from vinhdanh.vietnamese import grouped, join_words, spelling_key, written_date

BLANK = "(trống)"
_MOST_MEMBERS_SHOWN = 6
_SHEETS = {sheet.name: sheet for sheet in UNIT_SHEETS}


class Outcome(StrEnum):
    """What a row does to what stands."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One row against what stands. `name`: what it speaks of; `details`: header, before, after, as people read them."""

    sheet: str
    row: int
    outcome: Outcome
    name: str
    details: tuple[tuple[str, str, str], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """All rows against what stands; with a problem nothing of the workbook may be written."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, Counter[str]]:
        """Sheet → how many rows are new, changed, the same."""
        found: dict[str, Counter[str]] = {sheet.name: Counter() for sheet in UNIT_SHEETS}
        for change in self.changes:
            found[change.sheet][change.outcome] += 1
        return found

    @property
    def writing(self) -> tuple[Change, ...]:
        """The rows that change something."""
        return tuple(change for change in self.changes if change.outcome is not Outcome.SAME)


def plan_units(book: UnitBook) -> UnitPlan:
    """Compares the workbook with the tables; reads them whole (six queries), writes nothing."""
    planner = _Planner(book)
    changes = (
        *planner.units(),
        *planner.names(),
        *planner.successions(),
        *planner.years(),
        *planner.clusters(),
    )
    places = [sheet.name for sheet in UNIT_SHEETS]
    problems = sorted((*book.problems, *planner.problems), key=lambda one: (places.index(one.sheet), one.row))
    return UnitPlan(changes, tuple(problems))


class _Planner:
    """The tables as they stand, and the problems found while the rows are held against them."""

    def __init__(self, book: UnitBook) -> None:
        self.problems: list[Problem] = []
        self._rows = book.rows
        self._standing = {unit.code: unit for unit in Unit.objects.select_related("parent")}
        self._coming = {row.values["code"]: row for row in book.rows[UNITS.name]}
        self._all_codes = self._standing.keys() | self._coming.keys()

    def units(self) -> Iterator[Change]:
        for code, row in self._coming.items():
            self._check_unit(code, row)
            unit = self._standing.get(code)
            before = {name: self._of_unit(unit, name) for name in row.values} if unit else None
            yield _change(UNITS.name, row, f"{row.values['name']} ({code})", before)
        self._check_ends()

    def names(self) -> Iterator[Change]:
        stored = {(name.unit.code, spelling_key(name.name), name.since): name for name in _names()}
        for row in self._known(NAMES.name, "unit"):
            values = row.values
            name = stored.get((values["unit"], spelling_key(values["name"]), values.get("since")))
            if values.get("since") and values.get("until") and values["until"] <= values["since"]:
                self._blame(NAMES.name, row, "until", "Ngày kết thúc phải sau ngày bắt đầu; hãy kiểm tra lại.")
            before = {"unit": values["unit"], **_told(name, row, skip="unit")} if name else None
            yield _change(NAMES.name, row, f"{values['name']} ({values['unit']})", before)

    def successions(self) -> Iterator[Change]:
        stored = {(one.predecessor.code, one.successor.code, one.on): one for one in _successions()}
        for row in self._known(SUCCESSIONS.name, "predecessor", "successor"):
            key = (row.values["predecessor"], row.values["successor"], row.values["on"])
            if key[0] == key[1]:
                self._blame(SUCCESSIONS.name, row, "successor", "Đơn vị mới phải khác đơn vị cũ.")
            one = stored.get(key)
            codes = {"predecessor": key[0], "successor": key[1]}
            before = {**_told(one, row, skip="predecessor successor"), **codes} if one else None
            yield _change(SUCCESSIONS.name, row, f"{key[0]} → {key[1]}", before)

    def years(self) -> Iterator[Change]:
        wanted = {row.values["year"] for row in self._rows[YEARS.name]}
        stored = {
            (year.unit.code, year.year): year
            for year in UnitYear.objects.filter(year__in=wanted).select_related("unit")
        }
        for row in self._known(YEARS.name, "unit"):
            year = stored.get((row.values["unit"], row.values["year"]))
            before = {"unit": row.values["unit"], **_told(year, row, skip="unit")} if year else None
            yield _change(YEARS.name, row, f"{self._name(row.values['unit'])}, {row.values['year']}", before)

    def clusters(self) -> Iterator[Change]:
        """One change a cluster: its rows together are its members."""
        groups: dict[tuple[int, str], list[BookRow]] = defaultdict(list)
        for row in self._known(CLUSTERS.name, "unit"):
            groups[row.values["year"], spelling_key(row.values["cluster"])].append(row)
        years = {year for year, _ in groups}
        stored = {(one.year, spelling_key(one.name)): one for one in _clusters(years)}
        for key, rows in groups.items():
            heads = [row for row in rows if row.values.get("head")]
            for row in heads[1:]:
                self._blame(CLUSTERS.name, row, "head", f"Cụm đã có cụm trưởng ở dòng {heads[0].number}.")
            told = {
                "year": key[0],
                "cluster": rows[0].values["cluster"],
                "unit": sorted(row.values["unit"] for row in rows),
                "head": heads[0].values["unit"] if heads else "",
            }
            cluster = stored.get(key)
            before = _told_cluster(cluster) if cluster else None
            group = BookRow(rows[0].number, told)
            yield _change(CLUSTERS.name, group, f"{told['cluster']}, {key[0]}", before)
        self._check_members(groups, stored)

    def _known(self, sheet: str, *fields: str) -> Iterator[BookRow]:
        """The rows of which every unit named is known, in the tables or by this workbook; others are problems."""
        for row in self._rows[sheet]:
            unknown = [name for name in fields if row.values[name] not in self._all_codes]
            for name in unknown:
                self._blame(sheet, row, name, "Không có đơn vị mang mã này; hãy sửa mã, hoặc thêm ở trang “Đơn vị”.")
            if not unknown:
                yield row

    def _name(self, code: str) -> str:
        return str(self._coming[code].values["name"] if code in self._coming else self._standing[code].name)

    def _of_unit(self, unit: Unit | None, name: str) -> Any:
        """What stands in a field of a unit, or what comes where the workbook speaks of it; parents by their code."""
        if name == "parent":
            return unit.parent.code if unit and unit.parent else ""
        return getattr(unit, name) if unit else None

    def _after(self, code: str, name: str) -> Any:
        """A field of a unit as it will be."""
        row = self._coming.get(code)
        if row and name in row.values:
            return row.values[name]
        return self._of_unit(self._standing.get(code), name) or ("" if name == "parent" else None)

    def _check_unit(self, code: str, row: BookRow) -> None:
        parent, unit = self._after(code, "parent"), self._standing.get(code)
        opened, closed = self._after(code, "opened_on"), self._after(code, "closed_on")
        is_top = unit.parent_id is None if unit else not self._standing and not parent
        if parent and parent not in self._all_codes:
            message = "Không có đơn vị mang mã này; hãy sửa mã, hoặc thêm đơn vị cấp trên ở trang này."
            self._blame(UNITS.name, row, "parent", message)
        elif is_top and parent:
            self._blame(UNITS.name, row, "parent", "Tỉnh không trực thuộc đơn vị nào; hãy để trống.")
        elif not parent and not is_top:
            self._blame(UNITS.name, row, "parent", "Chưa ghi mã đơn vị cấp trên; hãy bổ sung.")
        elif parent and not self._is_rooted(code):
            self._blame(UNITS.name, row, "parent", f"Đơn vị nằm trong chính nó hoặc sâu quá {MOST_LEVELS} cấp.")
        if unit and unit.closed_on and not closed:
            message = (
                f"Đơn vị đã kết thúc từ {written_date(unit.closed_on)}; hãy ghi ngày ấy. Nếu ghi kết thúc nhầm, "
                "dùng “Khôi phục” ở trang của đơn vị."
            )
            self._blame(UNITS.name, row, "closed_on", message)
        if (row.values["kind"] == UnitKind.PROVINCE) != is_top:
            self._blame(UNITS.name, row, "kind", "Chỉ đơn vị trên cùng là tỉnh; hãy chọn loại khác.")
        if opened and closed and closed <= opened:
            self._blame(UNITS.name, row, "closed_on", "Ngày kết thúc phải sau ngày thành lập; hãy kiểm tra lại.")

    def _is_rooted(self, code: str) -> bool:
        """Whether the way up ends at the province within the levels of the tree."""
        for _ in range(MOST_LEVELS):
            code = self._after(code, "parent")
            if not code or code not in self._all_codes:
                return True
        return False

    def _check_ends(self) -> None:
        """A unit that ends leaves none below it that exists."""
        for code in self._all_codes:
            parent = self._after(code, "parent")
            row = self._coming.get(code) or self._coming.get(parent)
            if row is None or not parent or parent not in self._all_codes or self._after(code, "closed_on"):
                continue
            if self._after(parent, "closed_on"):
                at = "parent" if code in self._coming else "closed_on"
                message = f"“{self._name(code)}” đang trực thuộc “{self._name(parent)}” đã kết thúc; hãy chuyển trước."
                self._blame(UNITS.name, row, at, message)

    def _check_members(self, groups: Mapping[tuple[int, str], list[BookRow]], stored: Mapping[Any, Cluster]) -> None:
        """A unit competes in one cluster of a year, those that the workbook does not name included."""
        elsewhere = {
            (key[0], unit.code): cluster
            for key, cluster in stored.items()
            if key not in groups
            for unit in cluster.members.all()
        }
        for (year, _), rows in groups.items():
            for row in rows:
                other = elsewhere.get((year, row.values["unit"]))
                if other:
                    message = f"Đơn vị đang ở cụm “{other.name}” năm {year}; hãy ghi cả cụm đó vào trang này."
                    self._blame(CLUSTERS.name, row, "unit", message)

    def _blame(self, sheet: str, row: BookRow, name: str, message: str) -> None:
        header = _SHEETS[sheet].column(name).header
        self.problems.append(Problem(sheet, row.number, header, shown(name, row.values.get(name)), message))


def shown(name: str, value: Any) -> str:
    """A value as the preview shows it."""
    if value in (None, ""):
        return BLANK
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        more = [f"{len(value) - _MOST_MEMBERS_SHOWN} đơn vị khác"] if len(value) > _MOST_MEMBERS_SHOWN else []
        return join_words([*value[:_MOST_MEMBERS_SHOWN], *more])
    if isinstance(value, date):
        return written_date(value)
    if isinstance(value, int):
        return str(value) if name == "year" else grouped(value)
    terms = unit_terms()
    return terms.kinds.labels.get(value) or terms.sizes.labels.get(value) or terms.lineages.labels.get(value) or value


def _change(sheet: str, row: BookRow, name: str, before: Mapping[str, Any] | None) -> Change:
    """The row as new where nothing stands, else what differs."""
    if before is None:
        given = {key: value for key, value in row.values.items() if value not in (None, "", False)}
        details = tuple((_SHEETS[sheet].column(key).header, "", shown(key, value)) for key, value in given.items())
        return Change(sheet, row.number, Outcome.NEW, name, details, row.values)
    differing = [key for key, value in row.values.items() if before.get(key) != value]
    details = tuple(
        (_SHEETS[sheet].column(key).header, shown(key, before.get(key)), shown(key, row.values[key]))
        for key in differing
    )
    return Change(sheet, row.number, Outcome.CHANGED if differing else Outcome.SAME, name, details, row.values)


def _told(thing: Any, row: BookRow, skip: str) -> dict[str, Any]:
    """The columns of a thing that the row speaks of."""
    return {name: getattr(thing, name) for name in row.values if name not in skip.split()}


def _told_cluster(cluster: Cluster) -> dict[str, Any]:
    return {
        "year": cluster.year,
        "cluster": cluster.name,
        "unit": sorted(unit.code for unit in cluster.members.all()),
        "head": cluster.head.code if cluster.head else "",
    }


def _names() -> Any:
    return UnitName.objects.select_related("unit")


def _successions() -> Any:
    return Succession.objects.select_related("predecessor", "successor")


def _clusters(years: set[int]) -> Any:
    return Cluster.objects.filter(year__in=years).select_related("head").prefetch_related("members")
