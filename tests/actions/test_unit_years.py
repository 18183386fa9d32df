"""The yearly numbers of a unit."""

from datetime import date

import pytest

from tests.province import Province
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.unit_years import set_unit_year
from vinhdanh.models import AuditLine, Unit, UnitYear
from vinhdanh.permissions import Refused


def told(province: Province, **given: object) -> UnitYear:
    asked = {"year": 2020, "collectives": 12, "individuals": 240, "record_complete": False, "source": "Báo cáo 2020"}
    return set_unit_year(province.district, **{"by": province.officer, **asked, **given})


def test_the_officer_of_a_unit_writes_its_numbers_and_may_leave_one_unknown(province: Province) -> None:
    told(province)
    told(province, collectives=None, individuals=0, record_complete=True)
    [row] = UnitYear.objects.all()
    assert (row.collectives, row.individuals, row.record_complete) == (None, 0, True)
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.unit) == ("set_unit_year", province.district)
    assert (line.before["collectives"], line.after["collectives"]) == (12, None)


def test_the_same_numbers_again_leave_no_second_line(province: Province) -> None:
    told(province)
    told(province)
    assert AuditLine.objects.count() == 1


@pytest.mark.parametrize("who", ["outsider", "auditor", "administrator", "council_member", "province_leader"])
def test_nobody_else_writes_them(province: Province, who: str) -> None:
    with pytest.raises(Refused):
        told(province, by=province.by_role()[who])


@pytest.mark.parametrize(
    ("given", "field"),
    [({"collectives": -1}, "collectives"), ({"individuals": -5}, "individuals"), ({"year": 20}, "year")],
)
def test_numbers_that_cannot_be_are_refused(province: Province, given: dict, field: str) -> None:
    with pytest.raises(NotPossible) as refused:
        told(province, **given)
    assert refused.value.field == field


def test_a_year_in_which_the_unit_did_not_exist_has_no_numbers(province: Province) -> None:
    Unit.objects.filter(pk=province.district.pk).update(opened_on=date(2018, 7, 1), closed_on=date(2025, 7, 1))
    province.district.refresh_from_db()
    told(province, year=2018)
    told(province, year=2025)
    for year in (2017, 2026):
        with pytest.raises(NotPossible, match=f"Năm {year} đơn vị không tồn tại"):
            told(province, year=year)
