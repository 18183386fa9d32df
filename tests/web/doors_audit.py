"""The doors of the record: those who check, the office and the administrator."""

from django.urls import reverse

from tests.web.doors import Door

CHECKERS = frozenset({"office", "auditor", "administrator"})

DOORS = {
    "audit": Door(lambda province: reverse("audit"), CHECKERS),
    "audit_file": Door(lambda province: reverse("audit_file"), CHECKERS),
    "check_chain": Door(lambda province: reverse("check_chain"), CHECKERS, "post"),
}
