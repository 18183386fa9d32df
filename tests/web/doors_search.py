"""The doors of the register's list and of its files: each reader sees the own part; the administrator sees none."""

from django.urls import reverse

from tests.web.doors import Door

READERS = frozenset({"officer", "leader", "office", "council_member", "province_leader", "auditor", "outsider"})

DOORS = {
    "register": Door(lambda province: reverse("register"), READERS),
    "register_file": Door(lambda province: reverse("register_file", args=["csv"]), READERS),
}
