"""Where the rows of a list belong: which unit of the tree is meant, of which a part, and what is told of it."""

from datetime import date

from vinhdanh.intake.lists.records import ListRow
from vinhdanh.models import HonoureeKind, Unit
from vinhdanh.models.import_contents import KeptRow
from vinhdanh.models.unit_names import UnitDirectory, UnitMatch


class Places:
    """Which unit a row belongs to, among the import's own unit and all below it; a text is looked up once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._directory = UnitDirectory(unit)
        self._found: dict[tuple[str, date | None], UnitMatch] = {}
        self._around: dict[tuple[str, date | None], UnitMatch] = {}

    def kept(self, row: ListRow) -> KeptRow:
        """The row with its unit, and what is remarked of that."""
        return self._collective(row) if row.kind == HonoureeKind.COLLECTIVE else self._person(row)

    def _collective(self, row: ListRow) -> KeptRow:
        """A collective that is a unit of the register, as it was called then; else a part of the unit that it names.

        An award stays with the unit that received it, even where another took that one over since.
        """
        on = _day_of(row)
        named = [f"{row.name}, {row.unit}"] if row.unit else []
        for text in (*named, row.name):
            match = self._find(text, on)
            if match.unit and match.named:
                remarks = (match.sentence,) if match.sentence else ()
                return KeptRow(row, match.named.pk, is_unit=True, remarks=remarks)
        around = self._find_around(named[0] if named else row.name, on)
        return KeptRow(row, around.named.pk) if around.named else self._person(row)

    def _person(self, row: ListRow) -> KeptRow:
        """Whoever works or lives in a unit of the register, or in a part of one; else the import's own unit, with a
        remark. Where no unit is meant by the very words, they are kept as the workplace."""
        on = _day_of(row)
        if row.unit:
            match = self._find(row.unit, on)
            if match.unit:
                return KeptRow(row, match.unit.pk, remarks=(match.sentence,) if match.sentence else ())
            around = self._find_around(row.unit, on)
            if around.unit:
                remark = f"“{row.unit}” được ghi vào {around.unit.name}, giữ nguyên tên trong chức vụ."
                return KeptRow(row, around.unit.pk, workplace=row.unit, remarks=(remark,))
            remark = f"{match.sentence} Tạm ghi vào {self._unit.name}, giữ nguyên tên đơn vị trong tệp."
            return KeptRow(row, self._unit.pk, workplace=row.unit, remarks=(remark,))
        if row.residence:
            match = self._find(row.residence, on)
            if match.unit:
                return KeptRow(row, match.unit.pk)
        return KeptRow(row, self._unit.pk)

    def _find(self, text: str, on: date | None) -> UnitMatch:
        key = (text, on)
        if key not in self._found:
            self._found[key] = self._directory.find(text, on)
        return self._found[key]

    def _find_around(self, text: str, on: date | None) -> UnitMatch:
        key = (text, on)
        if key not in self._around:
            self._around[key] = self._directory.find_around(text, on)
        return self._around[key]


def _day_of(row: ListRow) -> date | None:
    """The day whose names of units the row uses: that of its first decision, else the middle of its first year."""
    for award in row.awards:
        if award.decision.signed_on:
            return award.decision.signed_on
    years = [award.last_year for award in row.awards if award.last_year] + [rating.year for rating in row.ratings]
    return date(years[0], 7, 1) if years else None
