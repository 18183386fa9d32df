"""How a unit is named: so that two of one name are told apart, and at the head of its papers."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.province import Province, make_unit
from vinhdanh.models import Unit, UnitKind


def placed(code: str) -> str:
    return Unit.objects.select_related("parent__parent").get(code=code).placed_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("tinh", "Tỉnh Ví Dụ"),
        ("huyen-chi-lang", "Huyện Chi Lăng"),
        ("xa-vi-du", "Xã Ví Dụ, huyện Chi Lăng"),
        ("so-tai-chinh-ngan-sach", "Phòng Quản lý ngân sách, Sở Tài chính"),
        ("thon-mot", "Thôn Một, xã Ví Dụ, huyện Chi Lăng"),
    ],
)
def test_a_unit_is_told_with_those_above_it_but_not_the_province(province: Province, code: str, name: str) -> None:
    make_unit("thon-mot", "Thôn Một", UnitKind.HAMLET, province.commune)
    assert placed(code) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("tinh", "Ủy ban nhân dân tỉnh Ví Dụ"),
        ("huyen-chi-lang", "Ủy ban nhân dân huyện Chi Lăng"),
        ("xa-vi-du", "Ủy ban nhân dân xã Ví Dụ"),
        ("so-tai-chinh-ngan-sach", "Phòng Quản lý ngân sách"),
    ],
)
def test_the_committee_of_a_territory_issues_its_papers(province: Province, code: str, name: str) -> None:
    assert Unit.objects.get(code=code).issuing_name == name


def test_it_asks_nothing_more_once_the_units_above_are_fetched(
    province: Province, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_unit("to-mot", "Tổ Một", UnitKind.OTHER, make_unit("thon", "Thôn Một", UnitKind.HAMLET, province.commune))
    with django_assert_num_queries(1):
        assert placed("to-mot") == "Tổ Một, thôn Một, xã Ví Dụ"
