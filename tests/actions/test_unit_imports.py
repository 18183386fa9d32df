"""The workbook of units: what goes out comes in again, what changes is told first, and nothing is half done."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.province import Province
from vinhdanh.actions.clusters import open_cluster
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.unit_imports import import_units
from vinhdanh.actions.unit_plans import plan_units
from vinhdanh.actions.unit_years import set_unit_year
from vinhdanh.actions.units import merge_unit, open_unit, rename_unit
from vinhdanh.intake.unit_book import write_unit_book
from vinhdanh.intake.units import UnitBook, read_units
from vinhdanh.models import AuditLine, Cluster, Honouree, Succession, Unit, UnitKind, UnitName, UnitYear
from vinhdanh.models.unit_terms import unit_terms
from vinhdanh.permissions import Refused
from vinhdanh.reports.unit_book import unit_workbook

ON = date(2020, 1, 1)
UNIT = {"kind": "commune", "parent": "huyen-chi-lang"}


def book(**sheets: Sequence[Mapping[str, object]]) -> UnitBook:
    """A workbook with these rows, written and read again; keys: units, names, successions, years, clusters."""
    named = {
        "units": "Đơn vị",
        "names": "Tên gọi",
        "successions": "Sáp nhập, chia tách",
        "years": "Số liệu hằng năm",
        "clusters": "Cụm thi đua",
    }
    return read_units(write_unit_book({named[key]: rows for key, rows in sheets.items()}, unit_terms()), unit_terms())


def test_what_is_exported_and_taken_in_again_changes_nothing(province: Province) -> None:
    by = province.office
    old = open_unit(by=by, parent=province.district, code="xa-cu", name="Xã Cũ", kind=UnitKind.COMMUNE, opened_on=ON)
    rename_unit(old, by=by, name="Phường Cũ", since=date(2021, 1, 1), decision="NQ 01")
    merge_unit(old, by=by, into=province.commune, on=date(2022, 1, 1))
    set_unit_year(province.district, by=by, year=2020, collectives=None, individuals=0, record_complete=True)
    open_cluster(by=by, year=2020, name="Khối 1", members=[province.district], head=province.district)
    content, count = unit_workbook(by)
    read = read_units(content, unit_terms())
    plan = plan_units(read)
    assert read.count == count == 6 + 2 + 1 + 1 + 1
    assert (plan.problems, plan.writing) == ((), ())


def test_new_units_are_opened_whatever_their_order_and_become_honourees(province: Province) -> None:
    rows = [
        {"code": "thon-mot", "name": "Thôn Một", "kind": "hamlet", "parent": "xa-moi"},
        {"code": "xa-moi", "name": "Xã Mới", "opened_on": ON, **UNIT},
    ]
    plan = import_units(book(units=rows), by=province.office)
    assert plan.counts["Đơn vị"] == {"new": 2}
    hamlet = Unit.objects.get(code="thon-mot")
    assert hamlet.parent is not None
    assert hamlet.path == f"{province.district.path}{hamlet.parent.pk:08}{hamlet.pk:08}"
    assert hamlet.name_folded == "thon mot"
    assert Honouree.objects.get(unit=hamlet, is_unit=True).name_folded == "thon mot"
    assert [row.since for row in UnitName.objects.filter(unit__code="xa-moi")] == [ON]
    lines = AuditLine.objects.filter(verb="import_units").order_by("number")
    assert [line.after["code"] for line in lines] == ["xa-moi", "thon-mot"]


def test_changes_are_told_before_they_are_made(province: Province) -> None:
    rows = [{"code": "xa-vi-du", "name": "Xã Ví Dụ Mới", "kind": "commune", "parent": "so-tai-chinh", "size": "small"}]
    sent = book(units=rows)
    [change] = plan_units(sent).changes
    assert change.details == (
        ("Tên đơn vị", "Xã Ví Dụ", "Xã Ví Dụ Mới"),
        ("Quy mô", "(trống)", "Nhỏ"),
        ("Mã đơn vị cấp trên", "huyen-chi-lang", "so-tai-chinh"),
    )
    assert Unit.objects.get(code="xa-vi-du").name == "Xã Ví Dụ"
    import_units(sent, by=province.office)
    unit = Unit.objects.get(code="xa-vi-du")
    assert (unit.name, unit.parent, unit.size) == ("Xã Ví Dụ Mới", province.department, "small")
    assert unit.path == f"{province.department.path}{unit.pk:08}"
    line = AuditLine.objects.get(thing_kind="unit")
    assert line.before == {"name": "Xã Ví Dụ", "size": "", "parent": "huyen-chi-lang"}
    assert plan_units(sent).writing == ()


def test_lineage_names_years_and_clusters_come_in_with_the_units(province: Province) -> None:
    sent = book(
        units=[{"code": "xa-cu", "name": "Xã Cũ", "closed_on": ON, **UNIT}],
        names=[{"unit": "xa-vi-du", "name": "Xã Tên Cũ", "until": ON, "decision": "NQ 818"}],
        successions=[{"predecessor": "xa-cu", "successor": "xa-vi-du", "kind": "merger", "on": ON}],
        years=[{"unit": "huyen-chi-lang", "year": 2020, "individuals": 900, "record_complete": True}],
        clusters=[
            {"year": 2020, "cluster": "Khối 1", "unit": "huyen-chi-lang", "head": True},
            {"year": 2020, "cluster": "Khối 1", "unit": "so-tai-chinh"},
        ],
    )
    assert len(import_units(sent, by=province.office).writing) == 5
    assert UnitName.objects.get(unit=province.commune).until == ON
    assert Succession.objects.get().successor == province.commune
    year = UnitYear.objects.get()
    assert (year.collectives, year.individuals, year.record_complete) == (None, 900, True)
    cluster = Cluster.objects.get()
    assert (cluster.head, cluster.members.count()) == (province.district, 2)
    assert plan_units(sent).writing == ()
    with pytest.raises(Refused):
        import_units(sent, by=province.officer)


@pytest.mark.parametrize(
    ("sheets", "place", "sentence"),
    [
        ({"units": [{"code": "xa-moi", "name": "Xã Mới", "kind": "commune"}]}, "Mã đơn vị cấp trên", "Chưa ghi mã"),
        ({"units": [{"code": "x", "name": "X", **UNIT, "parent": "la"}]}, "Mã đơn vị cấp trên", "Không có đơn vị"),
        ({"units": [{"code": "x", "name": "X", **UNIT, "parent": "x"}]}, "Mã đơn vị cấp trên", "trong chính nó"),
        ({"units": [{"code": "x", "name": "X", **UNIT, "kind": "province"}]}, "Loại đơn vị", "Chỉ đơn vị trên cùng"),
        (
            {"units": [{"code": "x", "name": "X", **UNIT, "opened_on": ON, "closed_on": ON}]},
            "Ngày kết thúc",
            "phải sau ngày thành lập",
        ),
        (
            {"units": [{"code": "huyen-chi-lang", "name": "H", "kind": "district", "parent": "tinh", "closed_on": ON}]},
            "Ngày kết thúc",
            "“Xã Ví Dụ” đang trực thuộc “H” đã kết thúc",
        ),
        ({"years": [{"unit": "la", "year": 2020}]}, "Mã đơn vị", "Không có đơn vị mang mã này"),
        (
            {"successions": [{"predecessor": "tinh", "successor": "tinh", "kind": "merger", "on": ON}]},
            "Mã đơn vị mới",
            "phải khác",
        ),
        (
            {"clusters": [{"year": 2020, "cluster": "K", "unit": u, "head": True} for u in ("tinh", "xa-vi-du")]},
            "Cụm trưởng",
            "đã có cụm trưởng ở dòng 2",
        ),
        ({"clusters": [{"year": 2019, "cluster": "Mới", "unit": "xa-vi-du"}]}, "Mã đơn vị", "đang ở cụm “Cũ”"),
    ],
)
def test_one_cell_that_cannot_be_keeps_the_whole_workbook_out(
    province: Province, sheets: dict, place: str, sentence: str
) -> None:
    open_cluster(by=province.office, year=2019, name="Cũ", members=[province.commune], head=None)
    sent = book(**sheets)
    [problem] = plan_units(sent).problems
    assert (problem.column, problem.row > 1) == (place, True)
    assert sentence in problem.message
    with pytest.raises(NotPossible, match="Tệp có 1 chỗ cần sửa nên chưa ghi gì"):
        import_units(sent, by=province.office)
    assert AuditLine.objects.count() == 1


def test_an_empty_installation_takes_in_a_whole_province_from_the_command_line(db: None) -> None:
    rows = [
        {"code": "tinh", "name": "Tỉnh Ví Dụ", "kind": "province"},
        {"code": "so-y-te", "name": "Sở Y tế", "kind": "department", "parent": "tinh"},
    ]
    import_units(book(units=rows), by=None)
    assert [unit.depth for unit in Unit.objects.all()] == [0, 1]


def test_the_plan_of_many_rows_costs_as_many_queries_as_of_one(province: Province, django_assert_num_queries) -> None:
    rows = [{"code": f"xa-{number}", "name": f"Xã {number}", **UNIT} for number in range(300)]
    years = [{"unit": f"xa-{number}", "year": 2020, "individuals": number} for number in range(300)]
    sent = book(units=rows, years=years)
    with django_assert_num_queries(4):
        assert len(plan_units(sent).writing) == 600
    with django_assert_num_queries(4):
        plan_units(book(units=rows[:1], years=years[:1]))


def test_an_older_workbook_does_not_open_a_unit_again_that_ended_since(province: Province) -> None:
    by = province.office
    old = open_unit(by=by, parent=province.district, code="xa-cu", name="Xã Cũ", kind=UnitKind.COMMUNE)
    content, _ = unit_workbook(by)
    merge_unit(old, by=by, into=province.commune, on=ON)
    [problem] = plan_units(read_units(content, unit_terms())).problems
    assert (problem.column, problem.message) == (
        "Ngày kết thúc",
        "Đơn vị đã kết thúc từ 01/01/2020; hãy ghi ngày ấy. Nếu ghi kết thúc nhầm, dùng “Khôi phục” "
        "ở trang của đơn vị.",
    )
    with pytest.raises(NotPossible):
        import_units(read_units(content, unit_terms()), by=by)
    old.refresh_from_db()
    assert old.closed_on == ON
