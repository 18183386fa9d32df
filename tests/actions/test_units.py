"""Units: what each verb does, whom and what it refuses, and the line that it leaves."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.province import Province, make_person
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.units import (
    close_unit,
    edit_unit,
    merge_unit,
    move_unit,
    open_unit,
    rename_unit,
    reopen_unit,
    split_unit,
)
from vinhdanh.models import AuditLine, Honouree, Role, Succession, Unit, UnitKind, UnitName, User
from vinhdanh.models.unit_names import resolve_unit
from vinhdanh.permissions import Refused

ON = date(2020, 1, 1)
Verb = Callable[[Unit, User, Unit], object]


def last_line() -> AuditLine:
    return AuditLine.objects.order_by("-number")[0]


def opened(province: Province, code: str = "xa-moi", **given: object) -> Unit:
    return open_unit(
        by=province.office,
        **{"parent": province.district, "code": code, "name": "Xã Mới", "kind": UnitKind.COMMUNE, **given},
    )


def test_opening_a_unit_places_it_names_it_and_makes_it_an_honouree(province: Province) -> None:
    unit = opened(province, name="  Xã   Mới ", opened_on=ON, decision="NQ 01/NQ-VD")
    assert unit.path.startswith(province.district.path)
    assert unit.depth == 2
    [name] = unit.names.all()
    assert (name.name, name.since, name.decision) == ("Xã Mới", ON, "NQ 01/NQ-VD")
    [honouree] = Honouree.objects.filter(unit=unit)
    assert (honouree.name, honouree.kind, honouree.is_unit) == ("Xã Mới", "collective", True)
    line = last_line()
    assert (line.verb, line.by, line.unit, line.after["code"]) == ("open_unit", province.office, unit, "xa-moi")


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "administrator", "province_leader", "outsider"])
def test_only_the_office_changes_units(province: Province, who: str) -> None:
    person = province.by_role()[who]
    with pytest.raises(Refused):
        open_unit(by=person, parent=province.district, code="xa-moi", name="Xã Mới", kind=UnitKind.COMMUNE)
    with pytest.raises(Refused):
        edit_unit(province.commune, by=person, name="Xã Khác")
    with pytest.raises(Refused):
        rename_unit(province.commune, by=person, name="Xã Khác", since=ON)
    with pytest.raises(Refused):
        merge_unit(province.commune, by=person, into=province.department, on=ON)
    with pytest.raises(Refused):
        split_unit(province.commune, by=person, into=[province.division], on=ON, ends=True)
    with pytest.raises(Refused):
        move_unit(province.commune, by=person, parent=province.department)
    with pytest.raises(Refused):
        close_unit(province.commune, by=person, on=ON)
    with pytest.raises(Refused):
        reopen_unit(province.commune, by=person, reason="nhầm")
    assert not AuditLine.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"code": "Xã Mới"}, "Mã chỉ gồm chữ thường không dấu"),
        ({"code": "xa-vi-du"}, "Mã “xa-vi-du” đã dùng cho “Xã Ví Dụ”"),
        ({"name": "  "}, "Chưa ghi tên đơn vị"),
        ({"kind": UnitKind.PROVINCE}, "Chỉ đơn vị trên cùng là tỉnh"),
        ({"parent": None}, "Đã có đơn vị cấp tỉnh"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_what_to_do(province: Province, given: dict, sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        opened(province, **given)
    assert not AuditLine.objects.exists()


def test_the_tree_has_a_depth_that_the_path_can_hold(province: Province) -> None:
    parent = province.commune
    for level in range(parent.depth + 1, 12):
        parent = opened(province, f"cap-{level}", parent=parent)
    with pytest.raises(NotPossible, match="tối đa 12 cấp"):
        opened(province, "cap-12", parent=parent)
    with pytest.raises(NotPossible, match="tối đa 12 cấp"):
        move_unit(province.district, by=province.office, parent=province.department)


def test_a_slip_in_a_name_is_corrected_everywhere_and_a_renaming_is_not(province: Province) -> None:
    unit = opened(province, name="Xã Moi")
    edit_unit(unit, by=province.office, name="Xã Mới", short_name="X. Mới")
    unit.refresh_from_db()
    assert (unit.name, unit.name_folded) == ("Xã Mới", "xa moi")
    assert [row.name for row in unit.names.all()] == ["Xã Mới"]
    assert Honouree.objects.get(unit=unit).name == "Xã Mới"
    line = last_line()
    assert (line.before, line.after["name"]) == ({"name": "Xã Moi", "short_name": ""}, "Xã Mới")


def test_nothing_changed_leaves_no_line(province: Province) -> None:
    edit_unit(province.commune, by=province.office, name="Xã Ví Dụ")
    assert not AuditLine.objects.exists()


def test_a_renamed_unit_keeps_its_former_name_and_lists_of_then_still_find_it(province: Province) -> None:
    unit = opened(province)
    rename_unit(unit, by=province.office, name="Phường Mới", since=ON, decision="NQ 02/NQ-VD")
    assert [(row.name, row.since, row.until) for row in unit.names.order_by("pk")] == [
        ("Xã Mới", None, ON),
        ("Phường Mới", ON, None),
    ]
    assert Honouree.objects.get(unit=unit).name == "Phường Mới"
    assert resolve_unit("UBND xã Mới", province.district).unit == unit
    assert (last_line().before, last_line().after["name"]) == ({"name": "Xã Mới"}, "Phường Mới")


def test_a_name_begins_after_the_one_before_and_differs_from_it(province: Province) -> None:
    unit = opened(province, opened_on=ON)
    with pytest.raises(NotPossible, match="hãy ghi ngày muộn hơn") as refused:
        rename_unit(unit, by=province.office, name="Phường Mới", since=ON)
    assert refused.value.field == "since"
    with pytest.raises(NotPossible, match="đang mang tên này"):
        rename_unit(unit, by=province.office, name="Xã Mới", since=date(2021, 1, 1))


def test_a_merged_unit_ends_and_those_below_it_move_along(province: Province) -> None:
    old = opened(province, "xa-cu", name="Xã Cũ")
    hamlet = opened(province, "thon-mot", name="Thôn Một", kind=UnitKind.HAMLET, parent=old)
    merge_unit(old, by=province.office, into=province.commune, on=ON, decision="NQ 03/NQ-VD")
    old.refresh_from_db()
    hamlet.refresh_from_db()
    assert old.closed_on == ON
    assert hamlet.parent == province.commune
    assert hamlet.path.startswith(province.commune.path)
    [lineage] = Succession.objects.all()
    assert (lineage.predecessor, lineage.successor, lineage.on) == (old, province.commune, ON)
    assert last_line().after["children"] == ["thon-mot"]
    assert resolve_unit("Xã Cũ", province.district).unit == province.commune


def test_a_unit_is_not_merged_into_itself_below_itself_or_into_one_that_ended(province: Province) -> None:
    old = opened(province, "xa-cu")
    for into in (province.district, province.commune):
        with pytest.raises(NotPossible, match="vào chính nó"):
            merge_unit(province.district, by=province.office, into=into, on=ON)
    close_unit(old, by=province.office, on=ON)
    with pytest.raises(NotPossible, match="đã kết thúc hoạt động ngày 01/01/2020"):
        merge_unit(province.commune, by=province.office, into=old, on=ON)
    with pytest.raises(NotPossible, match="đã kết thúc"):
        merge_unit(old, by=province.office, into=province.commune, on=ON)


def test_a_split_says_what_came_out_and_ends_the_unit_only_where_it_ended(province: Province) -> None:
    part = opened(province)
    split_unit(province.commune, by=province.office, into=[part], on=ON, ends=False)
    province.commune.refresh_from_db()
    assert province.commune.closed_on is None
    split_unit(province.commune, by=province.office, into=[part], on=date(2021, 1, 1), ends=True)
    province.commune.refresh_from_db()
    assert province.commune.closed_on == date(2021, 1, 1)
    assert last_line().after["successors"] == ["xa-moi"]


def test_a_split_needs_parts_and_leaves_nobody_without_a_unit(province: Province) -> None:
    with pytest.raises(NotPossible, match="Chưa chọn đơn vị được tách ra"):
        split_unit(province.commune, by=province.office, into=[], on=ON, ends=True)
    with pytest.raises(NotPossible, match="Còn đơn vị trực thuộc đang hoạt động: Xã Ví Dụ"):
        split_unit(province.district, by=province.office, into=[province.department], on=ON, ends=True)


def test_moving_a_unit_moves_all_below_it_and_the_reach_of_roles_with_it(province: Province) -> None:
    hamlet = opened(province, "thon-mot", parent=province.commune, kind=UnitKind.HAMLET)
    other = opened(province, "huyen-khac", parent=province.root, kind=UnitKind.DISTRICT)
    move_unit(province.commune, by=province.office, parent=other, decision="NQ 04/NQ-VD")
    hamlet.refresh_from_db()
    assert hamlet.path == other.path + f"{province.commune.pk:08}{hamlet.pk:08}"
    assert not Unit.objects.visible_to(province.officer).filter(pk__in=[province.commune.pk, hamlet.pk]).exists()
    assert (last_line().before, last_line().after["parent"]) == ({"parent": "huyen-chi-lang"}, "huyen-khac")


def test_a_unit_moves_neither_into_itself_nor_to_where_it_stands(province: Province) -> None:
    for parent in (province.district, province.commune):
        with pytest.raises(NotPossible, match="vào chính nó"):
            move_unit(province.district, by=province.office, parent=parent)
    with pytest.raises(NotPossible, match="đang trực thuộc đơn vị này"):
        move_unit(province.commune, by=province.office, parent=province.district)
    with pytest.raises(NotPossible, match="Tỉnh không trực thuộc"):
        move_unit(province.root, by=province.office, parent=province.district)


@pytest.mark.parametrize(
    "verb",
    [
        lambda unit, by, own: open_unit(by=by, parent=unit, code="xa-moi", name="Xã Mới", kind=UnitKind.HAMLET),
        lambda unit, by, own: edit_unit(unit, by=by, name="Xã Khác"),
        lambda unit, by, own: rename_unit(unit, by=by, name="Xã Khác", since=ON),
        lambda unit, by, own: merge_unit(own, by=by, into=unit, on=ON),
        lambda unit, by, own: split_unit(own, by=by, into=[unit], on=ON, ends=False),
        lambda unit, by, own: move_unit(own, by=by, parent=unit),
        lambda unit, by, own: close_unit(unit, by=by, on=ON),
        lambda unit, by, own: reopen_unit(unit, by=by, reason="Ghi nhầm"),
    ],
    ids=["open", "edit", "rename", "merge", "split", "move", "close", "reopen"],
)
def test_a_unit_that_moved_out_of_the_reach_meanwhile_is_no_longer_changed(province: Province, verb: Verb) -> None:
    as_opened, own = Unit.objects.get(pk=province.commune.pk), opened(province, "xa-cua-huyen")
    of_district = make_person("phong-noi-vu", "Mã Thị Nội Vụ", Role.OFFICE, province.district)
    move_unit(province.commune, by=province.office, parent=province.department)
    with pytest.raises(Refused):
        verb(as_opened, of_district, own)


def test_a_unit_opens_and_moves_below_the_place_where_its_parent_stands_now(province: Province) -> None:
    as_opened, other = Unit.objects.get(pk=province.commune.pk), opened(province, "xa-khac")
    move_unit(province.commune, by=province.office, parent=province.department)
    hamlet = opened(province, "thon-mot", parent=as_opened, kind=UnitKind.HAMLET)
    move_unit(other, by=province.office, parent=as_opened)
    for unit in (hamlet, other):
        unit.refresh_from_db()
        assert unit.path == f"{province.department.path}{province.commune.pk:08}{unit.pk:08}"


def test_a_unit_ends_once_nothing_below_it_exists(province: Province) -> None:
    with pytest.raises(NotPossible, match="hãy chuyển hoặc kết thúc trước"):
        close_unit(province.district, by=province.office, on=ON)
    close_unit(province.commune, by=province.office, on=ON)
    close_unit(province.district, by=province.office, on=ON)
    with pytest.raises(NotPossible, match="đã kết thúc"):
        close_unit(province.district, by=province.office, on=ON)
    for unit in (province.division, province.department):
        close_unit(unit, by=province.office, on=ON)
    with pytest.raises(NotPossible, match="Không kết thúc đơn vị cấp tỉnh"):
        close_unit(province.root, by=province.office, on=ON)


def test_a_mistaken_end_is_taken_back_with_its_lineage(province: Province) -> None:
    old = opened(province, "xa-cu")
    merge_unit(old, by=province.office, into=province.commune, on=ON)
    with pytest.raises(NotPossible, match="Chưa ghi lý do"):
        reopen_unit(old, by=province.office, reason=" ")
    reopen_unit(old, by=province.office, reason="Nhập nhầm đơn vị")
    old.refresh_from_db()
    assert old.closed_on is None
    assert not Succession.objects.exists()
    assert last_line().before == {"closed_on": "2020-01-01", "successors": ["xa-vi-du"]}


def test_a_verb_that_cannot_leave_its_line_changes_nothing(province: Province) -> None:
    taken = {"verb": "x", "thing_kind": "x", "thing_key": "x", "thing_name": "x", "by_name": "x"}
    AuditLine.objects.create(number=1, at=timezone.now(), previous="", digest="", **taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        opened(province)
    with pytest.raises(IntegrityError), transaction.atomic():
        close_unit(province.commune, by=province.office, on=ON)
    assert not Unit.objects.filter(code="xa-moi").exists()
    assert not UnitName.objects.exists()
    assert Unit.objects.get(pk=province.commune.pk).closed_on is None
