"""The pages of the emulation clusters."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.province import Province
from vinhdanh.models import Cluster


@pytest.fixture
def office(province: Province, client: Client) -> Client:
    client.force_login(province.office)
    return client


@pytest.fixture
def cluster(province: Province) -> Cluster:
    made = Cluster.objects.create(year=2020, name="Khối thi đua số 1", head=province.district)
    made.members.add(province.district, province.department)
    return made


def seen(client: Client, **query: int) -> str:
    return client.get(reverse("clusters"), query).content.decode()


def test_the_list_shows_the_members_and_the_head_of_a_year(office: Client, cluster: Cluster) -> None:
    page = seen(office)
    assert "Khối thi đua số 1" in page
    assert "02 thành viên" in page
    assert "Cụm trưởng" in page
    assert "Năm 2019 chưa có cụm" in seen(office, year=2019)


def test_one_sees_the_clusters_in_which_one_reaches_a_member(
    province: Province, client: Client, cluster: Cluster
) -> None:
    client.force_login(province.outsider)
    assert "Khối thi đua số 1" in seen(client)
    cluster.members.remove(province.department)
    assert "Khối thi đua số 1" not in seen(client, year=2020)


def test_members_are_typed_one_a_line_by_name_or_code(province: Province, office: Client) -> None:
    typed = {
        "name": "Khối 2",
        "members": "Sở Tài chính\r\n\r\nUBND huyện Chi Lăng\nhuyen-chi-lang",
        "head": "H. Chi Lăng",
    }
    answer = office.post(reverse("cluster_open", args=[2021]), typed)
    assert answer["Location"] == f"{reverse('clusters')}?year=2021"
    made = Cluster.objects.get()
    assert set(made.members.all()) == {province.department, province.district}
    assert made.head == province.district


def test_a_line_that_names_nobody_is_told_and_the_rest_stays_typed(office: Client) -> None:
    typed = {"name": "Khối 2", "members": "Sở Tài chính\nSở Không Có"}
    answer = office.post(reverse("cluster_open", args=[2021]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không có đơn vị “Sở Không Có”" in page
    assert "Sở Tài chính\nSở Không Có</textarea>" in page


def test_a_cluster_is_changed_and_taken_away(province: Province, office: Client, cluster: Cluster) -> None:
    address = reverse("cluster", args=[cluster.pk])
    page = office.get(address).content.decode()
    assert "Huyện Chi Lăng · huyen-chi-lang" in page
    office.post(address, {"name": "Khối 1", "members": "Huyện Chi Lăng · huyen-chi-lang"})
    cluster.refresh_from_db()
    assert (cluster.name, cluster.head, list(cluster.members.all())) == ("Khối 1", None, [province.district])
    office.post(reverse("cluster_remove", args=[cluster.pk]))
    assert not Cluster.objects.exists()


def test_the_clusters_of_a_year_are_copied_and_a_refusal_is_told(office: Client, cluster: Cluster) -> None:
    answer = office.post(reverse("clusters_copy"), {"source": 2020, "target": 2021}, follow=True)
    assert "Đã chép 1 cụm sang năm 2021" in answer.content.decode()
    answer = office.post(reverse("clusters_copy"), {"source": 2020, "target": 2021}, follow=True)
    assert "Năm 2021 đã có cụm thi đua" in answer.content.decode()
    answer = office.post(reverse("clusters_copy"), {"source": "x", "target": ""}, follow=True)
    assert "Ghi hai năm bằng bốn chữ số" in answer.content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty_clusters(
    province: Province, office: Client, cluster: Cluster, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    with django_assert_max_num_queries(15) as counted:
        seen(office, year=2020)
    for number in range(30):
        Cluster.objects.create(year=2020, name=f"Khối {number}").members.add(province.department)
    with django_assert_num_queries(len(counted)):
        seen(office, year=2020)
