"""The doors of form 02 and the other figures; the administrator sees no figures."""

from django.urls import reverse

from tests.province import Province
from tests.web.doors import Door

READERS = frozenset({"officer", "leader", "office", "council_member", "province_leader", "auditor"})


def of_district(name: str, *given: object) -> Door:
    def address(province: Province) -> str:
        return f"{reverse(name, args=given)}?unit={province.district.code}&from=2018&to=2020"

    return Door(address, READERS)


DOORS = {
    "form_02": of_district("form_02"),
    "form_02_file": of_district("form_02_file", "xlsx"),
    "figures": of_district("figures"),
    "figures_file": of_district("figures_file"),
}
