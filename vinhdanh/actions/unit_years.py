"""The yearly numbers of a unit: what percentages are of, and whether the register holds all its awards of the year."""

from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Unit, UnitYear, User
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR
from vinhdanh.permissions import require
from vinhdanh.vietnamese import tidy

_TOLD = ("collectives", "individuals", "record_complete", "source")


@transaction.atomic
def set_unit_year(
    unit: Unit,
    *,
    by: User,
    year: int,
    collectives: int | None,
    individuals: int | None,
    record_complete: bool,
    source: str = "",
) -> UnitYear:
    """Writes how many collectives and individuals a unit has in a year, itself and all below it; None is unknown.

    `record_complete`: the register holds all awards of the unit in that year, so that an absent award is a known zero.
    Raises NotPossible for a year in which the unit did not exist, or a number below zero.
    """
    require(by, "edit_unit_numbers", unit)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotPossible(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}-{LAST_YEAR}; hãy kiểm tra lại.", "year")
    if (unit.opened_on and year < unit.opened_on.year) or (unit.closed_on and year > unit.closed_on.year):
        raise NotPossible(f"Năm {year} đơn vị không tồn tại; hãy kiểm tra lại năm.", "year")
    for field, number in (("collectives", collectives), ("individuals", individuals)):
        if number is not None and number < 0:
            raise NotPossible("Số lượng không thể âm; hãy kiểm tra lại.", field)
    row = UnitYear.objects.select_for_update().filter(unit=unit, year=year).first() or UnitYear(unit=unit, year=year)
    before = {} if row._state.adding else told_year(row)
    row.collectives, row.individuals = collectives, individuals
    row.record_complete, row.source = record_complete, tidy(source)
    after = told_year(row)
    if before != after:
        row.save()
        record("set_unit_year", row, by=by, unit=unit, before=before, after={"year": year, **after})
    return row


def told_year(row: UnitYear) -> dict[str, Any]:
    """The row as the record tells it."""
    return {field: getattr(row, field) for field in _TOLD}
