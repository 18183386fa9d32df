"""The emulation clusters of a year, as far as a person's roles reach a member."""

from tests.province import Province
from vinhdanh.models import Cluster, Unit
from vinhdanh.reports.clusters import cluster_years, clusters_of


def cluster(name: str, year: int, *members: Unit) -> Cluster:
    made = Cluster.objects.create(name=name, year=year, head=members[0])
    made.members.set(members)
    return made


def test_a_cluster_is_listed_once_by_name_to_who_reaches_any_member(province: Province) -> None:
    second = cluster("Khối sở, ngành", 2020, province.department)
    first = cluster("Cụm huyện", 2020, province.district, province.commune, province.department)
    assert list(clusters_of(province.office, 2020)) == [first, second]
    assert list(clusters_of(province.officer, 2020)) == [first]


def test_the_years_are_those_of_the_clusters_within_reach_the_latest_first(province: Province) -> None:
    for year in (2019, 2020):
        cluster("Cụm huyện", year, province.district, province.commune)
    cluster("Khối sở, ngành", 2018, province.department)
    assert cluster_years(province.officer) == [2020, 2019]
    assert cluster_years(province.office) == [2020, 2019, 2018]


def test_many_clusters_ask_as_often_as_one(province: Province, django_assert_num_queries) -> None:
    for number in range(30):
        cluster(f"Cụm {number}", 2020, province.district, province.commune)
    with django_assert_num_queries(3):  # the roles, the clusters, their members
        assert all(one.head and one.members.all() for one in clusters_of(province.auditor, 2020))
