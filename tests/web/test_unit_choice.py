"""The box in which a unit is typed reads what lists write: a unit with the one above it, within the reach alone."""

from django.test import Client
from django.urls import reverse

from tests.province import Province, make_unit
from vinhdanh.models import Honouree, UnitKind

TYPED = {"name": "Lý Văn Sơn", "birth": "", "sex": "", "ethnicity": ""}


def test_a_unit_is_chosen_by_its_name_followed_by_the_unit_above(province: Province, client: Client) -> None:
    client.force_login(province.officer)
    office = make_unit("huyen-chi-lang-noi-vu", "Phòng Nội vụ", UnitKind.DIVISION, province.district)
    make_unit("so-tai-chinh-noi-vu", "Phòng Nội vụ", UnitKind.DIVISION, province.department)
    for written in ("Phòng Nội vụ huyện Chi Lăng", "Phòng Nội vụ, huyện Chi Lăng"):
        Honouree.objects.filter(name="Lý Văn Sơn").delete()
        client.post(reverse("add_honouree"), TYPED | {"unit": written})
        assert Honouree.objects.get(name="Lý Văn Sơn").unit == office
    beyond = client.post(reverse("add_honouree"), TYPED | {"unit": "Phòng Nội vụ Sở Tài chính"})
    assert beyond.status_code == 422
    assert "Không có đơn vị “Phòng Nội vụ Sở Tài chính”" in beyond.content.decode()
