"""The pages of units: the tree, one unit, its changes and its numbers."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.models.people import make_honouree
from tests.province import Province, make_unit
from vinhdanh.actions.units import edit_unit, merge_unit, open_unit, rename_unit, unit_version
from vinhdanh.models import Award, Decision, Honouree, Rating, Succession, Unit, UnitKind, UnitSize, UnitYear
from vinhdanh.web.views.unit_changes import STEPS

ON = date(2020, 1, 1)


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


def page_of(client: Client, code: str, **query: str) -> str:
    answer = client.get(reverse("unit", args=[code]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def tree(client: Client, **query: str) -> str:
    answer = client.get(reverse("units"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def change(client: Client, of: str, step: str, **typed: object):
    return client.post(reverse("unit_change", args=[of, step]), typed)


def test_a_correction_never_overwrites_that_of_a_colleague_unseen(province: Province, office: Client) -> None:
    commune = province.commune
    seen = unit_version(commune)
    edit_unit(commune, by=province.office, size="small", name="Xã Ví Dụ A")
    typed = {"name": "Xã Ví Dụ B", "kind": "commune", "size": ""}
    refused = change(office, commune.code, "sua", **typed, seen=seen)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Vi Thị Thi Đua đã sửa tên đơn vị và quy mô lúc" in page
    assert "Trong sổ nay ghi “Xã Ví Dụ A”." in page
    assert f"Trong sổ nay ghi “{UnitSize.SMALL.label}”." in page
    assert 'value="Xã Ví Dụ B"' in page
    commune.refresh_from_db()
    assert (commune.name, commune.size) == ("Xã Ví Dụ A", "small")
    assert change(office, commune.code, "sua", **typed, seen=unit_version(commune)).status_code == 302
    commune.refresh_from_db()
    assert (commune.name, commune.size) == ("Xã Ví Dụ B", "")


def test_the_tree_opens_one_branch_at_a_time(province: Province, office: Client) -> None:
    shut = tree(office)
    assert "Huyện Chi Lăng" in shut
    assert "Xã Ví Dụ" not in shut
    assert "Mở Huyện Chi Lăng: 1 đơn vị trực thuộc" in shut
    opened = tree(office, open="huyen-chi-lang")
    assert "Xã Ví Dụ" in opened
    assert "Sở Tài chính" in opened
    assert "Phòng Quản lý ngân sách" not in opened


def test_the_tree_of_an_officer_begins_at_the_own_unit(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    seen = tree(client)
    assert "Xã Ví Dụ" in tree(client, open="huyen-chi-lang")
    assert "Huyện Chi Lăng" in seen
    assert "Sở Tài chính" not in seen + tree(client, open="so-tai-chinh", q="tai chinh", closed="on")


def test_four_thousand_units_make_the_tree_neither_longer_nor_costlier(
    province: Province, office: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    with django_assert_max_num_queries(12) as counted:
        before = len(tree(office, open="huyen-chi-lang"))
    Unit.objects.bulk_create(
        Unit(code=f"t-{n}", name=f"Thôn {n}", kind=UnitKind.HAMLET, parent=province.commune, path=province.commune.path)
        for n in range(4000)
    )
    with django_assert_num_queries(len(counted)):
        assert len(tree(office, open="huyen-chi-lang")) - before < 400


def test_a_search_finds_without_accents_by_code_and_by_a_former_name(province: Province, office: Client) -> None:
    unit = open_unit(by=province.office, parent=province.district, code="xa-moi", name="Xã Cũ", kind=UnitKind.COMMUNE)
    rename_unit(unit, by=province.office, name="Phường Mới", since=ON)
    for text in ("phuong moi", "xa-moi", "XÃ CŨ"):
        assert "Phường Mới" in tree(office, q=text)
    found = tree(office, q="xa cu")
    assert "Tên cũ: Xã Cũ" in found
    assert "Huyện Chi Lăng" in found  # where it stands
    assert "Không có đơn vị nào như vậy" in tree(office, q="khong dau ca")


def test_the_kind_filters_and_ended_units_show_only_where_asked_for_with_what_they_became(
    province: Province, office: Client
) -> None:
    old = open_unit(by=province.office, parent=province.district, code="xa-cu", name="Xã Cũ", kind=UnitKind.COMMUNE)
    merge_unit(old, by=province.office, into=province.commune, on=ON)
    assert "Xã Cũ" not in tree(office, kind="commune")
    assert "Xã Cũ" not in tree(office, open="huyen-chi-lang")
    for seen in (tree(office, kind="commune", closed="on"), tree(office, open="huyen-chi-lang", closed="on")):
        assert "Kết thúc 01/01/2020, nay là Xã Ví Dụ" in seen
    assert "Sở Tài chính" not in tree(office, kind="commune")


def test_a_unit_shows_who_it_is_whence_it_came_and_what_it_counts(province: Province, office: Client) -> None:
    old = open_unit(by=province.office, parent=province.district, code="xa-cu", name="Xã Cũ", kind=UnitKind.COMMUNE)
    merge_unit(old, by=province.office, into=province.commune, on=ON, decision="NQ 818")
    UnitYear.objects.create(unit=province.commune, year=2020, collectives=None, individuals=1234, record_complete=True)
    seen = page_of(office, "xa-vi-du")
    for words in ("Tiếp nhận", "Xã Cũ", "nhập, 01/01/2020 · NQ 818", "1.234", "chưa rõ", "Đã ghi đủ"):
        assert words in seen
    assert "Nay là" in page_of(office, "xa-cu")
    assert "Nhập đơn vị" in page_of(office, "xa-cu")  # its history


def test_a_unit_shows_its_own_awards_and_ratings_and_never_those_that_were_revoked(
    province: Province, office: Client
) -> None:
    unit = open_unit(by=province.office, parent=province.district, code="xa-moi", name="Xã Mới", kind=UnitKind.COMMUNE)
    honouree = Honouree.objects.get(unit=unit)
    decision = Decision.objects.create(number="163/QĐ-UBND", signed_on=date(2018, 2, 2))
    given = {"honouree": honouree, "unit": unit, "kind": "collective", "emulation_year": 2018}
    Award.objects.create(award="co_thi_dua_tinh", year=2018, decision=decision, **given)
    Award.objects.create(award="bang_khen_tinh", year=2019, standing="revoked", **given)
    Rating.objects.create(honouree=honouree, unit=unit, year=2019, level="excellent")
    seen = page_of(office, "xa-moi")
    assert "Cờ thi đua" in seen
    assert "163/QĐ-UBND" in seen
    assert "Hoàn thành xuất sắc nhiệm vụ" in seen
    assert "Bằng khen" not in seen


def test_a_page_costs_the_same_for_one_and_for_thirty_rows(
    province: Province, office: Client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    unit = open_unit(by=province.office, parent=province.district, code="xa-moi", name="Xã Mới", kind=UnitKind.COMMUNE)
    honouree = Honouree.objects.get(unit=unit)

    def add(first: int, last: int) -> None:
        for n in range(first, last):
            decision = Decision.objects.create(number=f"{n}/QĐ")
            given = {"honouree": honouree, "unit": unit, "kind": "collective", "emulation_year": 2018, "year": 2018}
            Award.objects.create(award="bang_khen_tinh", decision=decision, **given)
            UnitYear.objects.create(unit=unit, year=1990 + n)
            other = make_unit(f"thon-{n}", f"Thôn {n}", UnitKind.HAMLET, unit)
            Succession.objects.create(predecessor=other, successor=unit, kind="merger", on=ON)

    add(0, 1)
    with django_assert_max_num_queries(30) as counted:
        page_of(office, "xa-moi")
    add(1, 30)
    with django_assert_num_queries(len(counted)):
        page_of(office, "xa-moi")


def test_a_reader_sees_no_button_that_she_may_not_press(province: Province, client: Client) -> None:
    client.force_login(province.auditor)
    seen = page_of(client, "xa-vi-du") + tree(client)
    for words in ("Thay đổi tổ chức", "so-lieu/", "/sua/", "Nhập Excel"):
        assert words not in seen
    client.force_login(province.officer)
    seen = page_of(client, "xa-vi-du")
    assert "so-lieu/" in seen
    assert "Thay đổi tổ chức" not in seen


def test_who_may_not_see_the_register_sees_no_awards_on_the_page(province: Province, client: Client) -> None:
    client.force_login(province.administrator)
    assert "Khen thưởng, xếp loại của đơn vị" not in page_of(client, "xa-vi-du")


def test_a_unit_is_opened_with_a_code_made_of_its_name_and_days_typed_freely(
    province: Province, office: Client
) -> None:
    answer = change(office, "huyen-chi-lang", "mo-don-vi", name="Xã Tân Đồng", kind="commune", opened_on="1/5/20")
    assert answer["Location"] == reverse("unit", args=["xa-tan-dong"])
    assert Unit.objects.get(code="xa-tan-dong").opened_on == date(2020, 5, 1)


def test_what_was_typed_stays_where_the_change_is_not_possible(province: Province, office: Client) -> None:
    answer = change(office, "huyen-chi-lang", "mo-don-vi", name="Xã Khác", code="xa-vi-du", kind="commune")
    seen = answer.content.decode()
    assert answer.status_code == 422
    assert "Mã “xa-vi-du” đã dùng cho “Xã Ví Dụ”" in seen
    assert 'value="Xã Khác"' in seen


@pytest.mark.parametrize(
    ("step", "typed", "check"),
    [
        ("sua", {"name": "Xã Ví Dụ A", "kind": "commune", "size": "small"}, {"name": "Xã Ví Dụ A", "size": "small"}),
        ("doi-ten", {"name": "Phường Ví Dụ", "since": "01/01/2021"}, {"name": "Phường Ví Dụ"}),
        ("nhap-vao", {"into": "Xã Khác · xa-khac", "on": "1.1.2021"}, {"closed_on": date(2021, 1, 1)}),
        ("chia-tach", {"into": "xa-khac\nXã Khác", "on": "1/1/2021", "ends": "on"}, {"closed_on": date(2021, 1, 1)}),
        ("chuyen", {"parent": "Sở Tài chính"}, {"parent__code": "so-tai-chinh"}),
        ("ket-thuc", {"on": "ngày 1 tháng 1 năm 2021"}, {"closed_on": date(2021, 1, 1)}),
    ],
)
def test_every_change_is_a_form_that_does_it(
    province: Province, office: Client, step: str, typed: dict, check: dict
) -> None:
    make_unit("xa-khac", "Xã Khác", UnitKind.COMMUNE, province.district)
    assert office.get(reverse("unit_change", args=["xa-vi-du", step])).status_code == 200
    answer = change(office, "xa-vi-du", step, **typed)
    assert answer.status_code == 302
    assert Unit.objects.filter(code="xa-vi-du", **check).exists()


def test_a_mistaken_end_is_taken_back_by_its_form(province: Province, office: Client) -> None:
    change(office, "xa-vi-du", "ket-thuc", on="1/1/2021")
    assert "Khôi phục (ghi kết thúc nhầm)" in page_of(office, "xa-vi-du")
    change(office, "xa-vi-du", "khoi-phuc", reason="Ghi nhầm")
    assert Unit.objects.get(code="xa-vi-du").closed_on is None


@pytest.mark.parametrize("step", STEPS)
def test_every_step_refuses_blank_answers_with_a_sentence_at_the_field(
    province: Province, office: Client, step: str
) -> None:
    answer = change(office, "xa-vi-du", step)
    assert answer.status_code == 422
    assert "Chưa gửi được. Cần sửa:" in answer.content.decode()


def test_a_step_that_nobody_knows_is_not_found(province: Province, office: Client) -> None:
    assert office.get(reverse("unit_change", args=["xa-vi-du", "xoa"])).status_code == 404


def test_numbers_are_written_by_the_officer_and_blank_stays_unknown(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    address = reverse("unit_year", args=["huyen-chi-lang"])
    answer = client.post(address, {"year": "2020", "collectives": "", "individuals": "1200", "record_complete": "on"})
    assert answer.status_code == 302
    row = UnitYear.objects.get()
    assert (row.unit, row.collectives, row.individuals, row.record_complete) == (province.district, None, 1200, True)
    assert 'value="1200"' in client.get(address, {"year": "2020"}).content.decode()
    assert client.post(address, {"year": "2020", "individuals": "-1"}).status_code == 422
    assert client.get(address, {"year": "²"}).status_code == 200


def test_before_a_unit_moves_its_page_says_how_many_awards_of_past_years_go_along(
    province: Province, office: Client
) -> None:
    hamlet = make_unit("thon-mot", "Thôn Một", UnitKind.HAMLET, province.commune)
    for unit, count in ((province.commune, 2), (hamlet, 3), (province.district, 1)):
        honouree = make_honouree("Vi Thị Huệ", unit)
        for year in range(2016, 2016 + count):
            when = {"year": year, "emulation_year": year}
            Award.objects.create(honouree=honouree, unit=unit, kind="individual", award="giay_khen", **when)
    asked = {step: office.get(reverse("unit_change", args=["xa-vi-du", step])).content.decode() for step in STEPS}
    assert "5 khen thưởng đã ghi của đơn vị này và các đơn vị trực thuộc sẽ tính cho" in asked["chuyen"]
    assert "2 khen thưởng của riêng đơn vị này ở lại với đơn vị này." in asked["nhap-vao"]
    assert "3 khen thưởng đã ghi của các đơn vị trực thuộc đi theo" in asked["nhap-vao"]
    assert "khen thưởng đã ghi" not in asked["doi-ten"]


def test_and_of_a_unit_without_any_it_says_that(province: Province, office: Client) -> None:
    text = office.get(reverse("unit_change", args=["xa-vi-du", "chuyen"])).content.decode()
    assert "Đơn vị này và các đơn vị trực thuộc chưa có khen thưởng nào trong sổ." in text
