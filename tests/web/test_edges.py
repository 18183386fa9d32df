"""What nobody types by hand is answered with a page or a sentence, never with an error of ours."""

import pytest
from django.test import Client

from tests.province import Province
from vinhdanh.models import Cluster, UnitYear


@pytest.mark.parametrize(
    "address",
    ["/nhat-ky/?last=31/12/9999", "/nhat-ky/?first=01/01/0001"],
)
def test_an_absurd_address_is_answered(province: Province, client: Client, address: str) -> None:
    client.force_login(province.office)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/don-vi/?open=%00", "/so-khen-thuong/?q=%00", "/tham-dinh/1/?words=a%00"])
def test_what_the_database_cannot_keep_never_reaches_it(province: Province, client: Client, address: str) -> None:
    client.force_login(province.office)
    assert client.get(address).status_code == 400


def test_a_number_that_no_unit_can_have_is_refused_at_its_field(province: Province, client: Client) -> None:
    client.force_login(province.office)
    sent = {"year": "2019", "collectives": "99999999999999999999", "individuals": "9999999999"}
    answer = client.post(f"/don-vi/{province.district.code}/so-lieu/", sent)
    assert answer.status_code == 422
    assert answer.content.decode().count("Số lượng lớn quá") >= 2
    assert not UnitYear.objects.exists()


def test_a_cluster_of_no_year_is_refused(province: Province, client: Client) -> None:
    client.force_login(province.office)
    sent = {"name": "Cụm I", "members": province.district.code}
    assert client.post("/don-vi/cum/thi-dua/mo/99999/", sent).status_code == 422
    assert not Cluster.objects.exists()
