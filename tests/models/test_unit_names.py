"""Which unit a list means: whatever it is called, and whatever became of it since."""

from datetime import date

import pytest

from tests.province import Province, make_unit
from vinhdanh.models import Succession, Unit, UnitKind, UnitName
from vinhdanh.models.unit_names import UnitDirectory, resolve_unit, resolve_units
from vinhdanh.models.units import SuccessionKind

MERGED_ON = date(2020, 1, 1)
TODAY = date(2026, 11, 22)


def merge(old: Unit, new: Unit, on: date = MERGED_ON, kind: SuccessionKind = SuccessionKind.MERGER) -> None:
    """`old` ends that day, `new` takes it over."""
    Succession.objects.create(predecessor=old, successor=new, kind=kind, on=on)
    Unit.objects.filter(pk=old.pk).update(closed_on=on)


@pytest.mark.parametrize(
    "text",
    ["xa-vi-du", "Xã Ví Dụ", "UBND xã Ví Dụ", "X. Ví Dụ", "Ví Dụ", "xa vi du", "xã Ví Dụ, huyện Chi Lăng"]
    + ["Xã Ví Dụ huyện Chi Lăng", "Xã Ví Dụ - H. Chi Lăng", "XÃ VÍ DỤ (Chi Lăng)"],
)
def test_a_unit_is_found_by_code_by_name_and_by_what_people_write_for_it(province: Province, text: str) -> None:
    match = resolve_unit(text, province.district)
    assert (match.unit, match.named, match.sentence) == (province.commune, province.commune, "")


def test_nothing_outside_of_the_reach_is_found(province: Province) -> None:
    match = resolve_unit("Sở Tài chính", province.district)
    assert (match.unit, match.candidates) == (None, ())
    assert match.sentence == (
        "Không có đơn vị “Sở Tài chính” trong phạm vi được nhập; hãy kiểm tra tên, hoặc ghi mã đơn vị."
    )
    assert resolve_unit("Sở Tài chính", province.root).unit == province.department


def test_a_short_name_and_a_former_name_lead_to_the_unit(province: Province) -> None:
    Unit.objects.filter(pk=province.department.pk).update(short_name="STC")
    UnitName.objects.create(unit=province.department, name="Ty Tài chính", until=date(1990, 1, 1))
    for text in ("STC", "ty tài chính", "Ty TC"):
        assert resolve_unit(text, province.root).unit == province.department


def test_a_commune_that_was_merged_leads_to_the_one_that_took_it_over(province: Province) -> None:
    old = make_unit("xa-cu", "Xã Cũ", UnitKind.COMMUNE, province.district)
    merge(old, province.commune)
    match = resolve_unit("UBND xã Cũ", province.district)
    assert (match.unit, match.named, match.since) == (province.commune, old, MERGED_ON)
    assert match.sentence == "“Xã Cũ” nay là “Xã Ví Dụ” từ 01/01/2020."


def test_mergers_are_followed_as_often_as_they_happened(province: Province) -> None:
    oldest = make_unit("xa-cu", "Xã Cũ", UnitKind.COMMUNE, province.district)
    newest = make_unit("xa-moi", "Xã Mới", UnitKind.COMMUNE, province.district)
    merge(oldest, province.commune)
    merge(province.commune, newest, date(2025, 7, 1))
    assert resolve_unit("Xã Cũ", province.district).unit == newest


def test_a_circle_in_the_lineage_ends(province: Province) -> None:
    other = make_unit("xa-khac", "Xã Khác", UnitKind.COMMUNE, province.district)
    merge(province.commune, other)
    merge(other, province.commune)
    assert resolve_unit("Xã Khác", province.district).unit is None


def test_a_unit_that_was_split_asks_which_part_is_meant(province: Province) -> None:
    parts = [make_unit(f"xa-{n}", f"Xã Phần {n}", UnitKind.COMMUNE, province.district) for n in ("mot", "hai")]
    for part in parts:
        merge(province.commune, part, kind=SuccessionKind.SPLIT)
    match = resolve_unit("Xã Ví Dụ", province.district)
    assert (match.unit, set(match.candidates)) == (None, set(parts))
    assert "hãy ghi mã, hoặc ghi thêm đơn vị cấp trên" in match.sentence


def test_a_unit_that_gave_up_a_task_is_still_itself(province: Province) -> None:
    Succession.objects.create(
        predecessor=province.department, successor=province.district, kind=SuccessionKind.TRANSFER, on=MERGED_ON
    )
    assert resolve_unit("Sở Tài chính", province.root).unit == province.department


def test_the_day_decides_between_two_units_that_bore_one_name(province: Province) -> None:
    before = make_unit("xa-tan-lap-cu", "Xã Tân Lập", UnitKind.COMMUNE, province.district)
    after = make_unit("xa-tan-lap", "Xã Tân Lập", UnitKind.COMMUNE, province.district)
    Unit.objects.filter(pk=after.pk).update(opened_on=MERGED_ON)
    merge(before, province.commune)
    assert resolve_unit("Xã Tân Lập", province.district).unit == after
    assert resolve_unit("Xã Tân Lập", province.district, date(2018, 5, 1)).named == before


def test_a_name_that_several_bear_is_never_chosen_for_the_sender(province: Province) -> None:
    other = make_unit("huyen-cao-loc", "Huyện Cao Lộc", UnitKind.DISTRICT, province.root)
    namesake = make_unit("xa-vi-du-2", "Xã Ví Dụ", UnitKind.COMMUNE, other)
    match = resolve_unit("Xã Ví Dụ", province.root)
    assert (match.unit, set(match.candidates)) == (None, {province.commune, namesake})
    assert match.sentence.startswith("“Xã Ví Dụ” có thể là “Xã Ví Dụ” (mã xa-vi-du) hoặc “Xã Ví Dụ” (mã xa-vi-du-2);")
    assert resolve_unit("Xã Ví Dụ, huyện Cao Lộc", province.root).unit == namesake
    assert resolve_unit("Xã Ví Dụ, huyện Nào Đó", province.root).unit is None


def test_the_kind_goes_before_the_bare_name(province: Province) -> None:
    commune = make_unit("xa-chi-lang", "Xã Chi Lăng", UnitKind.COMMUNE, province.district)
    assert resolve_unit("Xã Chi Lăng", province.root).unit == commune
    assert resolve_unit("Huyện Chi Lăng", province.root).unit == province.district
    assert set(resolve_unit("Chi Lăng", province.root).candidates) == {commune, province.district}


def test_other_accents_and_slips_of_the_hand_are_suggested_and_never_taken(province: Province) -> None:
    make_unit("xa-yen-an", "Xã Yên Ân", UnitKind.COMMUNE, province.district)
    for text in ("Xã Yên An", "Xã Yên Ânn"):
        match = resolve_unit(text, province.district)
        assert match.unit is None
        assert "có phải “Xã Yên Ân” (mã xa-yen-an)?" in match.sentence


def test_many_texts_cost_three_queries(province: Province, django_assert_num_queries) -> None:
    texts = ["Xã Ví Dụ", "UBND huyện Chi Lăng", "Xã Không Có"] * 500
    with django_assert_num_queries(3):
        matches = resolve_units(texts, province.root)
    assert [matches[text].unit for text in texts[:3]] == [province.commune, province.district, None]


def test_a_merger_that_is_still_to_come_changes_nothing_yet(province: Province) -> None:
    newer = make_unit("xa-sau", "Xã Sau", UnitKind.COMMUNE, province.district)
    merge(province.commune, newer, date(2027, 1, 1))
    assert UnitDirectory(province.district, today=TODAY).find("Xã Ví Dụ").unit == province.commune
    assert UnitDirectory(province.district, today=date(2027, 1, 1)).find("Xã Ví Dụ").unit == newer


@pytest.mark.parametrize("text", ["UBND xã Ví Dụ", "Ủy ban nhân dân xã Ví Dụ", "UBND X. Ví Dụ, huyện Chi Lăng"])
def test_the_committee_of_a_commune_is_the_commune(province: Province, text: str) -> None:
    other = make_unit("huyen-van-lang", "Huyện Văn Lãng", UnitKind.DISTRICT, province.root)
    make_unit("xa-vi-du-2", "Xã Ví Dụ", UnitKind.COMMUNE, other)
    assert UnitDirectory(province.district).find(text).unit == province.commune


def test_among_communes_of_one_name_the_district_named_decides(province: Province) -> None:
    other = make_unit("huyen-van-lang", "Huyện Văn Lãng", UnitKind.DISTRICT, province.root)
    theirs = make_unit("xa-vi-du-2", "Xã Ví Dụ", UnitKind.COMMUNE, other)
    everywhere = UnitDirectory(province.root)
    assert everywhere.find("UBND xã Ví Dụ, huyện Văn Lãng").unit == theirs
    assert everywhere.find_around("HĐND xã Ví Dụ, huyện Văn Lãng").unit == theirs
    assert set(everywhere.find("UBND xã Ví Dụ").candidates) == {province.commune, theirs}
    assert UnitDirectory(province.district).find("UBND xã Ví Dụ, huyện Văn Lãng").unit is None


@pytest.mark.parametrize(
    "text",
    ["Đảng uỷ xã Ví Dụ", "Đảng ủy xã Ví Dụ", "HĐND xã Ví Dụ", "HĐND, UBND xã Ví Dụ", "Hội Nông dân xã Ví Dụ"]
    + ["Ủy ban MTTQ xã Ví Dụ", "Đoàn TNCS Hồ Chí Minh xã Ví Dụ, huyện Chi Lăng", "Nhân dân và cán bộ xã Ví Dụ"],
)
def test_a_body_of_a_commune_is_a_part_of_it_and_no_commune(province: Province, text: str) -> None:
    directory = UnitDirectory(province.district)
    assert directory.find(text).unit is None
    assert directory.find_around(text).unit == province.commune


@pytest.mark.parametrize("text", ["Phòng Tổ chức, Sở Tài chính", "Thanh tra Sở Tài chính", "Công đoàn Sở TC"])
def test_a_part_of_a_department_that_is_no_unit_is_of_the_department(province: Province, text: str) -> None:
    assert UnitDirectory(province.root).find_around(text).unit == province.department


@pytest.mark.parametrize("text", ["UBND huyện", "HĐND huyện", "Văn phòng HĐND và UBND huyện", "Ủy ban nhân dân huyện"])
def test_a_committee_without_a_name_is_that_of_the_unit_whose_list_it_is(province: Province, text: str) -> None:
    assert UnitDirectory(province.district).find_around(text).unit == province.district
    assert UnitDirectory(province.commune).find_around(text).unit is None


@pytest.mark.parametrize(
    "text", ["Trường Tiểu học xã Ví Dụ", "HĐND xã Không Có", "Hội Nông dân Ví Dụ", "Trạm Y tế xã Ví Dụ"]
)
def test_what_is_a_body_of_its_own_or_names_no_unit_is_nobodys_part(province: Province, text: str) -> None:
    assert UnitDirectory(province.district).find_around(text).unit is None


@pytest.mark.parametrize(
    "text", ["Trung tâm Y tế huyện", "TTYT huyện", "Trung tâm Y tế", "Khoa Nội, Trung tâm Y tế huyện"]
)
def test_a_list_of_a_district_may_leave_the_name_of_that_district_out(province: Province, text: str) -> None:
    clinic = make_unit("ttyt", "Trung tâm Y tế huyện Chi Lăng", UnitKind.DIVISION, province.district)
    directory = UnitDirectory(province.district)
    assert (directory.find(text).unit or directory.find_around(text).unit) == clinic


def test_nobody_elses_list_may_and_a_unit_of_the_very_name_goes_first(province: Province) -> None:
    clinic = make_unit("ttyt", "Trung tâm Y tế huyện Chi Lăng", UnitKind.DIVISION, province.district)
    assert resolve_unit("Trung tâm Y tế huyện", province.root).unit is None
    other = make_unit("ttyt-2", "Trung tâm Y tế", UnitKind.DIVISION, province.district)
    assert resolve_unit("Trung tâm Y tế", province.district).unit == other
    assert resolve_unit("Trung tâm Y tế huyện", province.district).unit == clinic


def test_a_place_never_loses_its_name(province: Province) -> None:
    make_unit("thi-tran", "Thị trấn huyện Chi Lăng", UnitKind.COMMUNE, province.district)
    assert resolve_unit("Thị trấn", province.district).unit is None
