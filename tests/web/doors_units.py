"""The doors of units, of their numbers, their workbook and their clusters."""

from django.urls import reverse

from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Cluster

ALL = frozenset(
    {"officer", "leader", "office", "council_member", "province_leader", "auditor", "administrator", "outsider"}
)
REACH = ALL - {"outsider"}
OFFICE = frozenset({"office"})


def cluster(province: Province) -> Cluster:
    """One of which the district is a member."""
    made, _ = Cluster.objects.get_or_create(year=2020, name="Khối thi đua số 1")
    made.members.add(province.district)
    return made


def page(name: str, allowed: frozenset[str] = ALL, *given: object, method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=given), allowed, method)


def of_district(name: str, allowed: frozenset[str], *given: object) -> Door:
    return Door(lambda province: reverse(name, args=[province.district.code, *given]), allowed)


DOORS = {
    "units": page("units"),
    "units_file": page("units_file"),
    "units_template": page("units_template"),
    "units_import": page("units_import", OFFICE),
    "unit": of_district("unit", REACH),
    "unit_year": of_district("unit_year", frozenset({"officer", "leader", "office"})),
    "unit_change": of_district("unit_change", OFFICE, "sua"),
    "clusters": page("clusters"),
    "cluster_open": page("cluster_open", OFFICE, 2020),
    "cluster": Door(lambda province: reverse("cluster", args=[cluster(province).pk]), OFFICE),
    "cluster_remove": Door(lambda province: reverse("cluster_remove", args=[cluster(province).pk]), OFFICE, "post"),
    "clusters_copy": page("clusters_copy", OFFICE, method="post"),
}
